import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { connectMarionette } from './marionette';

const frame = (message: unknown) => {
  const text = JSON.stringify(message);
  return `${Buffer.byteLength(text)}:${text}`;
};

test('what was asked, and what is asked later, fails when Firefox has ended', async () => {
  // Stands for Firefox: greets, and answers nothing.
  const server = createServer((socket) => socket.write(frame({ marionetteProtocol: 3 }))).listen(0, '127.0.0.1');
  const connection = once(server, 'connection');
  await once(server, 'listening');
  const marionette = await connectMarionette((server.address() as AddressInfo).port);
  const asked = expect(marionette.command('Early')).rejects.toThrow('Firefox has closed the connection');
  const [socket] = await connection;
  socket.destroy();
  await asked;
  await expect(marionette.command('Late')).rejects.toThrow('Firefox has closed the connection');
  server.close();
});

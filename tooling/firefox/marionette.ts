import { createConnection } from 'node:net';

interface Waiting {
  resolve(result: any): void;
  reject(error: Error): void;
}

const CLOSED = 'Firefox has closed the connection';

/** A connection to Firefox's remote protocol: texts of JSON over TCP, each after its length and a colon. */
export interface Marionette {
  /** @throws with Firefox's own words where the command failed */
  command(name: string, params?: object): Promise<any>;
  close(): void;
}

/** @param port that Firefox listens on at 127.0.0.1 */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = createConnection({ host: '127.0.0.1', port });
  const waiting = new Map<number, Waiting>();
  let received = Buffer.alloc(0);
  let last = 0;
  let greet = () => {};

  function handle(message: unknown): void {
    if (!Array.isArray(message)) {
      greet();
      return;
    }
    const [, id, error, result] = message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace ?? ''}`));
    else asked?.resolve(result);
  }

  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const colon = received.indexOf(':');
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < end) return;
      const text = received.subarray(colon + 1, end).toString();
      received = received.subarray(end);
      handle(JSON.parse(text));
    }
  });
  let ended = false;
  socket.on('close', () => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new Error(CLOSED));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    greet = resolve;
    socket.on('error', reject);
  });
  return {
    command(name, params = {}) {
      const id = ++last;
      const text = JSON.stringify([0, id, name, params]);
      // What is asked of a Firefox that has ended would never be answered.
      if (ended) return Promise.reject(new Error(CLOSED));
      socket.write(`${Buffer.byteLength(text)}:${text}`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    close: () => socket.destroy(),
  };
}

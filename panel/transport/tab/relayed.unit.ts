import { expect, test } from '@playwright/test';
import { tabOfPort } from '../../../protocol/relay';
import { relayedTab } from './relayed';

/** An end of a port, as far as panel and event page use it. */
function createPort(name: string) {
  const onMessage: ((message: any) => void)[] = [];
  const onDisconnect: (() => void)[] = [];
  return {
    name,
    posted: [] as any[],
    closed: false,
    postMessage(message: unknown) {
      if (this.closed) throw new Error('Attempt to postMessage on disconnected port');
      this.posted.push(message);
    },
    disconnect() {
      this.closed = true;
    },
    onMessage: { addListener: (each: (message: any) => void) => onMessage.push(each) },
    onDisconnect: { addListener: (each: () => void) => onDisconnect.push(each) },
    say: (message: unknown) => onMessage.forEach((each) => each(message)),
    /** As Firefox does when it stops the event page. */
    stop() {
      this.closed = true;
      for (const each of onDisconnect) each();
    },
  };
}

/** A browser whose event page starts with each port, and the tab that a panel sees through it. */
function play() {
  const ports: ReturnType<typeof createPort>[] = [];
  let gone = false;
  const connect = ({ name }: { name: string }) => {
    if (gone) throw new Error('Extension context invalidated');
    const port = createPort(name);
    ports.push(port);
    return port;
  };
  Object.assign(globalThis, { chrome: { runtime: { connect } } });
  const tab = relayedTab(7);
  return { tab, ports, remove: () => (gone = true) };
}

const frame = () => {
  const heard: unknown[] = [];
  return { heard, onMessage: (message: unknown) => heard.push(message), onDisconnect: () => heard.push('closed') };
};

test('a question is answered by what a content script answered, or by null where none listens', async () => {
  const { tab, ports } = play();
  const [first, second] = [tab.send({}), tab.send({}, { frameId: 3 })];
  const [relay] = ports;
  expect(tabOfPort(relay!.name)).toBe(7);
  const ids = relay!.posted.map(({ id }) => id);
  relay!.say({ type: 'answered', id: ids[1], answer: null });
  relay!.say({ type: 'answered', id: ids[0], answer: { value: 'here' } });
  expect(await first).toEqual({ value: 'here' });
  expect(await second).toBeNull();
  tab.close();
});

test('after the event page was stopped, all that hung on it has ended, and the next word starts it again', async () => {
  const { tab, ports } = play();
  const handlers = frame();
  const port = tab.connect({ name: 'x' }, handlers);
  const question = tab.send({});
  const restarted = new Promise<void>((resolve) => tab.whenRestarted(resolve));
  ports[0]!.stop();
  expect(handlers.heard).toEqual(['closed']);
  expect(await question).toBeNull();
  expect(() => port.postMessage({ type: 'resync' })).toThrow();
  await restarted;
  const again = frame();
  tab.connect({ name: 'x' }, again);
  expect(ports).toHaveLength(2);
  const { key } = ports[1]!.posted[0];
  ports[1]!.say({ type: 'message', key, message: 'new' });
  expect(again.heard).toEqual(['new']);
  tab.close();
});

test('where the extension is gone, nothing is answered and nothing throws', async () => {
  const { tab, ports, remove } = play();
  remove();
  expect(await tab.send({})).toBeNull();
  const handlers = frame();
  expect(() => tab.connect({ name: 'x' }, handlers).postMessage({ type: 'resync' })).toThrow();
  expect(handlers.heard).toEqual(['closed']);
  tab.setBadge({ text: '', color: '', title: '' });
  expect(ports).toHaveLength(0);
  tab.close();
});

test('only the name of a panel’s port names a tab', () => {
  for (const name of [
    'transceiver-inspector',
    'transceiver-inspector-panel:',
    'transceiver-inspector-panel:x',
    'x:7',
  ]) {
    expect(tabOfPort(name)).toBeNull();
  }
});

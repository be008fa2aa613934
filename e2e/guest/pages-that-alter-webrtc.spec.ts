import { attachRawPanel, type RawDocument } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import { expect, test } from '../harness/twin';

const noErrors = ({ last }: RawDocument) => expect(last.errors).toEqual([]);

test('a page that replaces methods and constructors, before its first connection and after', async ({ twin }) => {
  const told = await twin.same(async () => {
    const calls: Record<string, number> = {};
    const owners = {
      RTCPeerConnection,
      RTCRtpSender,
      RTCRtpReceiver,
      RTCRtpTransceiver,
      MediaStreamTrack,
      MediaStream,
    };
    const spoil = (round: string) => {
      for (const [name, owner] of Object.entries(owners)) {
        for (const [key, found] of Object.entries(Object.getOwnPropertyDescriptors(owner.prototype)) as any) {
          if (key === 'constructor' || !found.configurable) continue;
          for (const part of ['value', 'get', 'set']) {
            const before = found[part];
            if (typeof before !== 'function') continue;
            found[part] = function (this: unknown, ...args: unknown[]) {
              const path = `${round} ${name}.${key} ${part}`;
              calls[path] = (calls[path] ?? 0) + 1;
              return before.apply(this, args);
            };
          }
          Object.defineProperty(owner.prototype, key, found);
        }
      }
    };
    const use = async (PC: typeof RTCPeerConnection) => {
      const pc = new PC();
      const made = pc.addTransceiver('video', { direction: 'sendonly' });
      const sender = pc.addTrack(peers.toneTrack());
      await pc.setLocalDescription();
      await sender.setParameters(sender.getParameters());
      made.direction = 'inactive';
      pc.removeTrack(sender);
      made.stop();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const told = pc.getTransceivers().map(({ mid, direction }) => [mid, direction]);
      pc.close();
      return [told, pc instanceof RTCPeerConnection, pc.constructor.name];
    };
    const Native = RTCPeerConnection;
    spoil('first');
    const told: unknown[] = [await use(RTCPeerConnection)];
    spoil('second');
    told.push(await use(RTCPeerConnection));
    class Replaced extends Native {
      made = 'by the page';
    }
    window.RTCPeerConnection = Replaced as typeof RTCPeerConnection;
    told.push(await use(RTCPeerConnection), await use(Native));
    window.RTCPeerConnection = function (this: unknown, ...args: any[]) {
      return new Native(...args);
    } as any;
    window.RTCPeerConnection.prototype = Native.prototype;
    told.push(await use(RTCPeerConnection));
    Native.prototype.constructor = Replaced;
    told.push(await use(Native));
    delete (Native.prototype as any).addStream;
    (Native.prototype as any).addTransceiver = () => {
      throw new RangeError('spoiled');
    };
    told.push([await attempt(() => use(Native))]);
    delete (window as any).RTCPeerConnection;
    delete (window as any).webkitRTCPeerConnection;
    told.push([new Native().getTransceivers().length, 'RTCPeerConnection' in window]);
    return { told, calls };
  }, noErrors);
  expect(told.told).toHaveLength(8);
  expect(told.calls['first RTCPeerConnection.addTransceiver value']).toBe(6);
});

test('a page that freezes interfaces: its own attempts fail as without us, and the rest works', async ({ twin }) => {
  const told = await twin.same(async () => {
    const use = async () => {
      const pc = new RTCPeerConnection();
      const track = peers.canvasTrack();
      const made = pc.addTransceiver(track, { direction: 'sendonly' });
      await pc.setLocalDescription();
      await made.sender.setParameters(made.sender.getParameters());
      made.direction = 'inactive';
      pc.removeTrack(made.sender);
      const sender = pc.addTrack(track);
      const told = [pc.getTransceivers().length, made.direction, sender.track === track];
      pc.close();
      return told;
    };
    const told: unknown[] = [await use()];
    const { RTCPeerConnection: PC, RTCRtpSender: S, RTCRtpTransceiver: T } = window;
    for (const each of [PC, PC.prototype, S.prototype, T.prototype, MediaStreamTrack.prototype, MediaDevices.prototype])
      Object.freeze(each);
    told.push(await use());
    for (const [object, name] of [
      [PC.prototype, 'addTransceiver'],
      [PC, 'generateCertificate'],
      [S.prototype, 'replaceTrack'],
      [T.prototype, 'direction'],
    ] as [any, string][]) {
      told.push(Object.getOwnPropertyDescriptor(object, name)!.configurable);
      told.push(await attempt(() => Object.defineProperty(object, name, { value: 1 }) && 'defined'));
      told.push(
        await attempt(() => {
          object[name] = 1;
        }),
      );
      told.push(await attempt(() => delete object[name]));
    }
    told.push(Object.isFrozen(PC), Object.isFrozen(PC.prototype));
    for (const name of ['Map', 'WeakMap', 'Array', 'String', 'Promise', 'Reflect', 'JSON', 'Object', 'Function']) {
      Object.freeze((window as any)[name]);
      Object.freeze((window as any)[name].prototype);
    }
    told.push(await use());
    return told;
  }, noErrors);
  // The browser itself gives the track to the sender that never sent.
  expect(told[1]).toEqual([1, 'sendonly', true]);
  expect(told.at(-1)).toEqual(told[1]);
});

test('a patch that comes after the freeze keeps its promise to the page, or stays out of the way', async ({
  page,
  server,
}) => {
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page);
  await page.evaluate(async () => {
    Object.freeze(RTCRtpSender.prototype);
    const { a, negotiate } = peers.connect();
    const made = a.addTransceiver(peers.canvasTrack(), { direction: 'sendonly' });
    await negotiate();
    made.direction = 'inactive';
    a.removeTrack(made.sender);
    await negotiate();
    Object.assign(window, { a });
  });
  await raw.send({ type: 'patch', patch: 'reuse' });
  await expect.poll(async () => (await raw.document('/')).last.patch).toBe('reuse');
  const told = await page.evaluate(() => {
    const track = peers.canvasTrack();
    const { sender } = (window as any).a.addTransceiver(track, { direction: 'sendonly' });
    return sender.track === track;
  });
  expect(told).toBe(true);
});

test('built-ins that throw break neither the page nor what the panel sees', async ({ twin }) => {
  const seen: unknown[] = [];
  const told = await twin.same(
    async () => {
      const { addTransceiver, setLocalDescription, createDataChannel, close } = RTCPeerConnection.prototype;
      const track = peers.canvasTrack();
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      const { setTimeout, Promise: NativePromise } = window;
      const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
      const spoil = (owner: any) => {
        const names = ownKeys(owner);
        for (let i = 0; i < names.length; i++) {
          const found = getOwnPropertyDescriptor(owner, names[i]!)!;
          if (!found.configurable || names[i] === 'constructor' || typeof found.value !== 'function') continue;
          found.value = () => {
            throw new RangeError('spoiled');
          };
          defineProperty(owner, names[i]!, found);
        }
      };
      const iterator = Object.getPrototypeOf([][Symbol.iterator]());
      const prototypes = [
        ...['Map', 'WeakMap', 'Set', 'WeakRef', 'FinalizationRegistry', 'String', 'RegExp', 'Number', 'Promise'],
        ...['EventTarget', 'Event', 'MessagePort', 'RTCStatsReport', 'RTCRtpReceiver', 'MediaStream', 'Array'],
      ].map((name) => (window as any)[name].prototype);
      const objects = [Math, JSON, Date, console, iterator, Reflect, ...prototypes];
      for (let i = 0; i < objects.length; i++) spoil(objects[i]);
      const constructors = ['Proxy', 'Map', 'WeakMap', 'WeakRef', 'Error', 'String', 'DOMException', 'clearTimeout'];
      for (let i = 0; i < constructors.length; i++) {
        (window as any)[constructors[i]!] = () => {
          throw new RangeError('spoiled');
        };
      }
      const pc = new RTCPeerConnection();
      const made = apply(addTransceiver, pc, [track, { direction: 'sendonly', sendEncodings: [{ rid: 'a' }] }]);
      apply(createDataChannel, pc, ['x']);
      await apply(setLocalDescription, pc, []);
      made.direction = 'inactive';
      pc.removeTrack(made.sender);
      pc.addTrack(track);
      made.stop();
      const tracks = canvas.captureStream();
      await new NativePromise<void>((resolve) => setTimeout(resolve, 100));
      apply(close, pc, []);
      await new NativePromise<void>((resolve) => setTimeout(resolve, 100));
      return { mid: made.mid, direction: made.direction, track: `${made.sender.track}`, tracks: `${tracks}` };
    },
    (document) => {
      expect(document.last.errors).toEqual([]);
      seen.push(document.log.filter((each) => each.type === 'call').map((each) => each.name));
      expect(document.transceivers).toHaveLength(1);
      expect(document.connections[0]!.closedAt).not.toBe(null);
    },
  );
  expect(told.direction).toBe('stopped');
  expect(seen[0]).toEqual([
    ...['captureStream', 'addTransceiver', 'createDataChannel', 'setLocalDescription', 'direction =', 'removeTrack'],
    ...['addTrack', 'stop', 'captureStream', 'close'],
  ]);
});

test('300 connections are as many for the panel, and for the page as without us', async ({ twin }) => {
  const script = async () => {
    const all: RTCPeerConnection[] = [];
    for (let i = 0; i < 300; i++) {
      const pc = new RTCPeerConnection();
      pc.addTransceiver('audio');
      all.push(pc);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const pc of all) pc.close();
    return all.filter((pc) => pc.signalingState === 'closed').length;
  };
  // Once in each browser: Chrome has a limit of its own per process, and counts closed ones until it collects them.
  const { outcome, document } = await twin.run(script);
  expect(outcome).toEqual(await twin.native(script));
  expect(outcome.value).toBe(300);
  const { connections, transceivers, last } = await document();
  expect([connections.length, transceivers.length, last.errors]).toEqual([300, 300, []]);
});

test('events that the page makes up on a connection are not taken for the browser’s', async ({ twin }) => {
  const { document } = await twin.run(async () => {
    const pc = new RTCPeerConnection();
    for (const type of ['signalingstatechange', 'connectionstatechange', 'iceconnectionstatechange', 'datachannel'])
      pc.dispatchEvent(new Event(type));
    pc.createDataChannel('x');
  });
  const { connections, log } = await document();
  expect(connections[0]!.dataChannels).toBe(1);
  expect(log.filter((each) => each.type === 'connection').map((each) => each.name)).toEqual(['made']);
});

test('markup in ids and names is carried as text', async ({ twin }) => {
  const { outcome, document } = await twin.run(async () => {
    const { a, b } = peers.connect();
    const markup = '<img/src=x/onerror=alert(1)>';
    a.addTransceiver('video', { direction: 'sendonly', streams: [new MediaStream()] });
    a.createDataChannel(markup);
    const { sdp } = await a.createOffer();
    // What a remote side may write: the ids of stream and track. A mid with such characters is refused.
    const forged = sdp!.replace(/a=msid:.*/g, `a=msid:${markup}stream ${markup}track`);
    await b.setRemoteDescription({ type: 'offer', sdp: forged });
    const named = { [markup]: () => a.addTransceiver('audio') };
    named[markup]!();
    return { markup, track: b.getTransceivers()[0]!.receiver.track.id };
  });
  const { markup, track } = outcome.value;
  expect(track).toBe(`${markup}track`);
  const { transceivers, log, stacks } = await document();
  expect(transceivers.find((each) => each.connection === 2)!.receiverTrack.id).toBe(track);
  expect(JSON.stringify(log)).toContain(`"createDataChannel","args":"'${markup}'"`);
  expect(Object.values(stacks).join()).toContain(markup);
});

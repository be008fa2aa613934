import type { RawDocument } from './harness/raw-panel';
import { expect, test } from './harness/twin';

const noErrors = ({ last }: RawDocument) => expect(last.errors).toEqual([]);

test('getters and conversions in what the page passes run as often as without us, and may throw', async ({ twin }) => {
  const told = await twin.same(async () => {
    const counts: Record<string, number> = {};
    const count = (what: string) => {
      counts[what] = (counts[what] ?? 0) + 1;
    };
    /** An object all of whose members are getters. */
    const getters = (path: string, members: Record<string, unknown>) => {
      const object = {};
      for (const [name, value] of Object.entries(members)) {
        const get = () => {
          count(`${path}.${name}`);
          if (value === 'throw') throw new RangeError(`${path}.${name} threw`);
          return value;
        };
        Object.defineProperty(object, name, { get, enumerable: true, configurable: true });
      }
      return object as any;
    };
    /** An object that converts itself to text or number. */
    const converts = (path: string, value: unknown) => ({
      toString() {
        count(`${path} toString`);
        return value;
      },
      valueOf() {
        count(`${path} valueOf`);
        return value;
      },
    });
    /** An array all of whose items are getters. */
    const list = (path: string, values: unknown[]) => {
      const array: any[] = [];
      values.forEach((value, i) => {
        const get = () => {
          count(`${path}[${i}]`);
          return value;
        };
        Object.defineProperty(array, i, { get, enumerable: true, configurable: true });
      });
      return array;
    };
    const told: Record<string, unknown> = {};
    const run = async (what: string, call: () => unknown) => {
      const result = await attempt(call);
      told[what] = typeof result === 'string' ? result : 'done';
    };

    const pc = new RTCPeerConnection(getters('configuration', { iceServers: [], bundlePolicy: 'max-bundle' }));
    await run('config throws', () => new RTCPeerConnection(getters('throwing configuration', { iceServers: 'throw' })));
    const stream = new MediaStream();
    const encoding = { rid: 'a', active: true, maxBitrate: 1e5, scaleResolutionDownBy: 2, maxFramerate: 5 };
    await run('init', () =>
      pc.addTransceiver(
        'video',
        getters('init', {
          direction: 'sendonly',
          streams: list('streams', [stream]),
          sendEncodings: list('sendEncodings', [getters('encoding', encoding), getters('encoding', { rid: 'b' })]),
        }),
      ),
    );
    for (const member of ['direction', 'streams', 'sendEncodings'])
      await run(`${member} throws`, () => pc.addTransceiver('video', getters('throwing init', { [member]: 'throw' })));
    for (const member of ['rid', 'active', 'maxBitrate'])
      await run(`${member} throws`, () =>
        pc.addTransceiver('video', { sendEncodings: [getters('throwing encoding', { [member]: 'throw' })] }),
      );
    await run('conversions', () =>
      pc.addTransceiver(converts('kind', 'video') as any, {
        direction: converts('direction', 'sendonly') as any,
        sendEncodings: [
          { rid: converts('rid', 'c') as any, maxBitrate: converts('maxBitrate', 1e5) as any, active: [] as any },
        ],
      }),
    );
    await run('iterables', () =>
      pc.addTransceiver('video', { streams: new Set([stream]) as any, sendEncodings: new Set([{}]) as any }),
    );
    const cyclic: any = { direction: 'sendonly' };
    cyclic.sendEncodings = [cyclic];
    cyclic.direction = cyclic;
    await run('a cycle', () => pc.addTransceiver('video', cyclic));
    const video = pc.getTransceivers()[0]!;
    await run('direction =', () => {
      video.direction = converts('direction =', 'recvonly') as any;
    });
    const codec = { mimeType: 'video/VP8', clockRate: 90000 };
    await run('codecs', () => video.setCodecPreferences(list('codecs', [getters('codec', codec)])));
    await run('mimeType', () =>
      video.setCodecPreferences([{ ...codec, mimeType: converts('mimeType', 'video/VP8') as any }]),
    );
    await run('mimeType throws', () => video.setCodecPreferences([getters('throwing codec', { mimeType: 'throw' })]));
    class Spying extends Array {
      override slice(...args: any[]) {
        count('slice of an array of the page');
        return super.slice(...args);
      }
      override map(...args: [any]) {
        count('map of an array of the page');
        return super.map(...args) as any;
      }
      static override get [Symbol.species]() {
        count('species of an array of the page');
        return Array;
      }
    }
    await run('a subclass of Array', () => video.setCodecPreferences(Spying.of(codec) as any));
    await run('and in an init', () => pc.addTransceiver('video', { sendEncodings: Spying.of({}) as any }));
    await run('offer', () => pc.createOffer(getters('offer options', { iceRestart: true, offerToReceiveAudio: true })));
    await run('channel', () =>
      pc.createDataChannel(converts('label', 'x') as any, getters('channel', { ordered: true })),
    );
    const parameters = video.sender.getParameters();
    const given = getters('parameters', { ...parameters, encodings: list('encodings', parameters.encodings) });
    await run('setParameters', () => video.sender.setParameters(given));
    await run('setParameters throws', () =>
      video.sender.setParameters(
        getters('throwing parameters', { ...video.sender.getParameters(), encodings: 'throw' }),
      ),
    );
    const { sdp } = await pc.createOffer();
    await run('setLocalDescription', () => pc.setLocalDescription(getters('local', { type: 'offer', sdp })));
    const other = new RTCPeerConnection();
    await run('setRemoteDescription', () => other.setRemoteDescription(getters('remote', { type: 'offer', sdp })));
    await run('sdp throws', () =>
      other.setRemoteDescription(getters('throwing remote', { type: 'offer', sdp: 'throw' })),
    );
    await run('camera', () => navigator.mediaDevices.getUserMedia(getters('constraints', { video: false })));
    await run('camera throws', () =>
      navigator.mediaDevices.getUserMedia(getters('throwing constraints', { video: 'throw' })),
    );
    await run('screen throws', () => navigator.mediaDevices.getDisplayMedia(getters('screen', { video: 'throw' })));
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    await run('canvas', () => canvas.captureStream(converts('rate', 5) as any));
    await run('setStreams', () => video.sender.setStreams(converts('stream', 'x') as any));
    await run('symbols', () => pc.addTransceiver(Symbol('kind') as any));
    await run('and symbols', () => video.sender.replaceTrack(Symbol('track') as any));
    // Members that only the prototype has.
    Object.assign(Object.prototype, { direction: 'inactive', sendEncodings: [{ rid: 'p' }] });
    await run('polluted', () => pc.addTransceiver('video', {}));
    told.polluted = pc.getTransceivers().at(-1)!.direction;
    for (const name of ['direction', 'sendEncodings']) delete (Object.prototype as any)[name];
    return { counts, told };
  }, noErrors);
  expect(told.counts['encoding.rid']).toBe(2);
  expect(told.counts['direction toString']).toBe(1);
  expect(told.told['direction throws']).toBe('RangeError: throwing init.direction threw');
});

test('a Proxy in place of an object of the page sees the reads of the browser, and no others', async ({ twin }) => {
  const told = await twin.same(async () => {
    const counts: Record<string, number> = {};
    let traps = ['get', 'has', 'ownKeys', 'set', 'defineProperty', 'deleteProperty', 'getOwnPropertyDescriptor'];
    // Known exception: nothing tells a Proxy from an object, and reading a member without calling its
    // getter runs these two. No library's observable objects (Vue, MobX, Immer) act on them.
    traps = traps.filter((trap) => trap !== 'getOwnPropertyDescriptor');
    const spy = (path: string, target: object, broken = false): any => {
      const handler: any = {};
      for (const trap of [...traps, ...(broken ? ['getOwnPropertyDescriptor', 'getPrototypeOf'] : [])])
        handler[trap] = (...args: any[]) => {
          if (broken) throw new RangeError(`${path}: ${trap}`);
          const key = `${path}: ${trap} ${String(args[1])}`;
          counts[key] = (counts[key] ?? 0) + 1;
          return (Reflect as any)[trap](...args);
        };
      return new Proxy(target, handler);
    };
    const told: Record<string, unknown> = {};
    const run = async (what: string, call: () => unknown) => {
      const result = await attempt(call);
      told[what] = typeof result === 'string' ? result : 'done';
    };
    const { proxy: revoked, revoke } = Proxy.revocable([], {});
    revoke();

    const pc = new RTCPeerConnection(spy('configuration', {}));
    const encodings = spy('encodings', [spy('encoding', { rid: 'a' }), spy('encoding', { rid: 'b' })]);
    const init = { direction: 'sendonly', sendEncodings: encodings, streams: spy('streams', [new MediaStream()]) };
    await run('init', () => pc.addTransceiver('video', spy('init', init)));
    const { sender, stop, setCodecPreferences } = pc.getTransceivers()[0]!;
    await run('broken init', () => pc.addTransceiver('video', spy('broken', {}, true)));
    await run('broken encodings', () => pc.addTransceiver('video', { sendEncodings: spy('broken', [], true) }));
    await run('revoked init', () => pc.addTransceiver('video', revoked as any));
    await run('revoked encodings', () => pc.addTransceiver('video', { sendEncodings: revoked as any }));
    await run('revoked encoding', () => pc.addTransceiver('video', { sendEncodings: [revoked as any] }));
    await run('a Proxy as a track', () => pc.addTrack(spy('track', peers.canvasTrack())));
    await run('a Proxy as a stream', () => pc.addTrack(peers.canvasTrack(), spy('stream', new MediaStream())));
    await run('a Proxy as a sender', () => pc.removeTrack(spy('sender', sender)));
    await run('a Proxy as a connection', () => spy('pc', pc).addTransceiver('audio'));
    await run('called on a Proxy', () => pc.addTransceiver.call(spy('self', pc), 'audio'));
    await run('called on a Proxy', () => stop.call(spy('transceiver', pc.getTransceivers()[0]!)));
    await run('codecs', () => setCodecPreferences.call(pc.getTransceivers()[0]!, spy('codecs', [spy('codec', {})])));
    await run('parameters', () => sender.setParameters(spy('parameters', sender.getParameters())));
    await run('broken parameters', () => sender.setParameters(spy('broken', sender.getParameters(), true)));
    await run('revoked parameters', () => sender.setParameters(revoked as any));
    await run('description', () => pc.setRemoteDescription(spy('description', { type: 'offer', sdp: '' })));
    await run('a connection of a Proxied class', () => new (spy('class', RTCPeerConnection))());
    await run('constraints', () => navigator.mediaDevices.getUserMedia(spy('constraints', {})));
    return { counts, told, made: pc.getTransceivers().map((each) => each.direction) };
  }, noErrors);
  expect(told.counts['encoding: get rid']).toBe(2);
  expect(told.told['broken init']).toMatch(/^RangeError: broken: get/);
});

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

test('markup in ids, labels and names is carried as text', async ({ twin }) => {
  const { outcome, document } = await twin.run(async () => {
    const { a, b } = peers.connect();
    const markup = '<img/src=x/onerror=alert(1)>';
    a.addTransceiver('video', { direction: 'sendonly', streams: [new MediaStream()] });
    a.createDataChannel(markup);
    const { sdp } = await a.createOffer();
    // What a remote side may write: the ids of stream and track.
    const forged = sdp!
      .replace(/a=msid:.*/g, `a=msid:${markup}stream ${markup}track`)
      .replace(/a=mid:0/, `a=mid:${markup}`);
    await b.setRemoteDescription({ type: 'offer', sdp: forged.replace(/a=group:BUNDLE.*\r\n/, '') });
    const { mid, receiver } = b.getTransceivers()[0]!;
    const named = { [markup]: () => a.addTransceiver('audio') };
    named[markup]!();
    return { mid, track: receiver.track.id, label: receiver.track.label, markup };
  });
  console.log(outcome);
  const { markup, mid, track } = outcome.value;
  expect(track).toBe(`${markup}track`);
  expect(mid).toBe(markup);
  const { transceivers, log, stacks } = await document();
  expect(transceivers.find((each) => each.connection === 2)).toMatchObject({ mid, receiverTrack: { id: track } });
  expect(JSON.stringify(log)).toContain(`createDataChannel","args":"'${markup}'`);
  expect(Object.values(stacks).join()).toContain(`Object.${markup}`);
});

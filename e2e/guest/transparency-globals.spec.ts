import { expect, test } from '../harness/twin';

test('every global looks as without us: order, descriptors, names and lengths', async ({ twin }) => {
  const lines = await twin.same(async () => {
    // Used first, since something might be put on an interface or an object only then.
    const pc = new RTCPeerConnection();
    const { sender, receiver } = pc.addTransceiver('video');
    await pc.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const used = [pc, pc.getTransceivers()[0]!, sender, receiver, receiver.track].flatMap((each) =>
      Reflect.ownKeys(each),
    );
    const lines: string[] = used.map((key) => `own property of an instance: ${String(key)}`);
    const shape = (value: any) =>
      typeof value === 'function'
        ? `function ${value.name}/${value.length} [${Reflect.ownKeys(value).map(String)}]`
        : typeof value;
    const walk = (path: string, owner: object, depth: number) => {
      for (const key of Reflect.ownKeys(owner)) {
        const found = Object.getOwnPropertyDescriptor(owner, key)!;
        const flags = `${Number(found.configurable)}${Number(found.enumerable)}${Number(found.writable)}`;
        const parts = ['value', 'get', 'set'].filter((part) => part in found);
        lines.push(`${path}${String(key)} ${flags} ${parts.map((part) => `${part}: ${shape((found as any)[part])}`)}`);
        if (depth > 0 && typeof found.value === 'function' && key !== 'constructor')
          walk(`${path}${String(key)}.`, found.value, depth - 1);
        else if (key === 'prototype') walk(`${path}prototype.`, found.value, 0);
      }
    };
    walk('', window, 1);
    return lines;
  });
  expect(lines.length).toBeGreaterThan(5000);
  expect(lines.filter((line) => line.includes(': function RTCPeerConnection/0')).length).toBeGreaterThan(2);
});

/** Prints every function of every interface; a Proxy prints as native code without a name. */
function nameless(): string[] {
  const found: string[] = [];
  const print = (path: string, value: unknown) => {
    if (typeof value === 'function' && String(value) === 'function () { [native code] }') found.push(path);
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    const owner = Object.getOwnPropertyDescriptor(window, name)!.value;
    if (typeof owner !== 'function') continue;
    print(name, owner);
    for (const object of [owner, owner.prototype]) {
      for (const [key, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(object ?? {}))) {
        const path = `${name}${object === owner ? '' : '.prototype'}.${key}`;
        print(path, value);
        print(`${path} get`, get);
        print(`${path} set`, set);
      }
    }
  }
  return found.sort();
}

test('known exception: a wrapped function prints without its name, and only these are wrapped', async ({ twin }) => {
  const methods: Record<string, string[]> = {
    HTMLCanvasElement: ['captureStream'],
    HTMLMediaElement: ['captureStream'],
    MediaDevices: ['getDisplayMedia', 'getUserMedia'],
    MediaStreamTrack: ['clone', 'stop'],
    RTCPeerConnection: [
      ...['addStream', 'addTrack', 'addTransceiver', 'close', 'constructor', 'createAnswer', 'createDataChannel'],
      ...['createOffer', 'removeStream', 'removeTrack', 'setLocalDescription', 'setRemoteDescription'],
    ],
    RTCRtpSender: [
      ...['createEncodedStreams', 'getParameters', 'replaceTrack', 'setParameters', 'setStreams', 'transform set'],
    ],
    RTCRtpTransceiver: ['direction set', 'setCodecPreferences', 'setHeaderExtensionsToNegotiate', 'stop'],
  };
  const wrapped = Object.entries(methods).flatMap(([owner, names]) =>
    names.map((name) => `${owner}.prototype.${name}`),
  );
  // The old name of RTCPeerConnection, and Function.prototype, which has no name anyway.
  const others = (name: string) => !name.startsWith('webkitRTC') && name !== 'Function.prototype';
  expect((await twin.native(nameless)).value.filter(others)).toEqual([]);
  expect((await twin.run(nameless)).outcome.value.filter(others)).toEqual(['RTCPeerConnection', ...wrapped].sort());
  // The patch shows a pending track on its sender.
  const pending = 'RTCRtpSender.prototype.track get';
  expect((await twin.run(nameless, 'reuse')).outcome.value.filter(others)).toEqual(
    ['RTCPeerConnection', pending, ...wrapped].sort(),
  );
});

test('construction: statics, subclasses, new.target, other realms, and the errors of wrong use', async ({ twin }) => {
  const told = await twin.same(async () => {
    const { RTCPeerConnection: PC, RTCRtpTransceiver: T, RTCRtpSender: S } = window as any;
    class Sub extends PC {
      static own = 1;
      extra = 2;
      constructor(...args: any[]) {
        super(...args);
        (this as any).target = new.target === Sub;
      }
      addTransceiver(...args: any[]) {
        const made = super.addTransceiver(...args);
        made.mark = 'sub';
        return made;
      }
    }
    class Deep extends Sub {}
    const pc = new PC();
    const sub = new Sub({ iceServers: [] });
    const deep = new Deep();
    function Other() {}
    Other.prototype = Object.create(PC.prototype);
    const other = Reflect.construct(PC, [], Other);
    const frame = document.createElement('iframe');
    frame.srcdoc = '';
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.documentElement.append(frame);
    });
    const foreign = new (frame.contentWindow as any).RTCPeerConnection();
    const certificate = await PC.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' });
    const t = pc.addTransceiver('audio');
    return {
      same: [PC === (window as any).webkitRTCPeerConnection, PC === PC.prototype.constructor, pc.constructor === PC],
      parent: [Object.getPrototypeOf(PC) === EventTarget, Object.getPrototypeOf(Sub) === PC],
      instance: [pc, sub, deep, other, foreign, {}].map((each) => [each instanceof PC, each instanceof Sub]),
      names: [pc, sub, deep, other].map((each) => [each.constructor.name, String(each)]),
      sub: [sub.extra, sub.target, deep.target, Sub.own, (Deep as any).generateCertificate === PC.generateCertificate],
      marked: [sub.addTransceiver('audio').mark, deep.addTransceiver('video').mark, other.addTransceiver('video').mark],
      works: [sub.getTransceivers().length, other.getTransceivers().length, (await sub.createOffer()).type],
      certificate: [
        certificate.constructor.name,
        new PC({ certificates: [certificate] }).getConfiguration().certificates.length,
      ],
      wrongUse: [
        await attempt(() => PC()),
        await attempt(() => PC.call(pc)),
        await attempt(() => new PC(1)),
        await attempt(() => new PC({ iceServers: [{ urls: 'x:y' }] })),
        await attempt(() => new PC({ iceServers: 1 })),
        await attempt(() => new PC.prototype.addTransceiver()),
        await attempt(() => PC.prototype.addTransceiver('audio')),
        await attempt(() => PC.prototype.addTransceiver.call({}, 'audio')),
        await attempt(() => PC.prototype.addTransceiver.call(t, 'audio')),
        await attempt(() => PC.prototype.setLocalDescription.call(null)),
        await attempt(() => pc.addTransceiver()),
        await attempt(() => pc.addTransceiver('x')),
        await attempt(() => pc.addTransceiver('audio', 1)),
        await attempt(() => pc.addTransceiver('audio', { direction: 'x' })),
        await attempt(() => pc.addTransceiver('audio', { streams: [1] })),
        await attempt(() => pc.addTransceiver('video', { sendEncodings: [{ rid: 'a' }, { rid: 'a' }] })),
        await attempt(() => pc.addTransceiver('video', { sendEncodings: [{ rid: '!' }] })),
        await attempt(() => pc.addTransceiver('video', { sendEncodings: [{ scaleResolutionDownBy: 0 }] })),
        await attempt(() => pc.addTrack(1)),
        await attempt(() => pc.addTrack()),
        await attempt(() => pc.removeTrack()),
        await attempt(() => pc.removeTrack(sub.getSenders()[0])),
        await attempt(() => pc.setRemoteDescription()),
        await attempt(() => pc.setRemoteDescription({ type: 'x' })),
        await attempt(() => pc.setLocalDescription({ type: 'answer', sdp: '' })),
        await attempt(() => pc.createDataChannel()),
        await attempt(() => t.sender.replaceTrack(1)),
        await attempt(() => t.sender.replaceTrack()),
        await attempt(() => t.sender.setParameters({})),
        await attempt(() => t.sender.setParameters()),
        await attempt(() => t.setCodecPreferences(1)),
        await attempt(() => t.setCodecPreferences([{ mimeType: 'x/y', clockRate: 1 }])),
        await attempt(() => S.prototype.getParameters.call(t)),
        await attempt(() => T.prototype.stop.call(pc)),
        await attempt(() => Object.getOwnPropertyDescriptor(T.prototype, 'direction')!.set!.call(pc, 'inactive')),
        await attempt(() => T.prototype.direction),
        await attempt(() => {
          t.direction = 'sideways';
          return t.direction;
        }),
        await attempt(() => {
          t.direction = 'stopped';
          return t.direction;
        }),
        await attempt(() => navigator.mediaDevices.getUserMedia()),
        await attempt(() => navigator.mediaDevices.getUserMedia.call(1 as any)),
        await attempt(() => navigator.mediaDevices.getDisplayMedia({ video: false })),
        await attempt(() => HTMLCanvasElement.prototype.captureStream.call({} as any)),
        await attempt(() => (document.createElement('canvas') as any).captureStream(-1)),
        await attempt(() => MediaStreamTrack.prototype.clone.call({} as any)),
        await attempt(() => MediaStreamTrack.prototype.stop.call({} as any)),
        await attempt(() => MediaStreamTrack.prototype.stop.call(1 as any)),
      ],
      closed: [
        String(pc.close()),
        await attempt(() => pc.addTransceiver('audio')),
        await attempt(() => pc.addTrack(1)),
        await attempt(() => pc.createOffer()),
        await attempt(() => pc.setLocalDescription()),
        await attempt(() => t.stop()),
        await attempt(() => t.sender.replaceTrack(null)),
        await attempt(() => t.sender.getParameters().encodings.length),
        await attempt(() => {
          t.direction = 'inactive';
        }),
        String(pc.close()),
      ],
    };
  });
  expect(told.same).toEqual([true, true, true]);
  expect(told.works).toEqual([1, 1, 'offer']);
});

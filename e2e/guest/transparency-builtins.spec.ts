import { PATCHES } from '../../protocol/state';
import { expect, test } from '../harness/twin';

/** Counts every call of a built-in that a page can replace, while the page uses WebRTC and is sampled. */
async function countCalls(): Promise<Record<string, number>> {
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty, getPrototypeOf } =
    Reflect;
  const later = window.setTimeout.bind(window);
  const NativePromise = Promise;
  const NativeProxy = Proxy;
  const text = String;
  const counts: Record<string, number> = Object.create(null);
  let counting = false;
  const counted = (path: string, native: any) =>
    new NativeProxy(native, {
      apply(target, self, args) {
        if (counting) counts[path] = (counts[path] ?? 0) + 1;
        return apply(target, self, args);
      },
      construct(target, args, newTarget) {
        if (counting) counts[`new ${path}`] = (counts[`new ${path}`] ?? 0) + 1;
        return construct(target, args, newTarget) as object;
      },
    });
  const replaceAll = (path: string, owner: any) => {
    const keys = ownKeys(owner);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const found = getOwnPropertyDescriptor(owner, key)!;
      if (!found.configurable || key === 'constructor') continue;
      for (let part = 0; part < 3; part++) {
        const name = (['value', 'get', 'set'] as const)[part]!;
        if (typeof found[name] === 'function') found[name] = counted(`${path}${text(key)} ${name}`, found[name]);
      }
      defineProperty(owner, key, found);
    }
  };
  // What the script itself needs, made before.
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d')!;
  const camera = canvas.captureStream().getVideoTracks()[0]!;
  const silence = peers.toneTrack();
  const pause = async () => {
    for (let i = 0; i < 6; i++) {
      paint.fillRect(i, 0, 300, 150);
      await new NativePromise((resolve) => later(resolve, 50));
    }
  };

  const interfaces = [
    ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'RegExp', 'Date', 'Math', 'JSON'],
    ...['Reflect', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Promise', 'Error'],
    ...['TypeError', 'DOMException', 'Uint32Array', 'Event', 'EventTarget', 'MessageEvent', 'MessagePort'],
    ...['MessageChannel', 'Window', 'Performance', 'RTCPeerConnection', 'RTCRtpSender', 'RTCRtpReceiver', 'Crypto'],
    ...['RTCRtpTransceiver', 'RTCStatsReport', 'RTCDTMFSender', 'RTCSessionDescription', 'MediaStream', 'Storage'],
    ...['MediaStreamTrack', 'MediaDevices', 'HTMLCanvasElement', 'HTMLMediaElement', 'CanvasCaptureMediaStreamTrack'],
  ];
  const owners: [string, any][] = [['console.', console]];
  for (let i = 0; i < interfaces.length; i++) {
    const name = interfaces[i]!;
    const owner = (window as any)[name];
    owners[owners.length] = [`${name}.`, owner];
    if (owner.prototype) owners[owners.length] = [`${name}.prototype.`, owner.prototype];
  }
  for (const iterable of [[], new Map(), new Set(), '', new Uint32Array(1)]) {
    const proto = getPrototypeOf((iterable as any)[Symbol.iterator]())!;
    owners[owners.length] = [`${(proto as any)[Symbol.toStringTag]}.`, proto];
  }
  owners[owners.length] = ['Iterator.prototype.', getPrototypeOf(getPrototypeOf([][Symbol.iterator]())!)];
  const globals = [
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'addEventListener'],
    ...['removeEventListener', 'dispatchEvent', 'postMessage', 'structuredClone', 'isNaN', 'Proxy'],
  ];
  const all = interfaces.concat(globals);
  for (let i = 0; i < owners.length; i++) replaceAll(owners[i]![0], owners[i]![1]);
  for (let i = 0; i < all.length; i++) {
    const name = all[i]!;
    if (typeof (window as any)[name] === 'function')
      defineProperty(window, name, { value: counted(name, (window as any)[name]), writable: true, configurable: true });
  }

  // What an assignment to a member of a plain list or object would run.
  const setters: [object, string][] = [];
  for (let i = 0; i < 10; i++) setters[i] = [Array.prototype, text(i)];
  const members = [
    ...['rid', 'active', 'maxBitrate', 'priority', 'networkPriority', 'scaleResolutionDownBy', 'scalabilityMode'],
    ...['scaleResolutionDownTo', 'ssrc', 'transactionId', 'headerExtensions', 'rtcp', 'codecs', 'encodings'],
    ...['captures', 'stack', 'value', 'get', 'set', 'mid', 'track', 'layers', 'at'],
  ];
  for (let i = 0; i < members.length; i++) setters[setters.length] = [Object.prototype, members[i]!];
  const data = { writable: true, enumerable: true, configurable: true };
  for (let i = 0; i < setters.length; i++) {
    const [owner, name] = setters[i]!;
    const set = function (this: object, value: unknown) {
      if (counting) counts[`set ${name}`] = (counts[`set ${name}`] ?? 0) + 1;
      defineProperty(this, name, { __proto__: null, ...data, value } as PropertyDescriptor);
    };
    defineProperty(owner, name, { __proto__: null, set, configurable: true } as PropertyDescriptor);
  }

  counting = true;
  const pc = new RTCPeerConnection();
  const other = new RTCPeerConnection();
  const negotiate = async () => {
    await pc.setLocalDescription();
    await other.setRemoteDescription(pc.localDescription!);
    await other.setLocalDescription();
    await pc.setRemoteDescription(other.localDescription!);
  };
  pc.createDataChannel('x');
  const layers = pc.addTransceiver('video', {
    direction: 'sendonly',
    streams: [new MediaStream()],
    sendEncodings: [{ rid: 'a', maxBitrate: 90_000 }, { rid: 'b' }],
  });
  pc.addTransceiver('audio');
  for (let i = 0; i < 3; i++) {
    // From the second round on the patch hands the transceiver of the first back.
    const sender = pc.addTrack(camera, new MediaStream());
    const spoken = pc.addTransceiver(silence, { direction: 'sendonly', sendEncodings: [{ priority: 'high' }] });
    const parameters = sender.getParameters();
    await negotiate();
    await sender.setParameters(parameters);
    await pause();
    pc.removeTrack(sender);
    spoken.direction = 'inactive';
    pc.removeTrack(spoken.sender);
    await negotiate();
    await pause();
  }
  await layers.sender.replaceTrack(camera);
  camera.stop();
  layers.sender.setStreams();
  layers.setCodecPreferences([]);
  layers.stop();
  await navigator.mediaDevices.getUserMedia({}).catch(() => {});
  canvas.captureStream().getTracks()[0]!.clone();
  pc.createDataChannel('y').close();
  await pc.createOffer({ offerToReceiveAudio: true });
  pc.close();
  other.close();
  await pause();
  counting = false;
  for (let i = 0; i < setters.length; i++) deleteProperty(setters[i]![0], setters[i]![1]);
  return counts;
}

test('built-ins that a page replaced are never called by us', async ({ twin }) => {
  const native = await twin.native(countCalls);
  expect(native.value['RTCPeerConnection.prototype.addTransceiver value']).toBe(5);
  for (const patch of PATCHES) {
    const { outcome, document } = await twin.run(countCalls, patch);
    expect.soft(outcome, patch).toEqual(native);
    const { last, log } = await document();
    expect(last.errors).toEqual([]);
    const reused = log.filter((each) => each.type === 'patch' && each.outcome === 'reused').length;
    // Of the publishes only the one by addTrack(): members of sendEncodings are the page's accessors here.
    expect(reused).toBe(patch === 'reuse' ? 1 : 0);
  }
});

import { expect, test } from '../harness/twin';

test.use({ browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });

test('promise reactions and events come in the same order as without us', async ({ twin }) => {
  const log = await twin.same(async () => {
    const log: string[] = [];
    const a = new RTCPeerConnection();
    const b = new RTCPeerConnection();
    const note = (what: string) => {
      log.push(what);
      queueMicrotask(() => log.push(`${what}, microtask`));
    };
    for (const [name, pc] of Object.entries({ a, b })) {
      for (const event of ['signalingstatechange', 'track', 'negotiationneeded']) {
        pc.addEventListener(event, () => note(`${name} ${event}`));
        (pc as any)[`on${event}`] = () => note(`${name} on${event}`);
      }
    }
    const follow = (what: string, promise: Promise<unknown>) => {
      note(`${what} called`);
      return promise.then(
        () => note(`${what} resolved`),
        () => note(`${what} rejected`),
      );
    };
    const track = peers.canvasTrack();
    const transceiver = a.addTransceiver(track, { streams: [new MediaStream([track])] });
    for (let i = 0; i < 3; i++) {
      const offer = follow('a offer', a.createOffer());
      await Promise.all([offer, follow('a local', a.setLocalDescription())]);
      await follow('b remote', b.setRemoteDescription(a.localDescription!));
      // Two in one turn are chained by the connection.
      const answers = [follow('b local', b.setLocalDescription()), follow('b offers', b.setLocalDescription())];
      const answer = b.createAnswer();
      await Promise.all([...answers, follow('b answer', answer)]);
      await follow('b rolls back', b.setLocalDescription({ type: 'rollback' }));
      await follow('a remote', a.setRemoteDescription(b.currentLocalDescription!));
      await follow('a remote again', a.setRemoteDescription(b.currentLocalDescription!));
      await follow('nonsense', a.setRemoteDescription({ type: 'offer', sdp: 'nonsense' }));
      await Promise.all([
        follow('replace by null', transceiver.sender.replaceTrack(null)),
        follow('replace by a track', transceiver.sender.replaceTrack(track)),
        follow('replace by another kind', transceiver.sender.replaceTrack(peers.toneTrack())),
      ]);
      transceiver.direction = i === 0 ? 'inactive' : 'sendrecv';
    }
    const parameters = transceiver.sender.getParameters();
    await follow('parameters', transceiver.sender.setParameters(parameters));
    await follow('parameters again', transceiver.sender.setParameters(parameters));
    await follow('camera', navigator.mediaDevices.getUserMedia({ video: true }));
    // Events dispatched by the page run their listeners in its own turn.
    a.dispatchEvent(new Event('signalingstatechange'));
    note('dispatched');
    const closing = follow('while closing', a.setLocalDescription());
    a.close();
    note('closed');
    // A promise of a closed connection stays pending.
    await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 200))]);
    return log;
  });
  expect(log).toContain('b ontrack');
  expect(log).toContain('b rolls back resolved');
  expect(log).toContain('replace by another kind rejected');
});

/** After how many microtasks a rejection is there that the browser made during the call. */
async function delays(): Promise<Record<string, number>> {
  const pc = new RTCPeerConnection();
  const { sender } = pc.addTransceiver('video');
  pc.close();
  const calls: Record<string, () => Promise<unknown>> = {
    createOffer: () => pc.createOffer(),
    createAnswer: () => pc.createAnswer(),
    setLocalDescription: () => pc.setLocalDescription(),
    setRemoteDescription: () => pc.setRemoteDescription({ type: 'offer', sdp: '' }),
    replaceTrack: () => sender.replaceTrack(null),
    setParameters: () => sender.setParameters({} as RTCRtpSendParameters),
    getUserMedia: () => navigator.mediaDevices.getUserMedia({}),
    getDisplayMedia: () => navigator.mediaDevices.getDisplayMedia({ video: false }),
  };
  const delays: Record<string, number> = {};
  for (const [name, call] of Object.entries(calls)) {
    let passed = 0;
    let settled = false;
    call().catch(() => {
      settled = true;
    });
    while (!settled && passed < 20) {
      await undefined;
      passed++;
    }
    delays[name] = passed;
  }
  return delays;
}

test('promises are the browser’s own, but those of captures, which settle one microtask later', async ({ twin }) => {
  const native = (await twin.native(delays)).value;
  expect(Object.values(native)).toEqual(Array(8).fill(1));
  for (const patch of ['none', 'reuse'] as const) {
    const { outcome } = await twin.run(delays, patch);
    expect(outcome.value, patch).toEqual({ ...native, getUserMedia: 2, getDisplayMedia: 2 });
  }
});

test('a rejection that the page leaves unhandled is told once, a handled one never', async ({ twin }) => {
  const told = await twin.same(async () => {
    const calls: Record<string, () => Promise<unknown>> = {
      setLocalDescription: () => pc.setLocalDescription({ type: 'answer', sdp: 'x' }),
      setRemoteDescription: () => pc.setRemoteDescription({ type: 'offer', sdp: 'x' }),
      createAnswer: () => pc.createAnswer(),
      replaceTrack: () => sender.replaceTrack(peers.toneTrack()),
      setParameters: () => sender.setParameters({} as any),
      'setParameters without get': () => sender.setParameters(parameters),
      getUserMedia: () => navigator.mediaDevices.getUserMedia({ video: { width: { exact: 1e6 } } }),
      'getUserMedia of nothing': () => navigator.mediaDevices.getUserMedia({}),
      getDisplayMedia: () => navigator.mediaDevices.getDisplayMedia({ video: { width: { exact: 1 } } as any }),
      'createOffer of a closed one': () => closed.createOffer(),
    };
    const pc = new RTCPeerConnection();
    const { sender } = pc.addTransceiver('video');
    const parameters = sender.getParameters();
    await sender.setParameters(parameters);
    const closed = new RTCPeerConnection();
    closed.close();
    const events: string[] = [];
    let promise: Promise<unknown>;
    for (const type of ['unhandledrejection', 'rejectionhandled'] as const) {
      addEventListener(type, (event) => {
        events.push(`${type} ${event.promise === promise ? 'of it' : 'of another'}: ${event.reason}`);
        event.preventDefault();
      });
    }
    /** Calls are answered in order: once a later one is, so is the one in question, and its events are told. */
    const settled = async (run: () => Promise<unknown>) => {
      await run().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const told: Record<string, string[]> = {};
    for (const [name, run] of Object.entries(calls)) {
      promise = run();
      await settled(run);
      events.push('now handled');
      promise.catch(() => {});
      await settled(run);
      told[name] = events.splice(0);
      promise = run();
      promise.catch(() => {});
      await settled(run);
      told[`${name}, handled`] = events.splice(0);
      // Handled by a reaction only, whose own promise is unhandled: told once, of another promise.
      promise = run();
      promise.then(() => {});
      await settled(run);
      told[`${name}, followed`] = events.splice(0);
    }
    return told;
  });
  for (const [name, events] of Object.entries(told)) {
    if (name.endsWith('handled')) expect(events, name).toEqual([]);
    else if (name.endsWith('followed'))
      expect(events, name).toEqual([expect.stringMatching(/^unhandled.* of another/)]);
    else
      expect(
        events.map((each) => each.replace(/:.*/, '')),
        name,
      ).toEqual(['unhandledrejection of it', 'now handled', 'rejectionhandled of it']);
  }
});

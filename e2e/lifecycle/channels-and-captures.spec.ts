import type { Page } from '@playwright/test';
import type { Command } from '../../protocol/messages';
import { countObjects } from '../../tooling/browser/heap';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { type Pair, PEERS } from '../../tooling/pages/peers';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/test';

test.use({ browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });

const OBSERVE: Command = { type: 'observe', intervalMs: 200, paused: false };

declare const pair: Pair;
declare const a: RTCPeerConnection;
declare const b: RTCPeerConnection;
declare const kept: any[];
declare const turn: () => Promise<void>;

async function open(page: Page, server: TestServer): Promise<void> {
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  await page.goto(server.url('/'));
  await page.evaluate(() => {
    const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
    Object.assign(window, { kept: [], turn });
  });
}

async function openCall(page: Page, server: TestServer): Promise<void> {
  await open(page, server);
  await page.evaluate(async () => {
    const pair = peers.connect();
    Object.assign(window, { pair, a: pair.a, b: pair.b });
    const first = pair.a.createDataChannel('first');
    kept.push(first);
    await pair.negotiate();
    await peers.until('the first channel', () => first.readyState === 'open');
  });
}

/** The tallies of a connection's channels, by the function that opened them; null for the far end. */
async function channelsOf(page: Page, connection: number) {
  const raw = await attachRawPanel(page, [OBSERVE]);
  const read = async () => {
    const { connections, stacks } = await raw.document('/');
    const { channels, dataChannels } = connections.find(({ id }) => id === connection)!;
    const named = channels!.map(({ stack, ...tally }) => {
      return { ...tally, by: stack === null ? null : /at (?:async )?(\w+)/.exec(stacks[stack]!)![1] };
    });
    return { named, dataChannels };
  };
  return { raw, read };
}

test('data channels are counted by the line that opened them, whichever end closes them', async ({ page, server }) => {
  await openCall(page, server);
  await page.evaluate(async () => {
    async function leak() {
      for (let i = 0; i < 4; i++) {
        await turn();
        kept.push(a.createDataChannel(`leak ${i}`));
      }
    }
    async function request() {
      for (let i = 0; i < 5; i++) {
        await turn();
        const channel = a.createDataChannel('request');
        await new Promise((resolve) => (channel.onopen = resolve));
        channel.close();
        await turn();
      }
    }
    async function answered() {
      b.ondatachannel = ({ channel }) => channel.close();
      for (let i = 0; i < 3; i++) {
        await turn();
        const channel = a.createDataChannel('answered');
        await new Promise((resolve) => (channel.onclose = resolve));
      }
    }
    function burst() {
      for (let i = 0; i < 3; i++) kept.push(a.createDataChannel('burst', { negotiated: true, id: 100 + i * 2 }));
    }
    await leak();
    await request();
    await answered();
    burst();
  });
  const near = await channelsOf(page, 1);
  const expected = [
    expect.objectContaining({ made: 1, live: 1, peak: 1 }),
    expect.objectContaining({ by: 'leak', made: 4, live: 4, peak: 4, streak: 4 }),
    expect.objectContaining({ by: 'request', made: 5, live: 0, peak: 1, streak: 0 }),
    expect.objectContaining({ by: 'answered', made: 3, live: 0, peak: 1, streak: 0 }),
    // One turn is one occasion.
    expect.objectContaining({ by: 'burst', made: 3, live: 3, peak: 3, streak: 1 }),
  ];
  await expect.poll(async () => (await near.read()).named).toEqual(expected);
  expect((await near.read()).dataChannels).toBe(16);
  // The other end made none itself.
  const { connections } = await near.raw.document('/');
  expect(connections[1]!.channels).toEqual([
    expect.objectContaining({ stack: null, made: 13, live: 5, firstAt: expect.any(Number) }),
  ]);
  await page.evaluate(() => a.close());
  await expect.poll(async () => (await near.read()).named.map(({ live }) => live)).toEqual([0, 0, 0, 0, 0]);
  const { last } = await near.raw.document('/');
  expect(last.errors).toEqual([]);
});

for (const closed of [false, true]) {
  test(`channels that the page dropped are collected as without us, and counted as the browser has them: ${closed ? 'closed later by the far end' : 'open'}`, async ({
    page,
    server,
  }) => {
    await openCall(page, server);
    await page.evaluate(async () => {
      b.ondatachannel = ({ channel }) => kept.push(channel);
      await turn();
      (function forget() {
        for (let i = 0; i < 6; i++) a.createDataChannel('forgotten');
      })();
      await peers.until('the far end has them', () => kept.length === 7);
    });
    // Of a the first is left, of b the six that are kept.
    await expect.poll(() => countObjects(page, 'RTCDataChannel'), { timeout: 20_000 }).toBe(7);
    if (closed) await page.evaluate(() => kept.slice(1).forEach((channel) => channel.close()));
    const { read } = await channelsOf(page, 1);
    const counted = async () => (await read()).named.slice(1).map(({ by, made, live }) => [by, made, live]);
    await expect.poll(counted).toEqual([['forget', 6, closed ? 0 : 6]]);
    if (!closed) await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    expect(await counted()).toEqual([['forget', 6, closed ? 0 : 6]]);
  });
}

test('an offer waits from when it was set until it is answered or rolled back; its figures are of now', async ({
  page,
  server,
}) => {
  await open(page, server);
  const raw = await attachRawPanel(page, [OBSERVE]);
  const truth = (waits: boolean) =>
    page.evaluate((waits) => {
      const sdp = (window as any).a.localDescription?.sdp ?? '';
      return { mLines: sdp.split('\nm=').length - 1, localSdpBytes: sdp.length || null, waits };
    }, waits);
  const told = async () => {
    const { connections } = await raw.document('/');
    const { mLines, localSdpBytes, offerSince } = connections[0]!;
    return { mLines, localSdpBytes, waits: offerSince !== null };
  };
  await page.evaluate(() => {
    const a = new RTCPeerConnection();
    Object.assign(window, { a });
    a.addTransceiver('video');
  });
  const before = await page.evaluate(async () => {
    const before = Date.now();
    await a.setLocalDescription();
    // Each candidate makes the description longer.
    await peers.until('candidates', () => a.iceGatheringState === 'complete');
    return before;
  });
  await expect.poll(told).toEqual(await truth(true));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  // Set again: another m-line, and no event.
  await page.evaluate(async () => {
    a.addTransceiver('audio');
    a.addTransceiver('video');
    await a.setLocalDescription();
    await peers.until('candidates', () => a.iceGatheringState === 'complete');
  });
  await expect.poll(told).toMatchObject({ mLines: 3 });
  await expect.poll(told).toEqual(await truth(true));
  const { connections } = await raw.document('/');
  expect(connections[0]!.offerSince).toBeGreaterThanOrEqual(before);
  expect(connections[0]!.offerSince).toBeLessThan(before + 400);
  await page.evaluate(() => a.setLocalDescription({ type: 'rollback' }));
  await expect.poll(told).toEqual({ mLines: 0, localSdpBytes: null, waits: false });
  await page.evaluate(async () => {
    await a.setLocalDescription();
    a.close();
  });
  await expect.poll(async () => (await told()).waits).toBe(false);
});

test('a device that is captured on a page without a connection is there: by line, with what became of it', async ({
  page,
  server,
}) => {
  await open(page, server);
  await page.evaluate(async () => {
    async function preview() {
      await turn();
      kept.push(...(await navigator.mediaDevices.getUserMedia({ video: true, audio: true })).getTracks());
    }
    async function probe() {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
    }
    for (let i = 0; i < 3; i++) await preview();
    for (let i = 0; i < 3; i++) await probe();
    kept.find(({ kind }) => kind === 'video').enabled = false;
  });
  const raw = await attachRawPanel(page, [OBSERVE]);
  // It announced itself: nobody asked.
  const told = async () => {
    const { captures, captureTallies, connections, stacks } = await raw.document('/');
    return {
      connections: connections.length,
      live: captures.map(({ source, everSent, disabledSince }) => [source.type, everSent, disabledSince !== null]),
      tallies: captureTallies.map(({ stack, type, made, live, streak }) => {
        return [/at (?:async )?(\w+)/.exec(stacks[stack!]!)![1], type, made, live, streak];
      }),
    };
  };
  const { connections, live, tallies } = await told();
  expect(connections).toBe(0);
  expect(live).toHaveLength(6);
  expect(live.filter(([type, sent, off]) => type === 'camera' && !sent && off)).toHaveLength(1);
  expect(live.filter(([type, sent, off]) => type === 'microphone' && !sent && !off)).toHaveLength(3);
  expect(tallies.reduce((sum, [, type, made]) => sum + (type === 'microphone' ? Number(made) : 0), 0)).toBe(6);
  expect(tallies.filter(([by, , , live]) => by === 'probe' && live === 0).length).toBeGreaterThan(0);
});

test('tracks that the page makes are in the same ledger, with their type and whether they were ever sent', async ({
  page,
  server,
}) => {
  await openCall(page, server);
  await page.evaluate(async () => {
    const { sender } = a.addTransceiver('video', { direction: 'sendonly' });
    const sound = a.addTransceiver('audio', { direction: 'sendonly' }).sender;
    await pair.negotiate();
    async function effect() {
      const generator = new (window as any).MediaStreamTrackGenerator({ kind: 'video' });
      kept.push(generator);
      await sender.replaceTrack(generator);
    }
    async function draw() {
      const track = peers.canvasTrack();
      kept.push(track);
      await sender.replaceTrack(track);
    }
    async function mix() {
      const tone = peers.toneTrack();
      kept.push(tone);
      await sound.replaceTrack(tone);
    }
    const player = document.createElement('video');
    player.muted = true;
    player.srcObject = new MediaStream([kept[1] ?? peers.canvasTrack()]);
    await player.play();
    for (let i = 0; i < 3; i++) {
      await turn();
      await effect();
      await turn();
      await draw();
      await turn();
      await mix();
    }
    (function film() {
      kept.push(...(player as any).captureStream().getTracks());
    })();
    (function unused() {
      kept.push(new (window as any).MediaStreamTrackGenerator({ kind: 'video' }));
    })();
    kept.find((track) => track.constructor.name === 'MediaStreamTrackGenerator').stop();
    await turn();
  });
  const raw = await attachRawPanel(page, [OBSERVE]);
  const { captures, captureTallies, last } = await raw.document('/');
  const live = captures.map(({ source, kind, everSent }) => `${source.type} ${kind} ${everSent}`).sort();
  expect(live).toEqual(
    [
      ...Array(2).fill('generator video true'),
      ...Array(3).fill('canvas video true'),
      ...Array(3).fill('unknown audio true'),
      // The player's picture and the canvas that it shows.
      'element video false',
      'canvas video false',
    ].sort(),
  );
  const of = (type: string) => captureTallies.filter((tally) => tally.type === type);
  expect(of('generator')).toEqual([expect.objectContaining({ made: 3, live: 2, peak: 3, streak: 3, kind: 'video' })]);
  expect(last.errors).toEqual([]);
});

test('a capture that was dropped ends with its object, as without us', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(() => {
    new RTCPeerConnection();
    for (let i = 0; i < 8; i++) peers.canvasTrack().stop();
    for (let i = 0; i < 8; i++) document.createElement('canvas').getContext('2d')!.canvas.captureStream();
  });
  await expect.poll(() => countObjects(page, 'CanvasCaptureMediaStreamTrack'), { timeout: 20_000 }).toBe(0);
  const raw = await attachRawPanel(page, [OBSERVE]);
  const { captures, captureTallies } = await raw.document('/');
  expect(captures).toEqual([]);
  const tallies = captureTallies.map(({ type, made, live }) => [type, made, live]);
  expect(tallies.every(([type, , live]) => type === 'canvas' && live === 0)).toBe(true);
  expect(tallies.reduce((sum, [, made]) => sum + Number(made), 0)).toBe(16);
});

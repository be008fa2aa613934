import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { expectOutcomes, outcomes, patched } from '../harness/patched';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

declare const shares: any;

test.beforeEach(({ server }) => server.html('/', SHARES));

/** Runs in the page: shares and stops a few times, the way LiveKit does or with addTrack. */
async function cycle(how: { cycles: number; addTrack: boolean }) {
  const { a, b } = shares.connect();
  const seen: string[] = [];
  const wanted: string[] = [];
  const states: string[] = [];
  a.addEventListener('connectionstatechange', () => states.push(a.connectionState));
  for (let i = 0; i < how.cycles; i++) {
    const color = shares.colors[i % 6];
    const { track, stream } = shares.share(color);
    let transceiver: RTCRtpTransceiver;
    if (how.addTrack) {
      const sender = a.addTrack(track, stream);
      transceiver = a.getTransceivers().find((t: RTCRtpTransceiver) => t.sender === sender);
    } else transceiver = a.addTransceiver(track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    wanted.push(color);
    seen.push((await shares.watch(shares.receivedBy(b, transceiver), color)).at(-1));
    a.removeTrack(transceiver.sender);
    if (!how.addTrack) transceiver.direction = 'inactive';
    await shares.negotiate(a, b);
    track.stop();
  }
  const mLines = a.localDescription.sdp.split('\nm=').length - 1;
  return { wanted, seen, transceivers: a.getTransceivers().length, mLines, states };
}

for (const addTrack of [false, true]) {
  test(`released ones are stopped at the next publish, m-lines are recycled (${addTrack ? 'addTrack' : 'addTransceiver'})`, async ({
    page,
    server,
  }) => {
    const raw = await patched(page, server.url('/'), 'stop');
    const result = await page.evaluate(cycle, { cycles: 6, addTrack });
    expect(result.seen).toEqual(result.wanted);
    // The bundle-tagged first one stays, and the last one that was released.
    expect(result.transceivers).toBe(2);
    expect(result.mLines).toBeLessThanOrEqual(3);
    // The transport was never rebuilt.
    expect(result.states).toEqual(['connecting', 'connected']);
    const log = await outcomes(raw);
    expect(log.filter((each) => each === 'stopped: stopped-lazily').length).toBe(4);
    expect(log[0]).toBe('refused: only-m-line');
    expect(log).toContain('refused: bundle-tagged');
  });
}

test('refuses what is not released, what still receives, and where the page only answers', async ({ page, server }) => {
  const raw = await patched(page, server.url('/'), 'stop');
  const result = await page.evaluate(async () => {
    const directions: unknown[] = [];
    // Paused only, beside a first m-line.
    let { a, b } = shares.connect();
    a.createDataChannel('first');
    await shares.negotiate(a, b);
    const paused = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    await paused.sender.replaceTrack(null);
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    directions.push(paused.direction);
    // Two-way: it still receives.
    ({ a, b } = shares.connect());
    a.createDataChannel('first');
    await shares.negotiate(a, b);
    const { track, stream } = shares.share('red');
    const sender = a.addTrack(track, stream);
    await shares.negotiate(a, b);
    b.addTrack(shares.share('yellow').track);
    await shares.negotiate(b, a);
    a.removeTrack(sender);
    await shares.negotiate(a, b);
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    directions.push(a.getTransceivers()[0].direction);
    // The page answers, always.
    ({ a, b } = shares.connect());
    b.createDataChannel('first');
    await shares.negotiate(b, a);
    b.addTransceiver('video', { direction: 'recvonly' });
    const answering = a.addTrack(shares.share('red').track);
    await shares.negotiate(b, a);
    a.removeTrack(answering);
    await shares.negotiate(b, a);
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    directions.push(a.getTransceivers().map((t: RTCRtpTransceiver) => t.direction));
    return directions;
  });
  expect(result[0]).toBe('sendonly');
  expect(result[1]).toBe('recvonly');
  expect(result[2]).not.toContain('stopped');
  await expect
    .poll(async () => (await outcomes(raw)).filter((each) => each.startsWith('refused')))
    .toEqual(['refused: not-released', 'refused: still-receives', 'refused: answers-only']);
});

test('a page that still sets a direction after its unpublish gets no error, since nothing is stopped then', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'stop');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    a.createDataChannel('first');
    const t = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    await shares.negotiate(a, b);
  });
  await expectOutcomes(raw, []);
});

test('without the patch nothing is stopped', async ({ page, server }) => {
  await page.goto(server.url('/'));
  await attachRawPanel(page);
  const result = await page.evaluate(cycle, { cycles: 3, addTrack: false });
  expect(result.transceivers).toBe(3);
});

test('a sender whose track has ended is refused with a reason of its own, until the page takes the track away', async ({
  page,
  server,
}) => {
  const raw = await patched(page, server.url('/'), 'stop');
  await page.evaluate(async () => {
    const { a, b } = shares.connect();
    a.createDataChannel('first');
    await shares.negotiate(a, b);
    const { track } = shares.share('red');
    const t = a.addTransceiver(track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    track.stop();
    a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    t.direction = 'inactive';
    a.removeTrack(t.sender);
    await shares.negotiate(a, b);
    a.addTransceiver(shares.share('blue').track, { direction: 'sendonly' });
  });
  await expectOutcomes(raw, ['refused: track-ended-not-released', 'stopped: stopped-lazily']);
});

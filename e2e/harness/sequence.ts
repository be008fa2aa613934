/**
 * A random but seeded life of a publishing page, run inside the page (so it is self-contained). What
 * it does depends on the seed alone, never on what the browser or a patch answers: the same seed runs
 * the same calls under every patch.
 */
export interface SequenceReport {
  /** Every operation with the error it met, in order: `publish addTrack: ok`. */
  operations: string[];
  /** What went wrong with pictures or states; empty when all is well. */
  wrong: string[];
  pictures: number;
  transceivers: number;
  ms: number;
}

export async function sequence({ seed, steps }: { seed: number; steps: number }): Promise<SequenceReport> {
  const { shares } = window as any;
  const began = performance.now();
  let state = seed * 2654435761 + 1;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3266489917);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;

  interface Publication {
    transceiver: RTCRtpTransceiver;
    color: string;
    track: MediaStreamTrack;
    state: 'live' | 'paused' | 'off';
  }
  const { a, b } = shares.connect() as { a: RTCPeerConnection; b: RTCPeerConnection };
  const publications: Publication[] = [];
  const report: SequenceReport = { operations: [], wrong: [], pictures: 0, transceivers: 0, ms: 0 };
  const remote: MediaStreamTrack[] = [];
  let colors = 0;
  let connected = false;
  // A connection whose first m-line nobody touches, as apps with a data channel have it.
  if (random() < 0.5) a.createDataChannel('first');

  const run = async (name: string, work: () => unknown) => {
    try {
      await work();
      report.operations.push(`${name}: ok`);
    } catch (error) {
      report.operations.push(`${name}: ${(error as Error).name}`);
    }
  };
  const transceiverOf = (sender: RTCRtpSender) => a.getTransceivers().find((each) => each.sender === sender)!;
  const live = () => publications.filter((each) => each.state === 'live');
  const open = () => publications.filter((each) => each.state !== 'off');

  const publish = async (how: 'addTransceiver' | 'addTrack') => {
    const color = shares.colors[colors++ % 6];
    const { track, stream } = shares.share(color);
    await run(`publish ${how}`, () => {
      const transceiver =
        how === 'addTrack'
          ? transceiverOf(a.addTrack(track, stream))
          : a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      if (transceiver.sender.track !== track) report.wrong.push(`sender.track is not the published one`);
      if (live().some((each) => each.transceiver === transceiver)) report.wrong.push('claimed twice');
      publications.push({ transceiver, color, track, state: 'live' });
    });
  };
  const unpublish = async (one: Publication, how: 'removeTrack' | 'inactive') => {
    one.state = 'off';
    await run(`unpublish ${how}`, () => {
      if (how === 'inactive') one.transceiver.direction = 'inactive';
      a.removeTrack(one.transceiver.sender);
    });
    one.track.stop();
  };
  /** Negotiates, then looks at every publication that is meant to be seen. */
  const negotiate = async () => {
    await run('negotiate', () => shares.negotiate(a, b));
    connected = true;
    await Promise.all(
      live().map(async ({ transceiver, color }) => {
        if (!transceiver.currentDirection?.startsWith('send')) {
          report.wrong.push(`${color} is ${transceiver.currentDirection} after the negotiation`);
          return;
        }
        const seen = await shares.watch(shares.receivedBy(b, transceiver), color, 20_000);
        report.pictures++;
        if (seen.join() !== color) report.wrong.push(`${color} shows [${seen.join()}] on mid ${transceiver.mid}`);
      }),
    );
  };

  for (let step = 0; step < steps; step++) {
    const dice = random();
    const one = pick(open());
    if (dice < 0.3) await publish(pick(['addTransceiver', 'addTransceiver', 'addTrack']));
    else if (dice < 0.5 && one) await unpublish(one, pick(['removeTrack', 'inactive']));
    else if (dice < 0.58 && one?.state === 'live') {
      one.state = 'paused';
      await run('pause', () => one.transceiver.sender.replaceTrack(null));
    } else if (dice < 0.66 && one?.state === 'paused') {
      one.state = 'live';
      await run('resume', () => one.transceiver.sender.replaceTrack(one.track));
    } else if (dice < 0.72 && one) {
      await run('get, wait, set', async () => {
        const parameters = one.transceiver.sender.getParameters();
        await new Promise((resolve) => setTimeout(resolve, 20));
        for (const each of parameters.encodings) each.maxBitrate = 300_000 + Math.floor(random() * 300_000);
        await one.transceiver.sender.setParameters(parameters);
      });
    } else if (dice < 0.76 && connected) {
      // Not before the first answer: Chrome gathers no candidates again after rolling that offer back.
      await run('offer, roll back', async () => {
        await a.setLocalDescription();
        await a.setLocalDescription({ type: 'rollback' });
      });
    } else if (dice < 0.8 && one && publications.length > 1) {
      one.state = 'off';
      await run('stop', () => one.transceiver.stop());
    } else if (dice < 0.86) {
      await run('remote publishes', async () => {
        const { track } = shares.share('white');
        remote.push(track);
        b.addTransceiver(track);
        await shares.negotiate(b, a);
        connected = true;
      });
    } else await negotiate();
    // Most apps negotiate after each change; some gather changes, and those are the hard cases.
    if (dice < 0.66 && random() < 0.7) await negotiate();
  }
  await negotiate();
  // Whatever is off must not be sent, unless a later publication took its transceiver over.
  for (const { transceiver, state: at, color } of publications) {
    const taken = open().some((each) => each.transceiver === transceiver);
    if (at === 'off' && !taken && transceiver.currentDirection?.startsWith('send') && transceiver.sender.track) {
      report.wrong.push(`${color} is off but still sent`);
    }
  }
  report.ms = Math.round(performance.now() - began);
  report.transceivers = a.getTransceivers().length;
  for (const track of [...publications.map((each) => each.track), ...remote]) track.stop();
  a.close();
  b.close();
  return report;
}

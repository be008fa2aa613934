import type { Patch } from '../../protocol/state';
import type { RawDocument } from '../../tooling/browser/raw-panel';
import { expect, test } from '../harness/twin';

/** Sets parameters in every way, each got by the page itself and held over an await, as SDKs do. */
async function everyWay(): Promise<string[]> {
  const told: string[] = [];
  const set = async (sender: RTCRtpSender, what: string, change: (parameters: any) => void, given?: any) => {
    const parameters = given ?? sender.getParameters();
    // Several samples of ours pass.
    await new Promise((resolve) => setTimeout(resolve, 40));
    change(parameters);
    told.push(`${what}: ${(await attempt(() => sender.setParameters(parameters))) ?? 'set'}`);
    return parameters;
  };
  const { a, b, negotiate, connected } = peers.connect();
  const transceiver = a.addTransceiver(peers.canvasTrack(), { direction: 'sendonly' });
  const { sender } = transceiver;
  const change = (values: object) => set(sender, JSON.stringify(values), (p) => Object.assign(p, values));
  const changeFirst = (values: object) =>
    set(sender, `encoding ${JSON.stringify(values)}`, (p) => Object.assign(p.encodings[0], values));
  await changeFirst({ maxBitrate: 100_000 });
  await negotiate();
  await connected();
  await changeFirst({ maxBitrate: 200_000 });
  told.push(`kept: ${sender.getParameters().encodings[0]!.maxBitrate}`);
  await changeFirst({ active: false });
  await changeFirst({ active: true });
  await change({ degradationPreference: 'maintain-resolution' });
  const used = await changeFirst({ scaleResolutionDownBy: 2 });
  await set(sender, 'used up', () => {}, used);
  await set(sender, 'of an earlier get', () => sender.getParameters(), used);
  for (const refused of [
    { transactionId: 'x' },
    { transactionId: undefined },
    { codecs: [] },
    { headerExtensions: [{ uri: 'x', id: 1 }] },
    { rtcp: { cname: 'x' } },
    { encodings: [] },
    { encodings: [{}, {}] },
  ])
    await change(refused);
  const wrong = await changeFirst({ rid: 'x' });
  delete wrong.encodings[0].rid;
  await set(sender, 'put right', () => {}, wrong);
  await changeFirst({ scaleResolutionDownBy: 0.5 });
  const { sender: other } = a.addTransceiver('audio');
  await set(other, 'never got', () => {}, sender.getParameters());
  await set(b.getSenders()[0]!, 'of the answerer', () => {});
  transceiver.stop();
  await set(sender, 'stopped', () => {});
  a.close();
  await set(sender, 'closed', () => {});
  return told;
}

test('parameters that a page holds are set, or refused, as without us', async ({ twin }) => {
  const told = await twin.same(everyWay, ({ transceivers, last }) => {
    expect(last.errors).toEqual([]);
    expect(transceivers.some((each) => each.stats)).toBe(true);
  });
  expect(told.slice(0, 7).map((each) => each.replace(/.*: /, ''))).toEqual([
    'set',
    'set',
    '200000',
    ...Array(4).fill('set'),
  ]);
  expect(told.join('\n')).toContain('used up: InvalidStateError');
  expect(told.join('\n')).toContain('{"codecs":[]}: InvalidModificationError');
});

/** The same over a republish, which the patch serves by the sender that the page knows already. */
async function overRepublish(): Promise<Record<string, unknown>> {
  const { a, negotiate, connected } = peers.connect();
  const track = peers.canvasTrack();
  const hold = () => new Promise((resolve) => setTimeout(resolve, 40));
  const publish = () => a.addTransceiver(track, { direction: 'sendonly' });
  const unpublish = async (transceiver: RTCRtpTransceiver) => {
    transceiver.direction = 'inactive';
    a.removeTrack(transceiver.sender);
    await negotiate();
  };
  const set = async (sender: RTCRtpSender, parameters: RTCRtpSendParameters) =>
    (await attempt(() => sender.setParameters(parameters))) ?? 'set';
  const last = publish();
  await negotiate();
  await connected();

  type Case = (old: RTCRtpSender, republish: () => RTCRtpSender) => unknown;
  const cases: Record<string, Case> = {
    'got after the republish, set in the same turn': (_, republish) => {
      const sender = republish();
      const parameters = sender.getParameters();
      (parameters as any).degradationPreference = 'maintain-resolution';
      return set(sender, parameters);
    },
    'got after the republish, held over the negotiation': async (_, republish) => {
      const sender = republish();
      const parameters = sender.getParameters();
      await negotiate();
      await hold();
      return set(sender, parameters);
    },
    'got after the republish, held over awaits': async (_, republish) => {
      const sender = republish();
      const parameters = sender.getParameters();
      await hold();
      return set(sender, parameters);
    },
    'got after the negotiation': async (_, republish) => {
      const sender = republish();
      await negotiate();
      const parameters = sender.getParameters();
      await hold();
      return set(sender, parameters);
    },
    'never got': async (_, republish) => {
      const sender = republish();
      await hold();
      return set(sender, { transactionId: '', codecs: [], encodings: [], headerExtensions: [], rtcp: {} } as any);
    },
    'got by the old owner before': async (old, republish) => {
      const parameters = old.getParameters();
      republish();
      await hold();
      return set(old, parameters);
    },
    'used up by the old owner before': async (old, republish) => {
      const parameters = old.getParameters();
      await set(old, parameters);
      republish();
      await hold();
      return set(old, parameters);
    },
    'a read-only member changed': async (_, republish) => {
      const sender = republish();
      const parameters = sender.getParameters();
      await hold();
      parameters.codecs = [{ mimeType: 'video/x', clockRate: 1, payloadType: 1 }];
      return set(sender, parameters);
    },
    'another transactionId': async (_, republish) => {
      const sender = republish();
      const parameters = sender.getParameters();
      await hold();
      return set(sender, { ...parameters, transactionId: 'x' });
    },
    'refused, put right and tried again': async (old, republish) => {
      const parameters = old.getParameters();
      republish();
      await hold();
      const [encoding] = parameters.encodings;
      const refused = await set(old, { ...parameters, encodings: [{ ...encoding, scaleResolutionDownBy: 0.1 }] });
      return [refused, await set(old, parameters)];
    },
    'what the last publish left is gone': async (_, republish) => {
      const sender = republish();
      await negotiate();
      const { encodings, degradationPreference } = sender.getParameters() as any;
      return { encodings, degradationPreference };
    },
  };
  const told: Record<string, unknown> = {};
  let current = last;
  for (const [what, run] of Object.entries(cases)) {
    // Leave something behind for the next one.
    const { sender } = current;
    const parameters = sender.getParameters() as any;
    Object.assign(parameters.encodings[0], { maxBitrate: 150_000, maxFramerate: 10, active: false, priority: 'high' });
    parameters.degradationPreference = 'maintain-framerate';
    await sender.setParameters(parameters);
    await unpublish(current);
    told[what] = await run(sender, () => {
      current = publish();
      return current.sender;
    });
    await negotiate();
  }
  return told;
}

test('and so over a republish, under a patch as without', async ({ twin }) => {
  const reported = ({ log, last }: RawDocument, patch: Patch) => {
    expect(last.errors).toEqual([]);
    const outcomes = log.filter((each) => each.type === 'patch').map((each) => each.outcome);
    expect(outcomes.filter((each) => each === 'reused')).toHaveLength(patch === 'reuse' ? 11 : 0);
    expect(outcomes.filter((each) => each === 'downscaled')).toHaveLength(patch === 'downscale' ? 11 : 0);
  };
  // Not under stop: what the old owner holds is a stopped sender, which is what that patch is about.
  const told = await twin.same(overRepublish, reported, ['none', 'reuse', 'downscale']);
  expect(told['got after the republish, held over the negotiation']).toBe('set');
  expect(told['got by the old owner before']).toBe('set');
  expect(told['never got']).toMatch(/^InvalidStateError/);
  expect(told['a read-only member changed']).toMatch(/^InvalidModificationError/);
});

import { shownFrame } from '../../core/callsite/stack';
import type { RecordingModel } from '../../core/files/format/recording-model';
import type { Finding } from '../../core/findings/finding';
import { resultOfRecording } from '../../core/findings/full-result';
import type { ExpectedFinding, ExpectedPage } from './expected/types';

/** What is wrong with what is said of a page, as sentences; empty where all of it is right. */
export function faultsOf(expected: ExpectedPage, recording: RecordingModel): string[] {
  const { state, findings } = resultOfRecording(recording);
  const faults = expected.findings.flatMap((wanted) => {
    const found = findings.filter(({ id }) => id === wanted.id);
    if (found.length === 0) return [`${wanted.id} is not found`];
    // Several of one kind: one of them is the one that is meant.
    const [first, ...others] = found.map((finding) => faultsIn(wanted, finding));
    return others.reduce((least, each) => (each.length < least.length ? each : least), first!);
  });
  const ids = new Set<string>([...expected.findings.map(({ id }) => id), ...expected.also]);
  for (const finding of findings) {
    if (!ids.has(finding.id)) faults.push(`false alarm: ${finding.id}: ${finding.sentence}`);
    else if (expected.findings.length === 0 && finding.state === 'growing') {
      faults.push(`grows on a healthy page: ${finding.sentence}`);
    }
  }
  if (!expected.overall.includes(state))
    faults.push(`the page is called ${state}, not ${expected.overall.join(' or ')}`);
  const [dearest] = expected.findings;
  if (dearest && findings[0]?.id !== dearest.id) faults.push(`the headline is ${findings[0]?.id}, not ${dearest.id}`);
  return faults;
}

function faultsIn(wanted: ExpectedFinding, found: Finding): string[] {
  const faults: string[] = [];
  const { state, sentence, advice, count, culprit, cost, missing, recipes } = found;
  const fits = wanted.state === 'not-growing' ? state !== 'growing' : state === wanted.state;
  if (!fits) faults.push(`${wanted.id} is called ${state}`);
  const line = shownFrame(culprit)?.fn ?? '';
  if (wanted.fn && !wanted.fn.some((name) => line.includes(name)))
    faults.push(`${wanted.id} names the line of "${line}"`);
  if (!wanted.subject.some((word) => sentence.includes(word)))
    faults.push(`${wanted.id} names no subject: ${sentence}`);
  for (const word of wanted.notWords ?? []) {
    if (`${sentence} ${advice}`.includes(word)) faults.push(`${wanted.id} speaks of "${word}"`);
  }
  if (count < wanted.count && wanted.id !== 'sdp-size')
    faults.push(`${wanted.id} counts ${count}, not ${wanted.count}`);
  if (wanted.cost !== 'not known' && cost.range === null) faults.push(`${wanted.id} has no cost`);
  const text = [missing, advice, ...recipes.map(({ code }) => code)].join(' ');
  if (wanted.call && !wanted.call.some((call) => text.includes(call)))
    faults.push(`${wanted.id} names none of ${wanted.call}`);
  return faults;
}

import type { Page } from '@playwright/test';
import { collectGarbage, countObjects } from '../../../tooling/browser/heap';
import { type Figure, figure } from '../../lib/figures';
import { type Arm, armOf, inArm, NOTHING } from './arms';
import type { Inspector } from './inspectors';

const CLASSES = ['RTCPeerConnection', 'RTCRtpTransceiver', 'RTCRtpSender', 'MediaStreamTrack', 'MediaStream'];
const PAIRS_IN_BATCH = 25;
/** Chrome lets go of a closed connection's inner parts over a few tasks. */
const PATIENCE_MS = 20_000;

type Counts = number[];
const sum = (counts: Counts) => counts.reduce((all, count) => all + count, 0);

/** By class, in the order of CLASSES. */
async function alive(page: Page): Promise<Counts> {
  const counts: Counts = [];
  for (const name of CLASSES) counts.push(await countObjects(page, name));
  return counts;
}

const listCounts = (counts: Counts) =>
  CLASSES.flatMap((name, i) => (counts[i] ? `${counts[i]} ${name}` : [])).join(', ') || 'none';

/** Makes pairs of connections, negotiates a transceiver, closes and drops them. */
async function closeAndDrop(pairs: number): Promise<void> {
  for (let i = 0; i < pairs; i++) {
    const { a, negotiate, connected, close } = peers.connect();
    const track = peers.canvasTrack({ width: 64, height: 36, fps: 1 });
    const { sender } = a.addTransceiver(track, { direction: 'sendonly', streams: [new MediaStream([track])] });
    await negotiate();
    // What is closed before it is connected, Chrome itself keeps for long.
    await connected();
    a.removeTrack(sender);
    track.stop();
    close();
  }
}

interface Kept {
  /** Objects of WebRTC classes that are alive afterwards and were not before, by class. */
  counts: Counts;
  /** Chrome has 500 connections at most: beside another inspector that keeps them it may refuse more. */
  refused: string;
}

function keptIn(arm: Arm, connections: number): Promise<Kept> {
  return inArm(arm, async (page) => {
    let refused = '';
    // A class's first use makes what stays once.
    await page.evaluate(closeAndDrop, 1);
    await collectGarbage(page);
    await page.waitForTimeout(1_000);
    const before = await alive(page);
    for (let left = connections / 2; left > 0; left -= PAIRS_IN_BATCH) {
      try {
        await page.evaluate(closeAndDrop, Math.min(left, PAIRS_IN_BATCH));
      } catch (error) {
        if (!arm.inspector) throw error;
        refused = `; refused at about ${connections - 2 * left}: ${(error as Error).message.split('\n')[0]}`;
        break;
      }
      await collectGarbage(page);
    }
    const more = async () => (await alive(page)).map((count, i) => Math.max(0, count - before[i]!));
    const end = Date.now() + PATIENCE_MS;
    let kept = await more();
    while (sum(kept) > 0 && Date.now() < end) {
      await page.waitForTimeout(500);
      kept = await more();
    }
    return { counts: kept, refused };
  });
}

/** Objects kept alive after connections were made, closed and dropped: more than without us is too many. */
export async function measureKept(connections: number, inspectors: Inspector[]) {
  const without = await keptIn(NOTHING, connections);
  const compare = ({ counts, refused }: Kept, who: string, goal?: number) =>
    figure({
      name: `objects kept more than without, after ${connections} connections${who}`,
      value: sum(counts) - sum(without.counts),
      unit: '',
      goal,
      note: `with: ${listCounts(counts)}; without: ${listCounts(without.counts)}${refused}`,
    });
  const figures: Figure[] = [];
  for (const us of ['unobserved', 'observed'] as const) {
    figures.push(compare(await keptIn({ name: us, us }, connections), `, ${us}`, 0));
  }
  const others = new Map<string, Figure[]>();
  for (const each of inspectors) others.set(each.name, [compare(await keptIn(armOf(each), connections), '')]);
  return { figures, others };
}

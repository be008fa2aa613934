import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Sentence } from '../../tooling/node/user-error.mjs';
import { type Figure, sentence } from '../lib/figures';
import { measureCalls } from './calls';
import { measureCpu } from './cpu';
import { builtInPeers, type Peer } from './inspectors';
import { measureKept } from './kept';
import { measureLoad } from './load';
import { measureWire } from './wire';

const PARTS = ['calls', 'load', 'wire', 'kept', 'cpu'] as const;
type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  quick: boolean;
  /** Length of one sample of CPU or wire. */
  seconds: number;
  transceivers: number[];
  /** Beside the built-in ones. */
  peers: Peer[];
  /** Whether others are measured beside us. */
  alone: boolean;
  browser: string;
  machine: object;
  json?: string | undefined;
}

/** What `--json` holds. */
interface Overhead {
  browser: string;
  machine: object;
  figures: Figure[];
  peers: { name: string; figures: Figure[] }[];
}

/** @throws {Sentence} on a part that there is not */
export function checkParts(list: string | undefined): readonly Part[] {
  if (list === undefined) return PARTS;
  return list.split(',').map((name) => {
    const found = PARTS.find((part) => part === name);
    if (!found) throw new Sentence(`--only takes ${PARTS.join(', ')}; not "${name}".`);
    return found;
  });
}

type Result = { figures: Figure[]; others?: Map<string, Figure[]> };

function measure(part: Part, { quick, seconds, transceivers }: Options, peers: Peer[]): Promise<Result> {
  const alone = async (figures: Promise<Figure[]>) => ({ figures: await figures });
  if (part === 'calls') return alone(measureCalls(quick ? 10 : 40));
  if (part === 'load') return alone(measureLoad(quick ? 30 : 100));
  if (part === 'wire') return alone(measureWire(seconds));
  if (part === 'kept') return measureKept(quick ? 200 : 1_000, peers);
  return measureCpu(transceivers, seconds, peers);
}

/** Measures the parts one after the other and prints each figure as it is there. */
export async function measureOverhead(options: Options): Promise<void> {
  const { parts, alone, browser, machine, json } = options;
  const peers = alone ? [] : [...(await builtInPeers()), ...options.peers];
  const all: Overhead = { browser, machine, figures: [], peers: peers.map(({ name }) => ({ name, figures: [] })) };
  for (const part of parts) {
    console.log(`\n${part}`);
    const { figures, others } = await measure(part, options, peers);
    all.figures.push(...figures);
    for (const line of figures) console.log(sentence(line));
    for (const peer of all.peers) {
      const theirs = others?.get(peer.name) ?? [];
      peer.figures.push(...theirs);
      for (const line of theirs) console.log(`${sentence(line)}  ${peer.name}`);
    }
    // What is measured is not lost where a later part fails.
    if (json) write(json, all);
  }
  const missed = all.figures.filter(({ met }) => met === false);
  const judged = all.figures.filter(({ met }) => met !== null);
  console.log(`\n${judged.length - missed.length} of ${judged.length} goals met`);
}

function write(json: string, all: Overhead): void {
  mkdirSync(dirname(resolve(json)), { recursive: true });
  writeFileSync(resolve(json), `${JSON.stringify(all, null, 2)}\n`);
}

import type { Purpose } from '../../core/findings/recipes/libraries';
import type { Patch } from '../../protocol/state';
import type { Found } from './servers/install';
import type { ServerProcess } from './servers/process';

/** One frame of the page's canvas, four bytes a pixel: see docs/systems.md, "What was found". */
export const FRAME_MIB = (1280 * 720 * 4) / 2 ** 20;

/** A server that runs for as long as its system is tested. */
export interface Started {
  server: ServerProcess | null;
  /** Parameters of the two pages' URLs, for a room of their own. */
  parameters(): { publisher: Record<string, string>; receiver: Record<string, string> };
  /** Starts it again on the same ports after it was killed. */
  restart?(): Promise<void>;
}

/** One way to use a system: a row of docs/systems.md. */
export interface Case {
  title: string;
  /** Of the pages' URLs. */
  parameters: Record<string, string>;
  /** Only with --full. */
  full?: boolean;
  /** Default: those asked for. */
  patches?: Patch[];
  /** The file that the growing page's sentence leads to: the mapped source. */
  opens?: string;
  /** Patches that must not act, with the reason that the patch log must then give. */
  refuses?: Partial<Record<Patch, string>>;
  /** What the library itself keeps a cycle, which no patch can free, and why in a clause. */
  keeps?: { mib: number; why: string };
  /** What a sender keeps for as long as it is idle, beside its encoder: under downscale. */
  idleKeepsMiB?: number;
  /** Why the case cannot be run in Firefox. */
  notInFirefox?: string;
  /** The page is flat by itself: there is nothing to compare with. */
  flat?: boolean;
  /** What the recipe that helps is for, default to publish again. */
  fix?: Purpose;
}

/** The page does what the finding's recipe for its library says, as it is copied. */
export const BY_RECIPE: Case = {
  title: 'with its recipe: the track is replaced',
  parameters: { recipe: 'publish' },
  patches: ['none'],
  flat: true,
  full: true,
};

/** The page leaves what it shared on open, and makes another for the next share. */
export const NEVER_CLOSED: Omit<Case, 'title'> = {
  parameters: { keep: '1' },
  patches: ['none'],
  fix: 'close',
  full: true,
};

export interface System {
  name: string;
  /** npm's name of the client library, whose version is reported; null for a page of our own, or a server's own client. */
  library: string | null;
  /** The client that the server itself brings, in words. */
  client?: string;
  /** Null: no server. */
  find: ((mayInstall: boolean) => Found) | null;
  /** @param pagesPort where the pages come from, whose origin a server may have to know */
  start(path: string, pagesPort: number): Promise<Started>;
  /** Where the receiver is: a tab of its own, or a frame of another site in the publisher's page. */
  receiver: 'tab' | 'frame';
  /** The first one is what runs without --full. */
  cases: Case[];
}

/** What `--json` holds of one patch. Null is unknown or not measured. */
export interface SystemArm {
  patch: Patch;
  cycles: number;
  /** Publishes whose code, and no other, the receiver read. */
  intact: number;
  /** Made by publishing and still present at the end: stopped ones are gone. */
  transceivers: number;
  transceiversPerPublish: number;
  perCycleMiB: number | null;
  interval: { low: number; high: number; of: string } | null;
  startMiB: number | null;
  endMiB: number | null;
  mLines: number;
  sdpBytes: number;
  /** Publishes whose encoder did not get to the picture's size. */
  notReached: number;
  firstFrameMs: number | null;
  kbit5s: number | null;
  /** What the panel said at the end. */
  verdict: string;
  /** The file that a click on the sentence's last line of code shows in Sources: the mapped source. */
  opens: string | null;
  reasons: string[];
}

export interface CaseResult {
  system: string;
  case: string;
  server: string | null;
  client: string | null;
  browser: string;
  parameters: Record<string, string>;
  arms: SystemArm[];
}

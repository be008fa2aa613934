import { whenSettled } from '../../base/guard';
import { each, map, some } from '../../base/lists';
import { SafeWeakMap, setOwn, stringify } from '../../base/natives';
import { peek } from '../../describe';
import { isWatched } from '../../link';
import { getParameters, setParameters } from '../../webrtc';
import { patchInForce } from '../active-patch';
import type { Request } from './request';

const READ_ONLY = ['headerExtensions', 'rtcp', 'codecs'] as const;

/**
 * The transaction that the page has open on a sender: what its last getParameters() returned, as
 * text for comparison, and whether a patch used a native transaction of its own since (which ends
 * the page's: webrtc-pc, [[LastReturnedParameters]]).
 */
interface Open {
  transactionId: string;
  /** As text; null where no patch was on, since the copy costs. */
  readOnlyTexts: string[] | null;
  cut: boolean;
}
const open = new SafeWeakMap<RTCRtpSender, Open>();
/** A set of ours that the browser is still at; settles, never rejects. */
const pending = new SafeWeakMap<RTCRtpSender, Promise<void>>();

/** A patch that sets parameters of its own on a sender, while the page sees and sets those it believes in. */
export interface PageView {
  /** Whether this sender's parameters are not the page's. */
  differs(sender: RTCRtpSender): boolean;
  /** Changes what getParameters() returned to what the page set. */
  show(sender: RTCRtpSender, got: RTCRtpSendParameters): void;
  /**
   * The page sets parameters. @returns what to set natively, and what to call once that succeeded; null
   * where they don't differ, or the browser shall judge what the page gave as it is.
   */
  keep(
    sender: RTCRtpSender,
    given: RTCRtpSendParameters,
  ): { parameters: RTCRtpSendParameters; accepted: () => void } | null;
  /** All that the page had set is replaced. */
  forget(sender: RTCRtpSender): void;
}
let view: PageView;

/** Registers the one patch that has such a view. */
export function viewParameters(through: PageView): void {
  view = through;
}

/** The page called getParameters(): it sees its own, and has a transaction open now. */
export function pageGot(sender: RTCRtpSender, got: RTCRtpSendParameters): void {
  view.show(sender, got);
  open.set(sender, {
    transactionId: got.transactionId,
    readOnlyTexts: patchInForce() === 'none' ? null : map(READ_ONLY, (name) => stringify(got[name])),
    cut: false,
  });
}

/**
 * A native transaction of our own. Only a patch may: it ends the one that the page may have open,
 * which `setForPage` makes good.
 */
export function freshParameters(sender: RTCRtpSender): RTCRtpSendParameters {
  const pageHas = open.get(sender);
  if (pageHas) pageHas.cut = true;
  return getParameters(sender);
}

/** Sets parameters of ours. `onSettled` gets null, or the error. */
export function setOurs(
  sender: RTCRtpSender,
  parameters: RTCRtpSendParameters,
  onSettled: (error: unknown) => void,
): void {
  occupy(sender, setParameters(sender, [parameters]), onSettled);
}

/** Whoever sets parameters next waits for this one. */
function occupy(sender: RTCRtpSender, set: Promise<unknown>, onSettled: (error: unknown) => void): void {
  const settled = whenSettled(set, (error) => {
    if (pending.get(sender) === settled) pending.delete(sender);
    // The browser ends whatever transaction is open when it is done, so also one that the page opened meanwhile.
    const pageHas = open.get(sender);
    if (pageHas) pageHas.cut = true;
    onSettled(error);
  });
  pending.set(sender, settled);
}

/**
 * The page calls setParameters(). Where a patch cut its transaction, what it passes is set through a
 * fresh one; whatever the browser would have refused (no get before, another transactionId, a
 * changed read-only member) stays as it is and is refused by the browser. Where a patch keeps other
 * parameters than the page's, it still does, if a panel looks. While a set of ours is pending the page's
 * waits for it: the end of ours would end the transaction that the page's is set through.
 */
export function setForPage(sender: RTCRtpSender, args: unknown[], native: () => unknown): unknown {
  if (view.differs(sender)) isWatched();
  const pageHas = open.get(sender);
  const ours = pending.get(sender);
  open.delete(sender);
  const own = pageHas && peek(args[0], 'transactionId') === pageHas.transactionId ? pageHas : undefined;
  if (ours && own) return behind(ours, sender, args, own);
  // With no transaction open the browser would not name what is wrong with a changed transactionId.
  if (pageHas?.cut && !own) getParameters(sender);
  return own ? setFor(sender, args, own, native) : native();
}

/** Sets what the page passed, through a fresh transaction where its own was cut. */
function setFor(sender: RTCRtpSender, args: unknown[], pageHas: Open, native: () => unknown): unknown {
  const given = args[0] as RTCRtpSendParameters;
  const fresh = pageHas.cut ? getParameters(sender) : null;
  const kept = view.keep(sender, given);
  if (!fresh && !kept) return native();
  const parameters = kept?.parameters ?? { ...given };
  if (fresh) {
    parameters.transactionId = fresh.transactionId;
    each(READ_ONLY, (name, i) => {
      const unchanged = pageHas.readOnlyTexts === null || stringify(parameters[name]) === pageHas.readOnlyTexts[i];
      if (unchanged) setOwn(parameters, name, fresh[name]);
    });
  }
  const set = setParameters(sender, [parameters, args[1]]);
  return kept ? afterwards(set, kept.accepted) : set;
}

/**
 * What the page passed is copied, as the browser would have done at the call. Its transaction is kept
 * with it: livekit-client opens and sets a second one before the first is through.
 */
async function behind(ours: Promise<void>, sender: RTCRtpSender, args: unknown[], pageHas: Open): Promise<void> {
  const given = args[0] as RTCRtpSendParameters;
  const encodings = given.encodings && map(given.encodings, (encoding) => ({ ...encoding }));
  const copy = encodings ? [{ ...given, encodings }, args[1]] : args;
  const set = afterwards(ours, () =>
    setFor(sender, copy, { ...pageHas, cut: true }, () => setParameters(sender, copy)),
  );
  occupy(sender, set, () => {});
  // The page gets the promise that follows, so that a rejection stays the page's to handle.
  await set;
}

/** The page gets the promise that follows, so that a rejection stays the page's to handle. */
async function afterwards(first: Promise<void>, then: () => unknown): Promise<void> {
  await first;
  await then();
}

/** Every member that survives an unpublish, as the standard's defaults have it (webrtc-pc, section 5.2). */
const DEFAULTS: Partial<RTCRtpEncodingParameters> = { active: true, priority: 'low', networkPriority: 'low' };

/** Sets a sender's parameters to what a new publish asked for: nothing of the last one stays. `onSettled` gets null, or the error. */
export function resetParameters(sender: RTCRtpSender, request: Request, onSettled: (error: unknown) => void): void {
  view.forget(sender);
  const parameters = freshParameters(sender) as RTCRtpSendParameters & { degradationPreference?: string };
  const layers = parameters.encodings.length;
  for (let i = 0; i < layers; i++) {
    const { rid, ssrc } = parameters.encodings[i] as RTCRtpEncodingParameters & { ssrc?: number };
    const encoding = { __proto__: null, ...DEFAULTS, ...request.encodings[i] } as Record<string, unknown>;
    if (rid !== undefined) encoding.rid = rid;
    if (ssrc !== undefined) encoding.ssrc = ssrc;
    // Simulcast layers halve by default: 4, 2, 1 (webrtc-pc, addTransceiver, step 7.10).
    if (request.kind === 'video' && encoding.scaleResolutionDownBy === undefined)
      encoding.scaleResolutionDownBy = someScaled(request) ? 1 : 2 ** (layers - 1 - i);
    parameters.encodings[i] = encoding as RTCRtpEncodingParameters;
  }
  delete parameters.degradationPreference;
  setOurs(sender, parameters, onSettled);
}

const someScaled = (request: Request) =>
  some(request.encodings, (encoding) => encoding.scaleResolutionDownBy !== undefined);

import type { Patch } from '../../protocol/state';

/**
 * What is compared: one page under two patches, or two unpatched builds of it. `check`: nothing; the acceptance
 * check is made of what is shared from now on, which is the first half of a comparison.
 */
export type GuidedMode = 'patch' | 'build' | 'check';

export interface Plan {
  mode: GuidedMode;
  /** The patches of the first and the second half. */
  patches: readonly [Patch, Patch];
  /** Number of shares in each half. */
  shares: number;
}

export type Half = 0 | 1;

export type GuidedState =
  | { step: 'off' }
  /** A reload was requested; `late`: it has not come in time. */
  | { step: 'loading'; plan: Plan; half: Half; since: number; late: boolean }
  /** The user shares and stops. `shared`: shares that ended; `sending`: shares that are still on. */
  | { step: 'sharing'; plan: Plan; half: Half; shared: number; sending: number; restarted: boolean }
  /** There are enough shares: the half ends at `until`, unless another share begins. */
  | { step: 'settling'; plan: Plan; half: Half; shared: number; until: number }
  /** The user opens the other build in this tab. */
  | { step: 'other-build'; plan: Plan }
  | { step: 'done'; plan: Plan };

export type GuidedEvent =
  /** `used`: the page has already published something. */
  | { type: 'start'; plan: Plan; used: boolean; at: number }
  | { type: 'navigated'; at: number }
  /** Publishes in this half: the number that ended, and the number still sending. */
  | { type: 'progress'; shared: number; sending: number; at: number }
  | { type: 'tick'; at: number }
  /** The user continues with the shares recorded so far. */
  | { type: 'next'; at: number }
  | { type: 'cancel' };

export type GuidedEffect =
  | { do: 'patch'; patch: Patch }
  /** Begins the half's run. `fresh`: leaves out the documents that exist already. */
  | { do: 'begin'; half: Half; fresh: boolean }
  | { do: 'reload' }
  | { do: 'end' }
  /** Makes the acceptance check of the run that has ended. */
  | { do: 'check' }
  /** Discards the half's run, which begins again. */
  | { do: 'discard' }
  /** Restores the patch from before the start. */
  | { do: 'restore' };

interface Step {
  state: GuidedState;
  effects: GuidedEffect[];
}

/** Time between the last stop and the reload, for the last descriptions and samples to arrive and the user to notice. */
export const SETTLE_MS = 3_000;
/** Time for a reload: the page may ask its user whether to leave. */
export const RELOAD_MS = 15_000;

/** Computes the next state of a guided comparison, and its effects. Pure. */
export function advance(state: GuidedState, event: GuidedEvent): Step {
  if (event.type === 'start') return start(event.plan, event.used, event.at);
  if (state.step === 'off' || state.step === 'done') {
    return { state: event.type === 'cancel' ? { step: 'off' } : state, effects: [] };
  }
  if (event.type === 'cancel') return { state: { step: 'off' }, effects: canceled(state.plan) };
  switch (state.step) {
    case 'loading':
      if (event.type === 'navigated') return stay(sharing(state.plan, state.half));
      return stay(event.type === 'tick' ? { ...state, late: event.at - state.since >= RELOAD_MS } : state);
    case 'other-build':
      return stay(event.type === 'navigated' ? sharing(state.plan, 1) : state);
    case 'sharing':
      return whileSharing(state, event);
    case 'settling':
      if (event.type === 'progress') {
        return stay(
          event.sending > 0
            ? { ...sharing(state.plan, state.half), shared: event.shared, sending: event.sending }
            : state,
        );
      }
      return event.type === 'tick' && event.at < state.until ? stay(state) : endHalf(state.plan, state.half, event.at);
  }
}

const stay = (state: GuidedState): Step => ({ state, effects: [] });

function start(plan: Plan, used: boolean, at: number): Step {
  // It is about the page as it stands, under whatever patch is on.
  if (plan.mode === 'check') return { state: sharing(plan, 0), effects: [{ do: 'begin', half: 0, fresh: false }] };
  const effects: GuidedEffect[] = [
    { do: 'patch', patch: plan.patches[0] },
    { do: 'begin', half: 0, fresh: used },
  ];
  // Each half begins with a page that has published nothing.
  if (!used) return { state: sharing(plan, 0), effects };
  return { state: loading(plan, 0, at), effects: [...effects, { do: 'reload' }] };
}

function sharing(plan: Plan, half: Half): Extract<GuidedState, { step: 'sharing' }> {
  return { step: 'sharing', plan, half, shared: 0, sending: 0, restarted: false };
}

function loading(plan: Plan, half: Half, since: number): GuidedState {
  return { step: 'loading', plan, half, since, late: false };
}

type Sharing = Extract<GuidedState, { step: 'sharing' }>;

function whileSharing(state: Sharing, event: Exclude<GuidedEvent, { type: 'start' | 'cancel' }>): Step {
  const { plan, half } = state;
  switch (event.type) {
    case 'progress': {
      const { shared, sending, at } = event;
      if (shared >= plan.shares && sending === 0) {
        return stay({ step: 'settling', plan, half, shared, until: at + SETTLE_MS });
      }
      return stay(shared === state.shared && sending === state.sending ? state : { ...state, shared, sending });
    }
    case 'next':
      return state.shared + state.sending > 0 ? endHalf(plan, half, event.at) : stay(state);
    case 'navigated': {
      // Nothing was published yet: the user is still navigating to the page.
      if (state.shared + state.sending === 0) return stay(state);
      const effects: GuidedEffect[] = [{ do: 'discard' }, { do: 'begin', half, fresh: true }];
      return { state: { ...sharing(plan, half), restarted: true }, effects };
    }
    case 'tick':
      return stay(state);
  }
}

/** A check leaves the patch as it is. */
const canceled = ({ mode }: Plan): GuidedEffect[] =>
  mode === 'check' ? [{ do: 'end' }] : [{ do: 'end' }, { do: 'restore' }];
const finished = ({ mode }: Plan): GuidedEffect[] => [{ do: 'end' }, { do: mode === 'check' ? 'check' : 'restore' }];

function endHalf(plan: Plan, half: Half, at: number): Step {
  if (half === 1 || plan.mode === 'check') return { state: { step: 'done', plan }, effects: finished(plan) };
  const effects: GuidedEffect[] = [
    { do: 'end' },
    { do: 'patch', patch: plan.patches[1] },
    { do: 'begin', half: 1, fresh: true },
  ];
  if (plan.mode === 'build') return { state: { step: 'other-build', plan }, effects };
  return { state: loading(plan, 1, at), effects: [...effects, { do: 'reload' }] };
}

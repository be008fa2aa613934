import type { Patch } from '../../protocol/state';

/** What is compared: the same page under two patches, or two builds of it, both unpatched. */
export type GuidedMode = 'patch' | 'build';

export interface Plan {
  mode: GuidedMode;
  /** In force in the first and in the second half. */
  patches: readonly [Patch, Patch];
  /** Shares and stops wanted in each half. */
  shares: number;
}

export type Half = 0 | 1;

export type GuidedState =
  | { step: 'off' }
  /** A reload was asked for; `late`: it did not come. */
  | { step: 'loading'; plan: Plan; half: Half; since: number; late: boolean }
  /** The user shares and stops. */
  | { step: 'sharing'; plan: Plan; half: Half; shared: number; on: number; restarted: boolean }
  /** Enough shares: it goes on at `until`, unless one more begins. */
  | { step: 'settling'; plan: Plan; half: Half; shared: number; until: number }
  /** The user opens the other build in this tab. */
  | { step: 'other-build'; plan: Plan }
  | { step: 'done'; plan: Plan };

export type GuidedEvent =
  /** `used`: something was published in the page already. */
  | { type: 'start'; plan: Plan; used: boolean; at: number }
  | { type: 'navigated'; at: number }
  /** Publishes in this half: those that ended, and those that go on. */
  | { type: 'progress'; shared: number; on: number; at: number }
  | { type: 'tick'; at: number }
  /** The user wants to go on with what there is. */
  | { type: 'next'; at: number }
  | { type: 'cancel' };

export type GuidedEffect =
  | { do: 'patch'; patch: Patch }
  /** Begins the half's run. `fresh`: without the documents that are there. */
  | { do: 'begin'; half: Half; fresh: boolean }
  | { do: 'reload' }
  | { do: 'end' }
  /** The half's run was cut short and begins again. */
  | { do: 'discard' }
  /** The patch as it was before the start. */
  | { do: 'restore' };

interface Step {
  state: GuidedState;
  effects: GuidedEffect[];
}

/** Between the last stop and the reload: descriptions and samples arrive, and the user sees it coming. */
export const SETTLE_MS = 3_000;
/** A page may ask its user whether to leave. */
export const RELOAD_MS = 15_000;

/** The next state of a guided comparison, and what has to be done for it. Pure. */
export function advance(state: GuidedState, event: GuidedEvent): Step {
  if (event.type === 'start') return start(event.plan, event.used, event.at);
  if (state.step === 'off' || state.step === 'done') {
    return { state: event.type === 'cancel' ? { step: 'off' } : state, effects: [] };
  }
  if (event.type === 'cancel') return { state: { step: 'off' }, effects: [{ do: 'end' }, { do: 'restore' }] };
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
        return stay(event.on > 0 ? { ...sharing(state.plan, state.half), shared: event.shared, on: event.on } : state);
      }
      return event.type === 'tick' && event.at < state.until ? stay(state) : endHalf(state.plan, state.half, event.at);
  }
}

const stay = (state: GuidedState): Step => ({ state, effects: [] });

function start(plan: Plan, used: boolean, at: number): Step {
  const effects: GuidedEffect[] = [
    { do: 'patch', patch: plan.patches[0] },
    { do: 'begin', half: 0, fresh: used },
  ];
  // Both halves begin with a page that has published nothing.
  if (!used) return { state: sharing(plan, 0), effects };
  return { state: loading(plan, 0, at), effects: [...effects, { do: 'reload' }] };
}

function sharing(plan: Plan, half: Half): Extract<GuidedState, { step: 'sharing' }> {
  return { step: 'sharing', plan, half, shared: 0, on: 0, restarted: false };
}

function loading(plan: Plan, half: Half, since: number): GuidedState {
  return { step: 'loading', plan, half, since, late: false };
}

type Sharing = Extract<GuidedState, { step: 'sharing' }>;

function whileSharing(state: Sharing, event: Exclude<GuidedEvent, { type: 'start' | 'cancel' }>): Step {
  const { plan, half } = state;
  switch (event.type) {
    case 'progress': {
      const { shared, on, at } = event;
      if (shared >= plan.shares && on === 0) {
        return stay({ step: 'settling', plan, half, shared, until: at + SETTLE_MS });
      }
      return stay(shared === state.shared && on === state.on ? state : { ...state, shared, on });
    }
    case 'next':
      return state.shared + state.on > 0 ? endHalf(plan, half, event.at) : stay(state);
    case 'navigated': {
      // Nothing was published yet: the way to the page, and no harm.
      if (state.shared + state.on === 0) return stay(state);
      const effects: GuidedEffect[] = [{ do: 'discard' }, { do: 'begin', half, fresh: true }];
      return { state: { ...sharing(plan, half), restarted: true }, effects };
    }
    case 'tick':
      return stay(state);
  }
}

function endHalf(plan: Plan, half: Half, at: number): Step {
  if (half === 1) return { state: { step: 'done', plan }, effects: [{ do: 'end' }, { do: 'restore' }] };
  const effects: GuidedEffect[] = [
    { do: 'end' },
    { do: 'patch', patch: plan.patches[1] },
    { do: 'begin', half: 1, fresh: true },
  ];
  if (plan.mode === 'build') return { state: { step: 'other-build', plan }, effects };
  return { state: loading(plan, 1, at), effects: [...effects, { do: 'reload' }] };
}

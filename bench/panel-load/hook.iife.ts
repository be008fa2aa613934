import { linkToBridge } from '../../content/hook/bridge-link';
import type { Update } from '../../protocol/messages';
import { BigCall } from './call';

/**
 * Stands in for the hook in a copy of the extension: reports what the hook would report of a
 * call of 300 transceivers, which no machine could carry. From the bridge on, everything is real.
 */
export interface PlayedHook {
  /** Lets time pass up to so long ago, in steps of `stepMs`, at most `steps` of them; each is one update. @returns whether it is there */
  play(agoMs: number, stepMs: number, steps: number): boolean;
  /** From now on one update a second, and `perSecond` publishes, each with an update of its own. */
  live(perSecond: number): void;
  /** Transceivers that there are now. */
  present(): number;
}

const INTERVAL_MS = 1_000;
/** As the hook gathers a burst, in ms. */
const BURST_MS = 30;

function install({ hours, live }: { hours: number; live: boolean }): void {
  let observed = false;
  let timers: number[] = [];
  /** Messages of the whole that are still to be sent. */
  let pending: Update[] = [];
  const call = new BigCall(Date.now() - hours * 3_600_000);
  // What a panel was not there to see, the hook knows from its log.
  if (live) call.shareUntil(Date.now());

  const post = linkToBridge(
    // Not at once: `post` is there when linkToBridge() has returned.
    () => queueMicrotask(() => post({ type: 'created' })),
    (message) => {
      if (message.type === 'resync') sendAll();
      if (message.type === 'unobserved') observed = false;
      if (message.type !== 'observe' || observed) return;
      observed = true;
      if (live) call.page.now = Date.now();
      sendAll();
      if (live) begin(0);
    },
  );
  /** In pages, 30 ms apart, as the hook sends a long log; meanwhile it says nothing else. */
  const sendAll = () => {
    pending = call.whole();
    const page = () => {
      const message = pending.shift();
      if (!message) return;
      post(message);
      setTimeout(page, BURST_MS);
    };
    page();
  };
  const sendSample = (at: number) => post(call.sampleAt(at));

  function begin(perSecond: number): void {
    for (const timer of timers) clearInterval(timer);
    timers = [
      window.setInterval(() => {
        call.shareUntil(perSecond ? 0 : Date.now());
        if (observed && pending.length === 0) sendSample(Date.now());
      }, INTERVAL_MS),
    ];
    if (!perSecond) return;
    const publish = () => {
      call.page.now = Date.now();
      call.leak();
      setTimeout(() => post(call.page.update()), BURST_MS);
    };
    timers.push(window.setInterval(publish, 1_000 / perSecond));
  }

  const played: PlayedHook = {
    present: () => call.page.transceivers.filter(({ index }) => index !== null).length,
    play(agoMs, stepMs, steps) {
      const end = Date.now() - agoMs;
      for (let i = 0; i < steps && call.page.now < end; i++) {
        const at = call.page.now + stepMs;
        call.shareUntil(at);
        sendSample(at);
      }
      return call.page.now >= end;
    },
    live: begin,
  };
  Object.assign(window, { played });
}

// The page's address says what is played: /call?hours=8, and with `live` from the start on.
if (location.pathname === '/call') {
  const options = new URLSearchParams(location.search);
  install({ hours: Number(options.get('hours')), live: options.has('live') });
}

import { PATCH_INFO } from '../../protocol/patches';
import type { Reason } from '../../protocol/reasons';

/** A rule, worded as in docs/internals.md, "Reuse, rule by rule", or in another section that explains a reason. */
export interface Rule {
  /** `Rule 3`, `Stop`. */
  name: string;
  text: string;
  /** File and heading in the project's documentation. */
  where: string;
}

const REUSE = 'docs/internals.md, “Reuse, rule by rule”';
const reuseRule = (number: number, text: string): Rule => ({ name: `Rule ${number}`, text, where: REUSE });

const RULES = {
  open: reuseRule(1, 'Same connection, open; same kind; not stopped.'),
  publisher: reuseRule(2, 'Made by the page to publish (addTransceiver, addTrack, addStream), and has sent.'),
  released: reuseRule(3, 'Released and idle. A paused one belongs to its owner.'),
  direction: reuseRule(
    4,
    'direction and currentDirection are both inactive; or, for one made sendrecv, recvonly with recvonly or inactive. No negotiation that began before the release is in flight.',
  ),
  pending: reuseRule(5, 'No replaceTrack() pending; not claimed by another publish.'),
  encodings: reuseRule(6, 'The encodings fit: same number and rids, and the answer did not drop simulcast.'),
  transform: reuseRule(7, 'No encoded transform, no pending DTMF tones.'),
  passed: {
    name: 'Passed',
    text: 'Passed through untouched: requests for recvonly or inactive; a kind without sendonly; an addTrack for which the browser reuses a never-used sender itself; ended tracks; options that only the browser can judge, errors included.',
    where: REUSE,
  },
  stop: {
    name: 'Stop',
    text: 'Refused, with a reason: what the page only paused; what still receives; the BUNDLE-tagged (first) m-line, since stopping or recycling it rebuilds the transport; the only m-line, since that drops the connection; pages that only answer, since only a local offer carries a stop out.',
    where: `docs/patches.md, “${PATCH_INFO.stop.title}”`,
  },
  sdk: {
    name: 'Limits',
    text: 'Limits and confounders',
    where: `docs/patches.md, “${PATCH_INFO.reuse.title}”`,
  },
} satisfies Record<string, Rule>;

const RULE_OF: Partial<Record<Reason, Rule>> = {
  closed: RULES.open,
  stopped: RULES.open,
  'not-publisher': RULES.publisher,
  'never-sent': RULES.publisher,
  'not-released': RULES.released,
  'track-ended-not-released': RULES.released,
  'not-idle': RULES.released,
  'direction-not-idle': RULES.direction,
  'negotiation-pending': RULES.direction,
  'replace-pending': RULES.pending,
  claimed: RULES.pending,
  'encodings-differ': RULES.encodings,
  'simulcast-collapsed': RULES.encodings,
  'encoded-transform': RULES.transform,
  'dtmf-pending': RULES.transform,
  'no-track': RULES.passed,
  'direction-without-send': RULES.passed,
  'native-reuse': RULES.passed,
  'native-error': RULES.passed,
  'unusual-init': RULES.passed,
  'track-ended': RULES.passed,
  'still-receives': RULES.stop,
  'bundle-tagged': RULES.stop,
  'only-m-line': RULES.stop,
  'answers-only': RULES.stop,
  'sdk-mediasoup': RULES.sdk,
  'sdk-janus': RULES.sdk,
  'sdk-livekit-layers': RULES.sdk,
  'sdk-livekit-renegotiated': RULES.sdk,
  'sdk-livekit-codec': RULES.sdk,
  'sdk-one-at-a-time': RULES.sdk,
};

/** The rule that a reason code belongs to; null for a code that is an outcome. */
export function ruleOf(reason: string): Rule | null {
  return Object.hasOwn(RULE_OF, reason) ? (RULE_OF[reason as Reason] ?? null) : null;
}

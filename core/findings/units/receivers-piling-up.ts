import { costOf, RECEIVER } from '../../estimate/pieces';
import { receivingOf } from '../../verdict/receiving';
import type { Finding, FindingUnit } from '../finding';

/** Each remote publish adds a receiving transceiver although others here no longer receive. */
export const receiversPilingUp = {
  id: 'receivers-piling-up',
  title: 'Receivers that receive no more',
  needs: [],
  find({ evidence }) {
    return receivingOf(evidence).flatMap((receiving): Omit<Finding, 'id'>[] => {
      const { document, connection, kind, state, ended, starts, made, done, since } = receiving;
      if (state !== 'piling-up') return [];
      return [
        {
          document,
          connection,
          state: 'growing',
          ended,
          count: done,
          sentence: `Connection #${connection}: ${starts} remote ${kind} publishes made ${made} transceivers here, ${done} of which no longer receive.`,
          advice: 'Only the sending side can end them: by reusing or stopping its transceivers.',
          cost: costOf(done, `dead ${kind} receiver`, RECEIVER[kind]),
          weight: 0,
          since,
          culprit: { app: null, sdk: null },
          missing: 'stop() or reuse at the sending side',
          remedies: [],
          recipes: [],
        },
      ];
    });
  },
} as const satisfies FindingUnit;

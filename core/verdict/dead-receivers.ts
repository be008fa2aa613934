import type { Kind } from '../../protocol/state';
import type { Estimate } from '../estimate/memory';
import { engineOfState, receiverEstimate } from '../estimate/receiver';
import { type Life, publishesOf } from '../history/publishes';
import { isChosen } from '../lists/chosen';
import type { Evidence } from './evidence';

/** A receiver that received and no longer does, of a transceiver that is still there. */
export interface DeadReceiver {
  connection: number;
  transceiver: number;
  kind: Kind;
  estimate: Estimate;
}

/** It has received, and no longer does, whether or not its transceiver also sends. */
export const isDeadReceiver = ({ hasReceived, receives, phase }: Life): boolean =>
  hasReceived && !receives && phase !== 'stopped';

const cache = new WeakMap<Evidence, DeadReceiver[]>();

/** Those of one document's connections that are open. */
export function deadReceiversOf(evidence: Evidence): readonly DeadReceiver[] {
  const cached = cache.get(evidence);
  if (cached) return cached;
  const { steps, connections, transceivers } = evidence;
  const found = publishesOf(steps)
    .filter(({ connection }) => isChosen(connections, connection) && !evidence.ended(connection))
    .flatMap(({ connection, kind, lives }) =>
      [...lives]
        .filter(([, life]) => isDeadReceiver(life))
        .map(([transceiver]): DeadReceiver => {
          const estimate = receiverEstimate(kind, engineOfState(transceivers.get(transceiver)));
          return { connection, transceiver, kind, estimate };
        }),
    );
  cache.set(evidence, found);
  return found;
}

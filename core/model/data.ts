/**
 * The data of one document. The types are inferred from the schemas in schema/, which describe each
 * member.
 */
import type { InferOutput } from 'valibot';
import type * as document from './schema/document';
import type * as history from './schema/history';

/** A point in time worth a mark on the charts. */
export type Mark = InferOutput<typeof history.mark>;

/** The estimate of one sender's encoder changed; null is unknown. */
export type FigureChange = InferOutput<typeof history.figure>;

/** m-lines and size of one connection's local description, from `at` on; null is unknown. */
export type SdpReading = InferOutput<typeof history.sdpReading>;

/** Facts of one publish, as far as the samples show them; null is unknown, never 0. */
export type PublishFacts = InferOutput<typeof history.publish>;
export type SettledFacts = InferOutput<typeof history.settled>;

/** What a file does not tell of a connection, so that its publishes can't be judged. */
export type Doubt = InferOutput<typeof history.doubt>;

/** What charts and verdicts are computed from (DocumentHistory). */
export type HistoryData = InferOutput<typeof history.history>;

/**
 * One layer of one sender over time, as columns of equal length. Each number is the difference from
 * the last known value in its column (the first: from `from` for `at`, else from 0); null is unknown.
 */
export type SeriesData = InferOutput<typeof document.series>;

/** All data of one document: a DocumentModel as plain data. */
export type DocumentData = InferOutput<typeof document.document>;

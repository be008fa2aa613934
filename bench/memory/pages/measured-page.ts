import type { CycleReport } from '../../../demo/publisher/api';
import type { MemoryReading } from '../../../tooling/browser/renderer';
import type { DemoUrls } from '../../../tooling/pages/demo';
import type { Evaluates } from '../../../tooling/pages/evaluates';
import type { Cell } from '../cells';

/** The demo in a fresh browser, without the extension. */
export interface MeasuredPage extends Evaluates {
  publish(): Promise<CycleReport>;
  /** Of the publishing page's process, settled; null where the system does not tell. */
  memory(): Promise<MemoryReading | null>;
  /** The same of the receiver's process, from the first publish on. */
  receiverMemory(): Promise<MemoryReading | null>;
  close(): Promise<void>;
}

/** @throws where the browser or the demo fails */
export type OpenMeasuredPage = (
  cell: Cell,
  urls: DemoUrls,
  parameters: Record<string, string>,
) => Promise<MeasuredPage>;

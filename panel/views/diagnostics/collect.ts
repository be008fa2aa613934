import type { Diagnostics, DocumentCounts } from '../../../core/text/diagnostics';
import { PROTOCOL_VERSION } from '../../../protocol/messages';
import { thisEnvironment } from '../../environment';
import type { DocumentRecord } from '../../store/page/document';
import type { Store } from '../../store/store';
import { theme } from '../../theme';

interface Brand {
  brand: string;
  version: string;
}

interface UserAgentData {
  brands?: Brand[];
  platform?: string;
  getHighEntropyValues?(hints: string[]): Promise<{ fullVersionList?: Brand[]; platformVersion?: string }>;
}

const agent = (navigator as Navigator & { userAgentData?: UserAgentData }).userAgentData;

/** What the browser says of itself at once: its major version. */
export function browserName(full: Brand[] | undefined = agent?.brands, platformVersion = ''): string {
  // One brand is made up, so that nobody relies on the list ("Not A(Brand").
  const brands = full?.filter(({ brand }) => !/\bnot\b/i.test(brand)) ?? [];
  if (brands.length === 0) return navigator.userAgent;
  const names = brands.map(({ brand, version }) => `${brand} ${version}`).join(', ');
  return `${names} on ${agent?.platform || 'an unknown system'} ${platformVersion}`.trim();
}

/** The same with full versions, which the browser gives only when asked. */
export async function fullBrowserName(): Promise<string> {
  const values = await agent?.getHighEntropyValues?.(['fullVersionList', 'platformVersion']);
  return browserName(values?.fullVersionList, values?.platformVersion);
}

/** What the store and the window know. */
export function collectDiagnostics(store: Store, browser: string): Diagnostics {
  return {
    version: thisEnvironment().inspector,
    protocol: PROTOCOL_VERSION,
    browser,
    theme: theme.value,
    width: innerWidth,
    height: innerHeight,
    pixelRatio: Math.round(devicePixelRatio * 100) / 100,
    shown: store.transport.hasPage ? 'page' : 'file',
    access: store.access.value,
    samplingMs: store.settings.intervalMs.value,
    paused: store.paused.value,
    patch: store.patch.value,
    documents: store.documents.value.map(countsOf),
    runs: store.runs.list.value.length,
    readings: store.readings.list.value.length,
    errors: store.problems.list.value,
  };
}

function countsOf(record: DocumentRecord): DocumentCounts {
  const connections = [...record.connections.value.values()];
  const transceivers = [...record.transceivers.value.values()];
  return {
    top: record.info.value.top,
    live: record.link.value.state === 'live',
    patch: record.patch.value,
    connections: connections.length,
    openConnections: connections.filter((each) => each.closedAt === null && each.collectedAt === null).length,
    transceivers: transceivers.length,
    idle: transceivers.filter(({ phase }) => phase === 'idle').length,
    logEntries: record.log.length,
    droppedEntries: record.droppedEntries,
    errors: record.errors.value,
  };
}

/** One DevTools session with a page, whoever opened it. */
export interface CdpSession {
  send(method: string, params?: object): Promise<any>;
  on(event: string, handle: (params: any) => void): unknown;
  off(event: string, handle: (params: any) => void): unknown;
}

/** Private memory of each of the browser's processes in MiB, and which of them show the page's frames. */
export interface Dump {
  processes: Map<number, { mib: number; name: string | null }>;
  renderers: Set<number>;
}

export const METHOD = 'Chromium’s memory dump: private_footprint';

interface TraceEvent {
  ph: string;
  pid: number;
  name: string;
  args?: {
    name?: string;
    data?: { frames?: { processId?: number }[] };
    dumps?: { process_totals?: { private_footprint_bytes?: string } };
  };
}

const MIB = 2 ** 20;
/** How long Chromium may take to hand over what it traced: a page that is closed meanwhile never does. */
const MAX_TRACE_MS = 30_000;
const TRACE = {
  transferMode: 'ReportEvents',
  traceConfig: {
    // The second tells which process shows which frame.
    includedCategories: ['disabled-by-default-memory-infra', 'disabled-by-default-devtools.timeline'],
    excludedCategories: ['*'],
    memoryDumpConfig: { triggers: [] },
  },
};

/**
 * One memory dump by the DevTools protocol, after a garbage collection: `private_footprint` of each
 * process as Chromium counts it (what the system would get back), on Linux, macOS and Windows alike.
 * Takes about a second.
 * @param session with a page
 * @throws Error where another trace is going on, or the dump fails
 */
export async function dump(session: CdpSession): Promise<Dump> {
  const events: TraceEvent[] = [];
  const keep = ({ value }: { value: TraceEvent[] }) => void events.push(...value);
  await session.send('HeapProfiler.collectGarbage');
  session.on('Tracing.dataCollected', keep);
  let done = () => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  session.on('Tracing.tracingComplete', done);
  let timer: NodeJS.Timeout | undefined;
  try {
    await session.send('Tracing.start', TRACE).catch((error: Error) => {
      if (!/already/i.test(error.message)) throw error;
      throw new Error(
        'Memory can’t be measured while another trace is going on (browser.startTracing, the Performance panel): end that first.',
      );
    });
    const { success } = await session.send('Tracing.requestMemoryDump', { levelOfDetail: 'background' });
    await session.send('Tracing.end');
    const late = new Promise<never>((_, reject) => {
      const because = `Chromium’s memory dump did not end within ${MAX_TRACE_MS / 1000} s; nothing was measured.`;
      timer = setTimeout(() => reject(new Error(because)), MAX_TRACE_MS);
    });
    await Promise.race([complete, late]);
    if (!success) throw new Error('Chromium’s memory dump failed; nothing was measured.');
  } finally {
    clearTimeout(timer);
    session.off('Tracing.dataCollected', keep);
    session.off('Tracing.tracingComplete', done);
  }
  return read(events);
}

function read(events: readonly TraceEvent[]): Dump {
  const names = new Map(
    events.flatMap(({ ph, pid, name, args }) =>
      ph === 'M' && name === 'process_name' && args?.name ? [[pid, args.name] as const] : [],
    ),
  );
  const processes: Dump['processes'] = new Map();
  const renderers = new Set<number>();
  for (const { ph, pid, name, args } of events) {
    const bytes = ph === 'v' ? args?.dumps?.process_totals?.private_footprint_bytes : undefined;
    if (bytes) processes.set(pid, { mib: Number.parseInt(bytes, 16) / MIB, name: names.get(pid) ?? null });
    if (name !== 'TracingStartedInBrowser') continue;
    for (const { processId } of args?.data?.frames ?? []) if (processId) renderers.add(processId);
  }
  return { processes, renderers };
}

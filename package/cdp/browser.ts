import { randomBytes } from 'node:crypto';
import { checkPatch, type Driver, Inspection } from '../live/inspection';
import { Session as Live } from '../live/session';
import type { InspectOptions } from '../types/inspection';
import { claimBrowser } from './claim';
import { Connection } from './connection';
import { reading } from './reading';
import { Targets } from './targets';

/** A browser under inspection, with what the public object hides. */
export interface OpenBrowser {
  inspection: Inspection;
  live: Live;
  targets: Targets;
  lines: Driver['lines'];
}

/**
 * Attaches to all pages of a Chromium by its debugging port.
 * @throws Error with one sentence where no Chromium answers there, or where it is inspected already
 */
export async function openBrowser(endpoint: string, options: InspectOptions = {}): Promise<OpenBrowser> {
  const { patch = 'none', intervalMs = 500 } = options;
  checkPatch(patch);
  const connection = await Connection.open(endpoint);
  const release = claim(connection);
  const live = new Live({ patch, intervalMs, install: (next) => targets.install(next) });
  const targets = new Targets(connection, live, `ti${randomBytes(8).toString('hex')}`);
  void connection.closed.then(() => live.end('The browser was closed: this is how it was at its end.'));
  const { lines, memory } = reading(() => targets.pages.map(({ session }) => session));
  const inspection = new Inspection(live, {
    lines,
    memory,
    async detach() {
      await targets.end();
      connection.close();
      await connection.closed;
      release();
    },
  });
  try {
    await targets.install(patch);
    await targets.start();
  } catch (error) {
    await inspection.dispose();
    throw error;
  }
  return { inspection, live, targets, lines };
}

function claim(connection: Connection): () => void {
  try {
    return claimBrowser(connection.url);
  } catch (error) {
    connection.close();
    throw error;
  }
}

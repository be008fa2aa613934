import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FIXTURES } from '../../panel/fixtures/play';
import { DIST } from '../../tooling/browser/browser';
import { DIALOGS } from './states/dialogs';
import { DRAWERS } from './states/drawers';
import { FILES } from './states/files';
import type { PanelState } from './states/surface';
import { VIEWS } from './states/views';

/** Every state of the panel that a fixture can show. */
export const STATES: readonly PanelState[] = [
  ...FIXTURES.map((name) => ({ name, query: `fixture=${name}` })),
  ...VIEWS,
  ...DRAWERS,
  ...DIALOGS,
  ...FILES,
];

/** The viewer as one file, on disk. */
export const VIEWER = pathToFileURL(join(DIST, 'transceiver-inspector-viewer.html')).href;

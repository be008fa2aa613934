import type { CycleReport, DemoState } from './api';
import type { Settings } from './settings';

const MAX_ROWS = 50;
const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const kB = (bytes: number) => (bytes / 1000).toFixed(1);
const orUnknown = (value: unknown) => (value === null ? 'unknown' : String(value));

/** Shows the state of the connection, and enables the possible actions. */
export function showState(state: DemoState, settings: Settings, problems: string[], running: boolean): void {
  byId('publishes').textContent = String(state.publishes);
  byId('transceivers').textContent = String(state.transceivers);
  byId('mLines').textContent = String(state.mLines);
  byId('sdp').textContent = kB(state.sdpBytes);
  const ready = !state.busy && !problems.length;
  byId<HTMLButtonElement>('publish').disabled = !ready || state.published;
  byId<HTMLButtonElement>('unpublish').disabled = state.busy || !state.published;
  const run = byId<HTMLButtonElement>('run');
  run.disabled = running ? false : !ready || state.published;
  run.textContent = running ? 'Stop' : 'Run cycles';
  const list = byId('problems');
  list.hidden = !problems.length;
  list.replaceChildren(...problems.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  byId('shareHint').hidden = !['tab', 'window', 'screen'].includes(settings.source);
}

export function showStatus(text: string): void {
  byId('status').textContent = text;
}

/** Shows the sent track: the canvas itself, or a preview of the capture. */
export function showTrack(track: MediaStreamTrack | null, { source }: Settings): void {
  const video = byId<HTMLVideoElement>('local');
  const preview = track?.kind === 'video' && source !== 'canvas' ? track : null;
  video.srcObject = preview ? new MediaStream([preview]) : null;
  video.hidden = !preview;
  const canvas = byId('canvas');
  if (track) canvas.hidden = source !== 'canvas';
  canvas.classList.toggle('idle', !track);
  const nothing = byId('nothing');
  nothing.hidden = preview !== null || !canvas.hidden;
  nothing.textContent = track ? 'Only sound is published.' : 'Nothing is published.';
  byId('received').textContent = '';
}

/** Adds a row for a finished cycle at the top. */
export function showCycle(report: CycleReport): void {
  const body = byId<HTMLTableSectionElement>('cycles');
  if (body.querySelector('[colspan]')) body.replaceChildren();
  const row = body.insertRow(0);
  const cell = (text: string, className = '') => Object.assign(row.insertCell(), { textContent: text, className });
  cell(String(report.cycle));
  const { intact, reachedSize } = report;
  cell(intact === null ? 'no code' : intact ? '✓ yes' : '✗ no', intact === null ? '' : intact ? 'good' : 'bad');
  const layers = report.layers > 1 ? `, ${report.layers} layers` : '';
  const size = `${report.encodedWidth} x ${report.encodedHeight} ${report.codec ?? ''}${layers}`;
  const encoded = report.encodedWidth === null ? (report.codec ?? 'unknown') : size;
  cell(reachedSize === false ? `${encoded}, not as wanted` : encoded, reachedSize === false ? 'bad' : '');
  cell(orUnknown(report.firstFrameMs));
  cell(String(report.negotiationMs));
  cell(String(report.transceivers));
  cell(String(report.mLines));
  cell(kB(report.sdpBytes));
  while (body.rows.length > MAX_ROWS) body.deleteRow(-1);
  const seen = intact === null ? 'a picture without a code' : intact ? 'the right picture' : 'not the right picture';
  byId('received').textContent = report.encodedWidth === null ? '' : seen;
}

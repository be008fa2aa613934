import type { CycleReport, DemoState } from './api';
import type { Settings } from './settings';

const ROWS = 50;
const at = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const kB = (bytes: number) => (bytes / 1000).toFixed(1);
const orUnknown = (value: unknown) => (value === null ? 'unknown' : String(value));

/** Shows the state of the connection and what can be done now. */
export function showState(state: DemoState, settings: Settings, problems: string[], running: boolean): void {
  at('publishes').textContent = String(state.publishes);
  at('transceivers').textContent = String(state.transceivers);
  at('mLines').textContent = String(state.mLines);
  at('sdp').textContent = kB(state.sdpBytes);
  const ready = !state.busy && !problems.length;
  at<HTMLButtonElement>('publish').disabled = !ready || state.published;
  at<HTMLButtonElement>('unpublish').disabled = state.busy || !state.published;
  const run = at<HTMLButtonElement>('run');
  run.disabled = running ? false : !ready || state.published;
  run.textContent = running ? 'Stop' : 'Run cycles';
  const list = at('problems');
  list.hidden = !problems.length;
  list.replaceChildren(...problems.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  at('shareHint').hidden = !['tab', 'window', 'screen'].includes(settings.source);
}

export function showStatus(text: string): void {
  at('status').textContent = text;
}

/** Shows the track that is sent: the canvas itself, or a preview of what is captured. */
export function showTrack(track: MediaStreamTrack | null, { source }: Settings): void {
  const video = at<HTMLVideoElement>('local');
  const preview = track?.kind === 'video' && source !== 'canvas' ? track : null;
  video.srcObject = preview ? new MediaStream([preview]) : null;
  video.hidden = !preview;
  const canvas = at('canvas');
  if (track) canvas.hidden = source !== 'canvas';
  canvas.classList.toggle('idle', !track);
  const nothing = at('nothing');
  nothing.hidden = preview !== null || !canvas.hidden;
  nothing.textContent = track ? 'Only sound is published.' : 'Nothing is published.';
  at('received').textContent = '';
}

/** Adds a row for a finished cycle, the newest on top. */
export function showCycle(report: CycleReport): void {
  const body = at<HTMLTableSectionElement>('cycles');
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
  while (body.rows.length > ROWS) body.deleteRow(-1);
  const seen = intact === null ? 'a picture without a code' : intact ? 'the right picture' : 'not the right picture';
  at('received').textContent = report.encodedWidth === null ? '' : seen;
}

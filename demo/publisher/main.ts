import type { CycleReport, DemoApi, RunReport } from './api';
import { SettingsForm } from './form';
import { CanvasPicture } from './media/CanvasPicture';
import { Republisher } from './media/Republisher';
import { openSource } from './media/sources';
import { showCycle, showState, showStatus, showTrack } from './view';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const picture = new CanvasPicture(byId<HTMLCanvasElement>('canvas'));
const form = new SettingsForm(byId<HTMLFormElement>('settings'), render);
const republisher = new Republisher(picture, byId('stage'), (track) => showTrack(track, form.settings));
let busy = false;
let running = false;
let stopRequested = false;
let lastRun: RunReport | null = null;

function render(): void {
  showState({ ...republisher.state(), busy }, form.settings, form.problems, running);
  form.disabled = busy || republisher.published;
}

/** Runs one action at a time. Its error is shown and rethrown. */
async function runExclusively<T>(what: string, action: () => Promise<T>): Promise<T> {
  if (busy) throw new Error('The demo is busy.');
  if (form.problems.length) throw new Error(form.problems.join(' '));
  busy = true;
  showStatus(what);
  render();
  try {
    return await action();
  } catch (error) {
    showStatus(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    throw error;
  } finally {
    busy = false;
    render();
  }
}

async function publish(): Promise<CycleReport> {
  const report = await runExclusively('Publishing …', () => republisher.publish(form.settings, null));
  showCycle(report);
  showStatus(outcomeText(report));
  return report;
}

async function unpublish(): Promise<void> {
  await runExclusively('Unpublishing …', () => republisher.unpublish(form.settings));
  showStatus('Unpublished.');
}

async function run(cycles = form.settings.cycles, options: { onCycle?(report: CycleReport): void } = {}) {
  return runExclusively('Starting …', async () => {
    const startedAt = performance.now();
    const settings = { ...form.settings };
    const report: RunReport = { settings, cycles: [], durationMs: 0, stopped: false };
    running = true;
    stopRequested = false;
    render();
    const source = await openSource(settings, picture, true).catch((error) => {
      running = false;
      throw error;
    });
    try {
      for (let i = 1; i <= cycles && !stopRequested; i++) {
        showStatus(`Cycle ${i} of ${cycles}`);
        const cycle = await republisher.publish(settings, source);
        report.cycles.push(cycle);
        showCycle(cycle);
        render();
        await republisher.unpublish(settings);
        options.onCycle?.(cycle);
      }
    } finally {
      running = false;
      source.close();
    }
    report.durationMs = Math.round(performance.now() - startedAt);
    report.stopped = report.cycles.length < cycles;
    showStatus(summary(report));
    lastRun = report;
    return report;
  });
}

function summary({ cycles, durationMs, stopped }: RunReport): string {
  const wrong = cycles.filter(({ intact }) => intact === false).length;
  const small = cycles.filter(({ reachedSize }) => reachedSize === false).length;
  const faults = [wrong && `${wrong} with a wrong picture`, small && `${small} not encoded as wanted`].filter(Boolean);
  const time = (durationMs / 1000).toFixed(1);
  return `${cycles.length} cycles in ${time} s${stopped ? ', stopped' : ''}${faults.length ? `: ${faults.join(', ')}` : ''}.`;
}

function outcomeText({ intact, reachedSize }: CycleReport): string {
  const size = reachedSize === false ? ' The encoder did not get to the wanted size, codec or mode.' : '';
  if (intact === null) return `Published.${size}`;
  return `${intact ? 'Published, and the right picture arrived.' : 'Published, but the right picture did not arrive.'}${size}`;
}

const demo: DemoApi = {
  get settings() {
    return form.settings;
  },
  get problems() {
    return form.problems;
  },
  get publisher() {
    return republisher.pc;
  },
  get lastRun() {
    return lastRun;
  },
  publish,
  unpublish,
  run,
  stop() {
    stopRequested = true;
  },
  state: () => ({ ...republisher.state(), busy }),
};
window.demo = demo;

// Errors have already been shown on the page.
const ignoreError = () => {};
byId('publish').addEventListener('click', () => publish().catch(ignoreError));
byId('unpublish').addEventListener('click', () => unpublish().catch(ignoreError));
byId('run').addEventListener('click', () => {
  if (running) demo.stop();
  else run().catch(ignoreError);
});
render();
if (form.settings.auto && !form.problems.length) run().catch(ignoreError);

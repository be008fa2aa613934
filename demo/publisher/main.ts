import type { CycleReport, DemoApi, RunReport } from './api';
import { CanvasPicture } from './CanvasPicture';
import { SettingsForm } from './form';
import { Republisher } from './Republisher';
import { openSource } from './sources';
import { showCycle, showState, showStatus, showTrack } from './view';

const at = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const picture = new CanvasPicture(at<HTMLCanvasElement>('canvas'));
const form = new SettingsForm(at<HTMLFormElement>('settings'), render);
const republisher = new Republisher(picture, at('stage'), (track) => showTrack(track, form.settings));
let busy = false;
let running = false;
let stopAsked = false;
let lastRun: RunReport | null = null;

function render(): void {
  showState({ ...republisher.state(), busy }, form.settings, form.problems, running);
  form.disabled = busy || republisher.published;
}

/** One action at a time; its error is shown, and thrown to whoever called. */
async function doing<T>(what: string, action: () => Promise<T>): Promise<T> {
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
  const report = await doing('Publishing …', () => republisher.publish(form.settings, null));
  showCycle(report);
  showStatus(said(report));
  return report;
}

async function unpublish(): Promise<void> {
  await doing('Unpublishing …', () => republisher.unpublish(form.settings));
  showStatus('Unpublished.');
}

async function run(cycles = form.settings.cycles, options: { onCycle?(report: CycleReport): void } = {}) {
  return doing('Starting …', async () => {
    const began = performance.now();
    const settings = { ...form.settings };
    const report: RunReport = { settings, cycles: [], durationMs: 0, stopped: false };
    running = true;
    stopAsked = false;
    render();
    const source = await openSource(settings, picture, true).catch((error) => {
      running = false;
      throw error;
    });
    try {
      for (let i = 1; i <= cycles && !stopAsked; i++) {
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
    report.durationMs = Math.round(performance.now() - began);
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

function said({ intact, reachedSize }: CycleReport): string {
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
    stopAsked = true;
  },
  state: () => ({ ...republisher.state(), busy }),
};
window.demo = demo;

// Errors are on the page already.
const shown = () => {};
at('publish').addEventListener('click', () => publish().catch(shown));
at('unpublish').addEventListener('click', () => unpublish().catch(shown));
at('run').addEventListener('click', () => {
  if (running) demo.stop();
  else run().catch(shown);
});
render();
if (form.settings.auto && !form.problems.length) run().catch(shown);

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { onInterrupt } from '../../tooling/node/interrupt';
import { readArguments } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { attach, audit } from '../cdp/index';
import { checkPatch } from '../live/inspection';
import type { Rtc } from '../types/inspection';

const CODES = { stable: 0, growing: 1, unknown: 2 };

/**
 * Judges a run of any driver by the browser's debugging port. Sets the exit code.
 * @throws {Error} with a sentence for the user
 */
export async function run(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--');
  const command = at < 0 ? [] : args.slice(at + 1);
  const { values, positionals } = readArguments(at < 0 ? args : args.slice(0, at), {
    cdp: { type: 'string' },
    patch: { type: 'string', default: 'none' },
    out: { type: 'string' },
    'no-redact': { type: 'boolean', default: false },
    seconds: { type: 'string' },
  });
  const { cdp, patch, out, seconds } = values;
  if (!cdp) throw new UserError('Which browser? --cdp http://localhost:9222');
  if (positionals.length > 0)
    throw new UserError(`"${positionals[0]}" is no option; a command to run stands after --.`);
  const ms = seconds === undefined ? null : Number(seconds) * 1_000;
  if (ms !== null && !(ms > 0)) throw new UserError(`--seconds is a number above 0, not "${seconds}".`);
  checkPatch(patch);
  const { text } = await audit(cdp);
  if (text) print(process.stdout, text.split('\n'));
  const rtc = await attach(cdp, { patch });
  try {
    print(process.stderr, [`Watching ${cdp}${patch === 'none' ? '' : `, under ${patch}`}.`]);
    const code = command.length > 0 ? await runCommand(command) : await waitFor(rtc, ms);
    const { state, explanation } = await rtc.verdict();
    print(process.stdout, explanation.split('\n'));
    if (out) await save(rtc, out, !values['no-redact']);
    process.exitCode = code || CODES[state];
  } finally {
    await rtc.dispose();
  }
}

/** @returns its exit code, as a shell says it: 128 and the number of the signal where one ended it */
function runCommand([program, ...args]: readonly string[]): Promise<number> {
  const child = spawn(program!, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  // A terminal's Ctrl+C comes to the command by itself. It ends, and then it is judged.
  const stop = onInterrupt((signal) => {
    if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
  });
  return new Promise<number>((resolve, reject) => {
    child.on('error', ({ message }) => reject(new UserError(`${program} could not be run: ${message}`)));
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
  }).finally(stop);
}

/** Until the time is over, somebody presses Ctrl+C, or the browser is gone. */
async function waitFor(rtc: Rtc, ms: number | null): Promise<0> {
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const interrupted = new Promise<unknown>((resolve) => {
    stop = onInterrupt(resolve);
  });
  const over = new Promise<void>((resolve) => {
    if (ms !== null) timer = setTimeout(resolve, ms);
  });
  await Promise.race([interrupted, over, rtc.ended]);
  stop();
  clearTimeout(timer);
  return 0;
}

async function save(rtc: Rtc, file: string, redact: boolean): Promise<void> {
  const content = file.endsWith('.html')
    ? await rtc.report({ redact })
    : JSON.stringify(await rtc.recording({ redact }));
  await writeFile(file, content);
  print(process.stderr, [`${file} holds the recording.`]);
}

import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sourceOf } from '../../cli/source';
import { toRecording } from '../../core/files/format/recording-model';
import { openRecording } from '../../core/files/read/open';
import { toReport } from '../../core/files/report';
import { readArguments } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { viewerHtml } from '../live/assets';

/**
 * Opens the viewer, with a file in it where one is named.
 * @throws {UserError} on more than one file
 * @throws {BadFile} on a file that can't be read
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, { out: { type: 'string' } });
  if (positionals.length > 1) throw new UserError('The viewer opens one file; more are added in it.');
  const [file] = positionals;
  const page = await writePage(file, values.out);
  print(process.stdout, [page]);
  if (!values.out) open(page);
}

/** @returns where it is */
async function writePage(file: string | undefined, out: string | undefined): Promise<string> {
  const viewer = viewerHtml();
  const page = file ? toReport(viewer, toRecording(await openRecording(await sourceOf(file)))) : viewer;
  const to = out ? resolve(out) : join(await mkdtemp(join(tmpdir(), 'transceiver-inspector-')), 'viewer.html');
  await writeFile(to, page);
  return to;
}

/** With what the system opens files with; where it has nothing, the path was printed. */
function open(path: string): void {
  const [program, ...before] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform as string] ?? [
    'xdg-open',
  ];
  const opened = spawn(program!, [...before, path], { detached: true, stdio: 'ignore' });
  opened.on('error', () => {});
  opened.unref();
}

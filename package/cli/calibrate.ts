import { writeFile } from 'node:fs/promises';
import { readArguments } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { calibrate, summaryOf } from '../calibrate/calibrate';
import { chooseCells } from '../calibrate/cells';
import { chooseBrowser } from '../calibrate/start';

/**
 * Measures the user's own browser and writes what came out.
 * @throws {UserError} with a sentence for the user
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    browser: { type: 'string' },
    out: { type: 'string', default: 'transceiver-inspector-calibration.json' },
    cells: { type: 'string' },
    headless: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw new UserError(`"${positionals[0]}" is no option.`);
  const cells = chooseCells(values.cells);
  const browser = chooseBrowser(values.browser);
  const { stderr } = process;
  const isSeen = stderr.isTTY;
  const clear = () => isSeen && stderr.write('\r\u001b[K');
  const say = (line: string) => {
    clear();
    print(stderr, [line]);
  };
  const show = (line: string) => {
    // In place where somebody looks; else a line each would only fill a log.
    if (isSeen) stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
  };
  say(
    `${browser.product} ${browser.version} (${browser.path}): ${cells.length} cells, less than five minutes. Leave the machine alone meanwhile.`,
  );
  try {
    const calibration = await calibrate({ browser, headless: values.headless, cells, say, show });
    await writeFile(values.out, `${JSON.stringify(calibration, null, 2)}\n`);
    print(process.stdout, [
      ...summaryOf(calibration),
      `${values.out} holds it: load it in the panel (Settings, Calibration), or give it to analyze --calibration.`,
    ]);
  } finally {
    clear();
  }
}

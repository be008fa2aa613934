import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { onInterrupt } from '../../tooling/node/interrupt';
import { readArguments } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { checkEndpoint } from '../cdp/connection';
import { InspectedBrowser } from '../mcp/browser';
import { createServer } from '../mcp/server';

const STANDARD = 'http://localhost:9222';

/**
 * Serves the tools over stdio until the client ends it.
 * @throws {Error} with a sentence for the user
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    cdp: { type: 'string' },
    // As chrome-devtools-mcp calls it.
    browserUrl: { type: 'string' },
  });
  if (positionals.length > 0) throw new UserError(`"${positionals[0]}" is no option.`);
  const endpoint = values.cdp ?? values.browserUrl ?? STANDARD;
  checkEndpoint(endpoint);
  const browser = new InspectedBrowser(endpoint);
  // What the pages make from now on is seen; where no browser is there yet, the first tool says so.
  void browser.open().catch(() => {});
  if (process.stdin.isTTY)
    print(process.stderr, [
      'This serves MCP over stdio, and a client starts it: see transceiver-inspector mcp --help.',
    ]);
  const handle = serveStdio(() => createServer(browser));
  await new Promise<void>((resolve) => {
    for (const event of ['end', 'close']) process.stdin.once(event, () => resolve());
    onInterrupt(() => resolve());
  });
  await handle.close();
  await browser.close();
  process.stdin.destroy();
}

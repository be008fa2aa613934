import { Server } from '@modelcontextprotocol/server';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { VERSION } from '../live/version';
import type { InspectedBrowser } from './browser';
import type { Answer, Tool } from './tool';
import { TOOLS } from './tools/index';
import { clean, NOTICE, textOf } from './words';

const INSTRUCTIONS = `Finds what a WebRTC page piles up (transceivers, video encoders, connections, captures, data channels), and whose line does it. Other tools steer the browser; these look at it.
1. webrtc_check before the page is used; reload a page that was open. 2. Publish and stop three times or more. 3. webrtc_check. 4. webrtc_patch with the patch that it names, publish three times more, webrtc_check. 5. Fix the code at the line that it names, and do it again without a patch.
${NOTICE}`;

/** How long a tool may take, ms. A memory dump of many pages takes longest. */
const MAX_MS = 60_000;

type Input = { type: 'object' } & Record<string, any>;

/**
 * Of the library's two servers the plain one: McpServer's resources, prompts and completions are of no use here.
 * @param browser that all tools look at
 */
export function createServer(browser: InspectedBrowser): Server {
  const server = new Server(
    { name: 'transceiver-inspector', version: VERSION },
    { instructions: INSTRUCTIONS, capabilities: { tools: {} } },
  );
  const tools = TOOLS.map(({ name, description, input, readOnly }) => ({
    name,
    description,
    inputSchema: toJsonSchema(v.strictObject(input)) as Input,
    annotations: { readOnlyHint: readOnly, destructiveHint: false, openWorldHint: false },
  }));
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', ({ params }) => call(params.name, params.arguments ?? {}, browser));
  return server;
}

async function call(name: string, args: unknown, browser: InspectedBrowser) {
  const tool = TOOLS.find((each) => each.name === name);
  if (!tool) return failed(`There is no tool "${name}". There are ${TOOLS.map((each) => each.name).join(', ')}.`);
  const parsed = v.safeParse(v.strictObject(tool.input), args);
  if (parsed.success) return answer(tool, parsed.output, browser);
  const wrong = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the arguments'}: ${issue.message}`);
  return failed(`${name} can't take these arguments. ${wrong.join('. ')}.`);
}

const failed = (sentence: string) => ({ content: [{ type: 'text' as const, text: clean(sentence) }], isError: true });

async function answer(tool: Tool, args: unknown, browser: InspectedBrowser) {
  try {
    const { lines, data }: Answer = await withLimit(tool.run(args, browser));
    const quotes = 'untrusted' in data || lines.some((line) => line.includes('"'));
    const text = textOf(quotes ? [NOTICE, ...lines] : lines);
    return { content: [{ type: 'text' as const, text }], structuredContent: data };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The browser did not answer within ${MAX_MS / 1000} s.`)), MAX_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UserConfig } from 'vite';
import { ROOT } from '../../tooling/node/root.mjs';

/** zod's writers of JSON Schema: valibot's writes the tools' own. */
const UNUSED = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

/** What keeps the MCP server's library small: 41 kB of 107 that no call of ours reaches. A test calls every tool. */
export const LEAN: UserConfig = {
  resolve: { alias: { '@modelcontextprotocol/server/_shims': join(ROOT, 'package/mcp/validator.ts') } },
  plugins: [
    {
      name: 'without-json-schema',
      enforce: 'pre',
      load(id) {
        if (!UNUSED.test(id)) return null;
        const names = readFileSync(id, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm);
        return [...names].map(([, name]) => `export const ${name} = () => {};`).join('\n');
      },
    },
  ],
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { ROOT } from '../../tooling/node/root.mjs';

/** zod's writers of JSON Schema: valibot's writes the tools' own. */
const UNUSED = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    enforce: 'pre',
    load(id) {
      if (!UNUSED.test(id)) return null;
      const names = readFileSync(id, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm);
      return [...names].map(([, name]) => `export const ${name} = () => {};`).join('\n');
    },
  };
}

const SERVER = /\/@modelcontextprotocol\/(?:server|core)\/dist\//;

/** Its list of all types of the protocol, for validators that we don't use, keeps every schema; without it, what is unused goes. */
function withoutUnusedSchemas(): Plugin {
  return {
    name: 'without-unused-schemas',
    enforce: 'pre',
    transform: (code, id) =>
      SERVER.test(id)
        ? code
            .replace(/^for \(const (?:key|\[key, schema\]) of .*register\(.*$/gm, '')
            .replace(/^((?:const|let|var) \w+ = )(?=[\w$.]+\()/gm, '$1/* @__PURE__ */ ')
            // Ours is the plain Server.
            .replace('product instanceof McpServer ? product.server : product', 'product')
        : null,
  };
}

/** The help of a command is its first comment, and the rest of its source is not asked for. */
function helpOnly(): Plugin {
  return {
    name: 'help-only',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/cli/command.ts?raw')) return null;
      const source = readFileSync(id.slice(0, id.indexOf('?')), 'utf8');
      return `export default ${JSON.stringify(source.slice(0, source.indexOf('*/') + 2))};`;
    },
  };
}

/** What keeps the package small: 55 kB of the MCP server's library that no call of ours reaches. A test calls every tool. */
export const LEAN: UserConfig = {
  resolve: { alias: { '@modelcontextprotocol/server/_shims': join(ROOT, 'package/mcp/validator.ts') } },
  plugins: [withoutJsonSchema(), withoutUnusedSchemas(), helpOnly()],
};

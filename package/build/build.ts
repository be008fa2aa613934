import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { OLDEST_CHROME } from '../../manifest';
import { LEFT_OUT } from '../../tooling/build/leftOut';
import { squeezeChunks } from '../../tooling/build/squeeze';
import { viewerPage, viewerPlugins } from '../../tooling/build/viewer';
import { ROOT } from '../../tooling/node/root.mjs';
import { ARCHIVE_FILE, BETWEEN, PARTS, type Part } from '../live/archive';
import { partOf, VIEWER_ENTRY } from './groups';
import { LEAN } from './lean';
import { asFunction, exportsOf } from './link';

const file = (path: string) => join(ROOT, path);

/** Modules of the package by their names in dist/; the rest is split off as they need it. */
const ENTRIES = {
  index: file('package/index.ts'),
  playwright: file('package/playwright/index.ts'),
  test: file('package/playwright/test.ts'),
  puppeteer: file('package/puppeteer/index.ts'),
  cdp: file('package/cdp/index.ts'),
  cli: file('package/cli/main.ts'),
  worker: file('cli/fleet/parallel/worker.ts'),
  archive: file('package/live/archive.ts'),
};

/** Chunks that the archive holds; the bundler's own stands in the package, too. */
const RUNTIME = 'rolldown-runtime';
const NAMED = ['core', 'panel', 'tools', 'library', RUNTIME];

const PLAIN: InlineConfig = { configFile: false, root: ROOT, logLevel: 'warn', publicDir: false };

/** Builds the package's JavaScript and its archive into a folder. */
export async function buildPackage(out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const { chunks, facades, style } = await buildModules();
  const chunk = (name: string) => {
    const code = chunks.get(`${name}.js`);
    if (code === undefined) throw new Error(`The build made no ${name}.js: ${[...chunks.keys()].join(', ')}.`);
    return { fileName: `${name}.js`, code };
  };
  const runtime = asFunction(chunk(RUNTIME), []);
  const core = asFunction(chunk('core'), [RUNTIME], facades);
  const panel = asFunction(chunk('panel'), [RUNTIME, 'core'], facades);
  const html = readFileSync(file('panel/viewer.html'), 'utf8');
  const script = [`const $r=(${runtime})(),$c=(`, core, ')($r);(', panel, ')($r,$c);'];
  const page = viewerPage(html, style, script.join(BETWEEN));
  const [opening, coreInHtml, middle, panelInHtml, closing] = page.script.split(BETWEEN) as Script;
  const parts: Record<Part, string> = {
    before: page.before + opening,
    core: coreInHtml,
    panel: middle + panelInHtml + closing,
    after: page.after,
    tools: asFunction(chunk('tools'), [RUNTIME, 'core']),
    library: asFunction(chunk('library'), [RUNTIME, 'core']),
    page: await pageScript(),
  };
  const archive = PARTS.map((name) => parts[name]).join(BETWEEN);
  if (archive.split(BETWEEN).length !== PARTS.length) throw new Error('A part of the archive has what stands between.');
  writeFileSync(join(out, ARCHIVE_FILE), brotliCompressSync(archive));
  chunks.set('core.js', stub('core', [RUNTIME], chunk('core').code));
  for (const name of ['tools', 'library'] as const)
    chunks.set(`${name}.js`, stub(name, [RUNTIME, 'core'], chunk(name).code));
  for (const name of ['panel.js', 'viewer.js']) chunks.delete(name);
  // Node's modules ask for some of them, too.
  for (const { fileName, code } of facades) if (!code.includes('"./panel.js"')) chunks.set(fileName, code);
  for (const [name, code] of chunks) {
    for (const [, from] of code.matchAll(/(?:from|import)\s*\(?"\.\/([\w-]+\.js)"/g))
      if (!chunks.has(from!)) throw new Error(`${name} imports ${from}, which is not in the package.`);
  }
  for (const [name, code] of chunks) writeFileSync(join(out, name), code);
}

/** A module that is in the archive, as the others import it. */
function stub(name: 'core' | 'tools' | 'library', imported: readonly string[], code: string): string {
  const imports = imported.map((from, i) => `import*as m${i} from"./${from}.js";`).join('');
  const names = exportsOf(code).map((exported, i) => [exported, `e${i}`]);
  const args = [`"${name}"`, ...imported.map((_, i) => `m${i}`)];
  return `import{evaluate}from"./archive.js";${imports}const{${names.map((each) => each.join(':'))}}=evaluate(${args});export{${names.map(([exported, local]) => `${local} as ${exported}`)}};\n`;
}

type Script = [opening: string, core: string, middle: string, panel: string, closing: string];

interface Built {
  /** Code by file name. */
  chunks: Map<string, string>;
  /** Without a module of their own. */
  facades: { fileName: string; code: string }[];
  /** The viewer's. */
  style: string;
}

/** The package's modules and the viewer's in one build. */
async function buildModules(): Promise<Built> {
  const built = await build(
    mergeConfig(LEAN, {
      ...PLAIN,
      plugins: [viewerPlugins(), squeezeChunks()],
      resolve: { alias: LEFT_OUT },
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: [`chrome${OLDEST_CHROME}`, 'node20'],
        minify: 'oxc',
        cssCodeSplit: false,
        lib: { entry: { ...ENTRIES, viewer: VIEWER_ENTRY }, formats: ['es'] },
        rolldownOptions: {
          external: [/^node:/, '@playwright/test', 'ws'],
          // An entry's module may be grouped with others that its exports are not of.
          preserveEntrySignatures: 'allow-extension',
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: ({ name }: { name: string }) => (NAMED.includes(name) ? `${name}.js` : `chunk-${name}.js`),
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [
                {
                  name: (id, context) => partOf(id, Object.values(ENTRIES), (each) => context.getModuleInfo(each)),
                },
              ],
            },
          },
        },
      },
    } satisfies InlineConfig),
  );
  const chunks: Built['chunks'] = new Map();
  const facades: Built['facades'] = [];
  let style = '';
  for (const output of [built].flat().flatMap((each) => ('output' in each ? each.output : []))) {
    if (output.type === 'chunk') {
      if (output.moduleIds.length === 0 && !output.isEntry) facades.push(output);
      else chunks.set(output.fileName, output.code);
    } else if (output.fileName.endsWith('.css')) style += output.source;
    else throw new Error(`The build made ${output.fileName}, which has no place in the package.`);
  }
  return { chunks, facades, style };
}

/** The hook with its carrier, as one function: the same squeeze as in the extension, but with all names and codes in full. */
async function pageScript(): Promise<string> {
  const built = await build({
    ...PLAIN,
    build: {
      write: false,
      target: `chrome${OLDEST_CHROME}`,
      minify: false,
      lib: { entry: file('package/page/page.iife.ts'), formats: ['iife'], name: 'transceiverInspector' },
    },
  });
  const [output] = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  if (output?.type !== 'chunk') throw new Error('The page’s script was not built.');
  const { code } = await minify(`(BINDING, PATCH, LATE) => {${output.code}}`, {
    compress: { ecma: 2020, passes: 3, keep_fargs: false, unsafe_arrows: true, expression: true },
  });
  if (!code) throw new Error('The page’s script could not be minified.');
  return code.replace(/;$/, '');
}

import { before, type Edit, importing, row, section } from './edits';
import type { Names } from './names';

/** What `npm run new` can make. All that a kind touches stands here. */
export interface Kind {
  /** Templates in templates/<kind>/ by the file that they become. */
  files(names: Names): Record<string, string>;
  /** Where it is registered, tested and documented. */
  edits(names: Names): Edit[];
  /** What it changes that is made from the code: docs/recording.schema.json. */
  schema: boolean;
  /** The type checker then names what is still to be decided. */
  asksTypes: boolean;
}

const finding: Kind = {
  schema: false,
  asksTypes: false,
  files: ({ id }) => ({
    [`core/findings/units/${id}/index.ts`]: 'unit.ts.txt',
    [`core/findings/units/${id}/${id}.unit.ts`]: 'unit.unit.ts.txt',
  }),
  edits: ({ id, camel, title }) => [
    {
      file: 'core/findings/index.ts',
      change: (text) =>
        before(importing(text, camel, `./units/${id}`), '] as const satisfies readonly FindingUnit[]', `  ${camel},\n`),
    },
    {
      file: 'core/fixtures/finding-scenes.ts',
      change: (text) =>
        before(
          text,
          '\n};',
          `\n  '${id}': (now) => {\n    const call = page(now);\n    call.connect();\n    return factsOfPage(call, { now });\n  },`,
          'FINDING_SCENES',
        ),
    },
    {
      file: 'docs/verdicts.md',
      change: (text) =>
        section(
          row(
            text,
            '## Findings',
            `| [\`${id}\`](#${anchorOf(title)}) | ${title} | the rule | not known | what ends it | what it can't know |`,
          ),
          '## Findings',
          `### ${title}\n\n\`${id}\`: the rule, in words.\n`,
        ),
    },
  ],
};

const patch: Kind = {
  schema: true,
  asksTypes: true,
  files: ({ id }) => ({
    [`content/hook/patches/${id}/index.ts`]: 'index.ts.txt',
    [`e2e/patches/${id}.spec.ts`]: 'patch.spec.ts.txt',
  }),
  edits: ({ id, camel, title }) => [
    {
      file: 'protocol/patches.ts',
      change: (text) => {
        const info = `\n  '${id}': {\n    title: '${title}',\n    letter: '${freeLetter(text, id)}',\n    line: 'What it does, in one line.',\n    limits: ['What a user has to know of it.'],\n  },`;
        return before(before(text, '] as const', `, '${id}'`, 'PATCHES ='), '\n};', info, 'PATCH_INFO:');
      },
    },
    {
      file: 'content/hook/patches/list.ts',
      change: (text) =>
        before(importing(text, camel, `./${id}`), '\n};', `\n  ${property(id, camel)},`, 'PAGE_PATCHES: Record'),
    },
    {
      file: 'docs/patches.md',
      change: (text) =>
        before(
          row(text, '# Patches', `| \`${id}\` | what it does | not measured | when to use it |`),
          '## What was measured',
          `## ${title}\n\nWhat it does, step by step.\n\nIn short, as the panel says it:\n\n- What a user has to know of it.\n\n`,
        ),
    },
  ],
};

const importer: Kind = {
  schema: true,
  asksTypes: false,
  files: ({ id }) =>
    Object.fromEntries(
      ['index.ts', 'read.ts', 'source.ts', 'texts.ts', 'fixture.ts']
        .map((file) => [`core/files/importers/${id}/${file}`, `${file}.txt`])
        .concat([[`core/files/importers/${id}/${id}.unit.ts`, 'importer.unit.ts.txt']]),
    ),
  edits: ({ id, camel, title }) => [
    {
      file: 'core/files/sources.ts',
      change: (text) =>
        before(
          importing(text, `${camel}Source`, `./importers/${id}/source`),
          '} as const satisfies',
          `  '${id}': ${camel}Source,\n`,
          'SOURCES =',
        ),
    },
    {
      file: 'core/files/importers/index.ts',
      change: (text) => before(importing(text, camel, `./${id}`), '\n};', `\n  ${property(id, camel)},`, 'IMPORTERS:'),
    },
    {
      file: 'core/files/source-texts.ts',
      change: (text) =>
        before(
          importing(text, `${camel}Texts`, `./importers/${id}/texts`),
          '\n};',
          `\n  '${id}': ${camel}Texts,`,
          'SOURCE_TEXTS:',
        ),
    },
    {
      file: 'core/files/importers/importers.unit.ts',
      change: (text) =>
        before(
          importing(text, `${camel}File`, `./${id}/fixture`),
          '\n};',
          `\n  '${id}': { text: ${camel}File, source: '${id}' },`,
          'FIXTURES:',
        ),
    },
    {
      file: 'docs/recording-format.md',
      change: (text) =>
        before(text, '## Reports', `## ${title}\n\nWho writes such files, and how what they lack is told.\n\n`),
    },
  ],
};

export const KINDS: Record<string, Kind> = { finding, patch, importer };

/** Where a heading of Markdown is linked to. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** A property of this name with the value of that: the shorthand where both are the same. */
const property = (id: string, camel: string) => (id === camel ? camel : `'${id}': ${camel}`);

/** A letter for the toolbar icon that no other patch has: of its name, if one is left. */
function freeLetter(patches: string, id: string): string {
  const taken = [...patches.matchAll(/letter: '(.)'/g)].map(([, letter]) => letter);
  const wanted = [...`${id.replaceAll('-', '')}abcdefghijklmnopqrstuvwxyz`.toUpperCase()];
  return wanted.find((letter) => !taken.includes(letter))!;
}

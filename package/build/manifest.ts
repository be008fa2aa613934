import root from '../../package.json';

const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

/** Where it is built: provenance is only given to a package that names the repository that built it. */
function repositoryOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY }: NodeJS.ProcessEnv) {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY) return {};
  return { repository: { type: 'git', url: `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git` } };
}

/** package.json of the published package. The root stays private, and gives version, license and engines. */
export function manifestOf() {
  return {
    name: root.name,
    version: root.version,
    description:
      'Finds transceivers, encoders and connections that a WebRTC page piles up, and whose line does it: in Playwright and Puppeteer tests, for coding agents (MCP), and from recordings and webrtc-internals dumps.',
    keywords: ['webrtc', 'playwright', 'puppeteer', 'mcp', 'memory-leak', 'rtcrtptransceiver', 'testing'],
    license: root.license,
    ...repositoryOf(process.env),
    type: 'module',
    bin: { [root.name]: 'dist/cli.js' },
    exports: {
      '.': entry('index'),
      './playwright': entry('playwright'),
      './test': entry('test'),
      './puppeteer': entry('puppeteer'),
      './cdp': entry('cdp'),
      './package.json': './package.json',
    },
    files: ['dist', 'SKILL.md'],
    sideEffects: false,
    engines: root.engines,
    // Node has a WebSocket of its own from version 22 on.
    optionalDependencies: { ws: root.devDependencies.ws },
    // What plays recordings for `ab --flow`.
    peerDependencies: { '@playwright/test': '>=1.40', '@puppeteer/replay': '>=3', 'puppeteer-core': '>=23' },
    peerDependenciesMeta: Object.fromEntries(
      ['@playwright/test', '@puppeteer/replay', 'puppeteer-core'].map((name) => [name, { optional: true }]),
    ),
  };
}

import root from '../../package.json';

const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

/** package.json of the published package. The root stays private, and gives version, license and engines. */
export function manifestOf() {
  return {
    name: root.name,
    version: root.version,
    description:
      'Finds transceivers, encoders and connections that a WebRTC page piles up, and whose line does it: in Playwright and Puppeteer tests, for coding agents (MCP), and from recordings and webrtc-internals dumps.',
    keywords: ['webrtc', 'playwright', 'puppeteer', 'mcp', 'memory-leak', 'rtcrtptransceiver', 'testing'],
    license: root.license,
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
    peerDependencies: { '@playwright/test': '>=1.40' },
    peerDependenciesMeta: { '@playwright/test': { optional: true } },
  };
}

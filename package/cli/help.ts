import analyze from '../../cli/command.ts?raw';

/** The first comment of a command's module, with the command's name as it is here. */
function helpIn(source: string): string {
  const [, comment = ''] = /\/\*\*(.*?)\*\//s.exec(source) ?? [];
  return comment
    .replace(/^ *\* ?/gm, '')
    .replaceAll('npm run analyze -- ', 'transceiver-inspector analyze ')
    .trim();
}

const viewer = `transceiver-inspector viewer [FILE] [--out HTML]
    Opens the viewer, with a recording, a saved report or a dump in it. --out writes the page to
    a file instead of opening it.`;

const watch = `transceiver-inspector watch --cdp URL [--patch P] [--out FILE] [--no-redact] [--seconds N] [-- COMMAND…]
    Attaches by its debugging port to a Chromium that something else drives (Selenium, Cypress, Java, a
    person), started with --remote-debugging-port. Runs COMMAND and judges at its end; without one it
    judges after N seconds, on Ctrl+C, or when the browser closes. First it says what pages hold that are
    there already, without putting anything into them: idle encoders with their sizes.

  --cdp URL      for example http://localhost:9222; of this machine only
  --patch P      none, reuse, stop or downscale, in force from the first document on; default none
  --out FILE     writes the recording; with .html at its end, the report
  --no-redact    with your own addresses and names in it
  --seconds N    judges after so long

Exit: COMMAND's own where it is not 0 (128 and a signal's number where that ended it); else 0 where it is stable,
1 where it grows, 2 where it can't be told.`;

const ab = `transceiver-inspector ab --url URL --steps FILE [options] [-- CHROME_ARG…]
transceiver-inspector ab --flow FILE [--url URL] [--steps FILE] [options] [-- CHROME_ARG…]
    Opens your page in a fresh browser for each patch, runs your steps a number of times, and compares
    counts and the page's measured memory (MiB a cycle with its 95 % interval, without the first cycle).
    Needs Playwright in the project of the present folder.

  --url URL       of the page; default with --flow: where the recording begins
  --steps FILE    a module that exports cycle({ page, context, rtc, n }), which ends in the state that it
                  began in, and where needed setup() and teardown()
  --flow FILE     a recording of Chrome DevTools' Recorder, exported as JSON: what comes after its first
                  navigation is a cycle. Needs @puppeteer/replay and puppeteer-core (or puppeteer) beside
                  Playwright. With --steps, setup() and teardown() go around it
  --patches LIST  by commas; default none,reuse,stop,downscale; rounds alternate their order
  --cycles N      default 10, of which the first pays for what is made once; at least 4 for an interval
  --rounds N      default 1
  --browser PATH  another Chromium than Playwright's own
  --out FOLDER    default ab-results: ab.json, ab.md for a tracker, and a recording of each browser

Exit: 0; 2 where steps failed or Ctrl+C ended it (what was measured until then is kept), or it could not run.`;

const calibrate = `transceiver-inspector calibrate [--browser PATH] [--out FILE] [--headless]
    Measures what encoders hold in your own browser, on your own system: it opens the browser with a fresh
    profile, publishes and unpublishes in a page of its own, and reads Chromium's memory dump, the page's
    process and the GPU process apart. Less than five minutes; leave the machine alone meanwhile. Load the file
    in the panel (Settings, Calibration): it then estimates by your machine's own coefficients.

  --browser PATH  default: CHROME_PATH, else the Chrome, Edge or Chromium that is installed
  --out FILE      default transceiver-inspector-calibration.json
  --headless      without a window, in which a browser may use other encoders
  --cells LIST    only these, by commas: vp8-screen-360,vp8-screen-720, …

Exit: 0; 2 where nothing could be measured, or it could not run. What did not get to its size is left out, with
the reason.`;

const mcp = `transceiver-inspector mcp [--cdp URL]
    Tools for coding agents, over stdio (Model Context Protocol): check, findings, transceivers, calls,
    patch, memory, save_recording, analyze_file. It looks at a Chromium that something else drives, for
    example chrome-devtools-mcp --browserUrl or Playwright's --cdp-endpoint at the same port, and starts none.

  --cdp URL         default http://localhost:9222; of this machine only
  --browserUrl URL  the same

Exit: 0 when the client ends it; 2 where it could not run.`;

/** What --help prints. */
export const HELP = {
  all: `transceiver-inspector: finds what a WebRTC page piles up, and whose line does it

  analyze FILE… [--json] [--check] [--fail-on LIST]
      What recordings, saved reports and chrome://webrtc-internals dumps say.
  viewer [FILE] [--out HTML]
      Opens the viewer, with the file in it.
  ab --url URL --steps FILE | --flow FILE [--patches LIST] [--cycles 10] [--rounds 1] [-- CHROME_ARG…]
      Your page, your steps, each patch in a fresh browser: counts and measured memory.
  calibrate [--browser PATH] [--out FILE]
      Measures your own browser, so that estimates hold on your machine.
  watch --cdp URL [--patch P] [--out FILE] [--seconds N] [-- COMMAND…]
      Attaches to a Chromium that something else drives, and judges at the end.
  mcp [--cdp URL]
      Tools for coding agents, over stdio.

\`transceiver-inspector COMMAND --help\` says more of one.
Exit: 0; 1 where something grows or a check fails; 2 where it could not tell, or could not run.`,
  analyze: helpIn(analyze),
  viewer,
  ab,
  calibrate,
  watch,
  mcp,
};

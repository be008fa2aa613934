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

/** What \`--help\` prints. */
export const HELP = {
  all: `transceiver-inspector: finds what a WebRTC page piles up, and whose line does it

  analyze FILE… [--json] [--check] [--fail-on LIST]
      What recordings, saved reports and chrome://webrtc-internals dumps say.
  viewer [FILE] [--out HTML]
      Opens the viewer, with the file in it.

\`transceiver-inspector COMMAND --help\` says more of one.
Exit: 0; 1 where something grows or a check fails; 2 where it could not tell, or could not run.`,
  analyze: helpIn(analyze),
  viewer,
};

import type { Recipe } from '../../recipes/recipe';

export const RECIPES: readonly Recipe[] = [
  {
    title: 'Stop the track when you take it away',
    steps: ['removeTrack(), replaceTrack() and close() let go of a track, and do not end it. stop() does.'],
    code: `function unpublish(pc, sender) {
  const { track } = sender;
  pc.removeTrack(sender);
  track?.stop();
}`,
    links: [],
  },
  {
    title: 'Or make it once, and send it again',
    steps: ['A picture or a sound that is used more than once needs one track, not one for each use.'],
    code: `const made = new WeakMap(); // the track of each canvas, element or audio graph

function trackOf(source, make) {
  if (made.get(source)?.readyState !== 'live') made.set(source, make(source));
  return made.get(source);
}`,
    links: [],
  },
];

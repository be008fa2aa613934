/**
 * Members that only objects of the hook's own have, and that leave it in no message: in the build each gets a name of a
 * letter or two. What the browser or the page has a member of that name for must not be here, nor what
 * the code asks for by a string.
 */
export const SHORT_NAMES = [
  // Of records
  'application',
  'bundleTag',
  'facts',
  'followed',
  'fresh',
  'hasReceived',
  'hasSent',
  'letGoAt',
  'negotiatingSince',
  'offers',
  'outbounds',
  'ref',
  'releasedAfter',
  'releasedN',
  'replacing',
  'rids',
  'senders',
  'sentAt',
  'sourceType',
  'takenStream',
  'transformed',
  // Of ledgers
  'causes',
  'highest',
  'isOver',
  'outlives',
  'sweptAt',
  'things',
  'turnAt',
  // Of calls, patches and the rest
  'accepted',
  'afterCall',
  'around',
  'beforeCall',
  'cut',
  'differs',
  'framesBefore',
  'instead',
  'keep',
  'overlaps',
  'record',
  'refuses',
  'releases',
  'scales',
  'touch',
  'until',
];

import type { Recipe } from '../../recipes/recipe';

/** @param call the method of mediaDevices that captured them */
export function recipesFor(call: 'getUserMedia' | 'getDisplayMedia'): Recipe[] {
  return [
    {
      title: 'Stop the tracks when their use is over',
      steps: [
        'A permission that was asked for, a preview, a level meter, a recording: each has an end, also where it fails.',
        'A clone is a track of its own: stop it too.',
      ],
      code: `async function withCapture(constraints, use) {
  const stream = await navigator.mediaDevices.${call}(constraints);
  try {
    return await use(stream);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}`,
      links: [],
    },
    {
      title: 'Stop the ones before when you capture again',
      steps: ['A variable that gets another stream does not stop the tracks of the old one.'],
      code: `let stream = null;

async function capture(constraints) {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = await navigator.mediaDevices.${call}(constraints);
  return stream;
}`,
      links: [],
    },
    {
      title: 'Stop the tracks with the call',
      steps: ['close() and removeTrack() let go of a track, and do not end it.'],
      code: `function endCall(pc) {
  const tracks = pc.getSenders().map(({ track }) => track);
  pc.close();
  for (const track of tracks) track?.stop();
}`,
      links: [],
    },
  ];
}

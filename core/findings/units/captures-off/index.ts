import { placeKey } from '../../../callsite/stack';
import { CAPTURE, costOf } from '../../../estimate/pieces';
import { groupBy } from '../../../lists/group-by';
import { duration } from '../../../text/format';
import { culpritAt } from '../../../verdict/evidence';
import type { Finding, FindingUnit } from '../../finding';

/** A mute is short as a rule; off for so long, in ms, the device is worth a word. */
const OFF_MS = 60_000;

/** Cameras and microphones that are off by `enabled = false`, whose device goes on. */
export const capturesOff = {
  id: 'captures-off',
  title: 'Captures that are off and still held',
  needs: ['captures'],
  find({ evidence, captures, now }) {
    const { document } = evidence;
    // One that nobody sends is another finding's.
    const off = captures.filter(
      ({ disabledSince, unsentSince, source: { type } }) =>
        disabledSince != null && now - disabledSince >= OFF_MS && unsentSince === null && type === 'camera',
    );
    const groups = groupBy(off, ({ source }) => `${source.type} ${placeKey(culpritAt(evidence, source.stack))}`);
    return [...groups.values()].map((group): Omit<Finding, 'id'> => {
      const { source } = group[0]!;
      const one = group.length === 1;
      return {
        document,
        connection: null,
        state: 'unknown',
        ended: false,
        count: group.length,
        sentence: `${group.length} ${source.type}${one ? ' has' : 's have'} been off (enabled = false) for ${duration(Math.min(...group.map(({ disabledSince }) => now - disabledSince!)))} and ${one ? 'is' : 'are'} still captured.`,
        advice:
          'The device goes on capturing, its light stays on, and black frames are encoded and sent. Take the track away from its sender and stop() it; capture again for the next use.',
        cost: costOf(group.length, 'camera that is off', CAPTURE.camera),
        weight: 0,
        since: Math.min(...group.map(({ disabledSince }) => disabledSince!)),
        culprit: culpritAt(evidence, source.stack),
        missing: 'stop() of the track',
        remedies: [],
        recipes: [
          {
            title: 'Let the device go while it is off',
            steps: ['Keep the sender; take its track away, and stop that. Capture a new one for the next use.'],
            code: `async function cameraOff(sender) {
  const { track } = sender;
  await sender.replaceTrack(null);
  track.stop();
}
async function cameraOn(sender) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  await sender.replaceTrack(stream.getVideoTracks()[0]);
}`,
            links: [],
          },
        ],
      };
    });
  },
} as const satisfies FindingUnit;

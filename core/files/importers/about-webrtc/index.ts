import { BadFile, tooMuchSentence } from '../../fault';
import { describeRecording } from '../../format/recording-model';
import { ReplayedPage } from '../../jsep/page';
import { OutOfBounds } from '../../scan/bounds';
import type { Importer } from '../importer';
import { noEnvironment } from '../rtcstats-recording';
import { connectionsIn, type ShownConnection, type ShownSdp, typeOf } from './parse';

const SOURCE = 'about-webrtc';
const UNANSWERED = 'The page shows no answered offer: whether a track was sent is unknown.';
const UNTIMED = 'The page shows only the last descriptions, without times: what came before is not in it.';

export const aboutWebrtc: Importer = {
  title: 'a saved page of Firefox’s about:webrtc',
  docs: 'firefox-aboutwebrtc',
  recognizes: ({ start, text }) =>
    start.startsWith('<') &&
    /data-l10n-id="about-webrtc-|class="peer-connection[ "]/.test(text) &&
    !text.includes('chrome://webrtc-internals'),
  *read({ text }) {
    const shown = connectionsIn(text);
    const unclear = shown.reduce((all, { unclear }) => all + unclear, 0);
    if (!shown.some(({ descriptions }) => descriptions.length > 0)) {
      throw new BadFile(
        shown.length === 0
          ? 'This page of Firefox’s about:webrtc shows no peer connection: open it during the call, and save it then.'
          : 'This page of Firefox’s about:webrtc shows no SDP history: press "Show details" and "SDP history" there before you save it.',
      );
    }
    const times = shown.flatMap(({ savedAt, descriptions }) => [savedAt, ...descriptions.map(({ at }) => at)]);
    const known = times.filter((at) => at !== null);
    const end = Math.max(0, ...known);
    const start = known.length > 0 ? Math.min(...known) : 0;
    const page = new ReplayedPage(shown.find(({ url }) => url !== '')?.url ?? '', start, SOURCE);
    for (const { at, i, sdp, before } of stepsOf(shown, end)) {
      yield;
      try {
        replay(page, at, String(i), sdp, before);
      } catch (error) {
        throw error instanceof OutOfBounds ? new BadFile(tooMuchSentence(error.message)) : error;
      }
      page.flush(at);
    }
    for (const [i, { closed, descriptions, savedAt }] of shown.entries()) {
      if (closed && descriptions.length > 0) page.connection(String(i), end)?.connection.close(savedAt ?? end);
    }
    const model = page.finish(end, 'page of about:webrtc');
    const unanswered = [...model.connections.values()].filter(({ negotiations }) => negotiations === 0);
    for (const { id } of unanswered) model.history.doubts.push({ connection: id, reason: 'unanswered' });
    model.notes = [
      ...(shown.some(({ descriptions }) => descriptions.some(({ at }) => at === null)) ? [UNTIMED] : []),
      ...(unanswered.length === model.connections.size ? [UNANSWERED] : []),
      ...(unclear > 0 ? [`${unclear} descriptions are left out: the page does not tell which side’s they are.`] : []),
    ];
    const environment = { ...noEnvironment(), userAgent: browserIn(shown) };
    return {
      ...describeRecording({ runs: [], readings: [], environment, savedAt: end, source: SOURCE }),
      documents: [model],
    };
  },
};

/** Firefox writes its version into the first line of its own descriptions. */
function browserIn(shown: readonly ShownConnection[]): string {
  const own = shown.flatMap(({ descriptions }) => descriptions.filter(({ side }) => side === 'local'));
  const version = /THIS_IS_SDPARTA-(\d{1,4}\.\d{1,4})/.exec(
    own.find(({ sdp }) => sdp.includes('SDPARTA'))?.sdp ?? '',
  )?.[1];
  return version ? `Firefox/${version}` : 'Firefox';
}

interface Step {
  at: number;
  /** Index of the connection. */
  i: number;
  sdp: ShownSdp;
  before: Before | null;
}

interface Before {
  type: 'offer' | 'answer';
  side: ShownSdp['side'];
}

/** All descriptions in order of time. */
function stepsOf(shown: readonly ShownConnection[], end: number): Step[] {
  const steps = shown.flatMap(({ descriptions }, i) => {
    let before: Before | null = null;
    const inOrder = descriptions
      .map((sdp) => ({ sdp, at: sdp.at ?? end }))
      .sort((a, b) => a.at - b.at || Number(typeOf(b.sdp, null) === 'offer') - Number(typeOf(a.sdp, null) === 'offer'));
    return inOrder.map(({ sdp, at }) => {
      const step: Step = { at, i, sdp, before };
      before = { type: typeOf(sdp, before), side: sdp.side };
      return step;
    });
  });
  return steps.sort((a, b) => a.at - b.at);
}

function replay(page: ReplayedPage, at: number, name: string, shown: ShownSdp, before: Before | null): void {
  const negotiator = page.connection(name, at);
  if (!negotiator) return;
  const { side, sdp } = shown;
  const type = typeOf(shown, before);
  const { connection } = negotiator;
  negotiator.tracksFromSdp = true;
  connection.call(at, side === 'local' ? 'setLocalDescription' : 'setRemoteDescription', type);
  const description = { type, sdp: sdp.replace(/\r?\n/g, '\r\n') };
  if (type === 'offer') connection.setSignalingState(at, side === 'local' ? 'have-local-offer' : 'have-remote-offer');
  if (side === 'local') negotiator.setLocal(at, description);
  else negotiator.setRemote(at, description);
  if (type === 'answer') connection.setSignalingState(at, 'stable');
}

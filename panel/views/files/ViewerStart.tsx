import { SOURCE_TEXTS } from '../../../core/files/source-texts';
import { SOURCE_NAMES } from '../../../core/files/sources';
import { AskCustomer } from './AskCustomer';
import { OpenMany } from './many/OpenMany';
import { OpenButton } from './open/OpenButton';

/** What to ask the customer for, once where it is the same for several kinds of files. */
const ADVICE = new Set(SOURCE_NAMES.flatMap((name) => SOURCE_TEXTS[name].advice ?? []));

/** The viewer without a file: what it looks for, what not, and what to do. */
export function ViewerStart() {
  return (
    <main class="state-view viewer-start">
      <h2>Transceiver Inspector</h2>
      <p>
        Finds WebRTC leaks in a page: transceivers and senders that pile up, connections, data channels and captures
        that stay open. It says what they cost in memory and which line makes them. It does not analyze network, picture
        quality or JavaScript leaks.
      </p>
      <h2>Open a file, or drop it here</h2>
      <ul>
        {SOURCE_NAMES.map((name) => (
          <li key={name}>{SOURCE_TEXTS[name].origin}.</li>
        ))}
      </ul>
      <div class="actions">
        <OpenButton wide />
        <OpenMany />
      </div>
      <p class="quiet">The file stays on this computer.</p>
      {[...ADVICE].map((advice) => (
        <AskCustomer key={advice} advice={advice} />
      ))}
    </main>
  );
}

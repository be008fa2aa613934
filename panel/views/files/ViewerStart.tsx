import { SOURCE_TEXTS } from '../../../core/files/source-texts';
import { SOURCE_NAMES } from '../../../core/files/sources';
import { AskCustomer } from './AskCustomer';
import { OpenMany } from './many/OpenMany';
import { OpenButton } from './OpenButton';

/** The viewer without a file: what it looks for, what not, and what to do. */
export function ViewerStart() {
  return (
    <main class="state-view viewer-start">
      <p>
        <strong>
          Finds transceivers that pile up when a page publishes again and again, and what their idle encoders hold.
        </strong>{' '}
        It does not look for network or picture problems, and not for leaks in JavaScript.
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
      <p class="quiet">The file stays on this computer: nothing is sent anywhere.</p>
      {SOURCE_NAMES.map((name) => {
        const { advice } = SOURCE_TEXTS[name];
        return advice && <AskCustomer key={name} advice={advice} />;
      })}
    </main>
  );
}

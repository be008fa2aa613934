import { useStore } from '../context';
import { accessState, CHECKING, NOTHING_YET } from './states';

/** What the panel shows while there is no peer connection to show, and why. */
export function StateView() {
  const { access, url, transport } = useStore();
  const state = accessState(access.value, url.value) ?? (access.value === 'checking' ? CHECKING : NOTHING_YET);
  return (
    <div class="state-view">
      <h2>{state.title}</h2>
      {state.paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {state.steps && (
        <ol>
          {state.steps.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
      {state.reload && (
        <div class="actions">
          <button type="button" class="button primary" onClick={() => transport.reload()}>
            Reload page
          </button>
        </div>
      )}
    </div>
  );
}

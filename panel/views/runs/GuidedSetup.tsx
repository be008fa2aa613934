import { useState } from 'preact/hooks';
import { linkOfPatch } from '../../../core/docs/links';
import { PATCH_NOTICE } from '../../../core/patches/notices';
import { PATCH_LINES, PATCH_NAMES } from '../../../core/patches/patches';
import type { GuidedMode } from '../../../core/runs/guided-steps';
import { PATCHES, type Patch } from '../../../protocol/state';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { Dialog } from '../parts/Dialog';
import { Foreign } from '../parts/Foreign';

const SHARES = { least: 2, most: 50, usual: 3 };

/** What shall be compared: one page under two patches, or two builds. */
export function GuidedSetup() {
  const { guided, patch, runs, ui } = useStore();
  const [mode, setMode] = useState<GuidedMode>('patch');
  const [other, setOther] = useState<Patch>(patch.value === 'none' ? 'reuse' : patch.value);
  const [shares, setShares] = useState(SHARES.usual);
  const on = runs.on.value;
  return (
    <Dialog title="Compare two runs" onClose={() => (ui.asking.value = false)}>
      {(close) => (
        <form
          class="dialog-body guided-setup"
          onSubmit={(event) => {
            event.preventDefault();
            close();
            guided.start({ mode, patches: mode === 'patch' ? ['none', other] : ['none', 'none'], shares });
          }}
        >
          <fieldset>
            <legend>Compare</legend>
            <label>
              <input type="radio" name="mode" checked={mode === 'patch'} onChange={() => setMode('patch')} />
              <span>
                <strong>This page</strong>: without a patch, then with{' '}
                <select
                  aria-label="Patch of the second half"
                  value={other}
                  disabled={mode !== 'patch'}
                  onChange={(event) => setOther(event.currentTarget.value as Patch)}
                >
                  {PATCHES.filter((each) => each !== 'none').map((each) => (
                    <option key={each} value={each}>
                      {PATCH_NAMES[each]}
                    </option>
                  ))}
                </select>
                .{' '}
                {mode === 'patch' && (
                  <>
                    <span class="quiet">{PATCH_LINES[other]}</span>{' '}
                    {other !== 'none' && <LearnMore to={linkOfPatch(other)} about={PATCH_NAMES[other]} />}
                  </>
                )}
              </span>
            </label>
            <label>
              <input type="radio" name="mode" checked={mode === 'build'} onChange={() => setMode('build')} />
              <span>
                <strong>Two builds</strong>: this one, then another that you open in this tab.
              </span>
            </label>
          </fieldset>
          <label class="shares">
            Share and stop{' '}
            <input
              type="number"
              min={SHARES.least}
              max={SHARES.most}
              required
              value={shares}
              onInput={(event) => setShares(event.currentTarget.valueAsNumber)}
            />{' '}
            times in each half
          </label>
          <p class="quiet">
            The page reloads before each half so that both start clean. Canceling restores the current patch.
            {on && (
              <>
                {' '}
                “<Foreign text={on.name} />” ends.
              </>
            )}
          </p>
          <p class="quiet">{PATCH_NOTICE}</p>
          <div class="buttons">
            <button type="submit" class="button primary">
              Start
            </button>
            <button type="button" class="button" onClick={close}>
              Close
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

import { versionOf } from '../../../core/callsite/stack';
import { linkOfCost, linkOfFinding, linkOfPatch } from '../../../core/docs/links';
import { connectionId } from '../../../core/files/connection-id';
import { costText, type Finding } from '../../../core/findings/finding';
import { type Remedy, remedyName } from '../../../core/findings/remedy';
import { bytes, clockTime, integer, plural } from '../../../core/text/format';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { Place } from '../parts/Place';
import { RecipeView } from './RecipeView';

interface HowToFixProps {
  finding: Finding;
  /** Below a finding of the list, which scrolls, and says the rest. */
  inList?: boolean;
}

/** What would end it: in this tab to try, and in the code for good. */
export function HowToFix({ finding, inList = false }: HowToFixProps) {
  if (inList) return <Steps finding={finding} inList />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="fix" class="fix" tabIndex={0} aria-label="How to fix">
      <Steps finding={finding} />
    </section>
  );
}

function Steps({ finding, inList = false }: HowToFixProps) {
  const { transport } = useStore();
  const { id, advice, culprit, missing, recipes, remedies, since } = finding;
  const { app, sdk, captured } = culprit;
  const version = sdk ? versionOf(sdk) : null;
  return (
    <>
      {!inList && (
        <p>
          <Cost finding={finding} />
          {since !== null && ` The first began at ${clockTime(since)}.`}
        </p>
      )}
      <h2>{transport.hasPage ? 'Try it on this page' : 'Patches to try on the live page'}</h2>
      <ul>
        {remedies.length === 0 && <li>No patch helps here.</li>}
        {remedies.map((remedy) => (
          <li key={remedy.by}>
            <Try remedy={remedy} /> {remedy.why}{' '}
            {remedy.by && <LearnMore to={linkOfPatch(remedy.by)} about={remedyName(remedy)} />}
          </li>
        ))}
      </ul>
      <h2>Fix it in code</h2>
      {app && (
        <p>
          {captured ? 'It publishes the track captured at' : 'Change this call:'} <Place frame={app} withFunction />
          {sdk && (
            <>
              {' '}
              through {sdk.sdk} {version ?? '(version not known)'}, <Place frame={sdk} withFunction />
            </>
          )}
        </p>
      )}
      {!inList && <p>{advice}</p>}
      {missing && <p>What is missing: {missing}.</p>}
      <p>
        <LearnMore to={linkOfFinding(id)} about="this finding" />
      </p>
      {recipes.map((recipe) => (
        <RecipeView key={recipe.title} recipe={recipe} />
      ))}
    </>
  );
}

function Try({ remedy }: { remedy: Remedy }) {
  const { patch, setPatch, transport } = useStore();
  const { by } = remedy;
  const name = remedyName(remedy);
  if (by === null || by === 'now' || !transport.hasPage) return <strong>{name}.</strong>;
  if (patch.value === by) return <strong>{name} (on).</strong>;
  return (
    <button type="button" class="button small" title={`Switch “Try a fix” to ${name}`} onClick={() => setPatch(by)}>
      {name}
    </button>
  );
}

/** What it costs, with where each figure comes from. */
function Cost({ finding: { id, document, connection, cost } }: { finding: Finding }) {
  const { documents } = useStore();
  const record = documents.value.find(({ id }) => id === document);
  const state = connection === null ? undefined : record?.connections.value.get(connection);
  const parts = [
    state?.mLines != null && `${plural(state.mLines, 'm-line')} (counted)`,
    state?.localSdpBytes != null && `a local description of ${bytes(state.localSdpBytes)} (measured)`,
    state?.lastNegotiationMs != null && `last negotiation ${integer(state.lastNegotiationMs)} ms (measured)`,
  ].filter((each) => !!each);
  return (
    <>
      Held now: <span title={cost.formula}>{costText(cost)}</span>
      {cost.range && (
        <>
          {' '}
          (<LearnMore to={linkOfCost(id)} about="this figure" />)
        </>
      )}
      .
      {parts.length > 0 &&
        ` Connection #${connectionId(record!.view.source, document, connection!)} has ${parts.join('; ')}.`}
    </>
  );
}

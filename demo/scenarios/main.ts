import { EXPECTED, type ExpectedScenario, type ScenarioName } from './expected';
import { GROWTH, type Play } from './growth';
import { LOOKALIKES } from './lookalikes';

const PLAYS: Record<ScenarioName, Play> = { ...GROWTH, ...LOOKALIKES };
const NAMES = Object.keys(EXPECTED) as ScenarioName[];

interface Scenarios {
  names: readonly ScenarioName[];
  expected: Readonly<Record<ScenarioName, ExpectedScenario>>;
  /** Plays a scenario. Its connections stay open until the page unloads. Rejects an unknown name. */
  run(name: string): Promise<void>;
}

declare global {
  interface Window {
    scenarios: Scenarios;
  }
}

const list = document.querySelector('ul')!;
const status = document.querySelector('output')!;

async function run(name: string): Promise<void> {
  const play = Object.hasOwn(PLAYS, name) ? PLAYS[name as ScenarioName] : null;
  if (!play) throw new Error(`There is no scenario “${name}”.`);
  status.textContent = `Playing ${name}…`;
  await play();
  status.textContent = `Played ${name}. Its connections are open until the page is reloaded.`;
}

/** A link that opens a new page for the scenario, so that its connections are numbered from 1. */
function link(name: ScenarioName): HTMLLIElement {
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  anchor.href = `?run=${name}`;
  anchor.textContent = name;
  const { title, connections } = EXPECTED[name];
  const verdicts = connections.map(
    ({ verdict, pattern }, i) => `#${i + 1} ${verdict}${pattern ? ` (${pattern})` : ''}`,
  );
  item.append(anchor, `: ${title}. Expected: ${verdicts.join(', ')}.`);
  return item;
}

list.append(...NAMES.map(link));
window.scenarios = { names: NAMES, expected: EXPECTED, run };

const requested = new URLSearchParams(location.search).get('run');
if (requested !== null) {
  run(requested).catch((error) => {
    status.textContent = String(error);
  });
}

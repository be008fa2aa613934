import { EXPECTED, type ExpectedScenario, type ScenarioName } from './expected';
import { GROWTH, type Play } from './growth';
import { ALIKE } from './lookalikes';

const PLAYS: Record<ScenarioName, Play> = { ...GROWTH, ...ALIKE };
const NAMES = Object.keys(EXPECTED) as ScenarioName[];

interface Scenarios {
  names: readonly ScenarioName[];
  expected: Readonly<Record<ScenarioName, ExpectedScenario>>;
  /** Plays one; its connections stay open until the page goes. Rejects for a name that is none. */
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

/** A fresh page for each, so that connections are numbered from 1. */
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

const asked = new URLSearchParams(location.search).get('run');
if (asked !== null) {
  run(asked).catch((error) => {
    status.textContent = String(error);
  });
}

import { decided, type Figure, figure, text } from '../../lib/figures';
import { quantile } from '../../lib/statistics';
import { compare, type Load, type Round } from './turns';

const GOAL = 1.02;

interface What {
  /** What is loaded. */
  name: string;
  /** What the two other sides have in place of us: `empty scripts`. */
  without: string;
}

function figureOf(rounds: readonly Round[], which: keyof Load, { name, without }: What, goal?: number): Figure {
  const { value, low, high } = compare(rounds, which, 0);
  const noise = compare(rounds, which, 2);
  const ms = (side: 0 | 1) =>
    quantile(
      rounds.map((round) => round[side][which]),
      0.5,
    ).toFixed(2);
  const note = `${ms(0)} ms with, ${ms(1)} ms with ${without}; 95 % of ${rounds.length} rounds; ${without} against themselves ${text(noise.value)} (${text(noise.low)} .. ${text(noise.high)})`;
  const made = { name, value, unit: '', spread: [low, high] as [number, number], note };
  return goal === undefined ? figure(made) : decided({ ...made, goal });
}

/** None where most rounds could not be measured. */
export function figuresOf(rounds: readonly Round[], { name, without }: What): Figure[] {
  if (rounds.length < 5) {
    console.log(`  ${name}: not measured, since the browser keeps moving the page to another process`);
    return [];
  }
  const of = (clock: string) => ({ name: `${name}, ${clock}`, without });
  return [
    figureOf(rounds, 'process', of('processor time of its process'), GOAL),
    figureOf(rounds, 'thread', of('processor time of its main thread'), GOAL),
    figureOf(rounds, 'passed', of('time passed')),
  ];
}

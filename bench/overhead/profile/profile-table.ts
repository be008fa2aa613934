import { toTable } from '../../lib/docs/block';
import type { Report } from '../../lib/docs/report';
import { CALLS } from '../calls';
import { LAYERS } from './layers';

const WITHOUT = /([\d.]+) µs without/;

/** A row for each layer of the hook, a column for each call: how long the page waits and its processor time, without the hook 1. */
export function profileTable({ figures }: Pick<Report, 'figures'>): string {
  const found = (name: string) => figures.find((each) => each.name === name);
  const without = CALLS.map(({ name }) => {
    const [, micros] = WITHOUT.exec(found(`${name}, ${LAYERS[0]!.name}`)?.note ?? '') ?? [];
    return micros ? `${micros} µs` : '–';
  });
  const rows = LAYERS.map((layer) => [
    layer.name,
    ...CALLS.map(({ name }) => {
      const [passed, spent] = ['', ', processor time'].map((clock) => found(`${name}, ${layer.name}${clock}`)?.value);
      return passed && spent ? `${passed.toFixed(2)}, ${spent.toFixed(2)}` : '–';
    }),
  ]);
  return toTable(['', ...CALLS.map(({ name }) => `${name}:`)], [['without the hook', ...without], ...rows]);
}

import { useState } from 'preact/hooks';
import type { Reading } from '../../../core/model/types';
import { isolated } from '../../../core/text/foreign';
import { bytes, clockTime, megabytes, UNKNOWN } from '../../../core/text/format';
import { useStore } from '../context';
import { IconButton } from '../parts/Button';
import { Foreign } from '../parts/Foreign';
import { GrowthTable } from './GrowthTable';

/** The readings, and between two of them what the estimates explain. Nothing without any. */
export function Readings() {
  const { readings } = useStore();
  const list = readings.list.value;
  const [chosen, setChosen] = useState<{ from: number | null; to: number | null }>({ from: null, to: null });
  if (list.length === 0) return null;
  // The first and the last until something else is chosen, and again when that was removed.
  const from = list.find(({ at }) => at === chosen.from) ?? list[0]!;
  const to = list.find(({ at }) => at === chosen.to) ?? list.at(-1)!;
  const choice = (end: 'from' | 'to', reading: Reading) => (
    <input
      type="radio"
      name={`reading-${end}`}
      aria-label={`Growth ${end} the reading of ${clockTime(reading.at)}`}
      checked={reading === (end === 'from' ? from : to)}
      onChange={() => setChosen({ ...chosen, [end]: reading.at })}
    />
  );
  return (
    <section class="readings" aria-label="Readings">
      <div class="reading-list">
        <h2>
          Readings <span class="badge">measured</span>
        </h2>
        <table class="plain">
          <thead>
            <tr>
              {list.length > 1 && <th scope="col">From</th>}
              {list.length > 1 && <th scope="col">To</th>}
              <th scope="col">Time</th>
              <th scope="col" class="number">
                Page’s process
              </th>
              <th
                scope="col"
                class="number"
                title="performance.memory, as Chrome rounds it; Firefox has none; contains no encoders"
              >
                JS heap
              </th>
              <th scope="col">Note</th>
              <th scope="col">
                <span class="visually-hidden">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((reading) => (
              <tr key={reading.at}>
                {list.length > 1 && <td>{choice('from', reading)}</td>}
                {list.length > 1 && <td>{choice('to', reading)}</td>}
                <th scope="row">{clockTime(reading.at)}</th>
                <td class="number" title={`Typed: ${isolated(reading.typed)}`}>
                  {megabytes(reading.mib)}
                </td>
                <td class="number">{reading.jsHeapBytes === null ? UNKNOWN : bytes(reading.jsHeapBytes)}</td>
                <td class="note">
                  <Foreign text={reading.note} />
                </td>
                <td>
                  <IconButton
                    icon="close"
                    label={`Remove the reading of ${clockTime(reading.at)}`}
                    onClick={() => readings.remove(reading)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.length === 1 ? (
        <p class="quiet">Add a second reading later: then the growth between the two is split.</p>
      ) : (
        <GrowthTable from={from} to={to} />
      )}
    </section>
  );
}

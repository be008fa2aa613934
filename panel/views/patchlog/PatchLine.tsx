import type { ComponentChildren } from 'preact';
import { culpritOf, shortPlace, shownFrame } from '../../../core/callsite/stack';
import { PATCH_CHOICES, PATCH_NAMES } from '../../../core/patches/patches';
import { type Rule, ruleOf } from '../../../core/patches/rules';
import { exactTime, UNKNOWN } from '../../../core/text/format';
import { describeEntry, reasonText } from '../../../core/text/log-entry';
import type { PatchEntry } from '../../../protocol/log';
import { connectionName } from '../../store/page/names';
import { transceiverName } from '../log/LogLine';
import type { Line } from '../log/lines';
import { Foreign } from '../parts/Foreign';
import { ConnectionOf } from '../parts/Name';
import { Place } from '../parts/Place';
import { Stack } from '../parts/Stack';
import { isRowClick, useRowMenu } from '../use/useRowMenu';
import { type Column, type ColumnKey, columnsFor } from './columns';

interface PatchLineProps {
  line: Line<PatchEntry>;
  /** Position among all entries shown, from 0. */
  position: number;
  columns: readonly Column[];
  open: boolean;
  onToggle(open: boolean): void;
}

const ALL = columnsFor(Number.POSITIVE_INFINITY).length;
const unknown = <span class="unknown">{UNKNOWN}</span>;

/** One outcome as a row; opened, its rule, each candidate's reason and the whole stack. */
export function PatchLine({ line, position, columns, open, onToggle }: PatchLineProps) {
  const { record, entry } = line;
  const { connection, transceiver, reason, candidates } = entry;
  const { tone, tag, text } = describeEntry(entry, (id) => transceiverName(record, id));
  const stack = record.stackOf(entry.stack);
  const culprit = culpritOf(stack);
  const frame = shownFrame(culprit);
  const rule = ruleOf(reason);
  const more = candidates.length > 1 ? ` (first of ${candidates.length} candidates)` : '';
  const whose = connection === null ? 'page' : connectionName(record, connection);
  const of = transceiver === null ? null : transceiverName(record, transceiver);
  const openMenu = useRowMenu();
  const menu = () => ({
    row: [exactTime(entry.at), whose, of, PATCH_NAMES[entry.patch], tag, text].filter(Boolean).join('  '),
    stack,
    frame,
    filter: frame ? shortPlace({ ...frame, column: null }) : tag,
  });
  const opens = columns.length < ALL || stack !== undefined || rule !== null || candidates.length > 0;
  const cells: Record<ColumnKey, ComponentChildren> = {
    time: (
      <>
        {opens ? (
          <button
            type="button"
            class={`twisty ${open ? 'open' : ''}`}
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} more of: ${tag} ${text}`.slice(0, 120)}
            onClick={() => onToggle(!open)}
          />
        ) : (
          <span class="twisty none" />
        )}
        <time>{exactTime(entry.at)}</time>
      </>
    ),
    connection: connection === null ? 'page' : <ConnectionOf record={record} id={connection} />,
    transceiver: of ?? unknown,
    site: frame ? <Place frame={frame} /> : unknown,
    patch: PATCH_NAMES[entry.patch],
    outcome: tag,
    reason: (
      <>
        <Foreign text={text} />
        {more && <span class="quiet">{more}</span>}
      </>
    ),
    rule: rule ? (
      <button type="button" class="link" title={ruleTitle(rule)} onClick={() => onToggle(!open)}>
        {rule.name}
      </button>
    ) : (
      unknown
    ),
  };
  return (
    <>
      <tr
        class={`${tone} ${position % 2 ? 'odd' : ''} ${opens ? 'opens' : ''}`}
        aria-rowindex={position + 2}
        onClick={(event) => opens && isRowClick(event) && onToggle(!open)}
        onContextMenu={(event) => openMenu(event, menu)}
      >
        {columns.map(({ key }) => (
          <td key={key} class={key} title={key === 'reason' ? text + more : undefined}>
            {cells[key]}
          </td>
        ))}
      </tr>
      {open && opens && (
        <tr class="more">
          <td colSpan={columns.length}>
            <p>
              <span class="quiet">
                {[whose, of, `Try a fix: ${PATCH_CHOICES[entry.patch]}`].filter((part) => part !== null).join(', ')}
              </span>
            </p>
            <p>
              <Foreign text={text} />
            </p>
            {rule && candidates.length === 0 && <RuleText rule={rule} />}
            {candidates.length > 0 && (
              <ul>
                {candidates.map((each, i) => (
                  <li key={i}>
                    <strong>{transceiverName(record, each.transceiver)}:</strong> {reasonText(each.reason)}{' '}
                    <RuleText rule={ruleOf(each.reason)} />
                  </li>
                ))}
              </ul>
            )}
            {stack !== undefined && <Stack text={stack} />}
          </td>
        </tr>
      )}
    </>
  );
}

function RuleText({ rule }: { rule: Rule | null }) {
  if (!rule) return null;
  return (
    <span class="quiet">
      {rule.name}: {rule.text} ({rule.where})
    </span>
  );
}

function ruleTitle({ name, text, where }: Rule): string {
  return `${name}: ${text} (${where})`;
}

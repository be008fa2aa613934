import { groupBy } from '../../../core/lists/group-by';
import { type DocumentName, nameText } from '../../../core/model/names';
import { isolated } from '../../../core/text/foreign';
import { integer, plural } from '../../../core/text/format';
import { receives } from '../../../protocol/directions';
import type { ConnectionState, TransceiverState } from '../../../protocol/state';
import type { DocumentRecord } from '../../store/page/document';
import type { Scope } from '../../store/selection';
import { useStore } from '../context';
import { Name } from '../parts/Name';

interface Item {
  key: string;
  scope: Scope;
  name: string;
  state: string;
  counts: string;
  idle: number;
  gone: boolean;
}

interface ItemGroup {
  id: string;
  /** In one piece: for a screen reader, and where nothing can be marked up. */
  label: string;
  kind: 'frame' | '';
  name: DocumentName;
  why: string;
  url: string;
  gone: boolean;
  items: Item[];
  /** What is no longer listed, as a sentence; empty where all is. */
  rest: string;
}

const ALL = 'all';

/** The choice of a connection: a list at the side, or one line where there is no room for that. */
export function Connections() {
  const { selection } = useStore();
  const groups = selection.groups.value
    .filter(({ connections }) => connections.length > 0)
    .map(({ record, connections }) => groupOf(record, connections));
  return (
    <>
      <Sidebar groups={groups} />
      <ConnectionSelect groups={groups} />
    </>
  );
}

/** Connections of all frames, grouped by document: a listbox, arrow keys choose. */
function Sidebar({ groups }: { groups: readonly ItemGroup[] }) {
  const { selection } = useStore();
  const chosen = keyOf(selection.inForce.value);
  const items = groups.flatMap((group) => group.items);
  const order = [ALL, ...items.map((item) => item.key)];
  const choose = (key: string) => {
    selection.scope.value = items.find((item) => item.key === key)?.scope ?? null;
    document.getElementById(`connection-${key}`)?.scrollIntoView({ block: 'nearest' });
  };

  function onKeyDown(event: KeyboardEvent): void {
    const at = order.indexOf(chosen);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const key = order[Math.min(order.length - 1, Math.max(0, to))];
    if (key !== undefined) choose(key);
  }

  return (
    <nav class="sidebar" aria-label="Connections">
      <div
        role="listbox"
        aria-label="Connections"
        tabIndex={0}
        aria-activedescendant={`connection-${chosen}`}
        onKeyDown={onKeyDown}
      >
        <Option id={ALL} chosen={chosen === ALL} choose={choose}>
          <span class="name">All connections</span>
          <span class="counts">{items.length}</span>
        </Option>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox.
          <div
            key={group.id}
            role="group"
            aria-label={`${group.label}${group.rest && `. ${group.rest}`}`}
            class={group.gone ? 'gone' : ''}
          >
            <div class="group-name" aria-hidden="true">
              <Name before={group.kind} name={group.name} after={group.why} url={group.url} />
            </div>
            {group.items.map((item) => (
              <Option key={item.key} id={item.key} chosen={chosen === item.key} choose={choose} gone={item.gone}>
                <span class={`dot ${item.state}`} aria-hidden="true" />
                <span class="name">{item.name}</span> <span class="state-text">{item.state}</span>{' '}
                <span class="counts">
                  {item.counts}
                  {item.idle > 0 && <span class="idle-count">, {item.idle} idle</span>}
                </span>
              </Option>
            ))}
            {group.rest && (
              <div class="rest" aria-hidden="true">
                {group.rest}
              </div>
            )}
          </div>
        ))}
      </div>
    </nav>
  );
}

interface OptionProps {
  id: string;
  chosen: boolean;
  gone?: boolean;
  choose(key: string): void;
  children: preact.ComponentChildren;
}

function Option({ id, chosen, gone, choose, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the listbox has the focus and the keys.
    <div
      role="option"
      id={`connection-${id}`}
      aria-selected={chosen}
      class={`option ${gone ? 'gone' : ''}`}
      onClick={() => choose(id)}
    >
      {children}
    </div>
  );
}

/** The same choice where there is no room for a sidebar. */
function ConnectionSelect({ groups }: { groups: readonly ItemGroup[] }) {
  const { selection } = useStore();
  const items = groups.flatMap((group) => group.items);
  const chosen = groups.find((group) => group.items.some(({ key }) => key === keyOf(selection.inForce.value)));
  return (
    <label class="connection-select" title={chosen && isolated(chosen.url)}>
      Connection{' '}
      <select
        value={keyOf(selection.inForce.value)}
        onChange={(event) => {
          const key = event.currentTarget.value;
          selection.scope.value = items.find((item) => item.key === key)?.scope ?? null;
        }}
      >
        <option value={ALL}>All connections ({items.length})</option>
        {groups.map((group) => (
          <optgroup key={group.id} label={group.label}>
            {group.items.map((item) => (
              <option key={item.key} value={item.key}>
                {optionText(group, item)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** With a frame's name, since a closed list shows the option without its group. */
function optionText({ kind, name }: ItemGroup, item: Item): string {
  const whose = kind && ` of ${nameText(name)}`;
  return `${item.name}${whose} ${item.state}, ${item.counts}${item.idle > 0 ? `, ${item.idle} idle` : ''}`;
}

function keyOf(scope: Scope): string {
  return scope ? `${scope.document}-${scope.connection}` : ALL;
}

function groupOf(record: DocumentRecord, connections: readonly ConnectionState[]): ItemGroup {
  const { url, top } = record.info.value;
  const name = record.name.value;
  const kind = top ? '' : 'frame';
  const link = record.link.value;
  const gone = link.state === 'gone';
  const why = gone ? `, gone: ${isolated(link.why)}` : '';
  // Not after Clear view, which hides what has ended.
  const forgotten = connections.length === record.connections.value.size ? record.forgotten : 0;
  const transceivers = groupBy(record.judged.value.values(), (each) => each.connection);
  return {
    id: record.id,
    label: `${kind} ${nameText(name)}${why}`.trim(),
    kind,
    name,
    why,
    url,
    gone,
    rest: forgotten > 0 ? `${integer(forgotten)} more, collected before, are not listed.` : '',
    items: connections.map((connection) => itemOf(record.id, connection, transceivers.get(connection.id) ?? [], gone)),
  };
}

function itemOf(id: string, connection: ConnectionState, own: readonly TransceiverState[], gone: boolean): Item {
  const ended = connection.closedAt !== null || connection.collectedAt !== null;
  const current = own.filter((each) => each.index !== null || ended || gone);
  return {
    key: keyOf({ document: id, connection: connection.id }),
    scope: { document: id, connection: connection.id },
    name: `#${connection.id} ${roleOf(own)}`.trim(),
    state: gone ? 'gone' : stateOf(connection),
    counts: plural(current.length, 'transceiver'),
    idle: ended || gone ? 0 : current.filter((each) => each.phase === 'idle').length,
    gone: gone || ended,
  };
}

function stateOf({ collectedAt, closedAt, connectionState, iceConnectionState }: ConnectionState): string {
  if (collectedAt !== null) return 'collected';
  if (closedAt !== null) return 'closed';
  return connectionState ?? iceConnectionState ?? 'unknown';
}

/** What the connection is used for, as far as its transceivers tell. */
function roleOf(transceivers: readonly TransceiverState[]): string {
  const hasSent = transceivers.some(
    ({ phase, lastSentAt }) => phase === 'sending' || phase === 'idle' || (phase === 'stopped' && lastSentAt !== null),
  );
  const receiving = transceivers.some((each) => receives(each.currentDirection));
  if (hasSent && receiving) return 'two-way';
  if (hasSent) return 'publisher';
  return receiving ? 'subscriber' : '';
}

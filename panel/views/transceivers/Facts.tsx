import type { ComponentChildren } from 'preact';
import { UNKNOWN } from '../../../core/text/format';
import { Foreign } from '../parts/Foreign';

export type Fact = [name: string, value: ComponentChildren, title?: string];

/** Names with values; what is null is shown as unknown, and a fact that is `undefined` not at all. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value, title]) => (
          <div key={name}>
            <dt title={title}>{name}</dt>
            <dd>
              {value === null || value === '' ? (
                <span class="unknown">{UNKNOWN}</span>
              ) : typeof value === 'string' ? (
                <Foreign text={value} />
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** A titled part of the details, which can be folded. */
export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="section" open>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}

/** Says yes and no in words. */
export function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

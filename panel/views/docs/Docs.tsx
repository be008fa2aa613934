import { sectionOf } from '../../../core/docs/section';
import { useStore } from '../context';
import { Dialog } from '../parts/Dialog';
import { Markdown } from './Markdown';
import { PAGE_TOKENS } from './pages';

/** A section of the docs, which come along: a panel, a viewer and a report have no network to ask. */
export function Docs() {
  const { docs } = useStore().ui;
  const link = docs.value;
  if (!link) return null;
  const { page, anchor } = link;
  const section = sectionOf(PAGE_TOKENS[page], anchor);
  const open = (next: typeof link) => (docs.value = next);
  return (
    <Dialog title={section?.title ?? anchor} onClose={() => (docs.value = null)}>
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
        <section class="dialog-body docs" tabIndex={0} aria-label="Documentation" key={`${page} ${anchor}`}>
          {section && <Markdown tokens={section.tokens} page={page} onOpen={open} />}
          {section && section.facts.length > 0 && (
            <dl>
              {section.facts.map(({ name, tokens }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <Markdown tokens={tokens} page={page} onOpen={open} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <p class="quiet">
            From docs/{page}.md{anchor && `#${anchor}`}
          </p>
        </section>
      )}
    </Dialog>
  );
}

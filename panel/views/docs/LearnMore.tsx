import type { DocsLink } from '../../../core/docs/links';
import { useStore } from '../context';

/** Opens the section of the docs that explains it. */
export function LearnMore({ to, about }: { to: DocsLink; about: string }) {
  const { docs } = useStore().ui;
  return (
    <button
      type="button"
      class="link learn-more"
      aria-haspopup="dialog"
      title={`docs/${to.page}.md#${to.anchor}`}
      onClick={() => (docs.value = to)}
    >
      Learn more<span class="visually-hidden"> about {about}</span>
    </button>
  );
}

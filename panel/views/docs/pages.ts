import type { DocsPage } from '../../../core/docs/links';
import type { DocToken } from '../../../core/docs/section';
import memory from '../../../docs/memory.md?page';
import patches from '../../../docs/patches.md?page';
import runs from '../../../docs/runs.md?page';
import verdicts from '../../../docs/verdicts.md?page';

/** The docs as they are in the repository, parsed when they are built. */
export const PAGE_TOKENS: Record<DocsPage, readonly DocToken[]> = { memory, patches, runs, verdicts };

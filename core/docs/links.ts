import type { ActivePatch } from '../../protocol/patches';
import { FINDINGS } from '../findings/index';
import { PATCH_NAMES } from '../patches/patches';

/** The docs that go along with the panel, the viewer and a report: there is no network there. */
export const PAGES = ['verdicts', 'patches', 'memory', 'runs'] as const;
export type DocsPage = (typeof PAGES)[number];

/** A section of the docs: `verdicts#idle-transceivers-pile-up`. */
export interface DocsLink {
  page: DocsPage;
  anchor: string;
}

const to = (page: DocsPage, anchor: string): DocsLink => ({ page, anchor });

/** What explains a kind of finding; by the id of its unit, whose title heads the section. */
export function linkOfFinding(id: string): DocsLink {
  const unit = FINDINGS.find((each) => each.id === id);
  return to('verdicts', unit ? anchorOf(unit.title) : 'findings');
}

/** `now`: the button that downscales idle encoders once. */
export const linkOfPatch = (patch: ActivePatch | 'now'): DocsLink =>
  to('patches', anchorOf(PATCH_NAMES[patch === 'now' ? 'downscale' : patch]));

/** What explains a figure: of encoders by their formula, of other things by what one of them held. */
export const FIGURE_LINKS = {
  encoders: to('memory', 'the-estimate'),
  others: to('memory', 'other-things-that-pile-up'),
  calibration: to('memory', 'calibrate-on-your-own-machine'),
  check: to('runs', 'acceptance-check'),
  comparison: to('runs', 'comparison'),
  rule: to('verdicts', 'growing-stable-unknown'),
} satisfies Record<string, DocsLink>;

/** Findings whose cost is that of encoders. */
const OF_ENCODERS = ['idle-senders', 'senders-accumulate'];

export const linkOfCost = (id: string): DocsLink =>
  OF_ENCODERS.includes(id) ? FIGURE_LINKS.encoders : FIGURE_LINKS.others;

/** The anchor of a heading, as GitHub makes it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

/** Where a link in the docs leads: to a section of these pages, to the web, or to a file that is not here. */
export function targetOf(href: string, from: DocsPage): DocsLink | string | null {
  if (/^https:\/\//.test(href)) return href;
  const [file = '', anchor = ''] = href.split('#');
  const page = file === '' ? from : PAGES.find((each) => file === `${each}.md`);
  return page && anchor !== '' ? { page, anchor } : null;
}

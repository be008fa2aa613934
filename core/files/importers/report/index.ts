import { FILE_BOUNDS } from '../../format/schema';
import { Content } from '../../read/content';
import { hasReport, textInReport } from '../../report';
import { bounded } from '../../scan/bounded';
import { scanJson } from '../../scan/scan';
import type { Importer } from '../importer';
import { recording } from '../recording';

export const report: Importer = {
  title: 'a saved report',
  docs: 'reports',
  recognizes: ({ start, text }) => start.startsWith('<!doctype html') && hasReport(text),
  *read({ text }) {
    const found = textInReport(text);
    bounded(() => scanJson(found, FILE_BOUNDS));
    const inside = new Content(found);
    yield;
    if (!recording.recognizes(inside)) throw inside.refusal([recording]);
    return yield* recording.read(inside);
  },
};

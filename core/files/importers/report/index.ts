import { FILE_BOUNDS } from '../../../../panel/recording/format';
import { textInReport } from '../../../../panel/recording/report';
import { bounded, scanJson } from '../../../../panel/recording/scan';
import { Content } from '../../content';
import type { Importer } from '../importer';
import { recording } from '../recording';

export const report: Importer = {
  title: 'a saved report',
  docs: 'reports',
  recognizes: ({ start }) => start.startsWith('<!doctype html'),
  *read({ text }) {
    const found = textInReport(text);
    bounded(() => scanJson(found, FILE_BOUNDS));
    const inside = new Content(found);
    yield;
    if (!recording.recognizes(inside)) throw inside.refusal([recording]);
    return yield* recording.read(inside);
  },
};

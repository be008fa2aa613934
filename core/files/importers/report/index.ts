import { textInReport } from '../../../../panel/recording/report';
import { Content } from '../../content';
import type { Importer } from '../importer';
import { recording } from '../recording';

export const report: Importer = {
  title: 'a saved report',
  docs: 'reports',
  recognizes: ({ start }) => start.startsWith('<!doctype html'),
  *read({ text }) {
    const inside = new Content(textInReport(text));
    yield;
    if (!recording.recognizes(inside)) throw inside.refusal([recording]);
    return yield* recording.read(inside);
  },
};

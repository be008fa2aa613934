import { readRecording } from '../../format';
import { isObject } from '../../json';
import { FORMAT } from '../../recording';
import { toModel } from '../../recording-model';
import type { Importer } from '../importer';

export const recording: Importer = {
  title: 'a recording of Transceiver Inspector',
  docs: 'recordings',
  recognizes: ({ json }) => isObject(json) && json.format === FORMAT,
  *read({ json }) {
    const checked = readRecording(json);
    yield;
    return toModel(checked);
  },
};

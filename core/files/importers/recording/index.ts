import { FORMAT } from '../../format/recording';
import { toModel } from '../../format/recording-model';
import { readRecording } from '../../format/schema';
import { isObject } from '../../read/json';
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

import { checkRun } from '../cli/check';
import { report } from '../cli/report';
import { processorTime, sourceOf } from '../cli/source';
import { readCalibration } from '../core/files/calibration/read';
import type { RecordingModel } from '../core/files/format/recording-model';
import { toRecording } from '../core/files/format/recording-model';
import { openRecording as open } from '../core/files/read/open';
import { redact } from '../core/files/redact/redact';
import { applyCalibration } from '../core/model/calibrate';
import type * as api from './types/index';

const models = new WeakMap<api.RecordingFile, RecordingModel>();

/** Types and words: types/index.d.ts. */
export async function openRecording(
  file: string | Blob,
  { name, signal }: { name?: string; signal?: AbortSignal } = {},
): Promise<api.RecordingFile> {
  const called = name ?? (typeof file === 'string' ? file : 'recording');
  const model = await open(typeof file === 'string' ? await sourceOf(file) : file, { signal, processorTime });
  const opened: api.RecordingFile = {
    name: called,
    toRecording({ redact: redacted = false } = {}) {
      const recording = toRecording(model);
      const copy = redacted ? redact(recording) : structuredClone(recording);
      return copy as unknown as api.Recording;
    },
  };
  models.set(opened, model);
  return opened;
}

export function analyze(file: api.RecordingFile, { calibration }: { calibration?: unknown } = {}): api.Report {
  const model = modelOf(file);
  const given = calibration ? readCalibration(JSON.stringify(calibration)) : null;
  const applied = applyCalibration(model, given);
  return report(file.name, model, undefined, applied) as api.Report;
}

export function check(file: api.RecordingFile): api.CheckResult {
  return checkRun(modelOf(file));
}

function modelOf(file: api.RecordingFile): RecordingModel {
  const model = models.get(file);
  if (!model) throw new Error('This is no file that openRecording() opened.');
  return model;
}

/** Shown in every report. */
export const PATCH_NOTICE =
  'A patch imitates a fix in the browser and is no proof of an SDK’s own change: for that, compare builds unpatched.';

/** Explains which figures are estimated, counted and measured. */
export const EVIDENCE_NOTICE =
  'Idle encoders are an estimate (codec, mode and frame size; MB are 1024-based). Transceivers, m-lines, SDP bytes and refusals are counted. Times, sizes, rates and readings are measured; a first frame is known by samples, so it may have come a little earlier than said.';

/**
 * `npm run analyze -- FILE|FOLDER|PATTERN …`: the panel's analysis of recordings and webrtc-internals dumps,
 * text or gzip; of one file, or of many on all cores. Ends with 0; with 1 where a check failed or --fail-on
 * applies; with 2 where a file can't be read, or can't tell of what --fail-on names.
 *
 *   --json             print one JSON object instead of text (docs/analyze.md)
 *   --check            also run the acceptance check; only PASS lets it end with 0
 *   --compare          print the files' runs side by side, a column each; with --check it ends with 1 unless all pass
 *   --fail-on LIST     end with 1 where anything grows (growing), or where there is a finding of an id, for
 *                      example growing,captures-unsent; may be given more than once
 *   --ndjson           a row for each connection and each file, as JSON lines (docs/fleet.md)
 *   --out FILE         write the rows to a file instead of standard output
 *   --resume           go on with that file: files whose rows it holds are left out
 *   --summary          one table over all files: the worst lines, libraries, versions; with --json as JSON
 *   --files-from FILE  also the files that a list names, one a line; - is standard input
 *   --app-version REGEXP  finds the app's version in its scripts' URLs, the page's, or the file's path
 *   --calibration FILE  estimate by what `calibrate` measured, where a file names such a browser and machine
 *   --jobs N           processes at once; default: one for each core
 */
import { bundle } from '../tooling/node/bundle.mjs';
import { runAnalyze } from './run';

/** From the source: what other processes run is compiled when it is needed. */
export function run(args: readonly string[]): Promise<void> {
  return runAnalyze(args, () => bundle('cli/fleet/parallel/worker.ts'));
}

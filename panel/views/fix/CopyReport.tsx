import { fullResultOf } from '../../../core/findings/full-result';
import { verdictReport } from '../../../core/report/verdict';
import { thisEnvironment } from '../../environment';
import { useStore } from '../context';
import { useFiles } from '../files/context';
import { CopyButton } from '../parts/CopyButton';

/** Copies all that is found, for a tracker. */
export function CopyReport() {
  const { documents, results, url, browser } = useStore();
  const files = useFiles();
  return (
    <CopyButton
      label="Copy report"
      what="the verdict"
      report={(own) => {
        const views = documents.value.map(({ view }) => view);
        const environment = { ...thisEnvironment(), ...browser.value };
        const full = fullResultOf(results.result.value, views, environment, results.incident.value);
        return verdictReport(full, url.value, own, files.opened.value?.savedAt ?? Date.now());
      }}
    />
  );
}

import { fullResultOf } from '../../../core/findings/full-result';
import { verdictReport } from '../../../core/report/verdict';
import { useStore } from '../context';
import { CopyButton } from '../parts/CopyButton';
import { useAbout } from '../use/useAbout';

/** Copies all that is found, for a tracker. */
export function CopyReport() {
  const { documents, results } = useStore();
  const about = useAbout();
  return (
    <CopyButton
      label="Copy report"
      what="the verdict"
      report={(own) => {
        const views = documents.value.map(({ view }) => view);
        const { url, environment, at } = about();
        return verdictReport(
          fullResultOf(results.result.value, views, environment, results.incident.value),
          url,
          own,
          at,
        );
      }}
    />
  );
}

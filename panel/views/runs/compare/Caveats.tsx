import { Foreign } from '../../parts/Foreign';

/** What was not alike, before the figures. */
export function Caveats({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul class="caveats" aria-label="What was not alike">
      {texts.map((each) => (
        <li key={each}>
          <Foreign text={each} />
        </li>
      ))}
    </ul>
  );
}

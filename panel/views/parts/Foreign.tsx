import { partsOf } from '../../../core/text/foreign';

/** Text of the page, of a file or of a user, beside ours: whatever is in it, ours keeps its place. */
export function Foreign({ text }: { text: string }) {
  return <bdi>{partsOf(text).map((part) => (part.foreign ? <bdi>{part.text}</bdi> : part.text))}</bdi>;
}

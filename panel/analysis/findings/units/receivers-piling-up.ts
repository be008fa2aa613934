import { pilingUp } from './connection';
import type { Note, NoteEvidence } from './note';
import { receivingOf } from './receiving';
import { capturesUnsent } from './unsent';
import { openUnused } from './unused';

/** What is found beside the verdict, in one document. */
export function notesOf(evidence: NoteEvidence): Note[] {
  return [...receiversPilingUp(evidence), ...openUnused(evidence), ...capturesUnsent(evidence)];
}

function receiversPilingUp(evidence: NoteEvidence): Note[] {
  return receivingOf(evidence).flatMap((receiving) =>
    pilingUp(receiving).map((sentence): Note => {
      const { document, connection } = receiving;
      const name = `Connection #${connection}: `;
      return {
        code: 'receivers-piling-up',
        document,
        connection,
        sentence: `${name}${sentence}`,
        advice:
          'Each dead receiver holds 0.4-0.8 MB (measured, Chromium 156) and its m-line. Only the sending side can end it: by reusing or stopping its transceivers.',
        culprit: { app: null, sdk: null },
      };
    }),
  );
}

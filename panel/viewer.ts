import { openRecording } from '../core/files/read/open';
import { REPORT_ID } from '../core/files/report';
import { mount } from './mount';
import { fileTransport } from './transport/file';
import { browserSettings } from './transport/settings';
import { bundledViewer } from './viewerHtml';

/** As it was loaded, before anything is drawn: a report is this page with a recording in it. */
const page = `<!doctype html>\n${document.documentElement.outerHTML}`;
/** All in one file, with a place for a recording; the extension's own page has none. */
const place = document.getElementById(REPORT_ID);

mount(() => fileTransport({ settings: browserSettings(), theme: null }), {
  viewerHtml: place ? async () => page : bundledViewer,
  onFiles(files) {
    const inside = place?.textContent?.trim();
    if (!inside) return;
    openRecording(new Blob([inside])).then(
      (recording) => files.show('in this report', recording),
      (error) => (files.problem.value = { name: 'The recording in this report', sentence: String(error.message) }),
    );
  },
});

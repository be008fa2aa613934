import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { path, tool } from '../tool';

export const saveRecording = tool({
  name: 'webrtc_save_recording',
  description:
    'Writes all that was seen to a new file: .json is a recording for the panel, the viewer and webrtc_analyze_file; .html is a report for people.',
  input: { file: path, redact: v.optional(v.pipe(v.boolean(), v.description('Without addresses and names')), true) },
  readOnly: false,
  async run({ file, redact }, browser) {
    if (!/\.(json|html)$/.test(file)) throw new Error('A recording ends in .json, a report in .html.');
    const { inspection } = await browser.open();
    const isReport = file.endsWith('.html');
    const content = isReport
      ? await inspection.report({ redact })
      : JSON.stringify(await inspection.recording({ redact }));
    const to = resolve(file);
    try {
      // Nothing is written over: an agent that was talked into it must not destroy a file.
      await writeFile(to, content, { flag: 'wx' });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') throw new Error(`${to} is there already: name a new file.`);
      if (code === 'ENOENT') throw new Error(`${to}: there is no such folder.`);
      throw new Error(`${to} could not be written: ${message}`);
    }
    return { lines: [`${to} holds it (${content.length} characters).`], data: { file: to } };
  },
});

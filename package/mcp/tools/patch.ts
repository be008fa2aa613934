import * as v from 'valibot';
import { PATCHES } from '../../../protocol/patches';
import { tool } from '../tool';

export const patch = tool({
  name: 'webrtc_patch',
  description:
    'Switches a remedy on all pages, to see what a fix would change: reuse hands idle transceivers back, stop ends them, downscale makes their encoders small, none switches it off. It stays for the documents to come, until this server ends. Then use the page again and call webrtc_check.',
  input: { patch: v.picklist(PATCHES) },
  readOnly: false,
  async run(input, browser) {
    const { inspection, live } = await browser.open();
    await inspection.patch(input.patch);
    const documents = live.documents.filter(({ link }) => link.state === 'live').length;
    return {
      lines: [`Patch ${input.patch} is in force in ${documents} documents with WebRTC, and in those to come.`],
      data: { patch: input.patch, documents },
    };
  },
});

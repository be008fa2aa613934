import { dump } from '../../memory/dump';
import { memoryIn } from '../../memory/memory';
import { pagesText } from '../browser';
import { page, tool } from '../tool';

export const memory = tool({
  name: 'webrtc_memory',
  description:
    'Measured private memory of the pages’ processes and of the GPU process in MiB, after a garbage collection. Call it before and after the same steps, and compare. Takes seconds.',
  input: { page },
  readOnly: true,
  async run(input, browser) {
    const { pages } = await browser.look(input.page);
    const dumps = [];
    for (const { session } of pages) dumps.push(await dump(session));
    const found = memoryIn(dumps);
    if (!found) throw new Error(`Nothing could be measured. ${pagesText(pages)}`);
    const { mib, gpuMib, method } = found;
    return {
      lines: [
        `${mib.toFixed(1)} MiB in the pages’ processes, ${gpuMib === null ? 'not known' : `${gpuMib.toFixed(1)} MiB`} in the GPU process (measured by ${method}).`,
        pagesText(pages),
      ],
      data: { mib, gpuMib, method },
    };
  },
});

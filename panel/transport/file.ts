import type { Transport } from './transport';

/** No page at all: what is shown comes out of a file. */
export function fileTransport({ settings, theme }: Pick<Transport, 'settings' | 'theme'>): Transport {
  const nothing = () => {};
  return {
    hasPage: false,
    start: nothing,
    setPatch: nothing,
    setGrowing: nothing,
    reload: nothing,
    openSource: async () => ({ mapped: null, why: null }),
    findLines: null,
    canOpenSource: false,
    viewSource: null,
    settings,
    theme,
    dispose: nothing,
  };
}

/**
 * How hook (MAIN world) and bridge (ISOLATED world) find each other before the page's first script:
 * the bridge dispatches GIVE with a MessagePort. If the hook starts second it dispatches ASK, and the
 * bridge dispatches GIVE again. The hook cancels GIVE to say that it took the port. Then both remove their
 * listeners, so that later events of these names, from the page, reach neither.
 */
export const GIVE = 'transceiver-inspector:give';
export const ASK = 'transceiver-inspector:ask';
/**
 * The hook's question whether a panel looks: a cancelable event on the port itself, which is one object
 * in both worlds, although it is wrapped in each. The bridge cancels it to say yes, synchronously. The page
 * has no reference to the port, document.open() erases no listener of it, and where the extension is
 * gone nobody cancels.
 */
export const WATCHED = 'watched';

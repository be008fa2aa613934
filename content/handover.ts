/**
 * How hook (MAIN world) and bridge (ISOLATED world) find each other before the page's first script:
 * the bridge dispatches GIVE with a MessagePort; whoever starts second is heard by the first. Both
 * stop listening at once (the hook cancels the event to say that it took the port), so later events of the same names, by the page, reach nobody.
 */
export const GIVE = 'transceiver-inspector:give';
export const ASK = 'transceiver-inspector:ask';

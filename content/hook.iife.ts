import { linkToBridge } from './hook/bridge-link';
import { start } from './hook/start';
import { isLate } from './late';

/**
 * The hook: runs in the page's own world, in every frame, before the page's first script. A page that was
 * there before has connections that it did not see made, or a hook of before the extension's reload.
 */
if (!isLate()) start(linkToBridge);

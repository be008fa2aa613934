import { linkToBridge } from './hook/bridge-link';
import { start } from './hook/start';

/** The hook: runs in the page's own world, in every frame, before the page's first script. */
start(linkToBridge);

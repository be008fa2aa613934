import { REUSE, STOP } from '../../recipes/publish';
import type { Recipe } from '../../recipes/recipe';

const WHERE = 'This is code of the sending side: nothing here can end its transceivers.';

/** What the far end has to do. */
export const RECIPES: readonly Recipe[] = [
  { ...REUSE, title: 'At the sending side: reuse the idle transceiver', steps: [WHERE, ...REUSE.steps] },
  { ...STOP, title: 'At the sending side: or stop it at the end of each publish', steps: [WHERE, ...STOP.steps] },
];

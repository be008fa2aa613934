import { libraryRecipes, type Purpose } from '../../../../core/findings/recipes/libraries';
import type { Options } from '../api';

type Functions = Record<string, (...args: any[]) => Promise<void> | void>;

/**
 * The functions of the recipe that a finding would show for this library, run as they are copied.
 * @returns null where the page does not ask for it (`?recipe=publish` or `close`)
 */
export async function recipeFor(sdk: string, options: Options): Promise<Functions | null> {
  const purpose = options.get('recipe') as Purpose | null;
  if (!purpose) return null;
  const [recipe] = libraryRecipes({ sdk: { sdk } as never }, purpose);
  if (!recipe?.code) throw new Error(`There is no recipe for ${sdk} to ${purpose}.`);
  const names = [...recipe.code.matchAll(/function (\w+)/g)].map(([, name]) => name);
  const url = URL.createObjectURL(new Blob([`${recipe.code}\nexport { ${names} };`], { type: 'text/javascript' }));
  return import(/* @vite-ignore */ url);
}

/**
 * The address of a page here says which way its fault is made (`way`), and may carry a recipe's code, which the
 * page then runs in place of its own: as a module, with nothing added but the export of its functions.
 */
(() => {
  const query = new URLSearchParams(location.search);
  Object.assign(window, {
    way: query.get('way'),

    /** @returns the functions of the recipe; none where the page shall do as it does */
    async loadRecipe() {
      const code = query.get('recipe');
      if (!code) return {};
      const bytes = Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
      return import(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
    },
  });
})();

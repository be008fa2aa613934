/**
 * The address of a page here says which way its fault is made (`way`), and may carry a recipe's code, which the
 * page then runs in place of its own: as a module, with nothing added but the export of its functions.
 */
(() => {
  const query = new URLSearchParams(location.search);
  Object.assign(window, {
    way: query.get('way'),

    /**
     * A recipe that ends a fault by doing nothing would be none.
     * @param {unknown} holds @param {string} what
     */
    check(holds, what) {
      if (!holds) throw new Error(`Not so: ${what}`);
    },

    /** @returns the functions of the recipe; none where the page shall do as it does */
    async loadRecipe() {
      const code = query.get('recipe');
      if (!code) return {};
      const bytes = Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
      return import(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
    },
  });
})();

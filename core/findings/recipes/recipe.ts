/** A place on the web that says more: an issue or a pull request of a library, or of the standard. */
export interface Link {
  text: string;
  url: string;
}

/** How the page itself would end what was found. `e2e/cases/recipes.spec.ts` runs each, as it is copied. */
export interface Recipe {
  title: string;
  steps: readonly string[];
  /** Functions to copy into a module; they refer to nothing else. Null where there is no code to give. */
  code: string | null;
  links: readonly Link[];
}

export const github = (repository: string, number: number, what: string): Link => ({
  text: `${repository} ${number}: ${what}`,
  url: `https://github.com/${repository}/issues/${number}`,
});

/** Issues of the standard about the reuse of transceivers. */
export const STANDARD: readonly Link[] = [
  github('w3c/webrtc-pc', 2639, 'how to reuse a transceiver'),
  github('w3c/webrtc-pc', 2087, 'what a reused sender keeps'),
];

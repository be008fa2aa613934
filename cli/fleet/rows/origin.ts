import { sdkVersionOf } from '../../../core/callsite/sdk';
import { type Culprit, culpritOf, publishedAs, versionOf } from '../../../core/callsite/stack';
import type { DocumentModel } from '../../../core/model/document';

/** Whose code made a connection. */
export interface Origin {
  appVersion: string | null;
  library: string | null;
  libraryVersion: string | null;
}

/** `app-4f2c81.js`, `main.4f2c81d0.min.js`: what bundlers add to a name so that each build has its own. */
const BUILD = /[-._]((?=[a-zA-Z_-]*\d)[0-9a-zA-Z_]{6,40})(?:\.(?:min|bundle|chunk|esm))*\.m?js$/;

/**
 * The app's version, by an expression of the user (its first group that matches, or all it matches), or else by the
 * version or the build in the path of the app's script. Null where neither tells.
 * @param places the app's scripts, the page, the file: the first that tells counts
 */
export function appVersionOf(
  scripts: readonly string[],
  otherPlaces: readonly string[],
  expression: RegExp | null,
): string | null {
  const asked = expression && firstOf([...scripts, ...otherPlaces], (place) => matchOf(expression, place));
  return asked ?? (expression ? null : firstOf(scripts, builtIn));
}

function matchOf(expression: RegExp, place: string): string | null {
  const match = expression.exec(place);
  return match && (match.slice(1).find((group) => group !== undefined) ?? match[0]);
}

function builtIn(script: string): string | null {
  const path = script.replace(/[?#].*$/, '');
  return sdkVersionOf(path) ?? BUILD.exec(path)?.[1] ?? null;
}

function firstOf<T>(places: readonly string[], tell: (place: string) => T | null): T | null {
  for (const place of places) {
    const told = tell(place);
    if (told !== null) return told;
  }
  return null;
}

/** Whose code made a connection and its transceivers: that of most of them. */
export function originOf(document: DocumentModel, connection: number, file: string, expression: RegExp | null): Origin {
  const own = document.connections.get(connection);
  const transceivers = [...document.transceivers.values()].filter((each) => each.connection === connection);
  const culprits = [own, ...transceivers].flatMap((made): Culprit[] => {
    const text = made ? document.stackOf(made.madeStack) : null;
    return text ? [culpritOf(text)] : [];
  });
  const library = mostOften(
    culprits.flatMap(({ sdk }) => (sdk?.sdk ? [JSON.stringify([sdk.sdk, versionOf(sdk)])] : [])),
  )[0];
  const scripts = mostOften(culprits.flatMap(({ app }) => (app ? [publishedAs(app).url] : [])));
  const [name = null, version = null] = library ? (JSON.parse(library) as [string, string | null]) : [];
  return {
    appVersion: appVersionOf(scripts, [document.info.url, file], expression),
    library: name,
    libraryVersion: version,
  };
}

/** Each value once, the most frequent first. */
function mostOften(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

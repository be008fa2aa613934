import { Redaction } from '../files/redact/redaction';
import { RULES } from '../files/redact/rules';
import { redactUrl } from '../files/redact/text/url';
import type { Environment } from '../model/types';
import { browserText } from '../text/browser';
import { marked } from '../text/foreign';
import { dateTime } from '../text/format';

/** What a copied text is about, so that it can be told from another one. */
export interface About {
  /** Of the page; null where it is not known. */
  url: string | null;
  environment: Pick<Environment, 'inspector' | 'userAgent' | 'platform'>;
  /** The mark of the page's build; left out where it is told elsewhere. */
  build?: string | null;
  /** When it was so: now, or when the file was saved; epoch ms. */
  at: number;
}

/** The page, the browser, the tool and the date: a line each. */
export function aboutLines({ url, environment, build, at }: About, own: boolean): string[] {
  const redacted = own ? environment : new Redaction({ text: '', list: [] }).plain(environment, RULES.environment);
  const browser = browserText(redacted);
  const version = redacted.inspector ? ` ${redacted.inspector}` : '';
  return [
    ...(url ? [`Page: ${marked(own ? url : redactUrl(url))}`] : []),
    ...(build ? [`Build: ${build}`] : []),
    ...(browser === '' ? [] : [`Browser: ${marked(browser)}`]),
    `Transceiver Inspector${version}, ${dateTime(at)}`,
  ];
}

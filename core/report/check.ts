import { Redaction } from '../files/redact/redaction';
import { name as nameRule } from '../files/redact/rule';
import { RULES } from '../files/redact/rules';
import type { CheckResult } from '../model/types';
import { PATCH_NOTICE } from '../patches/notices';
import { marked } from '../text/foreign';
import { type About, aboutLines } from './about';
import { type Report, write } from './write';

/** @param own whether names that a user or a file gave stand in it; else they are redacted as in an exported file */
export function checkReport(name: string, check: CheckResult, own: boolean, about: About): Report {
  const redaction = new Redaction({ text: name, list: [] });
  const { verdict, rule, reasons } = own ? check : redaction.plain(check, RULES.runs.check);
  return write([
    { heading: `Acceptance check: ${verdict}` },
    { text: `Run: ${marked(own ? name : redaction.text(nameRule, name))}.` },
    { text: rule },
    { list: reasons },
    { list: aboutLines(about, own) },
    { text: PATCH_NOTICE },
  ]);
}

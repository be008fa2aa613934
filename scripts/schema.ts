/** `npm run schema`: docs/recording.schema.json, made from the schema that files are checked with. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import { FORMAT_VERSION } from '../core/files/format/recording';
import { RECORDING_PARTS, RECORDING_SCHEMA } from '../core/files/format/schema';
import { readOptions } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';

export const SCHEMA_FILE = 'docs/recording.schema.json';

/** Our own checks carry their part of the JSON Schema themselves. */
const overrideSchema: ConversionConfig['overrideSchema'] = ({ valibotSchema, jsonSchema }) => {
  const own = (valibotSchema as { json?: object }).json;
  return own ? { ...jsonSchema, ...own } : undefined;
};

/** The JSON Schema of recordings, as docs/recording.schema.json holds it. */
export function schemaText(): string {
  const schema = toJsonSchema(RECORDING_SCHEMA, { typeMode: 'output', overrideSchema, definitions: RECORDING_PARTS });
  const title = `A recording of Transceiver Inspector, version ${FORMAT_VERSION}`;
  return `${JSON.stringify({ $schema: schema.$schema, title, ...schema }, null, 2)}\n`;
}

export function run(args: readonly string[]): void {
  readOptions(args, {});
  writeFileSync(join(ROOT, SCHEMA_FILE), schemaText());
  console.log(`Written: ${SCHEMA_FILE}`);
}

/** `npm run schema`: docs/recording.schema.json, made from the schema that files are checked with. */
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  setUp();
  /** @type {typeof import('./schema.ts')} */
  const { writeSchema } = await importTypeScript('scripts/schema.ts');
  console.log(`Written: ${writeSchema()}`);
});

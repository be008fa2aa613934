/** `npm run schema`: docs/recording.schema.json, made from the schema that files are checked with. */
import { importTypeScript } from './lib/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  setUp();
  /** @type {typeof import('./schema/main.ts')} */
  const { writeSchema } = await importTypeScript('schema/main.ts');
  console.log(`Written: ${writeSchema()}`);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../tooling/node/root.mjs';
import { CONNECTION_ROW, FILE_ROW } from './rows/row';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const docs = read('docs/fleet.md');
const SQL = 'cli/fleet/sql';

test('docs/fleet.md names every member of the rows', () => {
  const members = [...Object.keys(CONNECTION_ROW.entries), ...Object.keys(FILE_ROW.entries)];
  expect(members.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});

test('docs/fleet.md quotes each question as its file has it', () => {
  const questions = readdirSync(join(ROOT, SQL)).filter((name) => name !== 'duckdb.sql');
  expect(questions).toHaveLength(6);
  expect(questions.filter((name) => !docs.includes(`\`\`\`sql\n${read(`${SQL}/${name}`)}\`\`\``))).toEqual([]);
});

test('docs/fleet.md quotes the map step as spark.py has it', () => {
  const [step] = /^def analyze\(.*?(?=\n\n\n)/ms.exec(read('cli/fleet/spark.py'))!;
  expect(docs).toContain(`\`\`\`python\n${step}\n\`\`\``);
});

test('the table that DuckDB reads has every member of the rows, and no other', () => {
  const sql = read(`${SQL}/duckdb.sql`).replace(/STRUCT\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, 'STRUCT');
  const columns = [...sql.matchAll(/"?(\w+)"?: '/g)].map(([, name]) => name!);
  const members = new Set([...Object.keys(CONNECTION_ROW.entries), ...Object.keys(FILE_ROW.entries)]);
  expect(columns.sort()).toEqual([...members].sort());
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ROOT } from '../../tooling/node/root.mjs';

const FOLDER = 'cli/fleet/sql';
/** The five questions, by their files. */
export const QUESTIONS = ['app-versions', 'libraries', 'browsers', 'memory', 'weeks'] as const;
export type Question = (typeof QUESTIONS)[number];

export type Answers = Record<Question, Record<string, unknown>[]>;

export const sqlOf = (name: string): string => readFileSync(join(ROOT, FOLDER, `${name}.sql`), 'utf8');

/** Asks DuckDB the five questions about a file of rows. @param parquet where the rows go as Parquet, too */
export async function askDuckDb(rows: string, parquet?: string): Promise<Answers> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(sqlOf('duckdb').replace('rows/*.ndjson', rows.replaceAll("'", "''")));
    if (parquet) {
      await connection.run(`COPY fleet TO '${parquet}' (FORMAT parquet)`);
      await connection.run(`CREATE OR REPLACE TEMPORARY VIEW fleet AS SELECT * FROM read_parquet('${parquet}')`);
    }
    await connection.run(sqlOf('connections'));
    const ask = async (name: Question) => (await connection.runAndReadAll(sqlOf(name))).getRowObjectsJson();
    const answers: Partial<Answers> = {};
    for (const name of QUESTIONS) answers[name] = await ask(name);
    return answers as Answers;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

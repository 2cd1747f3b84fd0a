// Inputs of the rule engines, prepared by SQL over DuckDB's own file; see sql/inputs_duckdb.sql.
import { openDuckdb, prepareStatement } from './duckdb.mjs';
import { readSql } from './serve.mjs';
import { readDecisions } from './rank.mjs';

const own = {
  sums: `instruments: coalesce(b.instruments, 0), effective_hours: coalesce(b.effective, 0),
    external_hours: coalesce(b.external, 0), on_platform: coalesce(b.on_platform, 0),
    complete: coalesce(b.complete, 0),`,
  rows: 'instruments: coalesce(b.instruments, []),',
};

// kind: "sums" (SQL adds up) or "rows" (the engine does). Gives a function that runs the SQL.
export async function prepareInputs(options, kind) {
  const connection = await openDuckdb(options);
  const sql = readSql(options, 'inputs_duckdb.sql')
    .replace('{instruments}', readSql(options, `inputs_${kind}.sql`))
    .replace('{own}', own[kind]);
  const statement = await prepareStatement(connection, sql);
  const reader = await connection.runAndReadAll(
    "SELECT subject, answer FROM judgement_answer WHERE question = '同分裁定'");
  const decisions = readDecisions(reader.getRows());
  const read = async () => (await statement()).map((row) => JSON.parse(Object.values(row)[0]));
  return { read, decisions };
}

// DuckDB: the 2021 rules as one prepared statement over a file of its own. --careful yes rounds by way of
// DECIMAL, as one does who knows that DOUBLE is not exact.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packagesOf, packageVersion, parameters, readOptions, readSql, serve } from './serve.mjs';

const roundings = {
  plain: { rounded: 'round(total, 2)', rounded_sharing: 'round(external / effective * 100, 2)' },
  careful: {
    rounded: 'round(total::DECIMAL(18, 9), 2)',
    rounded_sharing: 'round((external / effective * 100)::DECIMAL(18, 9), 2)',
  },
};
const sumOfFlags = ['is_rewarded', 'is_censured', 'is_cut', 'is_open', 'is_falsified', 'is_audited', 'is_in_time',
  'is_on_paper', 'has_income_list', 'has_asset_list', 'agrees_with_vouchers', 'external_above'];
const figuresOfNation = ['national_effective', 'national_external', 'national_platform', 'national_sharing',
  'small_firm_services', 'facilities'];

export async function openDuckdb(options) {
  const { DuckDBInstance } = packagesOf(options)('@duckdb/node-api');
  const path = join(options.folder, 'peer_duckdb.db');
  if (!existsSync(path)) {
    rmSync(`${path}.part`, { force: true });
    const maker = await DuckDBInstance.create(`${path}.part`, { threads: String(options.threads) });
    const connection = await maker.connect();
    await connection.run(readSql(options, 'prepare_duckdb.sql').replaceAll('{csv}', options.csv));
    connection.closeSync();
    maker.closeSync();
    renameSync(`${path}.part`, path);
  }
  if (options.memory !== 'yes') {
    const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY', threads: String(options.threads) });
    return instance.connect();
  }
  const instance = await DuckDBInstance.create(':memory:', { threads: String(options.threads) });
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS filed (READ_ONLY)`);
  const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() WHERE database_name = 'filed'");
  for (const [table] of tables.getRows()) await connection.run(`CREATE TABLE ${table} AS FROM filed.${table}`);
  await connection.run('DETACH filed');
  return connection;
}

// Only the parameters that the statement has.
export async function prepareStatement(connection, sql) {
  const statement = await connection.prepare(sql);
  const own = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (sql.includes(`$${name}`)) own[name] = value;
  }
  return async (changes = {}) => {
    statement.bind({ ...own, ...changes });
    return (await statement.runAndReadAll()).getRowObjectsJS();
  };
}

async function prepare(options) {
  const connection = await openDuckdb(options);
  const way = options.careful === 'yes' ? 'careful' : 'plain';
  let sql = readSql(options, 'rules_duckdb.sql');
  for (const [name, text] of Object.entries(roundings[way])) sql = sql.replaceAll(`{${name}}`, text);
  const rules = await prepareStatement(connection, sql);
  const heavyRows = await connection.prepare(
    `SELECT count(*) AS rows, sum(effective) * 10 AS effective, sum(external) * 10 AS external FROM (${readSql(options, 'heavy_duckdb.sql')})`);
  heavyRows.bind({ period_first: parameters.period_first, period_last: parameters.period_last });

  const evaluate = async (changes) => {
    const rows = await rules(changes);
    const figures = {};
    for (const name of sumOfFlags) figures[name] = rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
    for (const name of figuresOfNation) figures[name] = String(rows[0]?.[name]);
    const units = rows.map((row) => ({
      unit: row.unit_code,
      score: row.score === null ? '' : Number(row.score).toFixed(2),
      grade: row.grade,
    }));
    return { units, figures };
  };
  // Every group is made, and only their sum is handed over: no time goes into JavaScript.
  const heavy = async () => {
    const [row] = (await heavyRows.runAndReadAll()).getRowObjectsJS();
    return { rows: Number(row.rows), effective: Number(row.effective), external: Number(row.external) };
  };
  let places = 50;
  return {
    name: `DuckDB SQL${options.memory === 'yes' ? ', in memory' : ''}${way === 'careful' ? ', rounded by way of DECIMAL' : ''}`,
    version: packageVersion(options, '@duckdb/node-api'),
    rules: () => evaluate({}),
    heavy,
    changed: () => {
      places = places === 50 ? 51 : 50;
      return evaluate({ excellent: places });
    },
  };
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('/duckdb.mjs')) {
  const options = readOptions();
  await serve(options, () => prepare(options));
}

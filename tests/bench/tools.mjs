// Who is measured, and how each is started. A tool that cannot be started is left out and named.
//
// server: words of a process that speaks as serve.h says; command: words of a whole command that writes its
// results to `out`; json: these are plumb's own JSON; most_rows: usage rows beyond which the tool is left
// out; slow: one repetition only; judged: measured once, only to count its errors; has_server: its memory is
// mostly that of a server, which only the tool in process can tell.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// What the program at hand can do already.
export function findAbilities(plumb) {
  const help = (...words) => {
    const run = spawnSync(plumb, [...words, '--help', '--lang', 'en'], { encoding: 'utf8' });
    return `${run.stdout}${run.stderr}`;
  };
  const evaluate = help('evaluate');
  return {
    engine: evaluate.includes('--engine'),
    snapshot: evaluate.includes('--snapshot') && /^\s+snapshot\s/m.test(help()),
  };
}

export function listTools({ root, build, packages, folder, csv, database, rules, threads, abilities }) {
  const plumb = join(build, 'cli/plumb');
  const program = (name) => join(build, 'tests/bench', name);
  const sql = join(root, 'tests/bench/sql');
  const shared = ['--db', database, '--folder', folder, '--sql', sql, '--rules', rules, '--threads', String(threads)];
  const script = (name, ...words) => ['node', join(root, 'tests/bench/peers', name), ...words,
    '--packages', packages, '--csv', csv, ...shared];
  const out = (id) => join(folder, `${id}.out`);
  const peer = (id, name, words, rest = {}) => ({
    id, name, server: words, command: [...words, '--once', 'rules', '--out', out(id)], out: out(id), ...rest });
  const evaluate = (id, ...words) => [plumb, 'evaluate', rules, ...words, '--format', 'json', '--out', out(id)];
  const snapshot = join(folder, 'plumb.snapshot');

  const inside = (engine, ...words) => [program('bench_plumb'), '--engine', engine, ...words,
    '--heavy-rules', join(root, 'tests/bench/heavy.plumb'), ...shared];
  const tools = [];
  // The snapshot joins here as soon as the program knows the words.
  if (abilities.snapshot) {
    tools.push({ id: 'plumb_snapshot', name: 'plumb, columnar, from a snapshot', is_plumb: true, json: true,
      out: out('plumb_snapshot'),
      prepare: [plumb, 'snapshot', rules, '--db', database, '--out', snapshot],
      server: inside('columnar', '--snapshot', snapshot),
      command: evaluate('plumb_snapshot', '--snapshot', snapshot) });
  }
  tools.push({ id: 'plumb_columnar', name: 'plumb, columnar, from the database', is_plumb: true, json: true,
    out: out('plumb_columnar'), server: inside('columnar'),
    command: abilities.engine ? evaluate('plumb_columnar', '--db', database, '--engine', 'columnar') : undefined });
  tools.push({ id: 'plumb', name: 'plumb, reference evaluator', is_plumb: true, json: true, out: out('plumb'), most_rows: 30e6,
    server: inside('reference'),
    command: evaluate('plumb', '--db', database, ...(abilities.engine ? ['--engine', 'reference'] : [])) });
  tools.push(
    peer('loop', 'C++ loop by hand (exact)', [program('bench_loop'), ...shared]),
    peer('duckdb', 'DuckDB SQL', script('duckdb.mjs')),
    peer('duckdb_memory', 'DuckDB SQL, tables in memory', script('duckdb.mjs', '--memory', 'yes'), { command: undefined }),
    peer('duckdb_careful', 'DuckDB SQL, rounded by way of DECIMAL', script('duckdb.mjs', '--careful', 'yes'), { judged: true }),
    peer('sqlite', 'SQLite SQL', [program('bench_sqlite'), ...shared]),
    peer('zen', 'ZEN, sums by DuckDB', script('zen.mjs', '--kind', 'sums')),
    peer('zen_rows', 'ZEN, usage rows in it', script('zen.mjs', '--kind', 'rows'), { most_rows: 1e6 }),
    peer('drools', 'Drools DMN, sums by DuckDB', script('drools.mjs', '--kind', 'sums'), { has_server: true }),
    peer('drools_rows', 'Drools DMN, usage rows in it', script('drools.mjs', '--kind', 'rows'),
      { most_rows: 1e6, slow: true, command: undefined, has_server: true }),
  );
  return tools;
}

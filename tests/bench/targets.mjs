// What was aimed at, beside what was measured. A line whose tools or sizes were not run says so.
import { median, showTime } from './print_table.mjs';

const rowOf = (result, ...ids) => ids.map((id) => result?.rows.find((row) => row.id === id)).find((row) => row !== undefined);
const timeOf = (row, piece) => median(row?.times[piece]);
const ratio = (a, b) => (a === undefined || b === undefined ? undefined : a / b);

function limitOf(result, name) {
  const found = (result?.limits.benchmarks ?? []).find(
    (one) => one.run_name === `${name}/real_time` && (one.aggregate_name === 'median' || one.run_type === 'iteration'));
  return found === undefined ? undefined : found.real_time * { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }[found.time_unit];
}

// kind: "ratio" or "time"; most: what is allowed.
function line(title, kind, most, measured) {
  const show = (value) => (kind === 'time' ? showTime(value) : value >= 0.1 ? value.toFixed(2) : value.toFixed(4));
  return [title, `≤ ${show(most)}`, measured === undefined ? 'not measured' : show(measured),
    measured === undefined ? '' : measured <= most ? 'met' : 'missed'];
}

export function makeTargets(results) {
  const of = (size) => results.find((result) => result.size === size);
  const national = of('national');
  const snapshot = (result) => rowOf(result, 'plumb_snapshot');
  const inMemory = (result) => rowOf(result, 'plumb_snapshot', 'plumb_columnar');
  const rules = (result, ...ids) => timeOf(rowOf(result, ...ids), 'rules');
  const scan = (result) => limitOf(result, 'scan_of_all_tables/threads:2');
  const lines = [
    line('national, in process: to DuckDB', 'ratio', 1, ratio(timeOf(inMemory(national), 'rules'), rules(national, 'duckdb'))),
    line('national, in process: to ZEN with the rows', 'ratio', 1 / 50, ratio(timeOf(inMemory(national), 'rules'), rules(national, 'zen_rows'))),
    line('national, in process: to Drools with the rows', 'ratio', 1 / 50, ratio(timeOf(inMemory(national), 'rules'), rules(national, 'drools_rows'))),
    line('national, whole command from a snapshot', 'time', 150e6, timeOf(snapshot(national), 'command')),
    line('national, a changed parameter', 'time', 10e6, timeOf(inMemory(national), 'changed')),
    line('cold check', 'time', 30e6, (national ?? results[0])?.plumb.check_ns),
  ];
  for (const size of ['x10', 'x100']) {
    const result = of(size);
    for (const [piece, title] of [['rules', 'rules'], ['heavy', 'heavy reduction']]) {
      const to = (id) => ratio(timeOf(snapshot(result), piece), timeOf(rowOf(result, id), piece));
      lines.push(line(`${size}, ${title}, from the opened snapshot: to DuckDB`, 'ratio', 0.3, to('duckdb')));
      lines.push(line(`${size}, ${title}, in memory: to the loop by hand`, 'ratio', 2, to('loop')));
    }
  }
  for (const result of results) {
    const database = timeOf(rowOf(result, 'plumb_columnar', 'plumb'), 'command');
    lines.push(line(`${result.size}, whole command from the database: to the bare scan`, 'ratio', 1.2, ratio(database, scan(result))));
    lines.push(line(`${result.size}, making a snapshot: to the bare scan`, 'ratio', 2.5, ratio(result.plumb.snapshot_ns, scan(result))));
    const row = snapshot(result);
    lines.push(line(`${result.size}, memory: to the columns used`, 'ratio', 2,
      ratio(row?.peak_kb === undefined ? undefined : row.peak_kb * 1024, rowOf(result, 'loop')?.bytes)));
  }
  // Per usage row, the greatest size against the one before it.
  const perRow = results.filter((result) => inMemory(result) !== undefined)
    .map((result) => timeOf(inMemory(result), 'rules') / result.usage_rows);
  lines.push(line('time a usage row, the last size to the one before', 'ratio', 1.2, ratio(perRow.at(-1), perRow.at(-2))));
  const wrong = results.flatMap((result) => result.rows.filter((row) => row.is_plumb))
    .reduce((sum, row) => sum + (row.wrong === undefined ? 0 : row.wrong.scores + row.wrong.grades + row.wrong.missing), 0);
  lines.push(['wrong results of plumb', '0', String(wrong), wrong === 0 ? 'met' : 'missed']);
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => [...cells[column]].length)));
  return lines.map((cells) => `  ${cells[0].padEnd(widths[0])}  ${cells[1].padStart(widths[1])}  ${cells[2].padStart(widths[2])}  ${cells[3]}`).join('\n');
}

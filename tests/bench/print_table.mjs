// One table of a size: medians, ratios to plumb, errors, memory.

export function median(values) {
  if (values === undefined || values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function showTime(ns) {
  if (ns === undefined) return '–';
  const ms = ns / 1e6;
  return ms >= 10000 ? `${(ms / 1000).toFixed(1)} s` : ms >= 100 ? `${ms.toFixed(0)} ms` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(0)} µs`;
}

function showRatio(ns, base) {
  if (ns === undefined || base === undefined) return '';
  const ratio = ns / base;
  return ` (${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)})`;
}

const pieces = [
  ['command', 'whole command'],
  ['rules', 'rules in process'],
  ['changed', 'changed parameter'],
  ['heavy', 'heavy reduction'],
];

// rows: [{ name, is_plumb, times: { command, rules, changed, heavy: [ns] }, peak_kb, wrong }]. Ratios are to
// the first plumb row that has the piece of work.
export function makeTable(rows) {
  const base = {};
  for (const [piece] of pieces) {
    base[piece] = median(rows.find((row) => row.is_plumb && row.times[piece]?.length > 0)?.times[piece]);
  }
  const lines = [['tool', ...pieces.map(([, title]) => title), 'peak memory', 'wrong scores', 'wrong grades']];
  for (const row of rows) {
    const cells = pieces.map(([piece]) => {
      const time = median(row.times[piece]);
      return showTime(time) + showRatio(time, base[piece]);
    });
    lines.push([row.name, ...cells,
      row.peak_kb === undefined ? '–' : `${Math.round(row.peak_kb / 1024)} MB`,
      row.wrong === undefined ? '–' : String(row.wrong.scores + row.wrong.missing),
      row.wrong === undefined ? '–' : String(row.wrong.grades + row.wrong.missing)]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => [...line[column]].length)));
  const show = (line) => `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [show(lines[0]), rule, ...lines.slice(1).map(show)].join('\n');
}

// From Google Benchmark's JSON: the median of each, in ns and rows a second.
export function makeLimits(report) {
  const lines = [];
  // They were run in an order of chance.
  const sorted = [...(report.benchmarks ?? [])].sort((a, b) => a.family_index - b.family_index || a.per_family_instance_index - b.per_family_instance_index);
  const counted = sorted.filter((one) => (one.run_type === 'aggregate' ? one.aggregate_name === 'median' : !(one.repetitions > 1)));
  const scan = counted.find((one) => one.run_name === 'scan_of_all_tables/threads:2/real_time');
  const rate = (one) => (one.items_per_second === undefined ? '' : ` ${(one.items_per_second / 1e6).toFixed(0).padStart(6)} million rows/s`);
  // Reading, freezing and opening are held against the bare scan; both were told in milliseconds.
  const ratio = (one) => (/^(reading|making|opening)/.test(one.run_name) && scan !== undefined
    ? `, ${(one.real_time / scan.real_time).toFixed(2)} of the scan of all tables` : '');
  for (const one of counted) {
    const ns = one.real_time * { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }[one.time_unit];
    const name = one.run_name.replace('/real_time', '').replace('/threads:', ', threads ').replaceAll('_', ' ');
    lines.push(`  ${name.padEnd(36)} ${showTime(ns).padStart(10)}${rate(one)}${ratio(one)}`);
  }
  return lines.join('\n');
}

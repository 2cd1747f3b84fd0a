// The conversation with the driver, as tests/bench/serve.h has it for C++: prepare once, then one piece
// of work for each line on standard input; answers are JSON lines.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function readOptions(words = process.argv.slice(2)) {
  const options = { threads: 2 };
  for (let place = 0; place + 1 < words.length; place += 2) {
    options[words[place].replace(/^--/, '')] = words[place + 1];
  }
  options.threads = Number(options.threads);
  return options;
}

// Packages lie in the build folder (--packages), not beside these scripts.
export function packagesOf(options) {
  return createRequire(join(options.packages, 'package.json'));
}
export function packageVersion(options, name) {
  const file = join(options.packages, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
export const readSql = (options, name) => readFileSync(join(options.sql, name), 'utf8');

export const parameters = {
  assessment: 2021,
  reference: '2021-05-10',
  period_first: '2020-01-01',
  period_last: '2020-12-31',
  least_worth: 50,
  rated_hours: 1600,
  full_external: 400,
  full_sharing: 0.5,
  full_income: 10,
  last_day: '2021-06-15',
  copies: 2,
  excellent: 50,
  good: 100,
};

function writeResults(path, results) {
  const lines = ['unit,score,grade'];
  for (const unit of results.units) lines.push(`${unit.unit},${unit.score},${unit.grade}`);
  for (const name of Object.keys(results.figures ?? {}).sort()) lines.push(`#${name},${results.figures[name]}`);
  writeFileSync(path, `${lines.join('\n')}\n`);
}

// Of this process; a server that was started for a tool counts in its own place.
function peakKb(tool) {
  const pids = [process.pid, ...(tool.servers ?? [])];
  let sum = 0;
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    sum += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  return sum;
}

// tool: { name, version, heavy?, rules?, changed?, close?, servers? }; each piece of work may return
// { parts } with its own split of the time.
export async function serve(options, prepare) {
  const start = process.hrtime.bigint();
  const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  const tool = await prepare();
  const since = (from) => Number(process.hrtime.bigint() - from);
  if (options.once !== undefined) {
    const result = await tool[options.once]();
    if (options.out !== undefined) writeResults(options.out, result);
    else say({ ns: since(start), rows: result.rows, effective: result.effective, external: result.external });
    await tool.close?.();
    process.exit(0);
  }
  const can = ['heavy', 'rules', 'changed'].filter((word) => tool[word] !== undefined);
  say({ ready: true, tool: tool.name, version: tool.version, prepare_ns: since(start), can });
  let last = { units: [] };
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') break;
    if (can.includes(line)) {
      const from = process.hrtime.bigint();
      const result = await tool[line]();
      const ns = since(from);
      if (line === 'rules') last = result;
      say({ ns, rows: result.rows ?? result.units?.length, effective: result.effective, external: result.external, parts: result.parts });
    } else if (line.startsWith('write ')) {
      writeResults(line.slice(6), last);
      say({ written: true });
    } else if (line === 'peak') {
      say({ peak_kb: peakKb(tool) });
    } else {
      say({ cannot: true });
    }
  }
  await tool.close?.();
  process.exit(0);
}

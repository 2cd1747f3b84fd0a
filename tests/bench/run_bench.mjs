// ./plumbline bench: makes the data, lets the tools take turns, prints one table a size. README.md beside
// this file says what is measured and why it is fair.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { compareResults, readExpected, readResults } from './peers/expected.mjs';
import { makeLimits, makeTable, median, showTime } from './print_table.mjs';
import { measureCommand, Server } from './run_tools.mjs';
import { makeTargets } from './targets.mjs';
import { findAbilities, listTools } from './tools.mjs';

const sizes = {
  national: { scale: 1, rows: 504000, words: [] },
  x1: { scale: 1, rows: 5e6, words: ['--usage-rows', '5000000'] },
  x10: { scale: 10, rows: 20e6, words: ['--scale', '10', '--usage-rows', '20000000'] },
  x100: { scale: 100, rows: 100e6, words: ['--scale', '100', '--usage-rows', '100000000'] },
};
const usage = `usage: ./plumbline bench [--size ${Object.keys(sizes).join(',')}|all] [--reps N] [--threads N]
                         [--only tool,…] [--work DIR] [--keep]`;

function readOptions(words) {
  const options = { size: 'national', reps: '7', threads: String(Math.min(2, availableParallelism())), only: '', work: '' };
  for (let place = 0; place < words.length; place += 1) {
    const name = words[place].replace(/^--/, '');
    if (name === 'keep') {
      options.keep = true;
    } else if (words[place].startsWith('--') && place + 1 < words.length) {
      options[name] = words[place + 1];
      place += 1;
    } else {
      console.error(usage);
      process.exit(2);
    }
  }
  options.sizes = options.size === 'all' ? Object.keys(sizes) : options.size.split(',');
  if (!options.sizes.every((size) => size in sizes) || !(Number(options.reps) >= 1)) {
    console.error(usage);
    process.exit(2);
  }
  return options;
}

const options = readOptions(process.argv.slice(2));
const { root, build } = options;
const plumb = join(build, 'cli/plumb');
const rules = join(root, 'rules/2021.plumb');
const packages = join(build, 'peers');
const work = options.work || join(build, 'data');
const note = (text) => console.error(`bench: ${text}`);

function mustRun(words, accepted = [0]) {
  const run = spawnSync(words[0], words.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!accepted.includes(run.status)) throw new Error(`${words.join(' ')}: ${run.status}\n${run.stderr}`);
  return run.stdout;
}

// plumb tells findings and open units by its code; they are results all the same.
const isDone = (tool, measured) => measured.code === 0 || (tool.is_plumb && [1, 6].includes(measured.code));

function makeData(size, folder, csv, database) {
  const made = { steps: {} };
  const timed = (name, words, accepted) => {
    const start = performance.now();
    mustRun(words, accepted);
    made.steps[name] = (performance.now() - start) * 1e6;
  };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  note(`${size}: data`);
  timed('generate', [join(build, 'examples/national/plumb_national'), '--out', csv, '--edges', ...sizes[size].words]);
  timed('init', [plumb, 'init', '--rules', rules, '--db', database]);
  timed('load', [plumb, 'load', csv, '--rules', rules, '--db', database]);
  made.database_bytes = statSync(database).size;
  return made;
}

// Right by plumb's reference evaluator; where the rows are too many for it, by the exact loop, which agrees
// with it on every smaller size.
function findExpected(tools, folder, rows) {
  const reference = tools.find((tool) => tool.id === 'plumb');
  if (rows <= reference.most_rows) {
    mustRun(reference.command, [0, 1, 6]);
    return { ...readExpected(reference.out), by: 'the reference evaluator' };
  }
  const loop = tools.find((tool) => tool.id === 'loop');
  mustRun(loop.command);
  const { units, figures } = readResults(loop.out);
  return { units, figures, halfWay: undefined, by: 'the exact loop by hand' };
}

const readOwn = (tool) => {
  if (!tool.json) return readResults(tool.out);
  const { units, figures } = readExpected(tool.out);
  return { units, figures };
};

function measureCommands(tools, folder, reps, rows, leftOut) {
  for (let round = 0; round < reps; round += 1) {
    // Each round begins with another tool, so that none always follows the same one.
    const order = tools.map((_, at) => tools[(at + round) % tools.length]);
    for (const tool of order) {
      if (tool.command === undefined || leftOut.has(tool.id) || ((tool.judged || tool.slow) && round > 0)) continue;
      const measured = measureCommand(build, folder, tool.command);
      const row = rows.get(tool.id);
      if (!isDone(tool, measured)) {
        row.notes.push(`as a command: ${measured.error}`);
        continue;
      }
      row.times.command.push(measured.ns);
      row.command_peak_kb = Math.max(row.command_peak_kb ?? 0, measured.peak_kb);
    }
  }
}

// A tool that breaks down is told of and asked no more.
async function askOnce(one, work, counts, row) {
  try {
    const answer = await one.server.ask(work);
    if (counts) row.times[work].push(answer.ns);
    if (answer.parts !== undefined) row.parts = answer.parts;
    if (work === 'heavy') row.heavy_sums = [answer.effective, answer.external];
  } catch (problem) {
    row.notes.push(`in process, ${work}: ${problem.message}`);
    one.can = [];
  }
}

async function measureInProcess(tools, reps, rows, leftOut, folder) {
  const running = [];
  for (const tool of tools) {
    if (tool.server === undefined || leftOut.has(tool.id)) continue;
    const server = new Server(tool.server);
    try {
      const ready = await server.next();
      rows.get(tool.id).version = ready.version;
      rows.get(tool.id).prepare_ns = ready.prepare_ns;
      rows.get(tool.id).bytes = ready.bytes;
      running.push({ tool, server, can: ready.can });
    } catch (problem) {
      rows.get(tool.id).notes.push(`in process: ${problem.message}`);
    }
  }
  // The first round warms up and is not counted.
  for (let round = 0; round <= reps; round += 1) {
    for (const work of ['rules', 'heavy', 'changed']) {
      for (const one of running.map((_, at) => running[(at + round) % running.length])) {
        if (!one.can.includes(work) || ((one.tool.judged || one.tool.slow) && (round > 0 || work !== 'rules'))) continue;
        await askOnce(one, work, round > 0 || one.tool.slow, rows.get(one.tool.id));
      }
    }
  }
  for (const { tool, server, can } of running) {
    const row = rows.get(tool.id);
    if (can.length === 0) continue;
    await server.ask(`write ${join(folder, `${tool.id}.inside`)}`);
    row.inside = join(folder, `${tool.id}.inside`);
    row.inside_peak_kb = (await server.ask('peak')).peak_kb;
    await server.quit();
  }
}

// Commands of plumb that have no counterpart elsewhere: medians.
function measurePlumb(tools, folder, reps) {
  const repeat = (words) => {
    const times = [];
    for (let round = 0; round < reps; round += 1) {
      const measured = measureCommand(build, folder, words);
      if ([0, 1].includes(measured.code)) times.push(measured.ns);
    }
    return median(times);
  };
  const snapshot = tools.find((tool) => tool.id === 'plumb_snapshot')?.prepare;
  return { check_ns: repeat([plumb, 'check', rules]), snapshot_ns: snapshot && repeat(snapshot) };
}

function measureLimits(database, reps) {
  const run = spawnSync(join(build, 'tests/bench/plumb_bench'),
    ['--benchmark_format=json', `--benchmark_repetitions=${reps}`, '--benchmark_enable_random_interleaving=true',
      '--benchmark_min_time=0.05'],
    { encoding: 'utf8', env: { ...process.env, PLUMB_BENCH_DB: database, PLUMB_BENCH_RULES: rules }, maxBuffer: 1 << 26 });
  return run.status === 0 ? JSON.parse(run.stdout) : { benchmarks: [], error: run.stderr };
}

async function measureSize(size) {
  const folder = join(work, size);
  const csv = join(folder, 'csv');
  const database = join(folder, 'national.db');
  const result = { size, usage_rows: sizes[size].rows, load_before: loadavg()[0], data: makeData(size, folder, csv, database) };
  const abilities = findAbilities(plumb);
  const wanted = options.only === '' ? null : options.only.split(',');
  const all = listTools({ root, build, packages, folder, csv, database, rules, threads: Number(options.threads), abilities });
  note(`${size}: what is right`);
  const expected = findExpected(all, folder, sizes[size].rows);
  const tools = all.filter((tool) => wanted === null || wanted.includes(tool.id));
  const leftOut = new Map();
  const rows = new Map();
  for (const tool of tools) {
    rows.set(tool.id, { id: tool.id, name: tool.name, is_plumb: tool.is_plumb, notes: [], times: { command: [], rules: [], heavy: [], changed: [] } });
    if (tool.most_rows < sizes[size].rows) {
      leftOut.set(tool.id, `more than ${tool.most_rows} usage rows`);
      continue;
    }
    // Files of their own are made before anything is measured.
    const prepare = tool.prepare ?? (tool.judged || tool.command === undefined ? undefined : tool.command);
    if (prepare === undefined) continue;
    const measured = measureCommand(build, folder, prepare);
    if (isDone(tool, measured)) rows.get(tool.id).own_file_ns = measured.ns;
    else leftOut.set(tool.id, measured.error);
  }
  const reps = Number(options.reps);
  note(`${size}: whole commands`);
  measureCommands(tools, folder, reps, rows, leftOut);
  note(`${size}: in process`);
  // Where all together would not fit into memory they come one after another.
  const groups = sizes[size].rows > 3e7 ? tools.map((tool) => [tool]) : [tools];
  for (const group of groups) await measureInProcess(group, reps, rows, leftOut, folder);
  note(`${size}: limits`);
  result.limits = measureLimits(database, Math.min(reps, sizes[size].rows > 1e7 ? 3 : 5));
  for (const tool of tools) {
    const row = rows.get(tool.id);
    if (leftOut.has(tool.id)) continue;
    if (row.times.command.length === 0 && row.inside === undefined) leftOut.set(tool.id, row.notes.join('; '));
    if (row.times.command.length > 0) row.wrong = compareResults(expected, readOwn(tool));
    else if (row.inside !== undefined) row.wrong = compareResults(expected, readResults(row.inside));
    row.peak_kb = tool.has_server ? row.inside_peak_kb : row.command_peak_kb ?? row.inside_peak_kb;
  }
  result.rows = [...rows.values()].filter((row) => !leftOut.has(row.id));
  result.left_out = Object.fromEntries(leftOut);
  result.expected = { by: expected.by, units: expected.units.size, half_way: expected.halfWay,
    open: [...expected.units.values()].filter((unit) => unit.grade === '待定').length };
  result.plumb = measurePlumb(tools, folder, Math.min(reps, 5));
  result.load_after = loadavg()[0];
  return result;
}

function tell(result) {
  const { expected } = result;
  console.log(`\n${result.size}: ${result.usage_rows.toLocaleString('en')} usage rows, database ${(result.data.database_bytes / 1e6).toFixed(0)} MB, loaded in ${showTime(result.data.steps.load)}`);
  console.log(`${expected.units} units, ${expected.half_way ?? 'many'} scores half-way between two hundredths; right is ${expected.by}; load ${result.load_before.toFixed(1)} to ${result.load_after.toFixed(1)}\n`);
  if (result.load_before > 0.5) console.log('  the machine had other work: ratios say something, times do not');
  if (expected.open > 0) console.log(`  of the right grades ${expected.open} are still open: grades are not comparable`);
  if (result.usage_rows > 3e7) console.log('  in process the tools came one after another');
  console.log(makeTable(result.rows));
  for (const row of result.rows) {
    if (row.parts !== undefined) {
      const parts = Object.entries(row.parts).map(([name, ns]) => `${name.replace('_ns', '')} ${showTime(ns)}`);
      console.log(`  ${row.name}, parts of one evaluation: ${parts.join(', ')}`);
    }
    for (const text of row.notes) console.log(`  ${row.name}, ${text}`);
    for (const figure of row.wrong?.figures ?? []) {
      console.log(`  ${row.name}: ${figure.name} is ${figure.found}, right is ${figure.right}`);
    }
  }
  for (const [id, reason] of Object.entries(result.left_out)) console.log(`  left out: ${id} (${reason})`);
  const sums = new Set(result.rows.filter((row) => row.heavy_sums !== undefined).map((row) => row.heavy_sums.join(' ')));
  console.log(`  heavy reduction: ${sums.size === 1 ? 'all tools agree' : `tools disagree: ${[...sums].join('; ')}`}`);
  console.log(`\nlimits\n${makeLimits(result.limits)}`);
}

const machine = {
  processor: cpus()[0]?.model.trim(),
  processors: cpus().length,
  memory_gb: Math.round(totalmem() / 2 ** 30),
  system: (existsSync('/etc/os-release') ? /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] : undefined),
  node: process.version,
  date: new Date().toISOString(),
  plumb: mustRun([plumb, '--version']).trim(),
};
console.log(`${machine.processors} × ${machine.processor}, ${machine.memory_gb} GB, ${machine.system}, node ${machine.node}; ${machine.plumb}; ${options.threads} threads, ${options.reps} repetitions; times are medians, in brackets the ratio to the first line of plumb`);
const results = [];
for (const size of options.sizes) {
  let result;
  try {
    result = await measureSize(size);
  } finally {
    if (!options.keep) rmSync(join(work, size), { recursive: true, force: true });
  }
  results.push(result);
  tell(result);
  writeFileSync(join(build, 'bench.json'), JSON.stringify({ machine, options, results }, null, 1));
}
console.log(`\ntargets\n${makeTargets(results)}\n`);
console.log(`raw numbers: ${join(build, 'bench.json')}`);

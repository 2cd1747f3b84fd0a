// Drools DMN, as its JIT executor serves it: one request for the scores, one for the grades, all units in each.
// The executor builds the model anew for each request; `parts.build_ns` says how long that takes with no
// unit in it, and is part of the time. --kind sums: SQL adds up; --kind rows: FEEL adds up the usage rows,
// which are sent along. Ranking is done here (rank.mjs), as for ZEN.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { prepareInputs } from './inputs.mjs';
import { placeUnits } from './rank.mjs';
import { packageVersion, parameters, readOptions, serve } from './serve.mjs';

const readModel = (name) => readFileSync(new URL(`models/${name}.dmn`, import.meta.url), 'utf8');

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startServer(options) {
  const program = join(options.packages, 'node_modules/@kie-tools/jitexecutor-native/dist/linux/jitexecutor');
  if (!existsSync(program)) throw new Error(`no ${program}`);
  chmodSync(program, 0o755);
  const port = await freePort();
  const server = spawn(program, [`-Dquarkus.http.port=${port}`, '-Dquarkus.http.host=127.0.0.1',
    '-Dquarkus.http.limits.max-body-size=4000M', '-Dquarkus.log.level=WARN'], { stdio: 'ignore' });
  process.on('exit', () => server.kill());
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/q/health`);
      return { server, address: `http://127.0.0.1:${port}/jitdmn` };
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
  throw new Error('the DMN server does not answer');
}

async function prepare(options) {
  const kind = options.kind ?? 'sums';
  const { server, address } = await startServer(options);
  const scoreModel = readModel(`drools_${kind}`);
  const gradeModel = readModel('drools_grade');
  const ask = async (model, context) => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, context }),
    });
    if (!answer.ok) throw new Error(`DMN: ${answer.status} ${(await answer.text()).slice(0, 2000)}`);
    return answer.json();
  };
  const inputs = await prepareInputs(options, kind);
  const ready = kind === 'rows' ? await inputs.read() : null;
  // Two models with nothing to judge: what building them takes.
  let buildNs = Infinity;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const start = performance.now();
    await ask(scoreModel, { units: [] });
    await ask(gradeModel, { units: [], excellent: 50, good: 100 });
    buildNs = Math.min(buildNs, (performance.now() - start) * 1e6);
  }

  const evaluate = async (excellent) => {
    const start = performance.now();
    const units = ready ?? await inputs.read();
    const read = performance.now();
    const { scores } = await ask(scoreModel, { units });
    const places = placeUnits(scores, inputs.decisions, excellent, parameters.good);
    const judged = scores.map(({ unit, is_out: isOut }) => {
      const place = places.get(unit) ?? null;
      return { is_out: isOut, is_placed: place !== null, place: place ?? 0 };
    });
    const { grades } = await ask(gradeModel, { units: judged, excellent, good: parameters.good });
    const end = performance.now();
    const count = (name) => grades.filter((grade) => grade[name]).length;
    return {
      units: scores.map((unit, at) => ({ unit: unit.unit, score: unit.score.toFixed(2), grade: grades[at].grade })),
      figures: { is_rewarded: count('is_rewarded'), is_censured: count('is_censured') },
      parts: { sql_ns: (read - start) * 1e6, engine_ns: (end - read) * 1e6, build_ns: buildNs },
    };
  };
  let places = 50;
  return {
    name: kind === 'rows' ? 'Drools DMN, usage rows in it' : 'Drools DMN, sums by DuckDB',
    version: packageVersion(options, '@kie-tools/jitexecutor-native'),
    servers: [server.pid],
    rules: () => evaluate(50),
    changed: () => {
      places = places === 50 ? 51 : 50;
      return evaluate(places);
    },
    close: () => server.kill(),
  };
}

const options = readOptions();
await serve(options, () => prepare(options));

// GoRules ZEN. --kind sums: SQL adds up, ZEN makes points, score and grade. --kind rows: ZEN also filters the
// instruments and adds up their usage rows, which lie ready as objects. Ranking is done here (rank.mjs):
// a decision model sees one case at a time.
import { readFileSync } from 'node:fs';
import { prepareInputs } from './inputs.mjs';
import { placeUnits } from './rank.mjs';
import { packagesOf, packageVersion, parameters, readOptions, serve } from './serve.mjs';

const readModel = (name) => JSON.parse(readFileSync(new URL(`models/${name}.json`, import.meta.url), 'utf8'));

async function prepare(options) {
  const kind = options.kind ?? 'sums';
  const { ZenEngine } = packagesOf(options)('@gorules/zen-engine');
  const engine = new ZenEngine();
  const score = engine.createDecision(readModel(`zen_${kind}`));
  const grade = engine.createDecision(readModel('zen_grade'));
  const inputs = await prepareInputs(options, kind);
  const ready = kind === 'rows' ? await inputs.read() : null;

  const evaluate = async (excellent) => {
    const start = performance.now();
    const units = ready ?? await inputs.read();
    const read = performance.now();
    const scored = await Promise.all(units.map(async (unit) => (await score.evaluate(unit)).result));
    const places = placeUnits(scored, inputs.decisions, excellent, parameters.good);
    const graded = await Promise.all(scored.map(async (unit) => {
      const place = places.get(unit.unit) ?? null;
      const { result } = await grade.evaluate({
        is_out: unit.is_out, is_placed: place !== null, place: place ?? 0, excellent, good: parameters.good });
      return { unit: unit.unit, score: unit.score.toFixed(2), grade: result.grade, ...result };
    }));
    const end = performance.now();
    const count = (name) => graded.filter((unit) => unit[name]).length;
    return {
      units: graded,
      figures: { is_rewarded: count('is_rewarded'), is_censured: count('is_censured') },
      parts: { sql_ns: (read - start) * 1e6, engine_ns: (end - read) * 1e6 },
    };
  };
  let places = 50;
  return {
    name: kind === 'rows' ? 'ZEN, usage rows in it' : 'ZEN, sums by DuckDB',
    version: packageVersion(options, '@gorules/zen-engine'),
    rules: () => evaluate(50),
    changed: () => {
      places = places === 50 ? 51 : 50;
      return evaluate(places);
    },
    close: () => engine.dispose(),
  };
}

const options = readOptions();
await serve(options, () => prepare(options));

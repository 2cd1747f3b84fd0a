// What is right: units, scores in hundredths and grades from `plumb evaluate --format json` (the
// reference evaluator, exact fractions), and how far another tool's results are from it.
import { readFileSync } from 'node:fs';

// "250/3" or "12.345" → hundredths, half up, exactly.
export function toHundredths(text) {
  const [top, bottom = '1'] = text.split('/');
  const [whole, decimals = ''] = top.split('.');
  const numerator = BigInt(whole + decimals) * 100n;
  const denominator = BigInt(bottom) * 10n ** BigInt(decimals.length);
  const doubled = 2n * numerator + denominator;
  const hundredths = doubled / (2n * denominator);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

// Exactly between two hundredths: where rounding errors decide.
function isHalfWay(text) {
  const [top, bottom = '1'] = text.split('/');
  const [whole, decimals = ''] = top.split('.');
  const numerator = BigInt(whole + decimals) * 1000n;
  const denominator = BigInt(bottom) * 10n ** BigInt(decimals.length);
  return numerator % denominator === 0n && (numerator / denominator) % 10n === 5n;
}

const countOf = (units, name) => units.filter((unit) => unit.values[name] === true).length;

export function readExpected(path) {
  const whole = JSON.parse(readFileSync(path, 'utf8'));
  const units = new Map();
  const ranked = whole.units.filter((unit) => unit.values['总分']?.value !== undefined);
  for (const unit of ranked) {
    const score = unit.values['总分'].value;
    const grade = unit.values['考核等级'];
    units.set(unit.key, {
      score: toHundredths(score),
      grade: typeof grade === 'string' ? grade : '待定',
      halfWay: isHalfWay(score),
    });
  }
  const decimal = (text) => {
    const [top, bottom = '1'] = text.split('/');
    return Number(top) / Number(bottom);
  };
  const globals = whole.globals;
  return {
    units,
    halfWay: [...units.values()].filter((unit) => unit.halfWay).length,
    figures: {
      is_rewarded: countOf(ranked, '后补助'),
      is_censured: countOf(ranked, '通报批评'),
      is_cut: countOf(ranked, '核减购置经费'),
      is_falsified: countOf(ranked, '失信记录'),
      is_audited: countOf(ranked, '部门已审核'),
      is_in_time: countOf(ranked, '按期报送'),
      is_on_paper: countOf(ranked, '纸质齐备'),
      has_income_list: countOf(ranked, '附有收入清单'),
      has_asset_list: countOf(ranked, '附有资产清单'),
      agrees_with_vouchers: countOf(ranked, '收入与凭证一致'),
      external_above: whole.verifies.find((line) => line.name === '对外不超过有效')?.differ,
      national_effective: decimal(globals['全国平均有效机时'].value),
      national_external: decimal(globals['全国平均对外机时'].value),
      national_platform: decimal(globals['全国入网比例'].value) / 100,
      national_sharing: decimal(globals['全国平均共享率'].value),
      small_firm_services: globals['中小微企业服务次数'].value === undefined
        ? 'faulty' : Number(globals['中小微企业服务次数'].value),
    },
  };
}

// A file of lines unit,score,grade and #figure,value.
export function readResults(path) {
  const units = new Map();
  const figures = {};
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('unit,')) continue;
    const cells = line.split(',');
    if (line.startsWith('#')) figures[cells[0].slice(1)] = cells[1];
    else units.set(cells[0], { score: cells[1], grade: cells[2] });
  }
  return { units, figures };
}

export function compareResults(expected, results) {
  const wrong = { scores: 0, grades: 0, missing: 0, strange: 0, figures: [], examples: [] };
  for (const [unit, right] of expected.units) {
    const found = results.units.get(unit);
    if (found === undefined) {
      wrong.missing += 1;
      continue;
    }
    const isScoreWrong = found.score !== right.score;
    const isGradeWrong = found.grade !== right.grade;
    wrong.scores += isScoreWrong ? 1 : 0;
    wrong.grades += isGradeWrong ? 1 : 0;
    if ((isScoreWrong || isGradeWrong) && wrong.examples.length < 5) {
      wrong.examples.push({ unit, right: `${right.score} ${right.grade}`, found: `${found.score} ${found.grade}` });
    }
  }
  for (const unit of results.units.keys()) wrong.strange += expected.units.has(unit) ? 0 : 1;
  for (const [name, value] of Object.entries(results.figures)) {
    const right = expected.figures[name];
    if (right === undefined) continue;
    // Figures of a file are texts, those of plumb's report numbers.
    const isNumber = (one) => one !== '' && Number.isFinite(Number(one));
    const isSame = isNumber(right) && isNumber(value)
      ? Math.abs(Number(value) - Number(right)) <= 1e-9 * Math.max(1, Math.abs(Number(right))) : String(right) === String(value);
    if (!isSame) wrong.figures.push({ name, right, found: value });
  }
  return wrong;
}

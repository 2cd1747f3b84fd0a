// Places for the engines that judge one case at a time: ranked by the rounded score, ties across a line
// decided by the same rows that plumb reads. Shared by ZEN and Drools; part of their measured time.

// units: [{ unit, score: number | null, is_out }]; decisions: Map of subject → list of units in order.
// Gives each unit its place, or null where a tie on a line has no decision.
export function placeUnits(units, decisions, excellent, good) {
  const ranked = units.filter((unit) => !unit.is_out && unit.score !== null);
  ranked.sort((a, b) => b.score - a.score || (a.unit < b.unit ? -1 : 1));
  const places = new Map();
  for (let first = 0; first < ranked.length;) {
    let end = first;
    while (end < ranked.length && ranked[end].score === ranked[first].score) end += 1;
    const tied = ranked.slice(first, end);
    const crossed = [[excellent, '优秀'], [excellent + good, '良好']]
      .find(([line]) => first < line && end > line);
    if (crossed === undefined) {
      for (const unit of tied) places.set(unit.unit, first + 1);
    } else {
      const members = tied.map((unit) => unit.unit).join(';');
      const order = decisions.get(`${members}@${crossed[1]}`);
      for (const unit of tied) {
        const at = order?.indexOf(unit.unit) ?? -1;
        places.set(unit.unit, at < 0 ? null : first + 1 + at);
      }
    }
    first = end;
  }
  return places;
}

// Rows [subject, answer] of the judgement on ties. The subject names the line by its label.
export function readDecisions(rows) {
  const decisions = new Map();
  for (const [subject, answer] of rows) {
    const [members, line] = subject.split('@');
    const label = ['优秀', '良好'].find((name) => line.includes(name));
    decisions.set(`${members}@${label}`, answer.split(';'));
  }
  return decisions;
}

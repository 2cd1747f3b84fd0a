#include "agreement/coverage.h"

#include <array>
#include <set>

namespace plumb::agreement {

namespace {

using program::Aggregate;

constexpr std::array Aggregates = {"count", "sum", "average",  "min",      "max",   "median", "percentile", "share",
                                   "any",   "all", "at least", "distinct", "first", "last",   "ending run"};
constexpr std::array Definitions = {"cases", "population", "judgement", "ranking", "spans", "checklist", "grade", "allotment"};
constexpr std::array Cases = {"single", "in order", "exceptions"};
constexpr std::array Mergings = {"none", "lowest", "highest", "any counts", "all count"};
constexpr std::array Sets = {"members", "whole", "group"};
constexpr std::array Ties = {"share place", "dense", "refer", "all in", "all out", "no ties"};
constexpr std::array Combines = {"single", "average", "last level", "trimmed", "majority", "unanimous"};
constexpr std::array Hits = {"unique", "in order", "all hits"};
constexpr std::array Exprs = {"literal",       "run date",   "assessment", "frame row", "row by key", "column", "definition",
                              "parameter",     "not",        "negate",     "binary",    "choose",     "one of", "within",
                              "in population", "rule holds", "in force",   "has value", "if absent",  "round",  "step",
                              "square root",   "call",       "place",      "met names", "aggregate",  "lookup"};
constexpr std::array Places = {"judgement pending",    "not given",     "tie pending",   "data fault",      "exception clash",
                               "answer out of bounds", "stale answer",  "limit reached", "no case holds",   "date out of range",
                               "broken promise",       "table blocked", "quarantined",   "division by zero"};

template <typename Names, typename Index>
std::string named(const char* group, const Names& names, Index index) {
  return std::string(group) + ": " + names.at(static_cast<size_t>(index));
}

}  // namespace

// What must occur stands here with nothing yet.
Coverage::Coverage() {
  const auto want = [&](const char* group, const auto& names) {
    for (const char* name : names) counts_[std::string(group) + ": " + name] = 0;
  };
  want("aggregate", Aggregates);
  want("definition", Definitions);
  want("cases", Cases);
  want("set", Sets);
  want("ties", Ties);
  want("hits", Hits);
  want("expression", Exprs);
  want("place", Places);
  // A row by its key is for tests only; one way to combine is what a judgement without a way has, and its kinds are wanted
  // below; no generated number is so long, no good data divides by zero, no case is left out of rules that end in `otherwise`.
  for (const char* none : {"expression: row by key", "place: limit reached", "place: division by zero", "place: no case holds"})
    counts_.erase(none);
  for (size_t i = 1; i < Mergings.size(); ++i) counts_[named("merging", Mergings, i)] = 0;
  for (const char* kind : {"average", "last level", "trimmed", "majority", "unanimous"})
    counts_[std::string("combining: ") + kind] = 0;
  for (const char* one : {"merging: own first",
                          "shape: whole numbers",
                          "shape: fractions",
                          "value: known",
                          "value: absent",
                          "value: pending",
                          "value: faulty",
                          "data: absent cells",
                          "data: faulty cells",
                          "data: faulty rows",
                          "data: empty tables",
                          "data: inherited histories",
                          "run: quarantined",
                          "run: quarantined in its place",
                          "run: rankings",
                          "run: strata",
                          "run: ties",
                          "run: cuts",
                          "run: ties on a line",
                          "run: questions",
                          "run: answers given late",
                          "run: norms triggered",
                          "run: allotted"}) {
    counts_[one] = 0;
  }
}

void Coverage::count_program(const program::Program& program, const plan::Plan& plan) {
  for (size_t i = 0; i < program.exprs.size(); ++i) {
    const program::Expr& expr = program.exprs[i];
    add(named("expression", Exprs, expr.node.index()));
    if (expr.type.kind == program::TypeKind::Number)
      add(plan.exprs[i].form == plan::Form::Int64 ? "shape: whole numbers" : "shape: fractions");
    if (const auto* lookup = std::get_if<program::Lookup>(&expr.node)) add(named("hits", Hits, lookup->hits));
    const auto* aggregate = std::get_if<Aggregate>(&expr.node);
    if (aggregate == nullptr) continue;
    add(named("aggregate", Aggregates, aggregate->kind));
    add(named("set", Sets, aggregate->set.mode));
    if (aggregate->merging != program::Merging::None) add(named("merging", Mergings, aggregate->merging));
    if (aggregate->own_first) add("merging: own first");
  }
  for (const program::Definition& definition : program.definitions) {
    add(named("definition", Definitions, definition.by.index()));
    if (const auto* by = std::get_if<program::ByCases>(&definition.by)) add(named("cases", Cases, by->mode));
  }
  for (const program::Ranking& ranking : program.rankings) add(named("ties", Ties, ranking.ties));
  for (const program::Judgement& judgement : program.judgements) add(named("combining", Combines, judgement.combine));
}

void Coverage::count_results(const program::Program& program, const results::Results& results) {
  const auto count_value = [&](const program::Value& value) {
    const auto count_place = [&](program::PlaceId place) {
      if (place.valid()) add(named("place", Places, results.places[place.value].kind));
    };
    if (const auto* pending = std::get_if<program::Pending>(&value)) count_place(pending->place);
    if (const auto* faulty = std::get_if<program::Faulty>(&value)) count_place(faulty->place);
    add(program::is_absent(value)                         ? "value: absent"
        : std::holds_alternative<program::Pending>(value) ? "value: pending"
        : std::holds_alternative<program::Faulty>(value)  ? "value: faulty"
                                                          : "value: known");
  };
  for (size_t d = 0; d < program.definitions.size(); ++d) {
    const auto& values = results.definitions[d].values;
    for (size_t row = 0; row < values.size(); ++row) count_value(values[row]);
    if (!std::holds_alternative<program::ByAllotment>(program.definitions[d].by)) continue;
    for (size_t row = 0; row < values.size(); ++row) add("run: allotted", program::is_known(values[row]) ? 1 : 0);
  }
  for (const results::RankingResult& ranking : results.rankings) {
    add("run: rankings");
    if (ranking.strata.size() > 1) add("run: strata", ranking.strata.size());
    for (const results::Stratum& stratum : ranking.strata) {
      for (size_t i = 1; i < stratum.rows.size(); ++i)
        add("run: ties", stratum.rows[i].tie_group == stratum.rows[i - 1].tie_group ? 1 : 0);
    }
  }
  add("run: cuts", results.cuts.size());
  for (const results::CutResult& cut : results.cuts) add("run: ties on a line", cut.tied_on_line.empty() ? 0 : 1);
  add("run: questions", results.questions.size());
  for (const results::NormResult& norm : results.norms) add("run: norms triggered", norm.rows.size());
  for (const auto& one : results.inputs.quarantine) add(one.keeps_place ? "run: quarantined in its place" : "run: quarantined");
}

void Coverage::count(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                     const results::Results& results) {
  add("run: cases");
  count_program(program, plan);
  count_results(program, results);
  for (size_t t = 0; t < data.tables.size(); ++t) {
    const data::TableData& table = data.tables[t];
    add("data: empty tables", table.row_count == 0 ? 1 : 0);
    for (const uint8_t faulty : table.row_faulty) add("data: faulty rows", faulty != 0 ? 1 : 0);
    for (const data::ColumnData& column : table.columns) {
      for (const uint8_t state : column.states) {
        if (state != data::CellPresent) add(state == data::CellFaulty ? "data: faulty cells" : "data: absent cells");
      }
    }
    if (program.tables[t].role == program::TableRole::Lineage) add("data: inherited histories", table.row_count);
  }
}

std::string Coverage::show() const {
  std::string text, group;
  for (const auto& [name, times] : counts_) {
    const size_t at = name.find(": ");
    const std::string of = name.substr(0, at);
    if (of != group) text += (text.empty() ? "" : "\n") + of + ":";
    group = of;
    text += (at == std::string::npos ? " " : " " + name.substr(at + 2) + " ") + std::to_string(times) + ",";
  }
  return text + "\n";
}

std::string Coverage::missing() const {
  std::string names;
  for (const auto& [name, times] : counts_) {
    if (times == 0) names += name + "\n";
  }
  return names;
}

}  // namespace plumb::agreement

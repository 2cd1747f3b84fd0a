#include "program/dump_writer.h"

namespace plumb::program {

namespace {

struct DumpBody {
  DumpWriter& out;
  const Definition& definition;

  [[nodiscard]] const Program& program() const { return out.program; }

  void operator()(const ByCases& by) const {
    for (const Case& one : by.cases) {
      std::string words = fmt::format("case {}", by.mode == CaseMode::Single ? "single"
                                                 : one.rule.empty()          ? "otherwise"
                                                                             : one.rule);
      if (by.mode == CaseMode::InOrder) words += fmt::format(" {}", name_of(by.mode));
      if (one.exception_to >= 0) words += " exception_to " + by.cases[static_cast<size_t>(one.exception_to)].rule;
      out.block(words + dump_bases(program(), one.bases), [&] {
        dump_expr(out, one.guard, "when");
        dump_answer(out, one.value, "is");
      });
    }
  }
  void operator()(const ByPopulation& by) const {
    const Population& population = program().at(by.population);
    if (population.source.valid()) out.line("from " + program().at(population.source).name);
    for (const PopulationRule& rule : population.rules) {
      std::string words = fmt::format("{} {}", rule.is_exclusion ? "exclude" : "include", rule.name);
      if (rule.exception_to >= 0) words += " exception_to " + population.rules[static_cast<size_t>(rule.exception_to)].name;
      out.block(words + dump_bases(program(), rule.bases), [&] { dump_expr(out, rule.condition, "when"); });
    }
  }
  void operator()(const ByJudgement& by) const { dump_judgement(program().at(by.judgement)); }
  void dump_judgement(const Judgement& judgement) const {
    std::string words = fmt::format("answers {} at_least {}", name_of(judgement.combine), judgement.least_answers);
    for (const std::string& judge : judgement.judges) words += " by " + judge;
    if (judgement.answers.valid()) words += " in " + program().at(judgement.answers).name;
    out.block(words, [&] {
      dump_expr(out, judgement.when, "when");
      dump_expr(out, judgement.low, judgement.low_open ? "above" : "from");
      dump_expr(out, judgement.high, judgement.high_open ? "below" : "to");
      dump_expr(out, judgement.grain, "grain");
      dump_expr(out, judgement.range_label, "range_by");
      for (const LabelRange& range : judgement.label_ranges) {
        out.block(fmt::format("label {}", range.label), [&] {
          dump_expr(out, range.low, range.low_open ? "above" : "from");
          dump_expr(out, range.high, range.high_open ? "below" : "to");
        });
      }
    });
  }
  void operator()(const ByRanking& by) const {
    const Ranking& ranking = program().at(by.ranking);
    std::string words = fmt::format("ties {}", name_of(ranking.ties));
    if (ranking.judgement.valid()) words += " " + program().at(ranking.judgement).name;
    out.line(words);
    dump_expr(out, ranking.without, "without");
    for (const ExprId stratum : ranking.strata) dump_expr(out, stratum, "within");
    dump_keys(out, ranking.keys, "by");
  }
  void operator()(const BySpans& by) const {
    out.line(fmt::format("month_end {}", name_of(by.month_end)));
    dump_set(out, by.from);
    dump_expr(out, by.condition, "when");
    dump_expr(out, by.start, "start");
    dump_expr(out, by.length, "length");
  }
  void operator()(const ByChecklist& by) const {
    out.block(std::string(name_of(by.mode)), [&] {
      dump_expr(out, by.at_least, "number");
      for (const DefinitionId item : by.items) out.line("item " + program().at(item).name);
    });
  }
  void operator()(const ByGradeEntries& by) const {
    if (by.in_order) out.line("in_order");
    for (const GradeEntry& entry : by.entries) {
      const Type& type = definition.type;
      const std::string label = type.enumeration.valid() ? program().at(type.enumeration).labels[entry.label] : std::string();
      std::string words = fmt::format("{} {} {}", entry.is_veto ? "veto" : "entry", entry.rule, label);
      if (entry.is_veto)
        words += fmt::format("{}{}", entry.no_better ? " no_better" : " sets_to", entry.after_cut ? " after_cut" : " before_cut");
      else
        words += fmt::format(" {}", name_of(entry.form));
      if (entry.ranking.valid())
        words += fmt::format(" of {}{}{}{}", program().at(entry.ranking).name, entry.vacancy_filled ? " filled" : "",
                             entry.overflow_in ? " overflow_in" : " overflow_out", entry.shrinks_next ? " shrinks" : " keeps");
      if (entry.base.valid()) words += " base " + program().at(entry.base).name;
      out.block(words + dump_bases(program(), entry.bases), [&] {
        dump_expr(out, entry.condition, "when");
        dump_expr(out, entry.size, entry.size_rounding ? fmt::format("size {}", name_of(*entry.size_rounding)) : "size");
      });
    }
  }
  void operator()(const ByAllotment& by) const {
    out.line(fmt::format("remainder {}{}", by.largest_remainder ? "largest" : "by_keys",
                         by.zero_weight_gets_nothing ? "" : " zero_weight_faulty"));
    if (by.tie_judgement.valid()) out.line("ties " + program().at(by.tie_judgement).name);
    dump_expr(out, by.amount, "amount");
    dump_expr(out, by.weight, "weight");
    dump_expr(out, by.grain, "grain");
    dump_expr(out, by.minimum, "minimum");
    dump_expr(out, by.maximum, "maximum");
    dump_keys(out, by.remainder_keys, "remainder");
    dump_keys(out, by.tie_keys, "ties");
  }
};

void dump_norm(DumpWriter& out, const Norm& norm) {
  std::string words = fmt::format("norm {}", name_of(norm.force));
  if (!norm.actor.empty()) words += " by " + norm.actor;
  for (const std::string& choice : norm.menu) words += " choice " + choice;
  if (!norm.bars.empty()) words += " bars " + norm.bars;
  if (!norm.if_unfulfilled.empty()) words += " else " + norm.if_unfulfilled;
  out.block(words, [&] {
    dump_expr(out, norm.deadline, norm.inclusive ? "deadline inclusive" : "deadline exclusive");
    dump_expr(out, norm.fulfilled, "fulfilled");
    dump_expr(out, norm.amount, "amount");
  });
}

}  // namespace

void dump_definition(DumpWriter& out, DefinitionId id) {
  const Program& program = out.program;
  const Definition& definition = program.at(id);
  std::string words = fmt::format("{} {}", name_of(definition.word), definition.name);
  if (definition.domain.valid())
    words += " of " + program.at(definition.domain).name;
  else if (definition.table.valid())
    words += " of " + program.at(definition.table).name;
  words += " : " + dump_type(program, definition.type) + dump_bases(program, definition.bases);
  out.block(words, [&] {
    std::visit(DumpBody{out, definition}, definition.by);
    for (const Norm& norm : program.norms) {
      if (norm.definition == id) dump_norm(out, norm);
    }
  });
}

void dump_test(DumpWriter& out, const TestCase& test) {
  const Program& program = out.program;
  const auto rule = [](const RuleName& name) {
    return fmt::format("{}{}", name.exclusion ? (*name.exclusion ? "exclude " : "include ") : "", name.rule);
  };
  out.block("test " + test.title, [&] {
    for (const GivenRow& row : test.given) {
      out.block(fmt::format("given {} {}", program.at(row.table).name, row.key), [&] {
        for (const GivenCell& cell : row.cells) {
          const Column& column = program.at(cell.column);
          out.line(fmt::format("{} = {}", column.name, show_value(program, column.type, cell.value, source::Language::En)));
        }
      });
    }
    for (const Pin& pin : test.pins) {
      const std::string& name = pin.parameter.valid() ? program.at(pin.parameter).name : program.at(pin.definition).name;
      out.block(fmt::format("pin {} {}{}", name, pin.row_key, pin.pending ? " pending" : ""), [&] { dump_expr(out, pin.value); });
    }
    for (const Expectation& expected : test.expectations) {
      std::string words = fmt::format("expect {}", name_of(expected.expected));
      if (expected.definition.valid()) words += fmt::format(" {} {}", program.at(expected.definition).name, expected.row_key);
      if (expected.because) words += " because " + rule(*expected.because);
      for (const RuleName& name : expected.and_not) words += " but_not " + rule(name);
      out.block(words, [&] { dump_expr(out, expected.condition); });
    }
  });
}

}  // namespace plumb::program

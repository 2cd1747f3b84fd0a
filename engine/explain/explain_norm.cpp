#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;
using results::NormResult;

namespace {

const Phrase& force_phrase(Force force) {
  switch (force) {
    case Force::Must: return word::ForceMust;
    case Force::May: return word::ForceMay;
    case Force::AtDiscretion: return word::ForceAtDiscretion;
    case Force::MustNot: return word::ForceMustNot;
    case Force::ServesAsBasis: return word::ForceServesAsBasis;
  }
  return word::ForceMust;
}

std::string joined(const Teller& t, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : t.say(word::ListJoint)) + name;
  }
  return text;
}

void append_text(const Teller& t, const Phrase& phrase, const std::string& text, Lines& lines) {
  if (!text.empty()) {
    lines.push_back(line_of(LineKind::Norm, t.say(phrase, {text})));
  }
}

// The words of a deadline stand apart in the file (期限 1年 自 公布日), so they are put together again.
void append_deadline(Teller& t, ExprId id, const Where& where, Lines& lines) {
  const auto* call = std::get_if<CallExpr>(&t.program.at(id).node);
  if (call != nullptr && call->function == Function::After && call->operands.size() == 2) {
    const auto shown = [&](size_t i) {
      return plain(t, t.program.at(call->operands[i]).type, evaluate(t, call->operands[i], where.rows));
    };
    lines.push_back(line_of(LineKind::Formula, t.say(word::DeadlineFrom, {shown(0), shown(1)})));
  }
  append_reads(t, id, where, lines);
}

void append_state(Teller& t, const Norm& norm, const NormResult& result, size_t at, const Where& where, Lines& lines) {
  if (at < result.deadlines.size() && !is_absent(result.deadlines[at])) {
    const Phrase& phrase = norm.inclusive ? word::DeadlineInclusive : word::DeadlineExclusive;
    Line line = line_of(LineKind::Norm, t.say(phrase));
    line.value = show(t, norm.deadline.valid() ? t.program.at(norm.deadline).type : Type{}, result.deadlines[at]);
    if (norm.deadline.valid()) {
      append_deadline(t, norm.deadline, where, line.children);
    }
    lines.push_back(std::move(line));
  }
  if (at < result.amounts.size() && !is_absent(result.amounts[at]) && norm.amount.valid()) {
    lines.push_back(formula_line(t, norm.amount, where, plain(t, t.program.at(norm.amount).type, result.amounts[at])));
  }
  if (at < result.fulfilled.size() && !is_absent(result.fulfilled[at]) && norm.fulfilled.valid()) {
    if (is_open(result.fulfilled[at])) {
      lines.push_back(open_line(t, result.fulfilled[at]));
      return;
    }
    const bool is_met = is_true(result.fulfilled[at]);
    Line line = line_of(LineKind::Condition,
                        t.say(is_met ? word::Fulfilled : word::NotFulfilled, {words_at(t, t.program.at(norm.fulfilled).span)}));
    append_reasons(t, norm.fulfilled, where, is_met, line.children);
    drop_repeated(t, words_at(t, t.program.at(norm.fulfilled).span), line);
    lines.push_back(std::move(line));
    if (!is_met) {
      append_text(t, word::IfUnfulfilled, norm.if_unfulfilled, lines);
    }
  }
}

}  // namespace

Section norms_section(Teller& t, TableId table, uint32_t row) {
  Section section{SectionKind::Norms, t.say(word::SectionNorms), {}};
  for (const NormResult& result : t.results.norms) {
    const Norm& norm = t.program.norms[result.norm];
    const Definition& definition = t.program.at(norm.definition);
    const auto found = std::find(result.rows.begin(), result.rows.end(), row);
    if (definition.table != table || found == result.rows.end()) {
      continue;
    }
    const bool is_duty = definition.word == ConstructWord::Duty;
    Line line = line_of(LineKind::Norm, t.say(is_duty ? word::DutyLine : word::ConsequenceLine,
                                              {name_of(t, norm.definition), t.say(force_phrase(norm.force)), norm.actor}));
    line.bases = show_bases(t, norm.bases);
    add_bases(line.bases, show_bases(t, definition.bases));
    const Where where{norm.definition, row, {{table, row}}, 1, 0};
    append_state(t, norm, result, static_cast<size_t>(found - result.rows.begin()), where, line.children);
    append_text(t, word::Menu, joined(t, norm.menu), line.children);
    append_text(t, word::Bars, norm.bars, line.children);
    if (const auto* by = std::get_if<ByCases>(&definition.by)) {
      for (const Case& one : by->cases) {
        const bool is_trivial = !one.value.value.valid() || std::holds_alternative<Literal>(t.program.at(one.value.value).node);
        if (!is_trivial) {
          line.children.push_back(condition_line(t, one.value.value, where, t.say(word::TriggeredBy)));
        }
      }
    }
    section.lines.push_back(std::move(line));
  }
  return section;
}

}  // namespace plumb::explain

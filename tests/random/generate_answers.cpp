// Answers to judgements: several judges, values within and beyond the bounds, words that say nothing, fingerprints of other
// questions, rows that nobody asked for.
#include <algorithm>

#include "random/generator.h"

namespace plumb::random {

using data::RawCell;
using data::RawInteger;
using data::RawNull;
using data::RawText;

namespace {

void append(data::RawTable& raw, const std::vector<RawCell>& cells) {
  for (size_t column = 0; column < cells.size(); ++column) {
    raw.columns[column].cells.push_back(cells[column]);
    if (!raw.columns[column].absence.empty()) raw.columns[column].absence.emplace_back();
  }
  raw.origin.push_back(static_cast<int64_t>(raw.origin.size() + 1));
}

RawCell next_key(const data::RawTable& raw) { return RawInteger{static_cast<int64_t>(raw.origin.size())}; }

}  // namespace

std::string Generator::answer_text(const program::Program& program, const program::Judgement& judgement) {
  switch (judgement.type.kind) {
    case program::TypeKind::Number:
      if (chance(3)) return one_of({"99", "-1", "many", "0.3"});
      return judgement.grain.valid() && chance(20) ? std::to_string(pick(20)) + ".5"
                                                   : std::to_string(pick(21)) + (chance(10) ? "分" : "");
    case program::TypeKind::Truth: return chance(2) ? "perhaps" : one_of({"是", "否", "true", "1"});
    case program::TypeKind::Label: {
      const program::Enumeration& labels = program.at(judgement.type.enumeration);
      return chance(2) ? "none of them" : labels.labels[pick(labels.labels.size())];
    }
    case program::TypeKind::Date: return chance(3) ? "2021-02-29" : one_of({"2021-01-15", "2020-06-30"});
    case program::TypeKind::Unknown:
    case program::TypeKind::Text:
    case program::TypeKind::Duration:
    case program::TypeKind::NameSet:
    case program::TypeKind::Row:
    case program::TypeKind::Spans: break;
  }
  return "x";
}

void Generator::add_answers(const program::Program& program, const program::Judgement& judgement,
                            std::vector<data::RawTable>& rows) {
  if (!judgement.answers.valid() || !judgement.definition.valid()) return;
  data::RawTable& raw = rows[judgement.answers.value];
  const size_t objects = row_counts_[judgement.table.value];
  const auto least = static_cast<size_t>(std::max(1, judgement.least_answers));
  for (size_t object = 0; object < objects; ++object) {
    if (chance(15)) continue;
    const size_t answers = chance(85) ? least + pick(2) : pick(least + 1);
    const bool is_of_one_mind = chance(60);
    const std::string same = answer_text(program, judgement);
    for (size_t i = 0; i < answers; ++i) {
      const std::string judge = judgement.judges.empty() || chance(2) ? "路人" : judgement.judges[pick(judgement.judges.size())];
      append(raw, {next_key(raw), RawText{judgement.name}, RawText{"K" + std::to_string(object)}, RawText{judge},
                   RawText{is_of_one_mind ? same : answer_text(program, judgement)}, RawNull{}, RawNull{},
                   chance(1) ? RawCell(RawText{"stale"}) : RawCell(RawNull{})});
    }
  }
  if (chance(2))
    append(raw, {next_key(raw), RawNull{}, RawText{"K0"}, RawText{"专家组"}, RawText{"1"}, RawNull{}, RawNull{}, RawNull{}});
}

void Generator::answer(const program::Program& program, const std::vector<results::Question>& questions,
                       std::vector<data::RawTable>& rows) {
  for (const results::Question& question : questions) {
    const program::Judgement& judgement = program.at(question.judgement);
    if (!judgement.answers.valid() || chance(40)) continue;
    data::RawTable& raw = rows[judgement.answers.value];
    const RawCell print = chance(60)   ? RawCell(RawText{question.fingerprint})
                          : chance(10) ? RawCell(RawText{"stale"})
                                       : RawCell(RawNull{});
    std::string text = answer_text(program, judgement);
    const size_t at = question.subject.find('@');
    if (!judgement.definition.valid() && at != std::string::npos) {
      // The members in another order; no generated key has a sign that is escaped.
      std::vector<std::string> keys(1);
      for (const char c : question.subject.substr(0, at)) {
        if (c == ';')
          keys.emplace_back();
        else
          keys.back() += c;
      }
      std::shuffle(keys.begin(), keys.end(), random_);
      if (chance(5)) keys.pop_back();
      text.clear();
      for (const std::string& key : keys) text += (text.empty() ? "" : ";") + key;
    }
    const uint32_t missing = question.answers >= question.least ? 1 : question.least - question.answers;
    for (uint32_t i = 0; i < missing; ++i) {
      const std::string judge = judgement.judges.empty() ? "专家组" : judgement.judges.back();
      append(raw, {next_key(raw), RawText{judgement.name}, RawText{question.subject}, RawText{judge}, RawText{text}, RawNull{},
                   RawNull{}, print});
    }
  }
}

}  // namespace plumb::random

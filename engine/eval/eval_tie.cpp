// Ties that a judgement decides: how they are asked, and the order that the answer gives.
#include <algorithm>

#include "base/digest.h"
#include "eval/evaluator.h"
#include "eval/tie_subject.h"
#include "program/dump_program.h"

namespace plumb::eval {

namespace {

// In one language whatever the run's: an answer belongs to its question in both.
std::string key_part(const program::Program& program, const data::Data& data, const program::Type& type, const Value& value) {
  const auto* row = std::get_if<RowRef>(&value);
  return escape_key(row != nullptr ? data::key_text(program, data, row->table, row->row)
                                   : program::show_value(program, type, value, source::Language::Zh));
}

}  // namespace

std::string escape_key(const std::string& key) {
  std::string text;
  for (const char c : key) {
    if (c == ';' || c == '@' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

std::vector<std::string> split_keys(const std::string& text) {
  std::vector<std::string> keys(1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ';')
      keys.emplace_back();
    else if (text[i] == '\\' && i + 1 < text.size())
      keys.back() += text[++i];
    else
      keys.back() += text[i];
  }
  return keys;
}

std::string tie_members(const program::Program& program, const data::Data& data, TableId table,
                        const std::vector<uint32_t>& rows) {
  std::vector<std::string> keys;
  for (const uint32_t row : rows) keys.push_back(data::key_text(program, data, table, row));
  std::sort(keys.begin(), keys.end());
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ";") + escape_key(key);
  return text;
}

std::string tie_line(const program::Program& program, const data::Data& data, DefinitionId grade, uint32_t entry,
                     const std::vector<Value>& stratum) {
  const program::Definition& definition = program.at(grade);
  const program::GradeEntry& cut = std::get<program::ByGradeEntries>(definition.by).entries[entry];
  std::string text = definition.name + "." + program.at(definition.type.enumeration).labels[cut.label] + "." + cut.rule;
  const program::Ranking& ranking = program.at(cut.ranking);
  for (size_t i = 0; i < stratum.size(); ++i) {
    text += (i == 0 ? "[" : ";") + key_part(program, data, program.at(ranking.strata[i]).type, stratum[i]);
  }
  return stratum.empty() ? text : text + "]";
}

// The text that the last level gave; Pending and asked where there is none.
Value Evaluator::tie_answer(program::JudgementId id, const std::string& subject, const results::Place& place) {
  const program::Judgement& judgement = program_.at(id);
  const std::string fingerprint = base::sha256_hex(judgement.name + "\n" + subject + "\ntie");
  Value open = true;
  const std::vector<uint32_t>& rows = answer_rows(judgement, subject, open);
  if (open != Value(true)) return open;
  const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
  Value text = program::Absent{};
  for (const uint32_t row : rows) {
    if (level_of(judgement, row) != last) continue;
    const Value answer = fresh_answer(judgement, row, fingerprint);
    if (program::is_open(answer)) return answer;
    if (program::is_absent(answer)) continue;
    if (program::is_known(text) && text != answer) {
      return faulty({.kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = row});
    }
    text = answer;
  }
  if (program::is_known(text)) return text;
  return ask(id, subject, fingerprint, 0, place);
}

std::vector<uint32_t> Evaluator::decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                            const std::string& line, results::Place place, Value& open) {
  const Value answer = tie_answer(id, tie_members(program_, data_, table, tied) + "@" + line, place);
  const auto* text = std::get_if<std::string>(&answer);
  if (text == nullptr) {
    open = answer;
    return {};
  }
  std::map<std::string, uint32_t> row_of;
  for (const uint32_t row : tied) row_of[key_of(table, row)] = row;
  std::vector<uint32_t> ordered;
  const std::vector<std::string> keys = split_keys(*text);
  for (const std::string& key : keys) {
    const auto found = row_of.find(key);
    if (found == row_of.end()) break;
    ordered.push_back(found->second);
    row_of.erase(found);
  }
  if (ordered.size() == tied.size() && keys.size() == tied.size()) return ordered;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *text;
  open = faulty(std::move(place));
  return {};
}

}  // namespace plumb::eval

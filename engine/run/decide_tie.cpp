// A tie that is answered by its members in order (law L10).
#include <map>

#include "base/digest.h"
#include "run/questions.h"

namespace plumb::run {

using program::Judgement;

std::vector<uint32_t> decide_tie(const RunContext& context, Questions& questions, program::JudgementId id, TableId table,
                                 const std::vector<uint32_t>& tied, const std::string& line, results::Place place,
                                 uint32_t& open) {
  const Judgement& judgement = context.program.at(id);
  std::map<std::string, uint32_t> row_of;
  std::vector<std::string> keys;
  for (const uint32_t row : tied) {
    keys.push_back(context.key_of(table, row));
    row_of[keys.back()] = row;
  }
  const std::string subject = join_keys(keys) + "@" + line;
  const std::string fingerprint = base::sha256_hex(tie_question(judgement.name, subject));
  std::optional<std::string> text;
  if (judgement.answers.valid()) {
    const AnswerBook& book = questions.answers_in(judgement.answers);
    if (book.is_open) {
      open = book.open;
      return {};
    }
    const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
    const auto found = book.by_question.find({judgement.name, subject});
    for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
      const GivenAnswer& answer = found->second[i];
      if (level_of(judgement, answer) != last) continue;
      if (read_text(context, judgement, answer, fingerprint, open)) return {};
      if (!answer.text) continue;
      if (text && *text != *answer.text) {
        open = context.interned.open(
            {.kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = answer.row},
            false);
        return {};
      }
      text = answer.text;
    }
  }
  if (!text) {
    open = questions.ask(id, subject, fingerprint, 0, std::move(place)).open;
    return {};
  }
  std::vector<uint32_t> ordered;
  const std::vector<std::string> named = separate_keys(*text);
  for (const std::string& key : named) {
    const auto row = row_of.find(key);
    if (row == row_of.end()) break;
    ordered.push_back(row->second);
    row_of.erase(row);
  }
  if (ordered.size() == tied.size() && named.size() == tied.size()) return ordered;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *text;
  open = context.interned.open(std::move(place), false);
  return {};
}

}  // namespace plumb::run

#include "population/tie_subject.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "program/dump_program.h"

namespace plumb::population {

using program::Value;

namespace {

// In one language whatever the run's: an answer belongs to its question in both.
std::string key_part(const program::Program& program, const data::Data& data, const program::Type& type, const Value& value) {
  const auto* row = std::get_if<program::RowRef>(&value);
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

std::string tie_subject(std::vector<std::string> keys, const std::string& line) {
  std::sort(keys.begin(), keys.end());
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ";") + escape_key(key);
  return text + "@" + line;
}

std::string tie_line(const program::Program& program, const data::Data& data, program::DefinitionId grade, uint32_t entry,
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

std::string tie_fingerprint(const std::string& judgement, const std::string& subject) {
  return base::sha256_hex(judgement + "\n" + subject + "\ntie");
}

std::vector<uint32_t> order_by_answer(const std::vector<std::string>& keys, const std::string& answer) {
  std::map<std::string, uint32_t> waiting;
  for (uint32_t i = 0; i < keys.size(); ++i) waiting[keys[i]] = i;
  const std::vector<std::string> named = split_keys(answer);
  if (named.size() != keys.size()) return {};
  std::vector<uint32_t> ordered;
  for (const std::string& key : named) {
    const auto found = waiting.find(key);
    if (found == waiting.end()) return {};
    ordered.push_back(found->second);
    waiting.erase(found);
  }
  return ordered;
}

}  // namespace plumb::population

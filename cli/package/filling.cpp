#include <algorithm>
#include <initializer_list>

#include "pages.h"

namespace plumb::cli {

Filling filling_of(const Option& option) {
  if (std::holds_alternative<bool*>(option.target)) return Filling::Flag;
  if (!option.choices.empty()) return Filling::Choice;
  // By what it is called in the help: a value has no other kind.
  const auto is_one_of = [&](std::initializer_list<HelpId> values) {
    return std::find(values.begin(), values.end(), option.value) != values.end();
  };
  if (is_one_of({HelpId::ValueRules, HelpId::ValueOther, HelpId::ValueFiles})) return Filling::RuleFile;
  if (is_one_of({HelpId::ValueDb, HelpId::ValueSnapshot, HelpId::ValueFile, HelpId::ValueWhat})) return Filling::File;
  return option.value == HelpId::ValueDir ? Filling::Folder : Filling::Anything;
}

const Option* place_of(const Command& command) {
  for (const Option& option : command.options) {
    if (!option.names.starts_with("--") || option.names.find(',') != std::string::npos) return &option;
  }
  return nullptr;
}

std::string long_name(const Option& option) {
  return option.names.starts_with("--") ? option.names.substr(0, option.names.find(',')) : "";
}

bool may_repeat(const Option& option) { return std::holds_alternative<std::vector<std::string>*>(option.target); }

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size())) {
    text.replace(at, part.size(), by);
  }
  return text;
}

}  // namespace plumb::cli

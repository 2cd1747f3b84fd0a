#include <algorithm>
#include <map>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/commands.h"
#include "pipeline/words.h"

namespace plumb::pipeline {

namespace {

void add_word(const Word& word, Language language, std::string& out) {
  const bool zh = language == Language::Zh;
  out += base::pad_to_width(zh ? word.zh : word.en, 22) + ' ' + base::pad_to_width(zh ? word.en : word.zh, 22) + ' ';
  out += text(word.kind, language);
  out += '\n';
}

// Every line of an example moves in, so that an item of several lines stays one block.
std::string indented(std::string_view example) {
  std::string out = "    ";
  for (const char c : example) {
    out += c;
    if (c == '\n') out += "     ";
  }
  return out + '\n';
}

}  // namespace

Outcome run_words(const std::string& word, const Console& console) {
  const Language language = console.reader();
  Outcome outcome;
  bool found = false;
  std::vector<std::string> near;
  for (const Word& one : all_words()) {
    if (!word.empty() && one.zh != word && one.en != word) {
      near.push_back(one.zh);
      near.push_back(one.en);
      continue;
    }
    found = true;
    add_word(one, language, outcome.output);
    const bool zh_first = language == Language::Zh;
    outcome.output += indented(zh_first ? one.example.zh : one.example.en);
    if (!word.empty()) outcome.output += indented(zh_first ? one.example.en : one.example.zh);
  }
  if (found) return outcome;
  if (const MeantWords meant = find_meant_words(word, language); !meant.ways.empty()) {
    std::string ways;
    for (const std::string& way : meant.ways)
      ways += (ways.empty() ? "`" : std::string(text(TextId::WordJoint, language)) + '`') + way + '`';
    outcome.output = filled(meant.is_sign ? TextId::WordForSign : TextId::WordMeant, language, {'`' + word + '`', ways}) + '\n';
    for (const Word& one : all_words()) {
      if (std::find(meant.words.begin(), meant.words.end(), one.zh) == meant.words.end()) continue;
      add_word(one, language, outcome.output);
      const bool zh_first = language == Language::Zh;
      outcome.output +=
          indented(zh_first ? one.example.zh : one.example.en) + indented(zh_first ? one.example.en : one.example.zh);
    }
    return outcome;
  }
  diagnostics::Sink sink;
  sink.report(diag::UnknownWord{.word = word}).suggest(diagnostics::suggest(word, near));
  add_messages(outcome, sink, source::SourceSet{}, language, console);
  return outcome;
}

}  // namespace plumb::pipeline

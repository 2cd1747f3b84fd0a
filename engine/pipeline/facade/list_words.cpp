#include <algorithm>
#include <map>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "pipeline/words.h"
#include "plumbline/text.h"

namespace plumbline {

using namespace plumb;  // NOLINT: the whole of it is about the inner world

namespace {

void add_word(const pipeline::Word& word, source::Language language, std::string& out) {
  const bool zh = language == source::Language::Zh;
  out += base::pad_to_width(zh ? word.zh : word.en, 22) + ' ' + base::pad_to_width(zh ? word.en : word.zh, 22) + ' ';
  out += report::text(word.kind, language);
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

Result<std::string> words(const std::string& word, plumbline::Language reader) {
  return guarded([&] {
    const source::Language language = inner_language(reader);
    std::string out;
    bool found = false;
    std::vector<std::string> near;
    for (const pipeline::Word& one : pipeline::all_words()) {
      if (!word.empty() && one.zh != word && one.en != word) {
        near.push_back(one.zh);
        near.push_back(one.en);
        continue;
      }
      found = true;
      add_word(one, language, out);
      const bool zh_first = language == source::Language::Zh;
      out += indented(zh_first ? one.example.zh : one.example.en);
      if (!word.empty()) out += indented(zh_first ? one.example.en : one.example.zh);
    }
    if (found) return Result<std::string>(std::move(out), {});
    if (const pipeline::MeantWords meant = pipeline::find_meant_words(word, language); !meant.ways.empty()) {
      std::string ways;
      for (const std::string& way : meant.ways)
        ways += (ways.empty() ? "`" : std::string(report::text(report::TextId::WordJoint, language)) + '`') + way + '`';
      out = report::filled(meant.is_sign ? report::TextId::WordForSign : report::TextId::WordMeant, language,
                           {'`' + word + '`', ways}) +
            '\n';
      for (const pipeline::Word& one : pipeline::all_words()) {
        if (std::find(meant.words.begin(), meant.words.end(), one.zh) == meant.words.end()) continue;
        add_word(one, language, out);
        const bool zh_first = language == source::Language::Zh;
        out += indented(zh_first ? one.example.zh : one.example.en) + indented(zh_first ? one.example.en : one.example.zh);
      }
      return Result<std::string>(std::move(out), {});
    }
    diagnostics::Sink sink;
    sink.report(diag::UnknownWord{.word = word}).suggest(diagnostics::suggest(word, near));
    return Result<std::string>(make_diagnostics(sink));
  });
}

}  // namespace plumbline

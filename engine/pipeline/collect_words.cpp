#include <algorithm>
#include <map>

#include "check/check.h"
#include "pipeline/words.h"
#include "report/texts.h"
#include "syntax/builtin_words.h"
#include "syntax/keyword.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

using source::Language;

struct ExampleRow {
  std::string_view zh;
  std::string_view en;
};
constexpr ExampleRow Examples[] = {
#define PLUMB_EXAMPLE(zh, en) {zh, en},
#include "pipeline/examples.def"
#include "pipeline/examples_items.def"
#undef PLUMB_EXAMPLE
};

// A token of an example: a word of the language in Chinese, or what kind of token it is ("lparen").
struct Seen {
  bool is_keyword = false;
  std::string text;
};

std::map<std::string, std::string, std::less<>> keywords_by_english() {
  std::map<std::string, std::string, std::less<>> words;
  for (int i = 0; i < syntax::keyword_count(); ++i) {
    const syntax::KeywordRow& row = syntax::row_of(static_cast<syntax::Keyword>(i));
    words.emplace(row.en, row.zh);
  }
  return words;
}

// From the token dump: `1:1-1:3 keyword scope`, `1:4-1:6 word 甲`, `1:7-1:8 lparen (`.
std::vector<Seen> tokens_of(std::string_view example) {
  static const std::map<std::string, std::string, std::less<>> keywords = keywords_by_english();
  source::SourceSet sources;
  const std::string dump = syntax::dump_tokens(sources, sources.add("example", std::string(example)));
  std::vector<Seen> tokens;
  for (size_t at = 0; at < dump.size();) {
    const size_t end = std::min(dump.find('\n', at), dump.size());
    const size_t start = std::min(dump.find(' ', at) + 1, end);
    const std::string token = dump.substr(start, end - start);
    const size_t blank = std::min(token.find(' '), token.size());
    const std::string kind = token.substr(0, blank);
    const std::string rest = blank < token.size() ? token.substr(blank + 1) : "";
    if (kind == "keyword") {
      tokens.push_back({true, keywords.at(rest)});
    } else {
      tokens.push_back({false, kind == "word" ? rest : kind});
    }
    at = end + 1;
  }
  return tokens;
}

const std::vector<std::vector<Seen>>& example_tokens() {
  static const std::vector<std::vector<Seen>> all = [] {
    std::vector<std::vector<Seen>> tokens;
    for (const ExampleRow& example : Examples) tokens.push_back(tokens_of(example.zh));
    return tokens;
  }();
  return all;
}

// The place tells the kind of a builtin word: 日期 is a type after a colon, a function before a bracket.
bool stands_as(syntax::BuiltinKind kind, const std::vector<Seen>& tokens, size_t at) {
  const std::string before = at > 0 ? tokens[at - 1].text : "";
  const std::string after = at + 1 < tokens.size() ? tokens[at + 1].text : "";
  const auto row = [](syntax::Keyword keyword) { return syntax::row_of(keyword).zh; };
  switch (kind) {
    case syntax::BuiltinKind::Function: return after == "lparen";
    case syntax::BuiltinKind::Type: return before == "colon";
    case syntax::BuiltinKind::Role: return before == row(syntax::Keyword::K_AS);
    case syntax::BuiltinKind::Combine: return before == row(syntax::Keyword::K_TAKING);
    case syntax::BuiltinKind::AbsenceKind: return true;
  }
  return true;
}

template <class IsIt>
Example find_example(const IsIt& is_it) {
  for (size_t i = 0; i < std::size(Examples); ++i) {
    const std::vector<Seen>& tokens = example_tokens()[i];
    for (size_t at = 0; at < tokens.size(); ++at) {
      if (is_it(tokens, at)) return {std::string(Examples[i].zh), std::string(Examples[i].en)};
    }
  }
  return {};
}

report::TextId kind_of(syntax::BuiltinKind kind) {
  switch (kind) {
    case syntax::BuiltinKind::Function: return report::TextId::WordFunction;
    case syntax::BuiltinKind::Type: return report::TextId::WordType;
    case syntax::BuiltinKind::Role: return report::TextId::WordRole;
    case syntax::BuiltinKind::AbsenceKind: return report::TextId::WordAbsence;
    case syntax::BuiltinKind::Combine: return report::TextId::WordCombine;
  }
  return report::TextId::WordFunction;
}

void add_keywords(std::vector<Word>& words) {
  for (int i = 0; i < syntax::keyword_count(); ++i) {
    const syntax::KeywordRow& row = syntax::row_of(static_cast<syntax::Keyword>(i));
    const bool is_reserved = row.role == syntax::KeywordRole::Reserved || row.role == syntax::KeywordRole::Infix;
    words.push_back({std::string(row.zh), std::string(row.en),
                     is_reserved ? report::TextId::WordReserved : report::TextId::WordKeyword,
                     find_example([&](const std::vector<Seen>& tokens, size_t at) {
                       return tokens[at].is_keyword && tokens[at].text == row.zh;
                     })});
  }
}

void add_builtins(std::vector<Word>& words) {
  for (const syntax::BuiltinWord& row : syntax::builtin_words()) {
    words.push_back({std::string(row.zh), std::string(row.en), kind_of(row.kind),
                     find_example([&](const std::vector<Seen>& tokens, size_t at) {
                       return tokens[at].text == row.zh && stands_as(row.kind, tokens, at);
                     })});
  }
}

// The measures of the calculator; a rule file declares its own.
void add_measures(std::vector<Word>& words) {
  const auto add = [&](std::string_view zh, std::string_view en) {
    words.push_back({std::string(zh),
                     std::string(en),
                     report::TextId::WordMeasure,
                     {report::filled(report::TextId::MeasureExample, Language::Zh, {zh}),
                      report::filled(report::TextId::MeasureExample, Language::En, {en})}});
  };
#define PLUMB_BUILTIN_UNITS(zh, en, base, factor) add(zh, en);
#include "check/resolve/builtin_units.def"
#undef PLUMB_BUILTIN_UNITS
}

}  // namespace

std::vector<Word> all_words() {
  std::vector<Word> words;
  add_keywords(words);
  add_builtins(words);
  add_measures(words);
  return words;
}

std::vector<Example> all_examples() {
  std::vector<Example> examples;
  for (const ExampleRow& row : Examples) examples.push_back({std::string(row.zh), std::string(row.en)});
  return examples;
}

}  // namespace plumb::pipeline

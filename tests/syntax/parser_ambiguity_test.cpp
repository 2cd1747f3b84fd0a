// No rule file has two readings: the parser is asked for exact ambiguities.
#include <gtest/gtest.h>

#include "syntax/antlr_tokens.h"
#include "syntax/cut_items.h"
#include "syntax/scan_tokens.h"
#include "syntax/support.h"
#include "syntax/tokens_of.h"

namespace plumb::syntax::test {

namespace {

class Ambiguities final : public antlr4::BaseErrorListener {
 public:
  size_t count = 0;
  std::string first;

  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, size_t begin, size_t end, bool,
                       const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    if (count++ > 0) return;
    const size_t rule = dfa.atnStartState->ruleIndex;
    first = parser->getRuleNames()[rule] + " at tokens " + std::to_string(begin) + "-" + std::to_string(end);
  }
};

void expect_unambiguous(const std::string& text, const std::string& name) {
  diagnostics::Sink sink;
  TokenContext context{text, 0, detect_spelling(text), &sink};
  const std::optional<TokenList> list = filter_tokens(match_keywords(scan_tokens(text), context), context);
  ASSERT_TRUE(list) << name;
  for (const std::vector<Token>& line : cut_lines(*list)) {
    AntlrTokens tokens(line);
    PlumbParser parser(&tokens);
    Ambiguities found;
    parser.removeErrorListeners();
    parser.addErrorListener(&found);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    parser.itemLine();
    EXPECT_EQ(found.count, 0u) << name << ": " << found.first << " in the item at line "
                               << source::SourceText(name, text).line_of(line.front().begin);
  }
}

TEST(Ambiguity, IsInNoRuleFile) {
  size_t files = 0;
  for (const auto& path : all_rule_files()) {
    const std::string text = read_file(path);
    if (parse_text(text).sink.has_errors()) continue;
    expect_unambiguous(text, path.string());
    expect_unambiguous(format_text(text, Language::En), path.string() + " (English)");
    ++files;
  }
  EXPECT_GE(files, 5u);
}

}  // namespace

}  // namespace plumb::syntax::test

#include <map>

#include <gtest/gtest.h>

#include "syntax/program_generator.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

// fmt is idempotent and fmt(zh) → en → zh gives fmt(zh) byte for byte, whatever the program.
TEST(FormatProperty, ComesBackByteForByte) {
  std::map<size_t, int> kinds;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string text = ProgramGenerator(seed).program(12);
    const Parsed parsed = parse_text(text);
    ASSERT_FALSE(parsed.sink.has_errors()) << text << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
    for (const Item& item : parsed.tree.items) ++kinds[item.node.index()];
    const std::string zh = format_text(text, Language::Zh);
    ASSERT_FALSE(zh.starts_with("not formatted")) << zh << text;
    ASSERT_EQ(format_text(zh, Language::Zh), zh);
    const std::string en = format_text(zh, Language::En);
    ASSERT_EQ(format_text(en, Language::En), en);
    ASSERT_EQ(format_text(en, Language::Zh), zh);
    ASSERT_EQ(format_text(text, Language::En), en);
  }
  // What the generator covers.
  EXPECT_GE(kinds.size(), 18u);
}

}  // namespace

}  // namespace plumb::syntax::test

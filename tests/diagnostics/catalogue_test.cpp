// Rules about the rows themselves; the compiler has already checked the placeholders, these cases
// make sure that the check can fail.
#include "diagnostics/catalogue.h"

#include <set>

#include <gtest/gtest.h>

namespace plumb::diagnostics {
namespace {

bool has_cjk(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0xE3U) {
      return true;
    }
  }
  return false;
}

// English text outside backticks and placeholders: user words there may be Chinese.
std::string without_quotes(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    quoted = c == '`' ? !quoted : quoted;
    if (!quoted) {
      out += c;
    }
  }
  return out;
}

std::string repeated_code(std::span<const Row* const> rows) {
  std::set<std::string_view> seen;
  for (const Row* row : rows) {
    if (!seen.insert(row->code).second) {
      return std::string(row->code);
    }
  }
  return {};
}

TEST(Catalogue, CodesAreUnique) { EXPECT_EQ(repeated_code(all_rows()), ""); }

TEST(Catalogue, NoticesARepeatedCode) {
  const Row a{"R2001", "A", Severity::Error, "甲", "a", "", "", 0};
  const Row b{"R2001", "B", Severity::Error, "乙", "b", "", "", 0};
  const Row* rows[] = {&a, &b};
  EXPECT_EQ(repeated_code(rows), "R2001");
}

TEST(Catalogue, NamesAreUnique) {
  std::set<std::string_view> seen;
  for (const Row* row : all_rows()) {
    EXPECT_TRUE(seen.insert(row->name).second) << row->name;
  }
}

TEST(Catalogue, CodesAreRAndFourDigits) {
  for (const Row* row : all_rows()) {
    ASSERT_EQ(row->code.size(), 5U) << row->code;
    EXPECT_EQ(row->code[0], 'R') << row->code;
    EXPECT_TRUE(row->code[1] >= '1' && row->code[1] <= '9') << row->code;
    EXPECT_EQ(row->code.find_first_not_of("0123456789", 1), std::string_view::npos) << row->code;
  }
}

TEST(Catalogue, BothLanguagesAreWrittenInTheirStyle) {
  for (const Row* row : all_rows()) {
    EXPECT_TRUE(has_cjk(row->zh)) << row->code;
    EXPECT_FALSE(row->zh.ends_with("。")) << row->code;
    EXPECT_FALSE(row->hint_zh.ends_with("。")) << row->code;
    for (const std::string_view en : {row->en, row->hint_en}) {
      EXPECT_FALSE(has_cjk(without_quotes(en))) << row->code;
      EXPECT_FALSE(en.ends_with(".")) << row->code;
      EXPECT_FALSE(!en.empty() && en[0] >= 'A' && en[0] <= 'Z' && en.size() > 1 && en[1] >= 'a' && en[1] <= 'z')
          << row->code << ": an English text starts in lower case";
    }
    EXPECT_FALSE(row->en.empty()) << row->code;
    EXPECT_EQ(row->hint_zh.empty(), row->hint_en.empty()) << row->code;
  }
}

TEST(Catalogue, PlaceholdersAgree) {
  for (const Row* row : all_rows()) {
    EXPECT_TRUE(is_sound(*row)) << row->code;
  }
  for (const LabelRow* row : all_labels()) {
    EXPECT_TRUE(is_sound(*row)) << row->name;
  }
}

TEST(Catalogue, NoticesUnsoundRows) {
  const auto row = [](std::string_view zh, std::string_view en, std::string_view hint_zh, std::string_view hint_en,
                      std::uint32_t count) { return Row{"R2001", "X", Severity::Error, zh, en, hint_zh, hint_en, count}; };
  EXPECT_TRUE(is_sound(row("甲 {0}{1}", "{1} a {0}", "", "", 2)));
  EXPECT_TRUE(is_sound(row("甲 {0}", "a {0}", "乙 {1}", "b {1}", 2)));
  EXPECT_TRUE(is_sound(row("甲 {{", "a {{", "", "", 0)));
  EXPECT_FALSE(is_sound(row("甲 {0}", "a", "", "", 1)));
  EXPECT_FALSE(is_sound(row("甲 {0}", "a {0}", "", "", 2)));
  EXPECT_FALSE(is_sound(row("甲 {1}", "a {1}", "", "", 1)));
  EXPECT_FALSE(is_sound(row("甲 {", "a {", "", "", 0)));
  EXPECT_FALSE(is_sound(row("甲", "a", "乙", "", 0)));
}

TEST(Catalogue, FindsRowsByCode) {
  ASSERT_NE(find_row("R2001"), nullptr);
  EXPECT_EQ(find_row("R2001")->name, "UnknownName");
  EXPECT_EQ(find_row("r2001"), find_row("R2001"));
  EXPECT_EQ(find_row("R20010"), nullptr);
  EXPECT_EQ(find_row(""), nullptr);
}

}  // namespace
}  // namespace plumb::diagnostics

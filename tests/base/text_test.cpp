#include "base/text.h"

#include <gtest/gtest.h>

namespace plumb::base {
namespace {

struct BadCase {
  std::string_view name;
  std::string_view text;
  size_t offset;
};

class BadUtf8 : public testing::TestWithParam<BadCase> {};

TEST_P(BadUtf8, is_found_at_its_offset) { EXPECT_EQ(first_bad_utf8(GetParam().text), GetParam().offset); }

INSTANTIATE_TEST_SUITE_P(
    Table, BadUtf8,
    testing::Values(BadCase{"stray_continuation", "ab\x80", 2}, BadCase{"overlong_two", "\xC0\xAF", 0},
                    BadCase{"overlong_two_high", "a\xC1\xBF", 1}, BadCase{"overlong_three", "\xE0\x80\xAF", 0},
                    BadCase{"overlong_three_high", "\xE0\x9F\xBF", 0}, BadCase{"overlong_four", "\xF0\x80\x80\xAF", 0},
                    BadCase{"overlong_four_high", "\xF0\x8F\xBF\xBF", 0}, BadCase{"first_surrogate", "评\xED\xA0\x80", 3},
                    BadCase{"last_surrogate", "\xED\xBF\xBF", 0}, BadCase{"beyond_the_last", "\xF4\x90\x80\x80", 0},
                    BadCase{"never_a_lead", "\xF5\x80\x80\x80", 0}, BadCase{"ff", "评审\xFF", 6},
                    BadCase{"truncated_two", "a\xC3", 1}, BadCase{"truncated_three", "评\xE8\xAF", 3},
                    BadCase{"truncated_four", "\xF0\x9F\x98", 0}, BadCase{"broken_in_the_middle", "\xE8\x41\x84", 0},
                    BadCase{"broken_at_the_end", "\xE8\xAF\x41", 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Utf8, good_texts_pass) {
  for (const std::string_view text : {"", "abc", "评价考核", "é", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF", "😀"}) {
    EXPECT_EQ(first_bad_utf8(text), std::nullopt) << text;
  }
  EXPECT_EQ(first_bad_utf8(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(Utf8, every_code_point_round_trips) {
  std::string previous;
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point == 0xD800) {
      code_point = 0xE000;
    }
    const std::string text = encode(code_point);
    ASSERT_EQ(first_bad_utf8(text), std::nullopt);
    const CodePoint read = decode_at(text, 0);
    ASSERT_EQ(read.value, code_point);
    ASSERT_EQ(read.length, text.size());
    ASSERT_TRUE(code_point == 0 || compare_code_points(previous, text) < 0);
    previous = text;
  }
}

TEST(Utf8, bad_bytes_read_as_replacement_characters) {
  EXPECT_EQ(decode("a\xFF评\xE8"), U"a\uFFFD评\uFFFD");
  EXPECT_EQ(code_point_count("a\xFF评\xE8"), 4U);
  EXPECT_EQ(encode(char32_t{0xD800}), "\uFFFD");
  EXPECT_EQ(encode(char32_t{0x110000}), "\uFFFD");
  EXPECT_EQ(encode(U"a评😀"), "a评😀");
  EXPECT_EQ(to_nfc("e\xCC\x81\xFF"), "é\uFFFD");
  EXPECT_FALSE(is_nfc("a\xFF"));
}

TEST(NormalForm, composes) {
  EXPECT_EQ(to_nfc("e\xCC\x81"), "\xC3\xA9");
  EXPECT_FALSE(is_nfc("e\xCC\x81"));
  EXPECT_TRUE(is_nfc("\xC3\xA9"));
  EXPECT_TRUE(is_nfc("评价考核（2021）"));
  EXPECT_EQ(to_nfc("\xE3\x81\x8B\xE3\x82\x99"), "\xE3\x81\x8C");  // ka + voiced mark = ga
  EXPECT_FALSE(is_nfc("\xE3\x81\x8B\xE3\x82\x99"));
  EXPECT_EQ(to_nfc("\xEF\xA4\x80"), "\xE8\xB1\x88");  // compatibility ideograph U+F900
  EXPECT_EQ(to_nfc("１２％，"), "１２％，");          // full-width stays: NFC is not NFKC
  EXPECT_EQ(to_nfc(""), "");
  EXPECT_EQ(to_nfc(std::string_view("a\0e\xCC\x81", 5)), std::string_view("a\0\xC3\xA9", 4));
}

TEST(Width, counts_columns) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("评价 ok"), 7);
  EXPECT_EQ(display_width("（％，"), 6);
  EXPECT_EQ(display_width("「」、。"), 8);
  EXPECT_EQ(display_width("e\xCC\x81"), 1);
  EXPECT_EQ(display_width("\xE2\x80\x8B"), 0);  // zero-width space
  EXPECT_EQ(display_width("\t\n"), 0);
  EXPECT_EQ(display_width("“”·…①α─│"), 8);  // East Asian ambiguous
  EXPECT_EQ(display_width("😀"), 2);
  EXPECT_EQ(display_width("ｱ"), 1);  // half-width katakana
  EXPECT_EQ(display_width("한"), 2);
}

TEST(Width, pads_by_columns) {
  EXPECT_EQ(pad_to_width("评价", 6), "评价  ");
  EXPECT_EQ(pad_to_width("评价", 3), "评价");
  EXPECT_EQ(pad_to_width("", 2), "  ");
  EXPECT_EQ(pad_to_width("a", -1), "a");
}

TEST(Order, is_by_code_point) {
  EXPECT_TRUE(compare_code_points("Z", "a") < 0);
  EXPECT_TRUE(compare_code_points("a", "ab") < 0);
  // U+FF21 and U+1F600: UTF-16 would order them the other way round.
  EXPECT_TRUE(compare_code_points("\xEF\xBC\xA1", "\xF0\x9F\x98\x80") < 0);
  EXPECT_TRUE(compare_code_points("评", "评") == 0);
}

TEST(Identifier, start_and_continue) {
  for (const char32_t letter : U"aZ_评Éяλ〇Ⅳ한") {
    if (letter != 0) {
      EXPECT_TRUE(is_identifier_start(letter)) << encode(letter);
      EXPECT_TRUE(is_identifier_continue(letter)) << encode(letter);
    }
  }
  for (const char32_t later : U"09\u0301９\u0903") {
    if (later != 0) {
      EXPECT_FALSE(is_identifier_start(later)) << encode(later);
      EXPECT_TRUE(is_identifier_continue(later)) << encode(later);
    }
  }
  for (const char32_t other : U" -.%·、「（℃①😀\u200B\uFFFD") {
    EXPECT_FALSE(is_identifier_start(other)) << encode(other);
    EXPECT_FALSE(is_identifier_continue(other)) << encode(other);
  }
}

TEST(Confusable, look_alikes_are_named) {
  EXPECT_EQ(is_confusable_with_ascii(U'а'), U'a');  // Cyrillic
  EXPECT_EQ(is_confusable_with_ascii(U'Н'), U'H');  // Cyrillic En
  EXPECT_EQ(is_confusable_with_ascii(U'Ν'), U'N');  // Greek Nu
  EXPECT_EQ(is_confusable_with_ascii(U'ο'), U'o');  // Greek omicron
  EXPECT_EQ(is_confusable_with_ascii(U'Ａ'), U'A');
  EXPECT_EQ(is_confusable_with_ascii(U'ｚ'), U'z');
  EXPECT_EQ(is_confusable_with_ascii(U'\U0001D400'), U'A');
  EXPECT_EQ(is_confusable_with_ascii(U'\U0001D41A'), U'a');
  EXPECT_EQ(is_confusable_with_ascii(U'\U0001D6A3'), U'z');
  for (const char32_t invisible : {0x200BU, 0x200DU, 0xFEFFU, 0x00ADU, 0x202EU, 0x2060U, 0x3164U, 0xFE0FU, 0xE0100U}) {
    EXPECT_EQ(is_confusable_with_ascii(invisible), InvisibleLookAlike);
  }
  for (const char32_t harmless : U"aZ09_评價αβσ①Ⅱ，（１é") {
    EXPECT_EQ(is_confusable_with_ascii(harmless), 0U) << encode(harmless);
  }
}

}  // namespace
}  // namespace plumb::base

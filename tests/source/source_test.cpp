#include "source/source.h"

#include <gtest/gtest.h>

namespace plumb::source {
namespace {

struct PositionCase {
  const char* name;
  const char* text;
  std::uint32_t offset;
  Position expected;
};

class Positions : public ::testing::TestWithParam<PositionCase> {};

TEST_P(Positions, AreCountedInAllUnits) {
  const SourceText text("t", GetParam().text);
  const Position found = text.position(GetParam().offset);
  EXPECT_EQ(found.line, GetParam().expected.line);
  EXPECT_EQ(found.column, GetParam().expected.column);
  EXPECT_EQ(found.utf16_column, GetParam().expected.utf16_column);
  EXPECT_EQ(found.display_column, GetParam().expected.display_column);
}

INSTANTIATE_TEST_SUITE_P(Source, Positions,
                         ::testing::Values(PositionCase{"empty_text", "", 0, {1, 1, 1, 1}},
                                           PositionCase{"ascii", "ab\ncd", 4, {2, 2, 2, 2}},
                                           PositionCase{"line_end_belongs_to_its_line", "ab\ncd", 2, {1, 3, 3, 3}},
                                           PositionCase{"end_of_file_after_line_end", "ab\n", 3, {2, 1, 1, 1}},
                                           PositionCase{"past_the_end", "ab", 99, {1, 3, 3, 3}},
                                           PositionCase{"wide_characters", "评分x", 6, {1, 3, 3, 5}},
                                           PositionCase{"full_width_punctuation", "，x", 3, {1, 2, 2, 3}},
                                           PositionCase{"beyond_the_basic_plane", "\xF0\xA0\x80\x80x", 4, {1, 2, 3, 3}},
                                           PositionCase{"combining_mark", "e\xCC\x81x", 3, {1, 3, 3, 2}},
                                           PositionCase{"tab_to_next_stop", "a\tb", 2, {1, 3, 3, 5}},
                                           PositionCase{"tab_after_wide", "评分\tb", 7, {1, 4, 4, 9}},
                                           PositionCase{"inside_a_code_point", "评分", 4, {1, 2, 2, 3}},
                                           PositionCase{"bad_bytes_count_one_each", "\xFF\xFEx", 2, {1, 3, 3, 3}},
                                           PositionCase{"carriage_return", "a\r\nb", 3, {2, 1, 1, 1}}),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(SourceText, LinesComeWithoutTheirEnds) {
  const SourceText text("t", "a\r\n\nb\n");
  ASSERT_EQ(text.line_count(), 4U);
  EXPECT_EQ(text.line(1), "a");
  EXPECT_EQ(text.line(2), "");
  EXPECT_EQ(text.line(3), "b");
  EXPECT_EQ(text.line(4), "");
  EXPECT_EQ(SourceText("t", "").line_count(), 1U);
}

TEST(SourceText, SlicesAreClipped) {
  const SourceText text("t", "abc");
  EXPECT_EQ(text.slice({0, 1, 2}), "b");
  EXPECT_EQ(text.slice({0, 1, 99}), "bc");
  EXPECT_EQ(text.slice({0, 50, 99}), "");
}

TEST(Span, JoinCoversBoth) {
  EXPECT_EQ(join({1, 5, 7}, {1, 2, 6}), (Span{1, 2, 7}));
  EXPECT_EQ(join({}, {1, 2, 6}), (Span{1, 2, 6}));
  EXPECT_EQ(join({1, 2, 6}, {}), (Span{1, 2, 6}));
  EXPECT_FALSE(Span{}.has_place());
}

TEST(SourceSet, TextsStayWhenFilesAreAdded) {
  SourceSet sources;
  const FileId first = sources.add("a", "text of a");
  const SourceText& kept = sources.text(first);
  for (int i = 0; i < 100; ++i) {
    sources.add("b", "text of b");
  }
  EXPECT_EQ(&kept, &sources.text(first));
  EXPECT_EQ(sources.slice({first, 5, 9}), "of a");
  EXPECT_EQ(sources.slice({}), "");
}

TEST(CodePointOffsets, EndWithTheLength) {
  EXPECT_EQ(code_point_offsets("a评b"), (std::vector<std::uint32_t>{0, 1, 4, 5}));
  EXPECT_EQ(code_point_offsets(""), (std::vector<std::uint32_t>{0}));
}

TEST(Printable, LetsNothingReachTheTerminal) {
  EXPECT_EQ(printable("a\tb"), "a   b");
  EXPECT_EQ(printable("\tb", 2), "  b");
  EXPECT_EQ(printable("a\nb"), "a⏎b");
  EXPECT_EQ(printable("\x1b[31m"), "\uFFFD[31m");
  EXPECT_EQ(printable("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(printable("\xFF"), "\uFFFD");
  EXPECT_EQ(printable("\u0085"), "\uFFFD");
  EXPECT_EQ(printable("评分"), "评分");
}

}  // namespace
}  // namespace plumb::source

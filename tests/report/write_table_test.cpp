#include "report/write_table.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace plumb::report {
namespace {

TEST(WriteTable, ColumnsLineUpByDisplayWidth) {
  const std::string text =
      render_columns({.heads = {"单位", "n"}, .is_number = {false, true}, .rows = {{"a", "1"}, {"物理研究所", "10"}}}, 2);
  EXPECT_EQ(text,
            "  单位         n\n"
            "  a            1\n"
            "  物理研究所  10\n");
}

TEST(WriteTable, CellsCannotMoveTheCursor) {
  const std::string text = render_columns({.heads = {}, .is_number = {}, .rows = {{"a\033[2Jb\nc"}}}, 0);
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(WriteTable, LinesHaveNoTrailingBlanks) {
  EXPECT_EQ(render_columns({.heads = {}, .is_number = {}, .rows = {{"a", ""}, {"bb", "c"}}}, 0), "a\nbb  c\n");
}

}  // namespace
}  // namespace plumb::report

// Makes Data from rows of raw cells: the one place where keys, references, ranges, labels and
// absence are judged, whoever reads them (the store, a test's given rows, a program that makes its
// own). Equal rows give equal Data, but for origins, in whatever order they come. packed_rows.h has
// the same for millions of rows.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "data/data.h"

namespace plumb::data {

// What a source holds in a cell. Integer: the stored (scaled) integer; Decimal: a plain decimal
// text such as "12.34"; Text: everything else; Real: a floating value as the source printed it
// (always a fault in an exact column).
struct RawNull {};
struct RawInteger {
  int64_t value;
};
struct RawDecimal {
  std::string text;
};
struct RawText {
  std::string text;
};
struct RawReal {
  std::string text;
};
struct RawNotGiven {};  // tests only
using RawCell = std::variant<RawNull, RawInteger, RawDecimal, RawText, RawReal, RawNotGiven>;

struct RawColumn {  // without cells although the table has rows: a column that is not read
  std::vector<RawCell> cells;
  std::vector<std::string> absence;  // kind names beside NULLs; empty, or one a row ("" = the first kind)
};
struct RawTable {
  std::vector<RawColumn> columns;  // in the order of program::Table::columns
  std::vector<int64_t> origin;     // one a row
};

// Tables by TableId. A history table loses rows whose assessment is not earlier than `assessment`.
[[nodiscard]] Data build_data(const program::Program& program, std::vector<RawTable> tables, int64_t assessment);

}  // namespace plumb::data

// Rows of one table, or of a range of its row ids, from one connection into packed columns. Not part of the room's door.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/packed_rows.h"
#include "store/database.h"

namespace plumb::store {

struct ScanColumn {
  uint32_t position;  // in the table
  bool is_companion;  // names the kind of absence of that column's cell
};
struct Scan {
  std::string sql;  // gives the row id and these columns of the rows from ?1 to ?2
  std::vector<ScanColumn> columns;
};

// Called with the rows that have come since the last time; false ends the scan.
using RowsCame = std::function<bool(int64_t rows)>;

// Appends to `to`, whose columns are there. False: the connection tells why, or `came` ended it.
[[nodiscard]] bool scan_rows(Database& database, const Scan& scan, int64_t first, int64_t last, const RowsCame& came,
                             data::PackedTable& to);

}  // namespace plumb::store

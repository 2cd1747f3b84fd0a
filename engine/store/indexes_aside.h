// Indexes of a table that is filled. Not part of the room's door.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "program/program.h"
#include "store/database.h"
#include "store/table_layout.h"

namespace plumb::store {

// Filling an index row by row costs more than the rows; an empty table gets its indexes when it is
// full.
class IndexesAside {
 public:
  IndexesAside(const program::Program& program, Database& database, const program::Table& table) : database_(database) {
    const bool is_empty =
        database.read_integer("SELECT count(*) FROM (SELECT 1 FROM " + quote_name(stored_name(table)) + " LIMIT 1)")
            .value_or(1) == 0;
    for (const Index& index : indexes_of(program, table)) {
      const auto count =
          database.read_integer("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = ?1", index.name);
      if (is_empty && count.value_or(0) > 0 && database.run("DROP INDEX " + quote_name(index.name))) {
        dropped_.push_back(index.sql);
      }
    }
  }
  [[nodiscard]] bool restore() {
    return std::all_of(dropped_.begin(), dropped_.end(), [&](const std::string& sql) { return database_.run(sql); });
  }

 private:
  Database& database_;
  std::vector<std::string> dropped_;
};

}  // namespace plumb::store

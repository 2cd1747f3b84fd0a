// Which columns a program can read at all: the rest stays in the database. Not part of the room's
// door.
#pragma once

#include <vector>

#include "program/program.h"

namespace plumb::store {

struct Used {
  std::vector<bool> tables;   // by TableId
  std::vector<bool> columns;  // by ColumnId
};

// What expressions, sets and judgements read, and of every table that is read at all its keys, the
// columns that have a meaning to the engine (roles) and the tables that its references name.
[[nodiscard]] Used find_used(const program::Program& program);
[[nodiscard]] Used use_everything(const program::Program& program);

}  // namespace plumb::store

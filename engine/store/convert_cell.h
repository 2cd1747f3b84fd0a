// From a CSV cell to what is stored. Not part of the room's door.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "program/program.h"

namespace plumb::store {

enum class StoredForm : uint8_t { Null, Integer, Text };
struct StoredCell {
  StoredForm form = StoredForm::Null;
  int64_t integer = 0;
  std::string_view text;     // of the cell, or of `made`
  std::string_view absence;  // kind beside a NULL; empty: the first
  std::string made;          // owns a text that is written otherwise than the cell (dates)
};
enum class CellProblem : uint8_t { None, NotUtf8, BadNumber, TooManyDecimals, TooLarge, BadDate, BadTruth, BadAbsence };

// What conversion needs to know of a column.
struct CellRule {
  const program::Program* program = nullptr;
  const program::Column* column = nullptr;  // absence
  const program::Column* shape = nullptr;   // stored form
};

// Overwrites `to`; views in it live as long as the cell, the program and `to`.
[[nodiscard]] CellProblem convert_cell(const CellRule& rule, std::string_view cell, StoredCell& to);

}  // namespace plumb::store

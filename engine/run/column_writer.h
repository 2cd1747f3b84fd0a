// Lanes of batches become rows of a column. Internal to run.
#pragma once

#include <mutex>

#include "run/column.h"
#include "run/vector.h"

namespace plumb::run {

// Into a column that has its size; several threads may write at once, each its own rows.
class ColumnWriter {
 public:
  explicit ColumnWriter(Column& column) : column_(column) {}
  // Rows [first, first + count).
  void write(uint32_t first, uint32_t count, const Vector& vector);

 private:
  Column& column_;
  std::mutex mutex_;  // of states and codes, which the column has only from the first lane on that is not known
};

}  // namespace plumb::run

// Data that is the same to every reader, but for where it came from.
#pragma once

#include <gtest/gtest.h>

#include "data/data.h"

namespace plumb::support {

inline void expect_same(const data::Data& a, const data::Data& b) {
  ASSERT_EQ(a.tables.size(), b.tables.size());
  for (size_t t = 0; t < a.tables.size(); ++t) {
    const data::TableData& left = a.tables[t];
    const data::TableData& right = b.tables[t];
    ASSERT_EQ(left.row_count, right.row_count) << t;
    EXPECT_EQ(left.origin.to_vector(), right.origin.to_vector()) << t;
    EXPECT_EQ(left.row_faulty, right.row_faulty) << t;
    ASSERT_EQ(left.columns.size(), right.columns.size()) << t;
    for (size_t c = 0; c < left.columns.size(); ++c) {
      EXPECT_EQ(left.columns[c].is_read, right.columns[c].is_read) << t << "." << c;
      EXPECT_EQ(left.columns[c].ints.to_vector(), right.columns[c].ints.to_vector()) << t << "." << c;
      EXPECT_EQ(left.columns[c].states, right.columns[c].states) << t << "." << c;
      EXPECT_EQ(left.columns[c].texts, right.columns[c].texts) << t << "." << c;
      EXPECT_EQ(left.columns[c].wide, right.columns[c].wide) << t << "." << c;
    }
  }
  ASSERT_EQ(a.faults.size(), b.faults.size());
  for (size_t i = 0; i < a.faults.size(); ++i) {
    const data::Fault& left = a.faults[i];
    const data::Fault& right = b.faults[i];
    EXPECT_TRUE(left.kind == right.kind && left.table == right.table && left.row == right.row && left.column == right.column &&
                left.found == right.found)
        << i;
  }
}

}  // namespace plumb::support

// Which rows of a table belong to which row of another one, by a chain of reference columns:
// clustered by owner with offsets, so that an owner's members are one run, in key order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/data.h"

namespace plumb::data {

struct MemberIndex {
  std::vector<uint32_t> offsets;  // owner row count + 1
  std::vector<uint32_t> rows;     // members, by owner, then ascending
  std::vector<uint32_t> unowned;  // ascending: rows whose owner is open (an orphan on the way);
                                  // they block what reads the table
  std::vector<uint32_t> faults;   // beside unowned: index into Data::faults

  [[nodiscard]] std::span<const uint32_t> of(uint32_t owner) const {
    return std::span(rows).subspan(offsets[owner], offsets[owner + 1] - offsets[owner]);
  }
};

// `path` starts at the member and is not empty: 仪器 then 单位 for the usage rows of a unit. A row
// whose chain is absent anywhere belongs to nobody. A faulty row (a duplicate) belongs to the owner
// that it names; a chain through duplicates of one key goes on when all of them name the same
// owner.
[[nodiscard]] MemberIndex index_members(const program::Program& program, const Data& data,
                                        const std::vector<program::ColumnId>& path);

}  // namespace plumb::data

#include "data/members_of.h"

#include <algorithm>
#include <limits>

namespace plumb::data {

using program::ColumnId;
using program::Program;
using program::TableId;

namespace {

constexpr int64_t Nobody = -1;
// An open owner is kept as Open minus the index of its fault.
constexpr int64_t Open = std::numeric_limits<int64_t>::min() / 2;
constexpr bool is_open_owner(int64_t owner) { return owner <= Open; }
constexpr int64_t open_by(uint32_t fault) { return Open - static_cast<int64_t>(fault); }

// What each row's reference says: the parent's row, Nobody or open.
std::vector<int64_t> step(const Program& program, const Data& data, ColumnId id) {
  const TableId table = program.at(id).table;
  const ColumnData& column = data.tables[table.value].columns[column_position(program, id)];
  std::vector<int64_t> parents = column.ints.to_vector();
  for (uint32_t row = 0; row < column.states.size(); ++row) {
    if (column.states[row] == CellFaulty) {
      parents[row] = open_by(find_fault(data, table, row, id));
    } else if (column.states[row] != CellPresent) {
      parents[row] = Nobody;
    }
  }
  return parents;
}

// References name the first of several rows with one key: it answers for all if they agree.
void settle_duplicates(const Program& program, const Data& data, TableId table, std::vector<int64_t>& owners) {
  const std::vector<uint8_t>& faulty = data.tables[table.value].row_faulty;
  for (uint32_t first = 0; first < faulty.size();) {
    uint32_t end = first + 1;
    if (faulty[first] != 0) {
      const std::string key = key_text(program, data, table, first);
      while (end < faulty.size() && faulty[end] != 0 && key_text(program, data, table, end) == key) {
        ++end;
      }
      const auto begin = owners.begin() + first;
      if (std::any_of(begin, owners.begin() + end, [&](int64_t owner) { return owner != *begin; })) {
        *begin = open_by(find_fault(data, table, first, {}));
      }
    }
    first = end;
  }
}

}  // namespace

MemberIndex index_members(const Program& program, const Data& data, const std::vector<ColumnId>& path) {
  // From the owner's end: each table's rows learn their owner once, the members look it up.
  std::vector<int64_t> owners;
  for (auto id = path.rbegin(); id != path.rend(); ++id) {
    std::vector<int64_t> parents = step(program, data, *id);
    if (id != path.rbegin()) {
      settle_duplicates(program, data, program.at(*id).type.table, owners);
      for (int64_t& parent : parents) {
        parent = parent < 0 ? parent : owners[static_cast<size_t>(parent)];
      }
    }
    owners = std::move(parents);
  }
  MemberIndex index;
  index.offsets.assign(data.tables[program.at(path.back()).type.table.value].row_count + size_t{1}, 0);
  for (uint32_t row = 0; row < owners.size(); ++row) {
    if (owners[row] >= 0) {
      ++index.offsets[static_cast<size_t>(owners[row]) + 1];
    } else if (is_open_owner(owners[row])) {
      index.unowned.push_back(row);
      index.faults.push_back(static_cast<uint32_t>(Open - owners[row]));
    }
  }
  for (size_t owner = 1; owner < index.offsets.size(); ++owner) {
    index.offsets[owner] += index.offsets[owner - 1];
  }
  index.rows.resize(index.offsets.back());
  std::vector<uint32_t> next(index.offsets.begin(), index.offsets.end() - 1);
  for (uint32_t row = 0; row < owners.size(); ++row) {
    if (owners[row] >= 0) {
      index.rows[next[static_cast<size_t>(owners[row])]++] = row;
    }
  }
  return index;
}

}  // namespace plumb::data

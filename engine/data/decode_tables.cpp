#include "data/decode_tables.h"

#include <algorithm>
#include <utility>

#include "base/in_parallel.h"

namespace plumb::data {

using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;

namespace {

bool has_role(const Column& column, program::Role role) {
  return std::find(column.roles.begin(), column.roles.end(), role) != column.roles.end();
}

using Parts = std::vector<PackedTable>;

size_t count_rows(const Parts& parts) {
  size_t rows = 0;
  for (const PackedTable& part : parts) rows += part.origin.size();
  return rows;
}

// A column that some part does not have, or not of all its rows, is not read.
bool is_read(const Parts& parts, size_t position) {
  return std::all_of(parts.begin(), parts.end(), [&](const PackedTable& part) {
    return part.columns[position].is_read && part.columns[position].size() == part.origin.size();
  });
}

DecodedColumn decode_parts(const Program& program, ColumnId id, const Parts& parts, size_t position) {
  std::vector<DecodedPart> decoded;
  for (const PackedTable& part : parts) decoded.push_back(decode_part(program, id, part.columns[position]));
  return join_parts(program, id, std::move(decoded));
}

PackedColumn keep_rows(PackedColumn column, const std::vector<uint8_t>& kept, size_t first) {
  PackedColumn left;
  left.is_read = column.is_read;
  left.texts = std::move(column.texts);
  for (size_t stretch = 0; stretch < column.values().size(); ++stretch) {
    const StretchForms& forms = column.forms(stretch);
    const Integers& values = column.values()[stretch];
    AbsenceWalk absence(forms);
    for (size_t at = 0; at < values.size(); ++at) {
      if (kept[first + stretch * RowsPerStretch + at] == 0) continue;
      left.append(forms.forms.empty() ? forms.form : forms.forms[at], values[at]);
      if (const uint32_t named = absence.at(at); named != 0) left.number_absence(named);
    }
  }
  left.close();
  return left;
}

PackedTable keep_rows(PackedTable part, const std::vector<uint8_t>& kept, size_t first) {
  PackedTable left;
  for (PackedColumn& column : part.columns) {
    if (column.size() == part.origin.size()) {
      left.columns.push_back(keep_rows(std::move(column), kept, first));
    } else {
      left.columns.emplace_back().is_read = false;
    }
  }
  size_t row = first;
  for (const Integers& values : part.origin.stretches()) {
    for (size_t at = 0; at < values.size(); ++at) {
      if (kept[row++] != 0) left.origin.append(values[at]);
    }
  }
  left.close();
  return left;
}

// A rule set sees only earlier assessments (law L16). A row that does not say which stays, with its
// fault.
void drop_later_rows(const Program& program, TableId id, Parts& parts, int64_t assessment) {
  const program::Table& declared = program.at(id);
  if (declared.role != program::TableRole::History) {
    return;
  }
  for (size_t i = 0; i < declared.columns.size(); ++i) {
    if (!has_role(program.at(declared.columns[i]), program::Role::Assessment) || !is_read(parts, i)) {
      continue;
    }
    const Column& column = program.at(declared.columns[i]);
    const DecodedColumn decoded = decode_parts(program, declared.columns[i], parts, i);
    std::vector<uint8_t> kept(count_rows(parts), 1);
    for (uint32_t row = 0; row < kept.size(); ++row) {
      const bool is_known = decoded.cells.states.empty() || decoded.cells.states[row] == CellPresent;
      const auto value = [&] {
        // One number that is too long makes the whole column wide.
        return decoded.cells.wide.empty() ? base::Number::from_scaled(decoded.cells.ints[row], column.scale)
                                          : decoded.cells.wide[row];
      };
      if (is_known && value() >= base::Number(assessment)) kept[row] = 0;
    }
    size_t first = 0;
    for (PackedTable& part : parts) {
      const size_t rows = part.origin.size();
      part = keep_rows(std::move(part), kept, first);
      first += rows;
    }
  }
}

// One part of one column.
struct Piece {
  TableId table;
  uint32_t position;
  size_t part;
  DecodedPart decoded;
};

Integers join_origins(Parts& parts) {
  std::vector<Integers> origins;
  for (PackedTable& part : parts) {
    origins.insert(origins.end(), part.origin.stretches().begin(), part.origin.stretches().end());
    part.origin = {};
  }
  return Integers::joined(origins);
}

}  // namespace

std::vector<DecodedTable> decode_tables(const Program& program, std::vector<Parts> raw, int64_t assessment, unsigned threads) {
  raw.resize(program.tables.size());
  std::vector<DecodedTable> tables(program.tables.size());
  std::vector<Piece> pieces;
  std::vector<size_t> firsts;  // where a column's pieces begin
  for (uint32_t i = 0; i < tables.size(); ++i) {
    const auto& columns = program.tables[i].columns;
    if (raw[i].empty()) raw[i].emplace_back();
    for (PackedTable& part : raw[i]) part.columns.resize(columns.size());
    drop_later_rows(program, TableId{i}, raw[i], assessment);
    tables[i].columns.resize(columns.size());
    for (uint32_t position = 0; position < columns.size(); ++position) {
      tables[i].columns[position].cells.is_read = is_read(raw[i], position);
      if (!tables[i].columns[position].cells.is_read) continue;
      firsts.push_back(pieces.size());
      for (size_t part = 0; part < raw[i].size(); ++part) pieces.push_back({TableId{i}, position, part, {}});
    }
  }
  base::in_parallel(pieces.size(), threads, [&](size_t i) {
    Piece& piece = pieces[i];
    PackedColumn& packed = raw[piece.table.value][piece.part].columns[piece.position];
    piece.decoded = decode_part(program, program.at(piece.table).columns[piece.position], packed);
    packed = {};
  });
  base::in_parallel(firsts.size(), threads, [&](size_t i) {
    const Piece& first = pieces[firsts[i]];
    std::vector<DecodedPart> parts;
    for (size_t part = 0; part < raw[first.table.value].size(); ++part) {
      parts.push_back(std::move(pieces[firsts[i] + part].decoded));
    }
    tables[first.table.value].columns[first.position] =
        join_parts(program, program.at(first.table).columns[first.position], std::move(parts));
  });
  base::in_parallel(tables.size(), threads, [&](size_t i) { tables[i].origin = join_origins(raw[i]); });
  return tables;
}

}  // namespace plumb::data

// What stands in a snapshot and how it is named and hashed; both directions use it. Not part of the
// room's door.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/data.h"
#include "program/program.h"

namespace plumb::store {

inline constexpr int64_t SnapshotFormat = 2;
inline constexpr int SnapshotApplicationId = 0x504C536E;  // "PLSn", in the header of the SQLite file
inline constexpr uint32_t RowsPerChunk = 1U << 20;
inline constexpr int64_t TextBytesPerChunk = 4 << 20;  // a chunk of texts ends with the text that reaches it
inline constexpr int ChunkLimit = 32 << 20;            // bytes; above anything that is written

// Of a column: Values to Offsets. Of a table: Origin, RowFaulty, Ties.
enum class Part : uint8_t {
  Values,
  States,   // only where not every cell is present
  Texts,    // the distinct texts in order
  Wide,     // exact numbers as texts, instead of Values
  Offsets,  // instead of Values, of a reference by whose parents the rows are clustered: each
            // parent's first row, and where the last one ends
  Origin,
  RowFaulty,
  Ties,  // begin and end of each run of rows with one key: columns that a reader leaves out decide
         // their order
};
[[nodiscard]] std::string_view part_name(Part part);
[[nodiscard]] std::optional<Part> find_part(std::string_view name);
[[nodiscard]] std::string_view fault_name(data::FaultKind kind);
[[nodiscard]] std::optional<data::FaultKind> find_fault_kind(std::string_view name);

struct Chunk {
  int64_t id = 0;  // row id of its bytes
  Part part = Part::Values;
  int64_t count = 0;  // values or texts
  int width = 0;      // bytes a value: 0, 1, 2, 4, 8; of texts 0
  int64_t base = 0;   // added to each value
  std::string digest;
};
struct StoredColumn {
  std::string name, signature, digest;
  std::vector<Chunk> chunks;
};
struct StoredTable {
  std::string name, signature, digest;
  int64_t rows = 0;
  std::vector<Chunk> chunks;
  std::vector<StoredColumn> columns;
};
struct StoredFault {
  data::FaultKind kind = data::FaultKind::MissingCell;
  uint32_t table = 0;
  uint32_t column = UINT32_MAX;  // the whole row
  uint32_t row = 0;
  std::string found;
};
struct Directory {
  int64_t assessment = 0;
  std::string root;
  std::vector<StoredTable> tables;
  std::vector<StoredFault> faults;
};

// STRICT tables, ready for any SQLite shell.
[[nodiscard]] std::string_view snapshot_schema();

// All that decides how stored cells become values, faults and an order of rows: equal signatures
// read alike. By names, as ids differ between programs.
[[nodiscard]] std::string table_signature(const program::Program& program, program::TableId table);
[[nodiscard]] std::string column_signature(const program::Program& program, program::ColumnId column);

// Over the canonical text of a directory entry: names, counts, signature, the digests of its
// chunks.
[[nodiscard]] std::string digest_of(const StoredColumn& column);
// Needs the digests of its columns.
[[nodiscard]] std::string digest_of(const StoredTable& table);
// Needs the digests of its tables.
[[nodiscard]] std::string root_of(const Directory& directory);

}  // namespace plumb::store

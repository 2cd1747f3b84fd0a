// Snapshots: the data of one assessment frozen into one file, with a digest of every column and a
// root.
//
// A snapshot is an SQLite file (tables snapshot, data_table, data_column, chunk, fault; columns as
// chunks of narrow integers, each distinct text once) and, behind its last page, a line that seals
// every byte before it. It holds what read_data gives with all columns, so a run over it is the run
// over the database as it was. Any program with the same data dictionary may read it; tables and
// columns are matched by stored name and by how they are declared. Failures are diagnostics R7xxx.
//
// The root is made of content alone: databases with the same rows have the same root, in whatever
// order the rows stand there. Row ids and where the data came from are sealed, but not in the root.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "store/store.h"

namespace plumb::store {

// Where the data of a snapshot came from; kept, not judged.
struct SnapshotSource {
  std::string path;
  int64_t generation = 0;  // as read_generation tells it
  std::string made_by;     // the program that wrote the snapshot
};
struct SnapshotFacts {
  int64_t assessment = 0;
  std::string root;  // 64 hexadecimal digits
  SnapshotSource source;
  uint32_t tables = 0, columns = 0;
  int64_t rows = 0;
  int64_t bytes = 0;  // of the file
};

// Writes `data`, which was read with all columns for this assessment. The file appears under its
// name, in place of an older snapshot, only when it is complete; another file is never replaced.
// Empty: a diagnostic says why, or a signal that ends programs came, of which this one dies when
// nobody holds it back any longer.
[[nodiscard]] std::optional<SnapshotFacts> write_snapshot(const program::Program& program, const data::Data& data,
                                                          int64_t assessment, const SnapshotSource& source,
                                                          const std::string& path, diagnostics::Sink& sink);

// The same Data that read_data gave for the database with these options, but for `origin`, which
// names the snapshot and its root. After an error in the sink the Data is empty. Refused: a file of
// which a single byte is not as it was written, another assessment, a table or column that the
// program needs and that is not there or was declared otherwise.
[[nodiscard]] data::Data read_snapshot(const program::Program& program, const std::string& path, int64_t assessment,
                                       diagnostics::Sink& sink, const ReadOptions& options = {}, SnapshotFacts* facts = nullptr);

}  // namespace plumb::store

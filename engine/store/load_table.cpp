#include "store/load_table.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "data/key_parts.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "store/check_new_keys.h"
#include "store/convert_cell.h"
#include "store/csv_date.h"
#include "store/indexes_aside.h"
#include "store/match_header.h"
#include "store/read_csv.h"
#include "store/table_layout.h"

namespace plumb::store {

using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;

namespace {

constexpr int64_t RowsPerReport = 1 << 15;

class Loader {
 public:
  Loader(const Program& program, Database& database, const TableFile& from, int64_t generation, const LoadOptions& options,
         const HeldSignals& held, diagnostics::Sink& sink)
      : program_(program),
        database_(database),
        from_(from),
        table_(program.at(from.table)),
        generation_(generation),
        options_(options),
        held_(held),
        sink_(sink) {}

  std::optional<TableLoaded> load();

 private:
  struct Slot {  // a cell of the file and its parameters in the statement
    ColumnId id;
    CellRule rule;
    int parameter = 0;
    int companion = 0;  // 0: none
    StoredCell cell;
  };

  bool take(const CsvRow& row);
  bool prepare(const CsvRow& header);
  bool has_columns(const std::vector<ColumnId>& columns);
  bool bind_constants();
  bool write(const CsvRow& row);
  bool write_cell(Slot& slot);
  void report_problem(CellProblem problem, const Slot& slot, size_t position, const CsvRow& row);
  void report_end(const CsvOutcome& outcome);
  [[nodiscard]] std::string key_of(const CsvRow& row) const;
  [[nodiscard]] std::string place(const CsvRow& row) const { return from_.file + ":" + std::to_string(row.line); }

  const Program& program_;
  Database& database_;
  const TableFile& from_;
  const program::Table& table_;
  int64_t generation_;
  const LoadOptions& options_;
  const HeldSignals& held_;
  diagnostics::Sink& sink_;
  Statement insert_;
  std::vector<Slot> slots_;
  std::vector<std::string> left_out_;
  std::string source_;
  int batch_parameter_ = 0, source_parameter_ = 0;
  int64_t row_count_ = 0;
  int mistakes_ = 0;
  bool has_header_ = false, is_failed_ = false;
};

// The database may be older than the rules.
bool Loader::has_columns(const std::vector<ColumnId>& columns) {
  const auto stored = stored_columns(database_, stored_name(table_));
  if (!stored) {
    database_.report_failure(sink_, table_.name);
    return false;
  }
  bool is_good = true;
  const auto need = [&](ColumnId id, const std::string& name, bool is_companion) {
    const bool is_there =
        std::any_of(stored->begin(), stored->end(), [&](const std::string& one) { return is_same_sql_name(one, name); });
    if (!is_there) {
      const Column& column = program_.at(id);
      sink_.report(diag::MissingColumn{.table = table_.name,
                                       .column = column.name,
                                       .stored = name,
                                       .statement = add_column_sql(program_, id, is_companion)},
                   column.span);
      is_good = false;
    }
  };
  for (const ColumnId id : columns) {
    need(id, stored_name(program_.at(id)), false);
    if (has_companion(program_.at(id))) {
      need(id, companion_name(program_.at(id)), true);
    }
  }
  return is_good;
}

bool Loader::prepare(const CsvRow& header) {
  const std::vector<ColumnId> columns = match_header(program_, from_.table, header, from_.file, sink_);
  if (columns.empty()) {
    return false;
  }
  std::string names, marks;
  int parameter = 0;
  const auto add = [&](const std::string& name) {
    names += (parameter == 0 ? "" : ", ") + quote_name(name);
    marks += parameter == 0 ? "?" : ", ?";
    return ++parameter;
  };
  if (!has_columns(columns)) {
    return false;
  }
  for (const ColumnId id : columns) {
    const Column& column = program_.at(id);
    Slot slot;
    slot.id = id;
    slot.rule = {&program_, &column, &stored_shape(program_, id)};
    slot.parameter = add(stored_name(column));
    slot.companion = has_companion(column) ? add(companion_name(column)) : 0;
    slots_.push_back(std::move(slot));
  }
  source_ = std::filesystem::path(from_.file).filename().string();
  for (const ColumnId id : table_.columns) {
    const Column& column = program_.at(id);
    const program::TypeKind kind = column.type.kind;
    if (std::find(columns.begin(), columns.end(), id) != columns.end()) {
      continue;
    }
    if (has_role(column, program::Role::Batch) && kind == program::TypeKind::Number && column.scale == 0) {
      batch_parameter_ = add(stored_name(column));
    } else if (has_role(column, program::Role::Source) && kind == program::TypeKind::Text && !base::first_bad_utf8(source_) &&
               (column.length == 0 || base::code_point_count(source_) <= static_cast<size_t>(column.length))) {
      source_parameter_ = add(stored_name(column));
    } else {
      left_out_.push_back(column.name);
    }
  }
  insert_ = database_.prepare("INSERT INTO " + quote_name(stored_name(table_)) + " (" + names + ") VALUES (" + marks + ")");
  if (insert_ == nullptr || !bind_constants()) {
    database_.report_failure(sink_, table_.name);
    return false;
  }
  return true;
}

// Bindings outlive a reset: these two stay for all rows.
bool Loader::bind_constants() {
  return (batch_parameter_ == 0 || sqlite3_bind_int64(insert_.get(), batch_parameter_, generation_) == SQLITE_OK) &&
         (source_parameter_ == 0 || bind_text(insert_.get(), source_parameter_, source_));
}

void Loader::report_problem(CellProblem problem, const Slot& slot, size_t position, const CsvRow& row) {
  const std::string at = place(row) + ":" + std::to_string(position + 1);
  const std::string& column = slot.rule.column->name;
  const std::string found(row.cell(position).substr(0, 200));
  switch (problem) {
    case CellProblem::None: return;
    case CellProblem::NotUtf8: sink_.report(diag::CsvNotUtf8{.place = at}); return;
    case CellProblem::BadNumber: sink_.report(diag::BadCsvNumber{.place = at, .column = column, .found = found}); return;
    case CellProblem::TooManyDecimals:
      sink_.report(diag::TooManyCsvDecimals{.place = at, .column = column, .found = found, .decimals = slot.rule.shape->scale});
      return;
    case CellProblem::TooLarge: sink_.report(diag::CsvNumberTooLarge{.place = at, .column = column, .found = found}); return;
    case CellProblem::BadDate:
      if (is_written_date(found)) {
        sink_.report(diag::NoSuchCsvDay{.place = at, .column = column, .found = found});
      } else {
        sink_.report(diag::BadCsvDate{.place = at, .column = column, .found = found, .wanted = as_date(found)});
      }
      return;
    case CellProblem::BadTruth: sink_.report(diag::BadCsvTruth{.place = at, .column = column, .found = found}); return;
    case CellProblem::BadAbsence: {
      diagnostics::NameList kinds;
      for (const program::AbsenceKindId kind : slot.rule.column->absence_kinds) {
        kinds.items.push_back("#" + program_.absence_kinds[kind.value].name);
      }
      sink_.report(diag::BadCsvAbsence{.place = at, .column = column, .found = found, .kinds = kinds});
      return;
    }
  }
}

std::string Loader::key_of(const CsvRow& row) const {
  // In the order of the table, whatever that of the file.
  std::vector<std::string> parts;
  for (const ColumnId key : table_.keys) {
    for (size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].id == key) {
        parts.emplace_back(row.cell(i));
      }
    }
  }
  return data::join_key(parts);
}

bool Loader::write_cell(Slot& slot) {
  int code = SQLITE_OK;
  switch (slot.cell.form) {
    case StoredForm::Null: code = sqlite3_bind_null(insert_.get(), slot.parameter); break;
    case StoredForm::Integer: code = sqlite3_bind_int64(insert_.get(), slot.parameter, slot.cell.integer); break;
    case StoredForm::Text: return bind_text(insert_.get(), slot.parameter, slot.cell.text);
  }
  return code == SQLITE_OK;
}

bool Loader::write(const CsvRow& row) {
  const int mistakes_before = mistakes_;
  for (size_t i = 0; i < slots_.size(); ++i) {
    const CellProblem problem = convert_cell(slots_[i].rule, row.cell(i), slots_[i].cell);
    if (problem != CellProblem::None && ++mistakes_ <= CsvMistakesShown) {
      report_problem(problem, slots_[i], i, row);
    }
  }
  if (mistakes_ > mistakes_before || is_failed_) {
    return true;
  }
  bool is_bound = true;
  for (Slot& slot : slots_) {
    is_bound = is_bound && write_cell(slot);
    if (slot.companion != 0) {
      const bool is_named = slot.cell.form == StoredForm::Null && !slot.cell.absence.empty();
      is_bound = is_bound && (is_named ? bind_text(insert_.get(), slot.companion, slot.cell.absence)
                                       : sqlite3_bind_null(insert_.get(), slot.companion) == SQLITE_OK);
    }
  }
  if (!is_bound || sqlite3_step(insert_.get()) != SQLITE_DONE) {
    // Tables of other programs may guard their keys themselves.
    if (const int code = sqlite3_extended_errcode(database_.handle());
        code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID) {
      sink_.report(diag::RowsExist{.path = place(row), .count = 1, .table = table_.name, .key = key_of(row)});
    } else {
      database_.report_failure(sink_, place(row));
    }
    is_failed_ = true;
  }
  sqlite3_reset(insert_.get());
  return !is_failed_;
}

// False stops the reading.
bool Loader::take(const CsvRow& row) {
  if (!has_header_) {
    has_header_ = true;
    is_failed_ = !prepare(row);
    return !is_failed_;
  }
  if (row.size() != slots_.size()) {
    if (++mistakes_ <= CsvMistakesShown) {
      sink_.report(diag::CsvRowLength{.place = place(row), .found = row.size(), .expected = slots_.size()});
    }
  } else if (!write(row)) {
    return false;
  }
  ++row_count_;
  if (options_.progress && row_count_ % RowsPerReport == 0) {
    options_.progress(table_.name, row_count_);
  }
  if (row_count_ > RowLimit) {
    sink_.report(diag::TooManyRows{.table = table_.name, .limit = RowLimit});
    is_failed_ = true;
  }
  return !is_failed_ && mistakes_ <= CsvMistakesShown;
}

void Loader::report_end(const CsvOutcome& outcome) {
  const std::string at = from_.file + ":" + std::to_string(outcome.line);
  switch (outcome.end) {
    case CsvEnd::Complete:
    case CsvEnd::Stopped:
      if (!has_header_) {
        sink_.report(diag::CsvEmpty{.path = from_.file});
        is_failed_ = true;
      }
      return;
    case CsvEnd::Interrupted: sink_.report(diag::LoadInterrupted{.path = from_.file}); break;
    case CsvEnd::CannotOpen: sink_.report(diag::FileNotFound{.path = from_.file}); break;
    case CsvEnd::CannotRead: sink_.report(diag::FileUnreadable{.path = from_.file, .reason = outcome.reason}); break;
    case CsvEnd::BadQuote: sink_.report(diag::CsvQuote{.place = at}); break;
    case CsvEnd::CellTooLarge: sink_.report(diag::CellTooLarge{.place = at, .limit = CellLimit}); break;
  }
  is_failed_ = true;
}

std::optional<TableLoaded> Loader::load() {
  const bool keeps_keys = !options_.append && !options_.replace;
  const std::optional<int64_t> last_row = keeps_keys ? find_last_row(program_, database_, table_) : std::nullopt;
  IndexesAside indexes(program_, database_, table_);
  report_end(read_csv(
      from_.file, [this](const CsvRow& row) { return take(row); }, held_));
  if (mistakes_ > CsvMistakesShown) {
    sink_.report(diag::MoreCsvMistakes{.path = from_.file, .shown = CsvMistakesShown});
  }
  if (is_failed_ || mistakes_ > 0) {
    return {};
  }
  if (!indexes.restore()) {
    database_.report_failure(sink_, table_.name);
    return {};
  }
  if (last_row && !check_new_keys(program_, database_, from_, *last_row, sink_)) {
    return {};
  }
  return TableLoaded{row_count_, std::move(left_out_)};
}

}  // namespace

bool check_table(const Program& program, Database& database, TableId id, diagnostics::Sink& sink) {
  const program::Table& table = program.at(id);
  const auto count = database.read_integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE",
                                           stored_name(table));
  if (count.value_or(0) == 0) {
    sink.report(diag::MissingTable{.path = database.path(), .table = table.name, .stored = stored_name(table)}, table.span);
    return false;
  }
  return true;
}

std::optional<TableLoaded> load_table(const Program& program, Database& database, const TableFile& from, int64_t generation,
                                      const LoadOptions& options, const HeldSignals& held, diagnostics::Sink& sink) {
  return Loader(program, database, from, generation, options, held, sink).load();
}

}  // namespace plumb::store

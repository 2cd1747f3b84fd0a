#include "store/snapshot_layout.h"

#include "base/digest.h"
#include "store/table_layout.h"

namespace plumb::store {

using data::FaultKind;
using program::Column;
using program::ColumnId;
using program::Program;
using program::Role;
using program::TableId;
using program::TableRole;
using program::TypeKind;

namespace {

std::string_view kind_name(TypeKind kind) {
  switch (kind) {
    case TypeKind::Unknown: return "unknown";
    case TypeKind::Number: return "number";
    case TypeKind::Truth: return "truth";
    case TypeKind::Text: return "text";
    case TypeKind::Date: return "date";
    case TypeKind::Duration: return "duration";
    case TypeKind::Label: return "label";
    case TypeKind::Row: return "row";
    case TypeKind::NameSet: return "names";
    case TypeKind::Spans: return "spans";
  }
  return "unknown";
}

std::string_view role_name(TableRole role) {
  switch (role) {
    case TableRole::Plain:
    case TableRole::Answers: return "plain";  // alike to whoever reads rows
    case TableRole::History: return "history";
    case TableRole::Lineage: return "lineage";
  }
  return "plain";
}

// A canonical text: one fact a line, names with their length, so that no name can look like another
// fact.
class Facts {
 public:
  Facts& add(std::string_view label) {
    text_ += text_.empty() || text_.back() == '\n' ? "" : " ";
    text_ += label;
    return *this;
  }
  Facts& add(std::string_view label, int64_t value) { return add(label).add(std::to_string(value)); }
  Facts& name(std::string_view name) { return add(std::to_string(name.size()) + ":" + std::string(name)); }
  void end() { text_ += '\n'; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void add_bound(Facts& facts, std::string_view label, const std::optional<program::Bound>& bound) {
  if (bound) facts.add(label).add(bound->open ? "open" : "closed").add(bound->value.to_string());
}

// Roles that decide which rows there are or which of them are faulty.
void add_roles(Facts& facts, const Program& program, const Column& column) {
  const TableRole table = program.at(column.table).role;
  for (const Role role : column.roles) {
    if (table == TableRole::History && role == Role::Assessment) facts.add("assessment");
    if (table == TableRole::Lineage && role == Role::Predecessor) facts.add("predecessor");
    if (table == TableRole::Lineage && role == Role::Successor) facts.add("successor");
  }
}

void add_chunks(Facts& facts, const std::vector<Chunk>& chunks) {
  for (const Chunk& chunk : chunks) {
    if (chunk.part == Part::Origin) continue;  // row ids follow the order in the database, which is no content
    facts.add(part_name(chunk.part), chunk.count).add("width", chunk.width).add("base", chunk.base).add(chunk.digest).end();
  }
}

}  // namespace

std::string_view part_name(Part part) {
#define PLUMB_PART(value, text) \
  if (part == Part::value) return text;
#include "store/snapshot_names.def"
  return {};
}

std::optional<Part> find_part(std::string_view name) {
#define PLUMB_PART(value, text) \
  if (name == (text)) return Part::value;
#include "store/snapshot_names.def"
  return {};
}

std::string_view fault_name(FaultKind kind) {
  switch (kind) {
#define PLUMB_FAULT(value, text) \
  case FaultKind::value: {       \
    return text;                 \
  }
#include "store/snapshot_names.def"
  }
  return {};
}

std::optional<FaultKind> find_fault_kind(std::string_view name) {
#define PLUMB_FAULT(value, text) \
  if (name == (text)) return FaultKind::value;
#include "store/snapshot_names.def"
  return {};
}

std::string_view snapshot_schema() {
  return R"sql(
CREATE TABLE snapshot (format INTEGER NOT NULL, assessment INTEGER NOT NULL, root TEXT NOT NULL, source TEXT NOT NULL,
  generation INTEGER NOT NULL, made_by TEXT NOT NULL) STRICT;
CREATE TABLE data_table (id INTEGER PRIMARY KEY, name TEXT NOT NULL, row_count INTEGER NOT NULL, signature TEXT NOT NULL,
  digest TEXT NOT NULL) STRICT;
CREATE TABLE data_column (id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, name TEXT NOT NULL, signature TEXT NOT NULL,
  digest TEXT NOT NULL) STRICT;
CREATE TABLE chunk (id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, column_id INTEGER, part TEXT NOT NULL, count INTEGER NOT NULL,
  width INTEGER NOT NULL, base INTEGER NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE fault (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, table_id INTEGER NOT NULL, column_id INTEGER, row INTEGER NOT NULL,
  found TEXT NOT NULL) STRICT;
)sql";
}

std::string table_signature(const Program& program, TableId id) {
  const program::Table& table = program.at(id);
  Facts facts;
  facts.add(role_name(table.role)).end();
  // By position among the columns: the order in which rows are compared.
  for (const ColumnId column : table.columns) {
    if (program.at(column).is_key) facts.add("key").name(stored_name(program.at(column))).end();
  }
  return facts.text();
}

std::string column_signature(const Program& program, ColumnId id) {
  const Column& column = program.at(id);
  Facts facts;
  facts.add(kind_name(column.type.kind)).add("scale", column.scale).add("factor").add(column.stored_factor.to_string());
  facts.add("length", column.length);
  if (column.is_many) facts.add("many");
  if (column.is_key) facts.add("key");
  if (column.is_optional) facts.add("optional");
  if (column.is_unique) facts.add("unique");
  add_roles(facts, program, column);
  facts.end();
  for (const base::DimensionFactor& factor : column.type.dimension.factors()) {
    facts.add("measure").name(program.base_dimensions[factor.base_id]).add("power", factor.exponent).end();
  }
  if (column.type.low || column.type.high) {
    add_bound(facts, "from", column.type.low);
    add_bound(facts, "to", column.type.high);
    facts.end();
  }
  for (const program::AbsenceKindId kind : column.absence_kinds) {
    const program::AbsenceKind& named = program.absence_kinds[kind.value];
    facts.add("absent").name(named.name).name(named.alias).end();
  }
  if (column.type.enumeration.valid()) {
    const program::Enumeration& list = program.at(column.type.enumeration);
    for (size_t i = 0; i < list.labels.size(); ++i) {
      facts.add("label").name(list.labels[i]).name(i < list.aliases.size() ? list.aliases[i] : std::string()).end();
    }
  }
  if (column.type.kind == TypeKind::Row) facts.add("refers").name(stored_name(program.at(column.type.table))).end();
  return facts.text();
}

std::string digest_of(const StoredColumn& column) {
  Facts facts;
  facts.add("column").name(column.name).name(column.signature).end();
  add_chunks(facts, column.chunks);
  return base::sha256_hex(facts.text());
}

std::string digest_of(const StoredTable& table) {
  Facts facts;
  facts.add("table").name(table.name).name(table.signature).add("rows", table.rows).end();
  add_chunks(facts, table.chunks);
  for (const StoredColumn& column : table.columns) facts.add("column").name(column.name).add(column.digest).end();
  return base::sha256_hex(facts.text());
}

std::string root_of(const Directory& directory) {
  Facts facts;
  facts.add("plumb snapshot", SnapshotFormat).add("assessment", directory.assessment).end();
  for (const StoredTable& table : directory.tables) facts.add("table").name(table.name).add(table.digest).end();
  base::Hasher hasher(base::DigestKind::Sha256);
  hasher.update(facts.text());
  for (const StoredFault& fault : directory.faults) {
    Facts line;
    line.add(fault_name(fault.kind)).add("table", fault.table).add("row", fault.row);
    if (fault.column != UINT32_MAX) line.add("column", fault.column);
    line.name(fault.found).end();
    hasher.update(line.text());
  }
  return hasher.finish_hex();
}

}  // namespace plumb::store

#include "data/rows.h"

namespace plumb::data {

namespace {

struct Show {
  const program::Program& program;
  const Data& data;

  std::string operator()(const program::Absent& v) const { return "#" + program.absence_kinds[v.kind.value].name; }
  std::string operator()(const base::Number& v) const { return v.to_string(); }
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(const program::Label& v) const { return program.at(v.enumeration).labels[v.index]; }
  std::string operator()(const base::Date& v) const { return base::to_string(v); }
  std::string operator()(const base::Span&) const { return "span"; }
  std::string operator()(const program::RowRef& v) const { return "->" + key_text(program, data, v.table, v.row); }
  std::string operator()(const std::string& v) const { return v; }
  std::string operator()(const program::NameSet& v) const {
    std::string text = "{";
    for (const std::string& name : v.names) {
      text += (text.size() > 1 ? "," : "") + name;
    }
    return text + "}";
  }
  std::string operator()(const program::SpanSet&) const { return "spans"; }
  std::string operator()(const program::Pending&) const { return "pending"; }
  std::string operator()(const program::Faulty&) const { return "fault"; }
  std::string operator()(const program::LeftOut&) const { return "left out"; }
};

}  // namespace

std::string show(const program::Program& program, const Data& data, const program::Value& value) {
  return std::visit(Show{program, data}, value);
}

std::string dump(const program::Program& program, const Data& data) {
  std::string text;
  for (uint32_t t = 0; t < data.tables.size(); ++t) {
    const program::TableId table{t};
    text += "table " + program.at(table).name + "\n";
    for (uint32_t row = 0; row < data.tables[t].row_count; ++row) {
      text += key_text(program, data, table, row) + ":";
      for (const program::ColumnId column : program.at(table).columns) {
        text += " " + show(program, data, cell_value(program, data, table, column, row));
      }
      text += "\n";
    }
  }
  for (const Fault& fault : data.faults) {
    text += "fault " + std::to_string(static_cast<int>(fault.kind)) + " " + program.at(fault.table).name + " " +
            std::to_string(fault.row) + " " + (fault.column.valid() ? program.at(fault.column).name : "row") + " `" +
            fault.found + "`\n";
  }
  return text;
}

}  // namespace plumb::data

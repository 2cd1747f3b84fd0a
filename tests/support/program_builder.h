// Small programs by hand, for tests of rooms that read the dictionary part of a program only:
// tables, columns, enumerations, absence kinds.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "program/program.h"

namespace plumb::support {

class ProgramBuilder {
 public:
  ProgramBuilder() {
    for (const char* name : {"未填报", "不适用", "待核实", "不在范围"}) {
      program.absence_kinds.push_back({name, {}});
    }
    program.assessment = 2021;
  }

  program::EnumId enumeration(const std::string& name, std::vector<std::string> labels, std::vector<std::string> aliases = {}) {
    program::Enumeration list;
    list.name = name;
    list.labels = std::move(labels);
    list.aliases = std::move(aliases);
    program.enumerations.push_back(std::move(list));
    return {static_cast<uint32_t>(program.enumerations.size() - 1)};
  }
  program::TableId table(const std::string& name, const std::string& stored = {},
                         program::TableRole role = program::TableRole::Plain) {
    program::Table table;
    table.name = name;
    table.stored = stored;
    table.role = role;
    program.tables.push_back(std::move(table));
    return {static_cast<uint32_t>(program.tables.size() - 1)};
  }

  // Columns of the table that was made last. The reference is good until the next column.
  program::Column& column(const std::string& name, program::TypeKind kind, const std::string& stored = {}) {
    program::Column column;
    column.name = name;
    column.stored = stored;
    column.type.kind = kind;
    column.table = {static_cast<uint32_t>(program.tables.size() - 1)};
    program.columns.push_back(std::move(column));
    program.tables.back().columns.push_back({static_cast<uint32_t>(program.columns.size() - 1)});
    return program.columns.back();
  }
  program::Column& key(const std::string& name, program::TypeKind kind, const std::string& stored = {}) {
    program::Column& made = column(name, kind, stored);
    made.is_key = true;
    program.tables.back().keys.push_back(program.tables.back().columns.back());
    return made;
  }
  program::Column& number(const std::string& name, int scale = 0, const std::string& stored = {}) {
    program::Column& made = column(name, program::TypeKind::Number, stored);
    made.scale = scale;
    return made;
  }
  program::Column& reference(const std::string& name, program::TableId to, const std::string& stored = {}, bool is_key = false) {
    program::Column& made = is_key ? key(name, program::TypeKind::Row, stored) : column(name, program::TypeKind::Row, stored);
    made.type.table = to;
    return made;
  }
  program::Column& label(const std::string& name, program::EnumId of, const std::string& stored = {}) {
    program::Column& made = column(name, program::TypeKind::Label, stored);
    made.type.enumeration = of;
    return made;
  }

  [[nodiscard]] program::ColumnId id(program::TableId table, const std::string& name) const {
    for (const program::ColumnId column : program.at(table).columns) {
      if (program.at(column).name == name) {
        return column;
      }
    }
    return {};
  }
  // A rule that reads the column, so that the store does not leave it in the database.
  void read(program::ColumnId column) {
    program::Expr expr;
    expr.node = program::ColumnOf{{}, column};
    program.exprs.push_back(std::move(expr));
  }
  void read_everything() {
    for (uint32_t i = 0; i < program.columns.size(); ++i) {
      read({i});
    }
  }

  program::Program program;
};

inline void may_lack(program::Column& column, std::initializer_list<program::BuiltinAbsence> kinds) {
  for (const program::BuiltinAbsence kind : kinds) {
    column.absence_kinds.push_back({static_cast<uint32_t>(kind)});
    column.type.absence |= uint64_t{1} << static_cast<uint32_t>(kind);
  }
}

}  // namespace plumb::support

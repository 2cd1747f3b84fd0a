#include "random/generator.h"

namespace plumb::random {

using data::RawCell;
using data::RawInteger;
using data::RawNull;
using data::RawReal;
using data::RawText;

namespace {

std::string key_of(size_t row) { return "K" + std::to_string(row); }

bool has_role(const program::Column& column, program::Role role) {
  for (const program::Role one : column.roles) {
    if (one == role) return true;
  }
  return false;
}

}  // namespace

RawCell Generator::cell(const program::Program& program, const program::Column& column, size_t row, size_t rows_of_parent) {
  const program::Type& type = column.type;
  const bool is_faulty = chance(1) && chance(50);
  const bool is_reference = type.kind == program::TypeKind::Row;
  if (has_role(column, program::Role::Assessment)) return RawInteger{is_faulty ? 2030 : static_cast<int64_t>(2016 + pick(7))};
  if (column.is_key && !is_reference) {
    const size_t key = is_faulty && row > 0 ? row - 1 : row;  // now and then a duplicate
    return type.kind == program::TypeKind::Number ? RawCell(RawInteger{static_cast<int64_t>(key)})
                                                  : RawCell(RawText{key_of(key)});
  }
  if (is_faulty && !column.absence_kinds.empty() && chance(50)) return RawReal{"1.5"};
  if (!column.absence_kinds.empty() && chance(25)) return RawNull{};
  switch (type.kind) {
    case program::TypeKind::Row:
      if (column.is_unique && !is_faulty) return RawText{key_of(row % (rows_of_parent + 1))};
      return RawText{is_faulty ? "nobody" : key_of(rows_of_parent == 0 ? 0 : pick(rows_of_parent))};
    case program::TypeKind::Label: {
      const program::Enumeration& labels = program.at(type.enumeration);
      return RawText{is_faulty ? "no such label" : labels.labels[pick(labels.labels.size())]};
    }
    case program::TypeKind::NameSet: {
      const program::Enumeration& labels = program.at(type.enumeration);
      return RawText{is_faulty    ? "?"
                     : chance(50) ? labels.labels[pick(labels.labels.size())]
                                  : labels.labels[0] + ";" + labels.labels[1]};
    }
    case program::TypeKind::Truth: return RawInteger{is_faulty ? 7 : static_cast<int64_t>(pick(2))};
    case program::TypeKind::Date: {
      if (is_faulty) return RawText{"2020-02-30"};
      const std::string year = std::to_string(chance(60) ? 2020 : 2019 + pick(3));
      return RawText{year + "-0" + std::to_string(1 + pick(9)) + "-" + one_of({"01", "10", "15", "28", "30"})};
    }
    case program::TypeKind::Number: {
      if (is_faulty) return RawInteger{-1};
      if (column.name == "原值" && chance(10)) return RawInteger{99999999999999999};  // 999999999999999.99
      if (column.name == "编制") return RawInteger{chance(10) ? 13 : static_cast<int64_t>(pick(5) * 200)};
      if (column.name == "自报率") return RawInteger{static_cast<int64_t>(pick(5) * 2500)};
      if (column.name == "得分") return RawInteger{static_cast<int64_t>(chance(60) ? pick(5) * 200 : pick(1001))};
      return RawInteger{static_cast<int64_t>(chance(50) ? pick(3) * 1000 : pick(7000))};
    }
    case program::TypeKind::Unknown:
    case program::TypeKind::Text:
    case program::TypeKind::Duration:
    case program::TypeKind::Spans: return RawText{"x"};
  }
  return RawNull{};
}

data::RawTable Generator::table_rows(const program::Program& program, program::TableId id, size_t count) {
  const program::Table& table = program.at(id);
  data::RawTable raw;
  raw.columns.resize(table.columns.size());
  for (size_t row = 0; row < count; ++row) {
    raw.origin.push_back(static_cast<int64_t>(row + 1));
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const program::Column& column = program.at(table.columns[i]);
      const size_t parents = column.type.table.valid() ? row_counts_[column.type.table.value] : 0;
      raw.columns[i].cells.push_back(cell(program, column, row, parents));
      if (column.absence_kinds.size() > 1) {
        const bool second = std::holds_alternative<RawNull>(raw.columns[i].cells.back()) && chance(50);
        raw.columns[i].absence.push_back(second ? program.absence_kinds[column.absence_kinds[1].value].name : "");
      }
    }
    // A successor comes behind its predecessor, but for a few that go round in a circle.
    if (table.role == program::TableRole::Lineage && row_counts_[0] > 1 && !chance(1)) {
      const size_t before = pick(row_counts_[0] - 1);
      raw.columns[1].cells.back() = RawText{key_of(before)};
      raw.columns[2].cells.back() = RawText{key_of(before + 1 + pick(row_counts_[0] - 1 - before))};
    }
  }
  return raw;
}

std::vector<data::RawTable> Generator::rows(const program::Program& program) {
  row_counts_.assign(program.tables.size(), 0);
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const std::string& name = program.tables[i].name;
    size_t& count = row_counts_[i];
    if (name == "单位") count = chance(5) ? 0 : 3 + pick(15);
    if (name == "仪器") count = chance(10) ? 0 : pick(40);
    if (name == "记录") count = chance(10) ? 0 : pick(80);
    if (name == "合同") count = chance(20) ? 0 : pick(20);
    if (name == "证书") count = chance(30) ? 0 : pick(8);
    if (name == "历年") count = chance(10) ? 0 : pick(30);
    if (name == "沿革") count = chance(30) ? 0 : pick(6);
    if (i > 0 && row_counts_[0] == 0) count = 0;
    if (name == "记录" && row_counts_[i - 1] == 0) count = 0;
  }
  std::vector<data::RawTable> all(program.tables.size());
  for (uint32_t i = 0; i < program.tables.size(); ++i) all[i] = table_rows(program, program::TableId{i}, row_counts_[i]);
  for (const program::Judgement& judgement : program.judgements) add_answers(program, judgement, all);
  return all;
}

std::vector<results::RunInputs::Quarantine> Generator::quarantine(const program::Program& program, const data::Data& data) {
  std::vector<results::RunInputs::Quarantine> taken;
  if (chance(60)) return taken;
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const uint32_t rows = data.tables[i].row_count;
    if (rows == 0 || !chance(i == 0 ? 80 : 25)) continue;
    for (uint64_t times = 1 + pick(2); times > 0; --times) {
      const auto row = static_cast<uint32_t>(pick(rows));
      taken.push_back({program::TableId{i}, data::key_text(program, data, program::TableId{i}, row), "random", chance(50)});
    }
  }
  return taken;
}

}  // namespace plumb::random

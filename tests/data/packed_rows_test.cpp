// Columns are decoded in whole stretches where they are even, in parts by several threads, cell by cell where they are
// not: the same rows give the same Data on every way.
#include "data/packed_rows.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "data/rows.h"

namespace plumb::data {
namespace {

using program::BuiltinAbsence;
using program::TypeKind;
using support::may_lack;
using support::ProgramBuilder;

struct SortTable {
  ProgramBuilder builder;
  program::TableId parent, table;
  SortTable() {
    const auto colours = builder.enumeration("颜色", {"红", "绿", "蓝"}, {"red", "green", "blue"});
    parent = builder.table("部门");
    builder.key("编码", TypeKind::Text);
    table = builder.table("物");
    builder.reference("属", parent, {}, true);
    builder.key("号", TypeKind::Number);
    auto& money = builder.number("原值", 2);
    money.stored_factor = 10000;
    money.type.low = program::Bound{0, false};
    money.type.high = program::Bound{base::Number(1000000) * 10000, true};
    may_lack(builder.number("机时", 1), {BuiltinAbsence::NotReported, BuiltinAbsence::UnderReview});
    builder.number("大数", 0);
    builder.column("真", TypeKind::Truth);
    builder.column("日", TypeKind::Date).is_optional = true;
    builder.label("色", colours);
    builder.column("文", TypeKind::Text).length = 3;
    builder.reference("或属", parent).is_optional = true;
  }
};

class Rows {
 public:
  explicit Rows(uint64_t seed) : random_(seed) {}

  // One in `rarity` cells is not what its column wants.
  RawCell cell(size_t column, uint64_t rarity) {
    static constexpr const char* Texts[] = {"D1",         "D2",        "D7", "红",         "green",
                                            "2021-06-15", "2021-6-15", "12", "太长的文字", "\xff"};
    if (random_() % rarity == 0) {
      switch (random_() % 6) {
        case 0: return RawNull{};
        case 1: return RawText{Texts[random_() % 10]};
        case 2: return RawReal{"1.5"};
        case 3: return RawDecimal{random_() % 2 == 0 ? "12.3" : "99999999999999999999"};
        case 4: return RawInteger{static_cast<int64_t>(random_())};
        default: return RawInteger{static_cast<int64_t>(random_() % 7) - 3};
      }
    }
    switch (column) {
      case 0: return RawText{"D" + std::to_string(random_() % 9)};
      case 6: return RawText{"2021-0" + std::to_string(1 + random_() % 9) + "-11"};
      case 7: return RawText{random_() % 2 == 0 ? "蓝" : "red"};
      case 8: return RawText{std::to_string(random_() % 300)};
      case 9: return RawText{"D" + std::to_string(random_() % 12)};
      case 5: return RawInteger{static_cast<int64_t>(random_() % 2)};
      case 1: return RawInteger{static_cast<int64_t>(random_() % 5000)};
      default: return RawInteger{static_cast<int64_t>(random_() % 100000)};
    }
  }
  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
};

PackedColumn pack(const RawColumn& raw, size_t begin, size_t end) {
  PackedColumn packed;
  for (size_t row = begin; row < end; ++row) {
    const RawCell& cell = raw.cells[row];
    if (std::holds_alternative<RawNull>(cell)) packed.append_null();
    if (const auto* integer = std::get_if<RawInteger>(&cell)) packed.append_integer(integer->value);
    if (const auto* text = std::get_if<RawText>(&cell)) packed.append_text(CellForm::Text, text->text);
    if (const auto* real = std::get_if<RawReal>(&cell)) packed.append_text(CellForm::Real, real->text);
    if (const auto* decimal = std::get_if<RawDecimal>(&cell)) packed.append_text(CellForm::Decimal, decimal->text);
    if (std::holds_alternative<RawNotGiven>(cell)) packed.append(CellForm::NotGiven, 0);
    if (!raw.absence[row].empty()) packed.name_absence(raw.absence[row]);
  }
  return packed;
}

std::vector<PackedTable> divide(const RawTable& raw, const std::vector<size_t>& ends) {
  std::vector<PackedTable> parts;
  size_t begin = 0;
  for (const size_t end : ends) {
    PackedTable& part = parts.emplace_back();
    for (const RawColumn& column : raw.columns) part.columns.push_back(pack(column, begin, end));
    for (size_t row = begin; row < end; ++row) part.origin.append(raw.origin[row]);
    part.close();
    begin = end;
  }
  return parts;
}

RawTable in_order(const RawTable& raw, const std::vector<size_t>& order) {
  RawTable moved;
  moved.columns.resize(raw.columns.size());
  for (const size_t row : order) {
    moved.origin.push_back(raw.origin[row]);
    for (size_t i = 0; i < raw.columns.size(); ++i) {
      moved.columns[i].cells.push_back(raw.columns[i].cells[row]);
      moved.columns[i].absence.push_back(raw.columns[i].absence[row]);
    }
  }
  return moved;
}

void expect_same(const SortTable& sorts, const Data& a, const Data& b) {
  ASSERT_EQ(dump(sorts.builder.program, a), dump(sorts.builder.program, b));
  for (size_t i = 0; i < a.tables.size(); ++i) {
    EXPECT_EQ(a.tables[i].origin, b.tables[i].origin);
    EXPECT_EQ(a.tables[i].row_faulty, b.tables[i].row_faulty);
  }
}

class PackedRows : public ::testing::TestWithParam<uint64_t> {};

TEST_P(PackedRows, EveryWayGivesTheSame) {
  const SortTable sorts;
  const program::Program& program = sorts.builder.program;
  Rows rows(GetParam());
  const size_t count = RowsPerStretch * 2 + rows.random()() % 3000;
  // Some columns are even, some nearly, some not at all.
  constexpr uint64_t Rarities[] = {uint64_t{1} << 60, 5000, 3};
  RawTable raw;
  raw.columns.resize(program.at(sorts.table).columns.size());
  for (size_t i = 0; i < raw.columns.size(); ++i) {
    const uint64_t rarity = Rarities[i < 2 ? rows.random()() % 2 : rows.random()() % 3];
    for (size_t row = 0; row < count; ++row) {
      raw.columns[i].cells.push_back(rows.cell(i, rarity));
      const bool is_named = i == 3 && rows.random()() % rarity == 0;
      raw.columns[i].absence.push_back(is_named ? (row % 3 == 0 ? "待核实" : "胡说") : "");
    }
  }
  raw.origin.resize(count);
  std::iota(raw.origin.begin(), raw.origin.end(), 1);
  const RawTable parents = rows_of(program, sorts.parent, {{"D3"}, {"D1"}, {"D2"}, {"D2"}, {"D8"}, {"D5"}, {"D0"}});
  const auto build = [&](std::vector<PackedTable> parts, unsigned threads) {
    std::vector<std::vector<PackedTable>> tables;
    tables.push_back(divide(parents, {parents.origin.size()}));
    tables.push_back(std::move(parts));
    return build_packed(program, std::move(tables), 2021, threads);
  };
  const Data data = build_data(program, {parents, raw}, 2021);

  expect_same(sorts, data, build(divide(raw, {100, 100, RowsPerStretch + 7, count}), 3));

  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  std::shuffle(order.begin(), order.end(), rows.random());
  expect_same(sorts, data, build(divide(in_order(raw, order), {count / 3, count}), 2));

  // Already in key order.
  const std::vector<int64_t> origins = data.tables[sorts.table.value].origin.to_vector();
  std::transform(origins.begin(), origins.end(), order.begin(), [](int64_t origin) { return static_cast<size_t>(origin) - 1; });
  expect_same(sorts, data, build(divide(in_order(raw, order), {count}), 1));

  // A row that makes every stretch uneven, so that all cells are decoded one by one. It stands last, as its key is faulty.
  RawTable uneven;
  uneven.columns.resize(raw.columns.size());
  std::vector<size_t> odd;
  for (size_t row = 0; row < count; ++row) {
    if (row % 1000 == 0) odd.push_back(uneven.origin.size());
    for (size_t i = 0; i < raw.columns.size(); ++i) {
      if (row % 1000 == 0) {
        uneven.columns[i].cells.emplace_back(RawNotGiven{});
        uneven.columns[i].absence.emplace_back();
      }
      uneven.columns[i].cells.push_back(raw.columns[i].cells[row]);
      uneven.columns[i].absence.push_back(raw.columns[i].absence[row]);
    }
    if (row % 1000 == 0) uneven.origin.push_back(0);
    uneven.origin.push_back(raw.origin[row]);
  }
  const Data slow = build_data(program, {parents, uneven}, 2021);
  const TableData& even_rows = data.tables[sorts.table.value];
  const TableData& uneven_rows = slow.tables[sorts.table.value];
  ASSERT_EQ(uneven_rows.row_count, even_rows.row_count + odd.size());
  uint32_t row = 0;
  for (uint32_t at = 0; at < uneven_rows.row_count; ++at) {
    if (uneven_rows.origin[at] == 0) continue;
    ASSERT_EQ(uneven_rows.origin[at], even_rows.origin[row]);
    for (const program::ColumnId column : program.at(sorts.table).columns) {
      ASSERT_EQ(show(program, data, cell_value(program, data, sorts.table, column, row)),
                show(program, slow, cell_value(program, slow, sorts.table, column, at)))
          << program.at(column).name << " of row " << even_rows.origin[row];
      const uint32_t fault = find_fault(data, sorts.table, row, column);
      const uint32_t other = find_fault(slow, sorts.table, at, column);
      ASSERT_EQ(fault == UINT32_MAX, other == UINT32_MAX);
      if (fault == UINT32_MAX) continue;
      EXPECT_EQ(data.faults[fault].kind, slow.faults[other].kind);
      EXPECT_EQ(data.faults[fault].found, slow.faults[other].found);
    }
    ++row;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PackedRows, ::testing::Range<uint64_t>(1, 9));

}  // namespace
}  // namespace plumb::data

#include "store/fixture.h"

#include <fstream>
#include <unistd.h>

#include <sqlite3.h>

#include "diagnostics/render.h"

namespace plumb::store {

namespace fs = std::filesystem;
using program::BuiltinAbsence;
using program::TypeKind;

StoreTest::StoreTest() {
  static int serial = 0;
  folder_ = fs::temp_directory_path() / ("plumb_store_" + std::to_string(::getpid()) + "_" + std::to_string(++serial));
  fs::create_directories(folder_);
  const auto kinds = builder.enumeration("类别", {"通用", "专用"});
  unit = builder.table("单位", "unit");
  builder.program.tables.back().alias = "organisation";
  builder.key("编码", TypeKind::Text, "unit_code");
  builder.column("名称", TypeKind::Text, "unit_name").roles = {program::Role::Title};
  builder.column("法人", TypeKind::Truth, "is_legal");
  auto& batch = builder.number("批次", 0, "batch_no");
  batch.roles = {program::Role::Batch};
  support::may_lack(batch, {BuiltinAbsence::NotReported});
  auto& source = builder.column("来源", TypeKind::Text, "row_source");
  source.roles = {program::Role::Source};
  support::may_lack(source, {BuiltinAbsence::NotReported});
  instrument = builder.table("仪器", "instrument");
  builder.key("仪器编号", TypeKind::Text, "code").alias = "instrument_code";
  builder.reference("单位", unit, "unit_code");
  auto& worth = builder.number("原值", 2, "worth");
  worth.stored_factor = 10000;
  worth.type.low = program::Bound{0, false};
  support::may_lack(builder.number("机时", 1, "hours"), {BuiltinAbsence::NotReported, BuiltinAbsence::UnderReview});
  builder.label("类别", kinds, "kind");
  support::may_lack(builder.column("建账日期", TypeKind::Date, "booked_on"), {BuiltinAbsence::NotApplicable});
  usage = builder.table("机时记录", "usage_month");
  builder.reference("仪器", instrument, "code", true);
  builder.key("月份", TypeKind::Date, "month");
  builder.number("有效机时", 1, "hours");
}

StoreTest::~StoreTest() {
  std::error_code ignored;
  fs::permissions(folder_, fs::perms::owner_all, ignored);
  fs::remove_all(folder_, ignored);
}

std::string StoreTest::write(const std::string& name, const std::string& text) const {
  fs::create_directories(fs::path(path(name)).parent_path());
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

void StoreTest::run_sql(const std::string& name, const std::string& sql) const {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path(name).c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

std::string StoreTest::ask_sql(const std::string& name, const std::string& sql) const {
  sqlite3* handle = nullptr;
  sqlite3_open(path(name).c_str(), &handle);
  std::string text;
  const auto take = [](void* to, int count, char** cells, char**) {
    for (int i = 0; i < count; ++i) {
      *static_cast<std::string*>(to) += std::string(i == 0 ? "" : "|") + (cells[i] == nullptr ? "NULL" : cells[i]);
    }
    *static_cast<std::string*>(to) += "\n";
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), take, &text, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return text;
}

std::string StoreTest::init(const std::string& name) {
  EXPECT_TRUE(init_database(builder.program, path(name), sink)) << first_message();
  return path(name);
}

std::string StoreTest::heard() {
  std::string codes;
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    codes += (codes.empty() ? "" : " ") + std::string(one.row->code);
  }
  sink = {};
  return codes;
}

std::string StoreTest::first_message() {
  const auto all = sink.sorted();
  const std::string text = all.empty() ? std::string() : diagnostics::render_title(all.front(), source::Language::En);
  sink = {};
  return text;
}

std::string show_table(const program::Program& program, const data::Data& data, program::TableId table) {
  std::string text;
  for (uint32_t row = 0; row < data.tables[table.value].row_count; ++row) {
    const char* separator = "";
    for (const program::ColumnId id : program.at(table).columns) {
      const auto& cells = data.tables[table.value].columns[data::column_position(program, id)];
      text += separator;
      separator = " ";
      if (!cells.is_read) {
        text += "-";
        continue;
      }
      const program::Value value = data::cell_value(program, data, table, id, row);
      if (const auto* number = std::get_if<base::Number>(&value)) {
        text += number->to_string();
      } else if (const auto* words = std::get_if<std::string>(&value)) {
        text += *words;
      } else if (const auto* truth = std::get_if<bool>(&value)) {
        text += *truth ? "true" : "false";
      } else if (const auto* date = std::get_if<base::Date>(&value)) {
        text += base::to_string(*date);
      } else if (const auto* label = std::get_if<program::Label>(&value)) {
        text += program.at(label->enumeration).labels[label->index];
      } else if (const auto* parent = std::get_if<program::RowRef>(&value)) {
        text += "->" + data::key_text(program, data, parent->table, parent->row);
      } else if (const auto* absent = std::get_if<program::Absent>(&value)) {
        text += "#" + program.absence_kinds[absent->kind.value].name;
      } else {
        text += "fault";
      }
    }
    text += "\n";
  }
  return text;
}

}  // namespace plumb::store

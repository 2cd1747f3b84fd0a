#include "explain/support.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include "check/check.h"
#include "data/build_rows.h"
#include "diagnostics/render.h"
#include "eval/eval.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"
#include "syntax/quote_text.h"

namespace plumb::explain {

namespace {

using Cells = std::vector<std::string>;
// Rows by table, cells in the order of the columns: empty is NULL, "#kind" a kind of absence.
using Rows = std::map<std::string, std::vector<Cells>>;

std::string folder() { return (plumb::support::root() / "tests" / "explain" / "cases").string() + "/"; }

std::string read_file(const std::string& name) {
  std::ifstream file(folder() + name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const Rows& rows() {
  static const Rows all = {
      {"单位",
       {{"U1", "甲大学", "是", "否", "否", "2021-06-01"},
        {"U2", "乙研究所", "是", "否", "否", "2021-06-20"},
        {"U3", "丙大学", "是", "否", "否", "2021-06-15"},
        {"U4", "丁研究院", "是", "否", "否", ""},
        {"U5", "戊中心", "是", "否", "是", "2021-05-30"},
        {"U6", "己学院", "否", "否", "否", ""},
        {"U7", "庚大学", "是", "是", "否", ""},
        {"U8", "辛研究所", "是", "否", "否", "2021-06-10"}}},
      {"仪器",
       {{"I01", "U1", "80", "1800", "900", "", "3"},
        {"I02", "U1", "60.5", "1000", "500", "", "3"},
        {"I03", "U1", "49.99", "2000", "2000", "", "3"},
        {"I04", "U1", "90", "500", "0", "涉密", "3"},
        {"I05", "U2", "70", "1200", "300", "", ""},
        {"I06", "U2", "70", "", "", "", ""},
        {"I07", "U2", "70", "#待核实", "100", "", ""},
        {"I08", "U3", "55", "700", "100.5", "", ""},
        {"I09", "U4", "55", "700", "100.5", "", ""},
        {"I10", "U5", "55", "1600", "1600", "", ""},
        {"I11", "U8", "55", "100", "10", "", ""},
        {"I12", "U3", "200", "800", "200", "", ""},
        {"I13", "U3", "200", "900", "200", "", ""}}},
      {"评议记录",
       {{"支撑评议", "U1", "专家一", "16", "任务饱满", "2021-07-01", ""},
        {"支撑评议", "U1", "专家二", "18.5", "", "2021-07-02", ""},
        {"支撑评议", "U2", "专家一", "12", "", "", ""},
        {"支撑评议", "U2", "专家二", "13", "", "", ""},
        {"支撑评议", "U3", "专家一", "11", "", "", ""},
        {"支撑评议", "U3", "专家二", "12", "", "", ""},
        {"支撑评议", "U4", "专家一", "11", "", "", ""},
        {"支撑评议", "U4", "专家二", "12", "", "", ""},
        {"支撑评议", "U5", "专家一", "20", "", "", ""},
        {"支撑评议", "U5", "专家二", "20", "", "", ""},
        {"支撑评议", "U8", "专家一", "1", "", "", ""},
        {"支撑评议", "U8", "专家二", "2", "", "", ""}}},
  };
  return all;
}

data::RawCell raw_cell(const program::Column& column, const std::string& text) {
  if (text.empty() || text[0] == '#') return data::RawNull{};
  if (column.type.kind == program::TypeKind::Number) return data::RawDecimal{text};
  if (column.type.kind == program::TypeKind::Truth) return data::RawInteger{text == "是" ? 1 : 0};
  return data::RawText{text};
}

bool is_spoilt(const Cells& cells) { return cells[0] == "I09"; }
bool is_withheld(const Cells& cells) { return cells[1] == "U8" && cells[2] == "专家二"; }

// As above, with a cell out of its range and an answer missing.
Rows open_rows() {
  Rows all = rows();
  for (Cells& cells : all["仪器"]) {
    if (is_spoilt(cells)) cells[3] = "99999";
  }
  std::erase_if(all["评议记录"], is_withheld);
  return all;
}

// Four units with one score, and what was decided about two lines between them.
Rows tied_rows() {
  return {{"单位", {{"T1", "90"}, {"T2", "90"}, {"T3", "90"}, {"T4", "80"}}},
          {"评议记录",
           {{"同分裁定", "T1;T2;T3@考核等级.优秀.择优", "专家组", "T2;T1;T3", "看服务", "2021-07-01"},
            {"同分裁定", "T1;T3@考核等级.良好.次优", "专家组", "T3;T1", "", ""}}}};
}

std::vector<data::RawTable> raw_tables(const program::Program& program, const Rows& given) {
  std::vector<data::RawTable> tables(program.tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    tables[i].columns.resize(table.columns.size());
    const auto found = given.find(table.name);
    if (found == given.end()) continue;
    for (const Cells& cells : found->second) {
      tables[i].origin.push_back(static_cast<int64_t>(101 + tables[i].origin.size()));
      for (size_t c = 0; c < table.columns.size(); ++c) {
        tables[i].columns[c].cells.push_back(raw_cell(program.at(table.columns[c]), cells[c]));
        tables[i].columns[c].absence.push_back(!cells[c].empty() && cells[c][0] == '#' ? cells[c].substr(1) : "");
      }
    }
  }
  support::reorder_rows(tables);
  return tables;
}

std::unique_ptr<SmallRun> make_run(const std::string& name, const Rows& given) {
  auto run = std::make_unique<SmallRun>();
  const source::FileId main = run->sources.add(name, support::reread_rules(read_file(name)));
  diagnostics::Sink sink;
  const auto nothing_used = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  run->program = check::check(run->sources, main, nothing_used, {.with_findings = false, .take_other_readings = false}, sink);
  run->problems = diagnostics::render_text(sink.sorted(), run->sources, source::Language::Zh, false);
  if (!run->problems.empty()) return run;
  run->data = data::build_data(run->program, raw_tables(run->program, given), run->program.assessment);
  const results::RunInputs inputs{
      run->program.assessment, *run->program.period_first, *run->program.period_last, *run->program.reference, {}};
  run->results = eval::evaluate(run->program, run->data, inputs);
  return run;
}

}  // namespace

program::TableId SmallRun::table(const std::string& name) const {
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    if (program.tables[i].name == name) return program::TableId{i};
  }
  return {};
}

program::DefinitionId SmallRun::definition(const std::string& name) const {
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    if (program.definitions[i].name == name) return program::DefinitionId{i};
  }
  return {};
}

uint32_t SmallRun::row(const std::string& name, const std::string& key) const {
  return data::find_row(program, data, table(name), key);
}

Options SmallRun::options(source::Language language) const {
  Options made;
  made.language = language;
  // As the program quotes a rule file to a reader of the other language.
  const auto quoted =
      std::make_shared<syntax::QuotedText>(sources, source::FileId{0}, language, [](const std::string& name) { return name; });
  made.source_text = [this, quoted, language](source::Span span) {
    return language == source::Language::Zh || span.file != 0 ? std::string(sources.slice(span)) : quoted->at(span);
  };
  return made;
}

Explanation SmallRun::unit(const std::string& key, source::Language language) const {
  return explain_unit(program, data, results, table("单位"), row("单位", key), options(language));
}

Explanation SmallRun::not_why(const std::string& key, source::Language language, std::optional<uint16_t> wanted) const {
  return why_not(program, data, results, definition("考核等级"), row("单位", key), wanted, options(language));
}

const SmallRun& small_run() {
  static const std::unique_ptr<SmallRun> run = make_run("explained.plumb", rows());
  return *run;
}

const SmallRun& open_run() {
  static const std::unique_ptr<SmallRun> run = make_run("explained.plumb", open_rows());
  return *run;
}

const SmallRun& tied_run() {
  static const std::unique_ptr<SmallRun> run = make_run("tied.plumb", tied_rows());
  return *run;
}

std::string golden(const std::string& name, const std::string& text) {
  if (std::getenv("GOLDEN_UPDATE") != nullptr) {
    std::ofstream(folder() + name, std::ios::binary) << text;
  }
  return read_file(name);
}

}  // namespace plumb::explain

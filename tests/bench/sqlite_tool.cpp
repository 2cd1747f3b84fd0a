// SQLite as a peer: the 2021 rules as one SQL statement, in process, over a file of its own.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "serve.h"
#include "sqlite_rows.h"

namespace plumb::bench {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) stop("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

void make_own_file(const Options& options, const std::string& path) {
  if (std::filesystem::exists(path)) return;
  const std::string unfinished = path + ".part";
  std::filesystem::remove(unfinished);
  {
    Connection connection(unfinished, false);
    connection.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;");
    connection.run("ATTACH '" + options.database + "' AS source; BEGIN;");
    connection.run(read_file(options.sql + "/prepare_sqlite.sql"));
    connection.run("COMMIT;");
  }
  std::filesystem::rename(unfinished, path);
}

void bind_parameters(Statement& statement) {
  statement.bind("$assessment", int64_t{2021});
  statement.bind("$reference", "2021-05-10");
  statement.bind("$period_first", "2020-01-01");
  statement.bind("$period_last", "2020-12-31");
  statement.bind("$least_worth", int64_t{5000});  // 100 yuan
  statement.bind("$rated_hours", int64_t{1600});
  statement.bind("$full_external", int64_t{400});
  statement.bind("$full_sharing", 0.5);
  statement.bind("$full_income", int64_t{10});
  statement.bind("$last_day", "2021-06-15");
  statement.bind("$copies", int64_t{2});
  statement.bind("$excellent", int64_t{50});
  statement.bind("$good", int64_t{100});
}

constexpr int kFirstFlag = 3;
constexpr std::array<const char*, 11> kFlags = {
    "is_rewarded", "is_censured", "is_cut",          "is_open",        "is_falsified",        "is_audited",
    "is_in_time",  "is_on_paper", "has_income_list", "has_asset_list", "agrees_with_vouchers"};
constexpr int kFirstFigure = kFirstFlag + static_cast<int>(kFlags.size());
constexpr std::array<const char*, 7> kFigures = {"external_above",    "national_effective", "national_external",
                                                 "national_platform", "national_sharing",   "small_firm_services",
                                                 "facilities"};

RulesResult run_rules(Statement& statement, int64_t excellent) {
  statement.reset();
  statement.bind("$excellent", excellent);
  RulesResult result;
  std::array<int64_t, kFlags.size()> counts{};
  int64_t external_above = 0;
  while (statement.step()) {
    std::array<char, 32> score{};
    if (!statement.is_null(1)) {
      std::snprintf(score.data(), score.size(), "%.2f", sqlite3_column_double(statement.handle(), 1));
    }
    result.units.push_back({std::string(statement.text(0)), score.data(), std::string(statement.text(2))});
    for (size_t flag = 0; flag < kFlags.size(); ++flag) {
      counts[flag] += statement.number(kFirstFlag + static_cast<int>(flag));
    }
    external_above += statement.number(kFirstFigure);
    if (result.units.size() > 1) continue;
    for (size_t figure = 1; figure < kFigures.size(); ++figure) {
      result.figures[kFigures[figure]] = statement.text(kFirstFigure + static_cast<int>(figure));
    }
  }
  for (size_t flag = 0; flag < kFlags.size(); ++flag) {
    result.figures[kFlags[flag]] = std::to_string(counts[flag]);
  }
  result.figures["external_above"] = std::to_string(external_above);
  return result;
}

HeavyResult run_heavy(Statement& statement) {
  statement.reset();
  HeavyResult result;
  while (statement.step()) {
    ++result.rows;
    result.effective += statement.number(1);
    result.external += statement.number(2);
  }
  return result;
}

Tool prepare(const Options& options, const std::string& rounded, const std::string& name) {
  const std::string path = options.folder + "/peer_sqlite.db";
  make_own_file(options, path);
  auto connection = std::make_shared<Connection>(path, true);
  connection->run("PRAGMA mmap_size = 30000000000;");
  std::string rules = read_file(options.sql + "/rules_sqlite.sql");
  replace_all(rules, "{rounded}", rounded);
  auto rules_statement = std::make_shared<Statement>(*connection, rules);
  auto heavy_statement = std::make_shared<Statement>(*connection, read_file(options.sql + "/heavy_sqlite.sql"));
  bind_parameters(*rules_statement);
  bind_parameters(*heavy_statement);
  Tool tool;
  tool.name = name;
  tool.version = sqlite3_libversion();
  const auto last = std::make_shared<HeavyResult>();
  tool.heavy = [connection, heavy_statement, last] { *last = run_heavy(*heavy_statement); };
  tool.heavy_result = [last] { return *last; };
  tool.rules = [connection, rules_statement] { return run_rules(*rules_statement, 50); };
  tool.rules_with = [connection, rules_statement](int64_t excellent) { return run_rules(*rules_statement, excellent); };
  return tool;
}

}  // namespace
}  // namespace plumb::bench

// As a user writes it, and as one writes it who knows that REAL is not exact.
int main(int count, char** words) {
  using namespace plumb::bench;
  bool is_careful = false;
  if (count > 1 && std::string_view(words[1]) == "--careful") {
    is_careful = true;
    --count;
    ++words;
  }
  const Options options = read_options(count, words);
  return serve(options, [&] {
    return is_careful ? prepare(options, "round(round(total, 9), 2)", "SQLite SQL, rounded twice")
                      : prepare(options, "round(total, 2)", "SQLite SQL");
  });
}

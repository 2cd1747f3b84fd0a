#include "oracle/oracle.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "plan/plan.h"
#include "run/run.h"
#include "support/apply_modes.h"

namespace plumb::oracle {

namespace {

uint64_t number_in(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string show_rows(const Rows& rows) {
  std::string text;
  for (const auto& [table, lines] : rows) {
    text += table + "\n";
    for (const std::vector<std::string>& line : lines) {
      for (const std::string& cell : line) text += "  " + (cell.empty() ? "-" : cell);
      text += "\n";
    }
  }
  return text;
}

}  // namespace

const std::string Header = R"(规则集 「例」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「例」
计量 分
)";

int Random::between(int low, int high) {
  const auto width = static_cast<uint64_t>(high - low) + 1;
  return low + static_cast<int>(bits_() % width);
}

void for_seeds(int usual, const std::function<void(Random&)>& property) {
  const uint64_t first = number_in("PLUMB_SEED", 20231116);
  const uint64_t runs = number_in("PLUMB_RUNS", std::getenv("PLUMB_SEED") != nullptr ? 1 : static_cast<uint64_t>(usual));
  for (uint64_t seed = first; seed < first + runs && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("PLUMB_SEED=" + std::to_string(seed));
    Random random(seed);
    property(random);
  }
}

Program::Program(const std::string& text) : text_(text), rules_(eval::test::check_text(text)) {
  if (!rules_->problems.empty()) ADD_FAILURE() << rules_->problems << text;
}

std::vector<Program::Way> Program::compute(const data::Data& data, const results::RunInputs& inputs) const {
  const program::Program& program = rules_->program;
  std::vector<Way> ways;
  ways.push_back({"reference", eval::evaluate(program, data, inputs)});
  const plan::Plan plan = plan::make_plan(program, data, plan::find_all_facts(program, data),
                                          {inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last});
  for (const auto& [threads, batch] : {std::pair{1U, 2U}, std::pair{2U, 1024U}}) {
    run::Options options;
    options.threads = support::choose_threads(threads);
    options.batch = batch;
    ways.push_back({"runner in batches of " + std::to_string(batch), run::run(program, plan, data, inputs, {}, options)});
  }
  return ways;
}

void Program::tell(const Rows& rows, const std::string& wrong) const {
  if (!wrong.empty()) ADD_FAILURE() << wrong << text_ << show_rows(rows);
}

void Program::expect(const Rows& rows, const std::vector<Expected>& expected, const Settings& settings) const {
  if (!rules_->problems.empty()) return;
  results::RunInputs inputs = rules_->inputs();
  if (!settings.reference.empty()) inputs.reference = base::parse_date(settings.reference).value();
  for (const std::string& key : settings.taken_out) inputs.quarantine.push_back({program::TableId{0}, key, "例", false});
  for (const std::string& key : settings.kept_place) inputs.quarantine.push_back({program::TableId{0}, key, "例", true});
  const data::Data data = eval::test::read_rows(*rules_, rows);
  std::string wrong;
  for (const Way& way : compute(data, inputs)) {
    for (const Expected& one : expected) {
      const std::string found = eval::test::show_result(*rules_, data, way.results, one.definition, one.key);
      if (found != one.value)
        wrong += way.name + ": " + one.key + "." + one.definition + " is " + found + ", not " + one.value + "\n";
    }
  }
  tell(rows, wrong);
}

void Program::expect_deadlines(const Rows& rows, const std::vector<Expected>& expected) const {
  if (!rules_->problems.empty()) return;
  const program::Program& program = rules_->program;
  const data::Data data = eval::test::read_rows(*rules_, rows);
  std::string wrong;
  for (const Way& way : compute(data, rules_->inputs())) {
    for (const Expected& one : expected) {
      std::string found = "not bound";
      for (const results::NormResult& norm : way.results.norms) {
        const program::Definition& definition = program.at(program.norms[norm.norm].definition);
        for (size_t i = 0; i < norm.rows.size(); ++i) {
          if (definition.name != one.definition || norm.rows[i] != data::find_row(program, data, definition.table, one.key))
            continue;
          const auto* day = std::get_if<base::Date>(&norm.deadlines[i]);
          found = day == nullptr ? "no day" : base::to_string(*day);
        }
      }
      if (found != one.value)
        wrong +=
            way.name + ": the deadline of " + one.definition + " for " + one.key + " is " + found + ", not " + one.value + "\n";
    }
  }
  tell(rows, wrong);
}

}  // namespace plumb::oracle

// The packaged year of data, evaluated and explained in one go: what a reader sees first.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "command.h"
#include "commands/commands.h"
#include "plumbline/rules.h"

namespace plumb::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* Rules = "rules/2021.plumb";
constexpr const char* Snapshot = "demo/national.snap";
constexpr const char* Unit = "demo/unit.txt";  // whose explanation shows the most

// share/plumbline of the installation: where the rules are found that are installed with the program.
fs::path shared_folder() {
  for (const fs::path library : plumbline::default_libraries()) {
    std::error_code problem;
    if (fs::exists(library.parent_path() / Snapshot, problem)) return library.parent_path();
  }
  return "share/plumbline";  // what is missing is told by its name
}

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

// The first lines of a long result, and how many more there are.
Outcome excerpt(Outcome outcome, int64_t lines) {
  size_t end = 0;  // behind the last line that is shown
  for (int64_t i = 0; i < lines; ++i) {
    end = outcome.output.find('\n', end);
    if (end == std::string::npos) return outcome;
    ++end;
  }
  const auto rest = std::count(outcome.output.begin() + static_cast<std::ptrdiff_t>(end), outcome.output.end(), '\n');
  if (rest > 0) outcome.output = outcome.output.substr(0, end) + "  … (" + std::to_string(rest) + ")\n";
  return outcome;
}

class Demonstration {
 public:
  explicit Demonstration(Terminal& terminal) : terminal_(terminal), folder_(shared_folder()) {}

  void run() {
    const std::string unit = first_line(folder_ / Unit);
    head(HelpId::DemoCheck);
    CheckCommand check;
    check.rules = place(Rules);
    if (!show(run_check(check, terminal_.console()), 40)) return;
    head(HelpId::DemoEvaluate);
    EvaluateCommand evaluate;
    evaluate.rules = place(Rules);
    evaluate.snapshot = place(Snapshot);
    if (!show(run_evaluate(evaluate, terminal_.console()), 40)) return;
    ExplainCommand explain;
    explain.rules = place(Rules);
    explain.snapshot = place(Snapshot);
    explain.unit = unit;
    head(HelpId::DemoExplain, unit);
    if (!show(run_explain(explain, terminal_.console()), 80)) return;
    explain.why_not = help_text(HelpId::DemoGrade, Language::Chinese);
    head(HelpId::DemoWhyNot);
    if (!show(run_explain(explain, terminal_.console()), 40)) return;
    head(HelpId::DemoTry);
    const std::string source = place(Rules) + " --snapshot " + place(Snapshot);
    say("  plumb evaluate " + source + "\n  plumb explain " + source + " --unit " + unit + " --why-not " + explain.why_not +
        '\n');
  }

 private:
  [[nodiscard]] std::string place(const char* name) const { return (folder_ / name).string(); }

  void say(std::string text) { terminal_.show({.output = std::move(text)}); }
  // The rules are Chinese, and so are results where no language is asked for.
  void head(HelpId id, const std::string& more = {}) {
    say("\n== " + std::string(help_text(id, terminal_.console().reader(Language::Chinese))) + more + " ==\n\n");
  }
  // False: nothing further can be shown. Findings and units that wait are results; the code of a demonstration is
  // only that of what went wrong.
  bool show(Outcome outcome, int64_t lines) {
    const bool is_result =
        outcome.code == ExitCode::Ok || outcome.code == ExitCode::Findings || outcome.code == ExitCode::Incomplete;
    if (is_result) outcome.code = ExitCode::Ok;
    terminal_.show(excerpt(std::move(outcome), lines));
    return is_result;
  }

  Terminal& terminal_;
  fs::path folder_;
};

}  // namespace

Command make_demo_command() {
  return {.name = "demo", .help = HelpId::Demo, .example = HelpId::DemoExample, .options = {}, .run = [](Terminal& terminal) {
            Demonstration(terminal).run();
          }};
}

}  // namespace plumb::cli

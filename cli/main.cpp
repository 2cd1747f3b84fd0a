#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>

#include "parse_arguments.h"
#include "pipeline/commands.h"

namespace plumb::cli {

std::vector<Command> all_commands() {
  std::vector<Command> commands;
  commands.push_back(make_check_command());
  commands.push_back(make_test_command());
  commands.push_back(make_evaluate_command());
  commands.push_back(make_explain_command());
  commands.push_back(make_compare_command());
  commands.push_back(make_init_command());
  commands.push_back(make_load_command());
  commands.push_back(make_fmt_command());
  commands.push_back(make_calc_command());
  commands.push_back(make_words_command());
  commands.push_back(make_codes_command());
  commands.push_back(make_schema_command());
  commands.push_back(make_dump_command());
  return commands;
}

}  // namespace plumb::cli

namespace {

int run(int count, char** words, plumb::cli::Terminal& terminal) {
  const std::vector<plumb::cli::Command> commands = plumb::cli::all_commands();
  const plumb::cli::Parsed parsed = plumb::cli::parse_arguments(count, words, commands, terminal.console());
  if (parsed.command != nullptr) {
    parsed.command->run(terminal);
  } else if (parsed.said) {
    terminal.show(*parsed.said);
  }
  return terminal.exit_code();
}

// A broken invariant has said what it is and aborts: to a caller that is our own mistake, one code like any other.
extern "C" void end_as_internal(int) { ::_exit(static_cast<int>(plumb::pipeline::ExitCode::Internal)); }

}  // namespace

int main(int count, char** words) {
  std::signal(SIGABRT, end_as_internal);
  plumb::cli::Terminal terminal;
  try {
    return run(count, words, terminal);
  } catch (const std::bad_alloc&) {
    terminal.show(plumb::pipeline::refuse_memory(terminal.console()));
  } catch (const std::exception& mistake) {
    terminal.show(plumb::pipeline::refuse_internal(mistake.what(), terminal.console()));
  }
  return terminal.exit_code();
}

#include "command.h"

namespace plumb::cli {

std::vector<Command> all_commands() {
  std::vector<Command> commands;
  commands.push_back(make_demo_command());
  commands.push_back(make_check_command());
  commands.push_back(make_test_command());
  commands.push_back(make_evaluate_command());
  commands.push_back(make_explain_command());
  commands.push_back(make_compare_command());
  commands.push_back(make_watch_command());
  commands.push_back(make_init_command());
  commands.push_back(make_load_command());
  commands.push_back(make_snapshot_command());
  commands.push_back(make_fmt_command());
  commands.push_back(make_calc_command());
  commands.push_back(make_words_command());
  commands.push_back(make_codes_command());
  commands.push_back(make_schema_command());
  commands.push_back(make_dump_command());
  return commands;
}

}  // namespace plumb::cli

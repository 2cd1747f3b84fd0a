#include <csignal>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <system_error>
#include <unistd.h>

#include "commands/commands.h"
#include "parse_arguments.h"
#include "pipeline/console.h"

namespace {

int run(int count, char** words, plumb::cli::Terminal& output) {
  const std::vector<plumb::cli::Command> commands = plumb::cli::all_commands();
  const plumb::cli::Parsed parsed = plumb::cli::parse_arguments(count, words, commands, output.console());
  if (parsed.command != nullptr) {
    parsed.command->run(output);
  } else if (parsed.said) {
    output.show(*parsed.said);
  }
  return output.exit_code();
}

// Libraries below us abort when they are broken: to a caller that is our own mistake, one code like any other.
extern "C" void end_as_internal(int) { ::_exit(static_cast<int>(plumb::cli::ExitCode::Internal)); }

void tell(const std::exception_ptr& thrown, plumb::cli::Terminal& terminal) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    terminal.show(refuse(plumb::pipeline::refuse_memory(), terminal.console()));
  } catch (const std::system_error& failure) {
    // A thread that finds no room for its stack.
    const bool is_room =
        failure.code() == std::errc::resource_unavailable_try_again || failure.code() == std::errc::not_enough_memory;
    terminal.show(is_room ? refuse(plumb::pipeline::refuse_memory(), terminal.console())
                          : refuse(plumb::pipeline::refuse_internal(failure.what()), terminal.console()));
  } catch (const std::exception& mistake) {
    terminal.show(refuse(plumb::pipeline::refuse_internal(mistake.what()), terminal.console()));
  } catch (...) {
    terminal.show(refuse(plumb::pipeline::refuse_internal(""), terminal.console()));
  }
}

plumb::cli::Terminal& terminal() {
  static plumb::cli::Terminal only;
  return only;
}

// Memory may also run out where nothing may be thrown, in a destructor say: the stack is gone, but what it was can be told,
// as some is kept for that.
std::unique_ptr<char[]>& reserve() {
  constexpr size_t Bytes = 1 << 20;
  static auto kept = std::make_unique_for_overwrite<char[]>(Bytes);
  return kept;
}

[[noreturn]] void end_without_stack() {
  reserve().reset();
  if (const std::exception_ptr thrown = std::current_exception()) {
    tell(thrown, terminal());
    ::_exit(terminal().exit_code());
  }
  std::abort();
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGABRT, end_as_internal);
  std::set_terminate(end_without_stack);
  (void)reserve();
  try {
    return run(count, words, terminal());
  } catch (...) {
    tell(std::current_exception(), terminal());
  }
  return terminal().exit_code();
}

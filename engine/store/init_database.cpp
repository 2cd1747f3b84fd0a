#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include "diagnostics/catalogue_data.h"
#include "store/database.h"
#include "store/held_signals.h"
#include "store/store.h"
#include "store/unfinished_file.h"

namespace plumb::store {

namespace fs = std::filesystem;

namespace {

bool write_schema(const program::Program& program, const std::string& draft, const std::string& path, diagnostics::Sink& sink) {
  std::optional<Database> database = Database::open(draft, OpenMode::Create, sink, path);
  if (!database) {
    return false;
  }
  const bool is_done = database->run("PRAGMA encoding='UTF-8'") && database->run("PRAGMA application_id=1347179597") &&
                       database->run("BEGIN") && database->run(schema_sql(program)) && database->run("COMMIT");
  if (!is_done) {
    database->report_failure(sink);
  }
  return is_done;
}

}  // namespace

bool init_database(const program::Program& program, const std::string& path, diagnostics::Sink& sink) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  const bool is_there = fs::exists(status);
  const bool is_empty_file = fs::is_regular_file(status) && fs::file_size(path, error) == 0 && !error;
  if (is_there && !is_empty_file) {
    sink.report(diag::DatabaseExists{.path = path});
    return false;
  }
  // Declared first: the draft goes before the signal comes.
  const HeldSignals held;
  const UnfinishedFile draft(path);
  if (!write_schema(program, draft.path(), path, sink)) {
    return false;
  }
  // A link refuses to replace what came into being meanwhile; a rename would not.
  if (!is_there && ::link(draft.path().c_str(), path.c_str()) == 0) {
    return true;
  }
  if (!is_there && errno == EEXIST) {
    sink.report(diag::DatabaseExists{.path = path});
    return false;
  }
  fs::rename(draft.path(), path, error);
  if (error) {
    sink.report(diag::DatabaseUnreadable{.path = path, .reason = error.message()});
    return false;
  }
  return true;
}

}  // namespace plumb::store

#include "rules/national_folder.h"

#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "pipeline/pipeline.h"
#include "store/store.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::tests {

namespace fs = std::filesystem;

namespace {

class ProcessFolder {
 public:
  ProcessFolder() : path_(fs::temp_directory_path() / ("plumb_national_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ProcessFolder(const ProcessFolder&) = delete;
  ProcessFolder& operator=(const ProcessFolder&) = delete;
  ~ProcessFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const fs::path& process_folder() {
  static const ProcessFolder folder;
  return folder.path();
}

std::string name_of(const examples::Options& options) {
  return std::to_string(options.seed) + "_" + std::to_string(options.scale) + "_" + std::to_string(options.usage_rows) + "_" +
         std::to_string((options.has_tie_decisions ? 1 : 0) + (options.has_blocking_fault ? 2 : 0) + (options.has_edges ? 4 : 0));
}

}  // namespace

void write_national(const examples::Options& options) {
  const examples::Plan plan = examples::plan_units(options);
  examples::Summary summary;
  examples::generate_units(options, plan, summary);
  examples::generate_instruments(options, plan, summary);
  examples::generate_reports(options, plan, summary);
  examples::generate_answers(options, plan, summary);
  EXPECT_TRUE(summary.is_good);
}

fs::path national_folder(examples::Options options) {
  const fs::path folder = process_folder() / name_of(options);
  if (fs::create_directories(folder)) {
    options.folder = folder.string();
    write_national(options);
  }
  return folder;
}

void copy_national_database(const fs::path& to) {
  const fs::path loaded = process_folder() / "loaded.db";
  if (!fs::exists(loaded)) {
    const fs::path folder = support::root() / "rules";
    const auto rules = pipeline::check_rules((folder / "2021.plumb").string(), {.with_findings = false}, {folder.string()});
    ASSERT_TRUE(store::init_database(rules->program, loaded.string(), rules->sink));
    ASSERT_TRUE(
        store::load_folder(rules->program, loaded.string(), support::reordered_folder(national_folder()).string(), rules->sink));
    ASSERT_FALSE(rules->sink.has_errors());
  }
  fs::copy_file(loaded, to, fs::copy_options::overwrite_existing);
}

}  // namespace plumb::tests

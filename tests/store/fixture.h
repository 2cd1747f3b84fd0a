// A folder that goes away, files in it, a small program, and what a sink has heard.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/store.h"
#include "support/program_builder.h"

namespace plumb::store {

class StoreTest : public ::testing::Test {
 protected:
  StoreTest();
  ~StoreTest() override;

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const;
  // Runs SQL in a database of the folder with a connection of its own.
  void run_sql(const std::string& name, const std::string& sql) const;
  [[nodiscard]] std::string ask_sql(const std::string& name, const std::string& sql) const;
  // A database of the program, empty.
  std::string init(const std::string& name = "a.db");

  // Codes that were reported, joined by blanks, and forgotten.
  std::string heard();
  // The first message in English, and forgotten.
  std::string first_message();

  support::ProgramBuilder builder;
  program::TableId unit, instrument, usage;
  diagnostics::Sink sink;

 private:
  std::filesystem::path folder_;
};

// Cells of a table as text, row by row; "#kind" absent, "fault" faulty, "-" not read.
[[nodiscard]] std::string show_table(const program::Program& program, const data::Data& data, program::TableId table);

}  // namespace plumb::store

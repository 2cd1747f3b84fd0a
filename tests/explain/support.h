// A small run for the tests of this folder: the rule file of cases/ over a few made-up rows.
#pragma once

#include <memory>
#include <string>

#include "explain/explain.h"
#include "results/results.h"
#include "source/source.h"

namespace plumb::explain {

struct SmallRun {
  source::SourceSet sources;
  program::Program program;
  data::Data data;
  results::Results results;
  std::string problems;  // diagnostics of checking; empty when the rule file is sound

  [[nodiscard]] program::TableId table(const std::string& name) const;
  [[nodiscard]] program::DefinitionId definition(const std::string& name) const;
  [[nodiscard]] uint32_t row(const std::string& table, const std::string& key) const;
  [[nodiscard]] Options options(source::Language language) const;
  [[nodiscard]] Explanation unit(const std::string& key, source::Language language) const;
  [[nodiscard]] Explanation not_why(const std::string& key, source::Language language, std::optional<uint16_t> wanted = {}) const;
};

// Made once and shared: nothing in it changes.
[[nodiscard]] const SmallRun& small_run();
// The same rows, but U8 lacks an answer and an instrument of U4 has more hours than a year: grades wait.
[[nodiscard]] const SmallRun& open_run();
// Ties on two lines of tied.plumb, decided by a judgement.
[[nodiscard]] const SmallRun& tied_run();

// The file of cases/ with this name; with GOLDEN_UPDATE set it is written from `text` first.
[[nodiscard]] std::string golden(const std::string& name, const std::string& text);

}  // namespace plumb::explain

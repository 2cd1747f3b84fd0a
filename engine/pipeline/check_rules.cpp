#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_text.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

std::optional<std::string> text_of(const std::string& path, const RuleFiles& files, diagnostics::Sink& sink) {
  const auto given = files.texts.find(path);
  if (given != files.texts.end()) {
    if (given->second.size() <= syntax::SizeLimit) return given->second;
    sink.report(diag::FileTooLarge{.path = path, .limit = syntax::SizeLimit});
    return std::nullopt;
  }
  if (files.reads_disk) return read_file(path, syntax::SizeLimit, sink);
  sink.report(diag::FileNotFound{.path = path});
  return std::nullopt;
}

}  // namespace

std::unique_ptr<CheckedRules> check_rules(const RuleFiles& files, const check::Options& options) {
  auto rules = std::make_unique<CheckedRules>();
  const std::optional<std::string> text = text_of(files.main, files, rules->sink);
  rules->main = rules->sources.add(files.main, text.value_or(""));
  rules->spelling = syntax::detect_spelling(text.value_or(""));
  if (!text) return rules;
  const std::vector<std::string> folders = files.libraries ? *files.libraries : library_folders();
  const check::Loader load = [&](const std::string& target, source::FileId from) -> std::optional<source::FileId> {
    const std::optional<std::string> path = find_library_file(target, rules->sources.text(from).name(), folders, files);
    if (!path) return std::nullopt;
    std::optional<std::string> used = text_of(*path, files, rules->sink);
    if (!used) return std::nullopt;
    return rules->sources.add(*path, std::move(*used));
  };
  rules->program = check::check(rules->sources, rules->main, load, options, rules->sink);
  return rules;
}

std::unique_ptr<CheckedRules> check_rules(const std::string& file, const check::Options& options,
                                          const std::vector<std::string>& library_folders) {
  return check_rules(RuleFiles{.main = file, .texts = {}, .libraries = library_folders}, options);
}

}  // namespace plumb::pipeline

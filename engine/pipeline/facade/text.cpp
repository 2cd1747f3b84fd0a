#include "plumbline/text.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "pipeline/files.h"
#include "program/dump_program.h"
#include "report/json_schema.h"
#include "syntax/syntax.h"

namespace plumbline {

namespace {

// One text, with what was found in it.
struct Parsed {
  inner::source::SourceSet sources;
  inner::diagnostics::Sink sink;
};

Diagnostics found_in(const std::shared_ptr<Parsed>& parsed) { return make_diagnostics(parsed->sink, {parsed, &parsed->sources}); }

Dump dumped(Result<Dump> made) {
  if (made) return *std::move(made);
  Dump failed;
  failed.diagnostics = made.diagnostics();
  return failed;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
  return guarded([&] {
    inner::diagnostics::Sink sink;
    std::optional<std::string> text = inner::pipeline::read_file(path, inner::syntax::SizeLimit, sink);
    if (!text) return Result<std::string>(make_diagnostics(sink));
    return Result<std::string>(*std::move(text), {});
  });
}

Language spelling_of(std::string_view text) {
  Language spelling = Language::Chinese;
  attempt([&] { spelling = outer_language(inner::syntax::detect_spelling(text)); });
  return spelling;
}

Result<std::string> format(const std::string& name, const std::string& text, std::optional<Language> spelling) {
  return guarded([&] {
    auto parsed = std::make_shared<Parsed>();
    const inner::source::FileId file = parsed->sources.add(name, text);
    const auto wanted = spelling ? inner_language(*spelling) : inner::syntax::detect_spelling(text);
    std::optional<std::string> made = inner::syntax::format(parsed->sources, file, wanted, parsed->sink);
    if (!made) return Result<std::string>(found_in(parsed));
    return Result<std::string>(*std::move(made), found_in(parsed));
  });
}

Result<std::string> schema(const std::string& name) {
  return guarded([&] {
    std::vector<std::string> names;
    std::string list;
    for (const inner::report::JsonSchema& one : inner::report::all_schemas()) {
      if (name == one.name) return Result<std::string>(std::string(one.text), {});
      names.emplace_back(one.name);
      list += std::string(one.name) + '\n';
    }
    if (name.empty()) return Result<std::string>(std::move(list), {});
    inner::diagnostics::Sink sink;
    sink.report(plumb::diag::UnknownSchema{.name = name}).suggest(inner::diagnostics::suggest(name, names));
    return Result<std::string>(make_diagnostics(sink));
  });
}

Dump dump_text(const std::string& name, const std::string& text, Stage stage) {
  return dumped(guarded([&] {
    auto parsed = std::make_shared<Parsed>();
    const inner::source::FileId file = parsed->sources.add(name, text);
    const inner::syntax::Tree tree = inner::syntax::parse(parsed->sources, file, parsed->sink);
    Dump made{.text = stage == Stage::Tokens ? inner::syntax::dump_tokens(parsed->sources, file)
                                             : inner::syntax::dump_tree(tree, parsed->sources, true),
              .diagnostics = found_in(parsed)};
    return Result<Dump>(std::move(made), {});
  }));
}

Dump dump_program(const Rules& rules) {
  return dumped(guarded([&] {
    return Result<Dump>({.text = inner::program::dump_program(checked(rules).program), .diagnostics = rules.diagnostics()}, {});
  }));
}

Result<std::string> dump_plan(const Data& data) {
  return guarded([&] {
    const DataState& from = *Access::state(data);
    inner::report::Evaluation run = *from.read;
    if (!inner::pipeline::take_inputs(run, wishes_of(from.source, from.options, {}))) {
      return Result<std::string>(make_diagnostics(run));
    }
    return Result<std::string>(inner::pipeline::describe_plan(run), make_diagnostics(run));
  });
}

}  // namespace plumbline

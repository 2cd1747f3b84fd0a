#include "report/quote_rules.h"

#include <map>
#include <memory>
#include <unordered_map>

#include "syntax/quote_text.h"
#include "syntax/syntax.h"

namespace plumb::report {

namespace {

// Names with one alias in the whole program. A name that stands for several things with different aliases keeps itself.
class Aliases {
 public:
  explicit Aliases(const program::Program& program) {
    for (const auto& units : program.units) add(units.name, units.alias);
    for (const auto& table : program.tables) add(table.name, table.alias);
    for (const auto& column : program.columns) add(column.name, column.alias);
    for (const auto& definition : program.definitions) add(definition.name, definition.alias);
    for (const auto& parameter : program.parameters) add(parameter.name, parameter.alias);
    for (const auto& enumeration : program.enumerations) {
      for (size_t i = 0; i < enumeration.labels.size(); ++i) {
        add(enumeration.labels[i], i < enumeration.aliases.size() ? enumeration.aliases[i] : std::string());
      }
    }
  }

  [[nodiscard]] std::string of(const std::string& name) const {
    const auto found = aliases_.find(name);
    return found == aliases_.end() || found->second.empty() ? name : found->second;
  }

 private:
  void add(const std::string& name, const std::string& alias) {
    const auto [at, is_new] = aliases_.emplace(name, alias);
    if (!is_new && at->second != alias) at->second.clear();
  }

  std::unordered_map<std::string, std::string> aliases_;
};

struct Quoter {
  const source::SourceSet& sources;
  source::Language reader;
  Aliases aliases;
  std::map<source::FileId, std::unique_ptr<syntax::QuotedText>> texts = {};  // null: as it stands

  std::string at(source::Span span) {
    const auto [found, is_new] = texts.try_emplace(span.file);
    if (is_new && syntax::detect_spelling(sources.text(span.file).text()) != reader) {
      const bool uses_aliases = reader == source::Language::En;
      const auto name_for = [&](const std::string& name) { return uses_aliases ? aliases.of(name) : name; };
      found->second = std::make_unique<syntax::QuotedText>(sources, span.file, reader, name_for);
    }
    return found->second == nullptr ? std::string(sources.slice(span)) : found->second->at(span);
  }
};

}  // namespace

std::function<std::string(source::Span)> quote_rules(const source::SourceSet& sources, const program::Program& program,
                                                     source::Language reader) {
  const auto quoter = std::make_shared<Quoter>(Quoter{sources, reader, Aliases(program)});
  return [quoter](source::Span span) { return quoter->at(span); };
}

}  // namespace plumb::report

// The writer behind dump_tree(): one node a line, two blanks a level. Keywords and builtin words by
// their English spelling, so that both spellings of a program dump alike but for names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"
#include "syntax/builtin_words.h"
#include "syntax/tree.h"

namespace plumb::syntax {

class Dumper {
 public:
  Dumper(const Tree& tree, const source::SourceSet& sources, bool with_positions)
      : tree_(tree), sources_(sources), with_positions_(with_positions) {}

  // A line; what is dumped while `Level` lives stands below it.
  void line(std::string_view text) { line(text, Span{}); }
  void line(std::string_view text, Span span);
  class Level {
   public:
    explicit Level(Dumper& dumper) : dumper_(dumper) { ++dumper_.depth_; }
    ~Level() { --dumper_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Dumper& dumper_;
  };

  // The parts that many constructs have; those that are not there write nothing.
  void expr(ExprId id);
  void part(std::string_view label, ExprId id);
  void name(std::string_view label, const std::optional<Name>& name);
  void text(std::string_view label, const std::optional<std::string>& text);
  void path(std::string_view label, const std::optional<Path>& path);
  void interval(std::string_view label, const std::optional<Interval>& interval);
  void answer(std::string_view label, const std::optional<Answer>& answer);
  void kind_answers(std::string_view label, const std::vector<KindAnswer>& answers);
  void bases(const std::vector<Basis>& bases);
  void type(const TypeRef& type);
  void judgement_body(const JudgementBody& body);
  void item(const Item& item);

  [[nodiscard]] std::string shown(const DeclName& name) const;
  [[nodiscard]] std::string shown(const Path& path) const;
  [[nodiscard]] std::string shown(const SetRef& set) const;
  [[nodiscard]] std::string shown(const TypeRef& type) const;
  [[nodiscard]] std::string shown_names(const std::vector<Name>& names) const;
  // A builtin word by its id, any other as written.
  [[nodiscard]] std::string shown_word(BuiltinKind kind, const Name& name) const;
  [[nodiscard]] std::string shown_words(BuiltinKind kind, const std::vector<Name>& names) const;

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  const Tree& tree_;
  const source::SourceSet& sources_;
  bool with_positions_;
  int depth_ = 0;
  std::string out_;
};

[[nodiscard]] inline std::string word_of(Keyword keyword) { return std::string(spelling_of(keyword, source::Language::En)); }

// Items by family: dump_item.cpp (declarations), dump_rule.cpp (what is computed from them).
void dump_node(Dumper& dumper, const RulesetItem& item, Span span);
void dump_node(Dumper& dumper, const AssessmentItem& item, Span span);
void dump_node(Dumper& dumper, const AuthorityItem& item, Span span);
void dump_node(Dumper& dumper, const UseItem& item, Span span);
void dump_node(Dumper& dumper, const UnitsItem& item, Span span);
void dump_node(Dumper& dumper, const EnumItem& item, Span span);
void dump_node(Dumper& dumper, const TableItem& item, Span span);
void dump_node(Dumper& dumper, const AbsenceItem& item, Span span);
void dump_node(Dumper& dumper, const ParameterItem& item, Span span);
void dump_node(Dumper& dumper, const FunctionItem& item, Span span);
void dump_node(Dumper& dumper, const ConditionItem& item, Span span);
void dump_node(Dumper& dumper, const ChecklistItem& item, Span span);
void dump_node(Dumper& dumper, const SpanItem& item, Span span);
void dump_node(Dumper& dumper, const ScopeItem& item, Span span);
void dump_node(Dumper& dumper, const VerifyItem& item, Span span);
void dump_node(Dumper& dumper, const MeasureItem& item, Span span);
void dump_node(Dumper& dumper, const ScoreItem& item, Span span);
void dump_node(Dumper& dumper, const JudgementItem& item, Span span);
void dump_node(Dumper& dumper, const RankingItem& item, Span span);
void dump_node(Dumper& dumper, const GradeItem& item, Span span);
void dump_node(Dumper& dumper, const AllotmentItem& item, Span span);
void dump_node(Dumper& dumper, const NormItem& item, Span span);
void dump_node(Dumper& dumper, const TestItem& item, Span span);

}  // namespace plumb::syntax

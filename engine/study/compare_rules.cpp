// Rules by name: a definition, and what has a name inside it (入 and 出 of a scope, entries of a grade, cases). Two of one name
// say the same when they lower to the same kernel, bases aside.
#include <algorithm>
#include <map>

#include "program/dump_writer.h"
#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

struct Rule {
  std::string name;  // inside its owner; empty: the owner itself
  std::string text;
  std::string meaning, ranges;        // as the kernel has it: without ranges, and with them
  std::vector<std::string> children;  // of an owner, in order
};

void strip(std::vector<Basis>& bases) {
  std::erase_if(bases, [](const Basis& basis) { return basis.kind != BasisKind::NotGiven; });
  for (Basis& basis : bases) basis.clauses.clear();
}

// A copy that dumps without bases but “not given” (that one decides a value), with the other run's names. Ranges that follow
// from other rules would make each reader of a changed rule look changed: `with_ranges` says whether they stay.
class Digest {
 public:
  Digest(const Program& program, bool with_ranges) : program_(program) {
    for (Definition& one : program_.definitions) {
      strip(one.bases);
      if (auto* cases = std::get_if<ByCases>(&one.by)) {
        for (Case& each : cases->cases) strip(each.bases);
      }
      if (auto* grade = std::get_if<ByGradeEntries>(&one.by)) {
        for (GradeEntry& each : grade->entries) strip(each.bases);
      }
      if (!with_ranges) clear_range(one.type);
    }
    for (Population& one : program_.populations) {
      for (PopulationRule& rule : one.rules) strip(rule.bases);
    }
    for (Expr& one : program_.exprs) {
      if (auto* lookup = std::get_if<Lookup>(&one.node)) {
        for (LookupRow& row : lookup->rows) strip(row.bases);
      }
      if (!with_ranges) clear_range(one.type);
    }
  }
  void rename(DefinitionId id, const std::string& name) {
    program_.definitions[id.value].name = name;
    for (Population& one : program_.populations) {
      if (one.definition == id) one.name = name;
    }
    for (Ranking& one : program_.rankings) {
      if (one.definition == id) one.name = name;
    }
    for (Judgement& one : program_.judgements) {
      if (one.definition == id) one.name = name;
    }
  }
  // The definition as it stands now; `change` gets it, and the program, for a moment.
  template <class Change>
  std::string dump(DefinitionId id, Change&& change) {
    const Definition kept = program_.definitions[id.value];
    const auto* by = std::get_if<ByPopulation>(&kept.by);
    const std::vector<PopulationRule> kept_rules =
        by == nullptr ? std::vector<PopulationRule>{} : program_.populations[by->population.value].rules;
    change(program_, program_.definitions[id.value]);
    DumpWriter writer{program_, {}, 0};
    dump_definition(writer, id);
    program_.definitions[id.value] = kept;
    if (by != nullptr) program_.populations[by->population.value].rules = kept_rules;
    return std::move(writer.text);
  }

 private:
  static void clear_range(Type& type) {
    type.low.reset();
    type.high.reset();
    type.is_whole = false;
    type.is_bounded = true;
  }
  Program program_;
};
struct Digests {
  explicit Digests(const Program& program) : plain(program, false), ranges(program, true) {}
  void rename(DefinitionId id, const std::string& name) {
    plain.rename(id, name);
    ranges.rename(id, name);
  }
  Digest plain, ranges;
};

// The part of a block's text before its bracket.
std::string head_of(std::string text) {
  if (const size_t open = text.find(" {"); open != std::string::npos) text.erase(open);
  return text;
}

bool has_parts(const Program& program, DefinitionId id) {
  return std::any_of(program.score_parts.begin(), program.score_parts.end(),
                     [&](const ScorePart& part) { return part.definition == id && !part.parts.empty(); });
}

class Lister {
 public:
  Lister(const Side& side, Digests& digests) : side_(side), digests_(digests) {}

  std::vector<Rule> rules_of(DefinitionId id) {
    const Definition& definition = side_.program.at(id);
    rules_.assign(1, Rule{});
    rules_[0].text = text_at(definition.span);
    if (const auto* by = std::get_if<ByPopulation>(&definition.by)) {
      add_population(id, by->population);
    } else if (const auto* grade = std::get_if<ByGradeEntries>(&definition.by)) {
      add_grade(id, *grade);
    } else if (const auto* cases = std::get_if<ByCases>(&definition.by); cases != nullptr && cases->mode != CaseMode::Single) {
      add_cases(id, *cases);
    } else {
      digest(id, rules_[0], [](Program&, Definition&) {});
      if (std::holds_alternative<ByChecklist>(definition.by) || has_parts(side_.program, id))
        rules_[0].text = head_of(rules_[0].text);
    }
    return std::move(rules_);
  }

 private:
  [[nodiscard]] std::string text_at(source::Span span) const { return side_.rule_text ? side_.rule_text(span) : ""; }
  template <class Change>
  void digest(DefinitionId id, Rule& rule, const Change& change, const std::string& more = {}) {
    rule.meaning = digests_.plain.dump(id, change) + more;
    rule.ranges = digests_.ranges.dump(id, change) + more;
  }
  Rule& add(const std::string& name, source::Span span) {
    rules_[0].children.push_back(name);
    rules_.push_back({.name = name, .text = text_at(span), .meaning = {}, .ranges = {}, .children = {}});
    return rules_.back();
  }

  void add_population(DefinitionId id, PopulationId population) {
    const std::vector<PopulationRule>& rules = side_.program.at(population).rules;
    // Only rule number `index` stays, with nothing to be an exception to; none for an index behind the last.
    const auto only = [population](size_t index) {
      return [population, index](Program& program, Definition&) {
        std::vector<PopulationRule>& all = program.populations[population.value].rules;
        std::vector<PopulationRule> kept;
        if (index < all.size()) kept.push_back(all[index]);
        for (PopulationRule& one : kept) one.exception_to = -1;
        all = std::move(kept);
      };
    };
    rules_[0].text = head_of(rules_[0].text);
    digest(id, rules_[0], only(SIZE_MAX));
    for (size_t i = 0; i < rules.size(); ++i) {
      const int32_t except = rules[i].exception_to;
      digest(id, add(rules[i].name, rules[i].span), only(i), except >= 0 ? rules[static_cast<size_t>(except)].name : "");
    }
    // Any order of them means the same.
    rules_[0].children.clear();
  }
  void add_grade(DefinitionId id, const ByGradeEntries& grade) {
    const auto only = [](size_t index) {
      return [index](Program&, Definition& definition) {
        std::vector<GradeEntry>& entries = std::get<ByGradeEntries>(definition.by).entries;
        std::vector<GradeEntry> kept;
        if (index < entries.size()) kept.push_back(entries[index]);
        entries = std::move(kept);
      };
    };
    rules_[0].text = head_of(rules_[0].text);
    digest(id, rules_[0], only(SIZE_MAX), grade.in_order ? "in order" : "");
    for (size_t i = 0; i < grade.entries.size(); ++i) digest(id, add(grade.entries[i].rule, grade.entries[i].span), only(i));
  }
  // A case without a name belongs to the head.
  void add_cases(DefinitionId id, const ByCases& by) {
    const auto only = [](const std::string& name) {
      return [name](Program&, Definition& definition) {
        std::vector<Case>& cases = std::get<ByCases>(definition.by).cases;
        std::erase_if(cases, [&](const Case& one) { return one.rule != name; });
        for (Case& one : cases) one.exception_to = -1;
      };
    };
    rules_[0].text = head_of(rules_[0].text);
    digest(id, rules_[0], only(""));
    for (const Case& one : by.cases) {
      if (one.rule.empty()) {
        rules_[0].text += " … " + text_at(one.span);
        continue;
      }
      digest(id, add(one.rule, one.span), only(one.rule),
             one.exception_to >= 0 ? by.cases[static_cast<size_t>(one.exception_to)].rule : "");
    }
    if (by.mode == CaseMode::Exceptions) rules_[0].children.clear();
  }

  const Side& side_;
  Digests& digests_;
  std::vector<Rule> rules_;
};

// Names that both lists have, in the order of the first.
std::vector<std::string> common(const std::vector<std::string>& names, const std::vector<std::string>& others) {
  std::vector<std::string> kept;
  for (const std::string& name : names) {
    if (std::find(others.begin(), others.end(), name) != others.end()) kept.push_back(name);
  }
  return kept;
}

class Comparer {
 public:
  explicit Comparer(Work& work) : work_(work), before_(work.before.side.program), after_(work.after.side.program) {
    const Program& named = work.before.side.program;
    for (uint32_t i = 0; i < work.match.before_of.size(); ++i) {
      const DefinitionId other = work.match.before_of[i];
      if (other.valid()) after_.rename(DefinitionId{i}, named.at(other).name);
    }
  }

  void run() {
    Lister old_rules(work_.before.side, before_);
    Lister new_rules(work_.after.side, after_);
    for (uint32_t i = 0; i < work_.match.after_of.size(); ++i) {
      const DefinitionId id{i};
      const DefinitionId other = work_.match.after_of[i];
      if (other.valid())
        compare_one(id, other, old_rules.rules_of(id), new_rules.rules_of(other));
      else
        report(RuleChangeKind::Removed, id, {}, old_rules.rules_of(id).front(), {});
    }
    for (uint32_t i = 0; i < work_.match.before_of.size(); ++i) {
      const DefinitionId id{i};
      if (!work_.match.before_of[i].valid()) report(RuleChangeKind::Added, {}, id, {}, new_rules.rules_of(id).front());
    }
    drop_repeated();
    remember();
  }

 private:
  void compare_one(DefinitionId before, DefinitionId after, const std::vector<Rule>& old_rules,
                   const std::vector<Rule>& new_rules) {
    std::map<std::string, const Rule*> by_name;
    for (const Rule& rule : new_rules) by_name.emplace(rule.name, &rule);
    for (const Rule& rule : old_rules) {
      const auto found = by_name.find(rule.name);
      if (found == by_name.end()) {
        report(RuleChangeKind::Removed, before, after, rule, {});
        continue;
      }
      const Rule& other = *found->second;
      const bool same_order = common(rule.children, other.children) == common(other.children, rule.children);
      const bool other_range = rule.ranges != other.ranges && rule.text != other.text;
      if (rule.meaning != other.meaning || other_range || !same_order)
        report(RuleChangeKind::Changed, before, after, rule, other);
      else if (rule.text != other.text)
        report(RuleChangeKind::Reworded, before, after, rule, other);
      by_name.erase(found);
    }
    for (const Rule& rule : new_rules) {
      if (by_name.contains(rule.name)) report(RuleChangeKind::Added, before, after, {}, rule);
    }
  }

  void report(RuleChangeKind kind, DefinitionId before, DefinitionId after, const Rule& old_rule, const Rule& new_rule) {
    RuleChange change{.kind = kind,
                      .name = {},
                      .before = before,
                      .after = after,
                      .text_before = old_rule.text,
                      .text_after = new_rule.text,
                      .is_reached = false};
    const Program& program = after.valid() ? work_.after.side.program : work_.before.side.program;
    change.name = program.at(after.valid() ? after : before).name;
    const std::string& inner = new_rule.name.empty() ? old_rule.name : new_rule.name;
    if (!inner.empty()) change.name += "." + inner;
    change.is_reached = (before.valid() && work_.before.reach.definitions[before.value]) ||
                        (after.valid() && work_.after.reach.definitions[after.value]);
    work_.out.rules.push_back(std::move(change));
  }

  // A judgement that is written inside a line of a score shares its words: told once.
  void drop_repeated() {
    std::vector<RuleChange> kept;
    for (const RuleChange& one : work_.out.rules) {
      const auto says_the_same = [&](const RuleChange& other) {
        return other.name != one.name && other.text_before == one.text_before && other.text_after == one.text_after;
      };
      const bool is_reworded = one.kind == RuleChangeKind::Reworded;
      const bool is_changed_elsewhere = std::any_of(work_.out.rules.begin(), work_.out.rules.end(), [&](const RuleChange& other) {
        return other.kind == RuleChangeKind::Changed && says_the_same(other);
      });
      const bool is_kept_already = std::any_of(kept.begin(), kept.end(), says_the_same);
      if (!is_reworded || (!is_changed_elsewhere && !is_kept_already)) kept.push_back(one);
    }
    work_.out.rules = std::move(kept);
  }

  void remember() {
    for (uint32_t i = 0; i < work_.out.rules.size(); ++i) {
      const RuleChange& rule = work_.out.rules[i];
      if (rule.kind == RuleChangeKind::Reworded) continue;
      if (rule.before.valid()) work_.before.rules[rule.before.value].push_back(i);
      if (rule.after.valid()) work_.after.rules[rule.after.value].push_back(i);
    }
  }

  Work& work_;
  Digests before_, after_;
};

}  // namespace

void compare_rules(Work& work) { Comparer(work).run(); }

}  // namespace plumb::study

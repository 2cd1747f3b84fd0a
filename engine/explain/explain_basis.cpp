#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using program::Basis;
using program::BasisKind;

namespace {

Citation show_citation(const Teller& t, program::CitedClause cited) {
  Citation shown;
  if (!cited.authority.valid() || cited.authority.value >= t.program.authorities.size()) {
    return shown;
  }
  const program::Authority& authority = t.program.authorities[cited.authority.value];
  shown.document = authority.name;
  shown.number = authority.number;
  if (cited.clause < authority.clauses.size()) {
    shown.clause = authority.clauses[cited.clause].id;
    shown.title = authority.clauses[cited.clause].title;
  }
  return shown;
}

bool is_same(const ShownBasis& a, const ShownBasis& b) {
  const auto is_same_clause = [](const Citation& x, const Citation& y) {
    return x.document == y.document && x.clause == y.clause;
  };
  return a.kind == b.kind && a.reason == b.reason &&
         std::equal(a.clauses.begin(), a.clauses.end(), b.clauses.begin(), b.clauses.end(), is_same_clause);
}

// Collects what is not simply cited, under the name of what it belongs to.
struct AssumptionList {
  const Teller& t;
  Lines lines;

  void add(const std::string& owner, const std::vector<Basis>& bases) {
    for (ShownBasis& basis : show_bases(t, bases)) {
      if (basis.kind == BasisKind::Cited) {
        continue;
      }
      // One reason is told once; the others that rest on it are named beside it.
      const auto same =
          std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return is_same(line.bases.front(), basis); });
      if (same == lines.end()) {
        Line line = line_of(LineKind::Basis, owner);
        line.bases.push_back(std::move(basis));
        lines.push_back(std::move(line));
      } else if ((t.say(word::ListJoint) + same->text + t.say(word::ListJoint))
                     .find(t.say(word::ListJoint) + owner + t.say(word::ListJoint)) == std::string::npos) {
        same->text += t.say(word::ListJoint) + owner;
      }
    }
  }
};

std::string owner_of_rule(const Teller& t, const std::string& owner, const std::string& rule) {
  return rule.empty() ? owner : t.say(word::RuleOf, {owner, rule});
}

void add_definition(AssumptionList& list, program::DefinitionId id) {
  const Teller& t = list.t;
  const program::Definition& definition = t.program.at(id);
  const std::string name = name_of(t, id);
  list.add(name, definition.bases);
  if (const auto* by = std::get_if<program::ByCases>(&definition.by)) {
    for (const program::Case& one : by->cases) {
      list.add(owner_of_rule(t, name, one.rule), one.bases);
    }
  } else if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
    for (const program::GradeEntry& entry : grade->entries) {
      list.add(owner_of_rule(t, name, entry.rule), entry.bases);
    }
  } else if (const auto* judged = std::get_if<program::ByJudgement>(&definition.by)) {
    list.add(name, t.program.at(judged->judgement).bases);
  }
}

}  // namespace

std::vector<ShownBasis> show_bases(const Teller& t, const std::vector<Basis>& bases) {
  std::vector<ShownBasis> all;
  for (const Basis& basis : bases) {
    ShownBasis shown;
    shown.kind = basis.kind;
    shown.reason = basis.reason;
    shown.is_taken = t.options.other_readings && basis.other.valid();
    for (const program::CitedClause cited : basis.clauses) {
      shown.clauses.push_back(show_citation(t, cited));
    }
    add_bases(all, {std::move(shown)});
  }
  return all;
}

void add_bases(std::vector<ShownBasis>& all, std::vector<ShownBasis> more) {
  for (ShownBasis& basis : more) {
    if (std::none_of(all.begin(), all.end(), [&](const ShownBasis& known) { return is_same(known, basis); })) {
      all.push_back(std::move(basis));
    }
  }
}

void put_bases_first(const Teller& t, const std::vector<Basis>& own, Line& line) {
  std::vector<ShownBasis> all = show_bases(t, own);
  add_bases(all, std::move(line.bases));
  line.bases = std::move(all);
}

std::string basis_text(source::Language language, const ShownBasis& basis) {
  std::string clauses;
  for (const Citation& cited : basis.clauses) {
    const std::string& document = cited.number.empty() ? cited.document : cited.number;
    const Phrase& phrase = cited.title.empty() ? word::ClauseUntitled : word::Clause;
    clauses +=
        (clauses.empty() ? "" : say(language, word::ListJoint)) + say(language, phrase, {document, cited.clause, cited.title});
  }
  switch (basis.kind) {
    case BasisKind::Cited: return say(language, word::BasisCited, {clauses});
    case BasisKind::Assumed: return say(language, word::BasisAssumed, {basis.reason});
    case BasisKind::NotGiven: return say(language, word::BasisNotGiven);
    case BasisKind::OtherReading:
      if (basis.is_taken) {
        return say(language, clauses.empty() ? word::BasisOtherCopyTaken : word::BasisOtherReadingTaken, {clauses, basis.reason});
      }
      return say(language, clauses.empty() ? word::BasisOtherCopy : word::BasisOtherReading, {clauses, basis.reason});
  }
  return {};
}

Line parameter_line(const Teller& t, program::ParameterId id, base::Date at) {
  const program::Parameter& parameter = t.program.at(id);
  Line line = line_of(LineKind::Parameter, name_of(t, parameter.name, parameter.alias));
  for (const program::DatedValue& dated : parameter.values) {
    const bool is_in_force = (!dated.from || *dated.from <= at) && (!dated.end || at < *dated.end);
    if (!is_in_force) {
      continue;
    }
    line.bases = show_bases(t, dated.bases);
    if (dated.value.valid()) {
      line.value = show(t, parameter.type, evaluate(t, dated.value, {}));
    } else {
      line.value = ShownValue{ValueState::Pending, t.say(word::BasisNotGiven), {}, false};
    }
    if (dated.from || dated.end) {
      const std::string from = dated.from ? base::to_string(*dated.from) : "";
      const std::string end = dated.end ? base::to_string(base::Date{dated.end->days - 1}) : "";
      const Phrase& phrase = !dated.end ? word::InForceSince : !dated.from ? word::InForceUntil : word::InForce;
      line.children.push_back(line_of(LineKind::Statement, t.say(phrase, {from, end, base::to_string(at)})));
    }
    return line;
  }
  line.value = ShownValue{ValueState::Pending, t.say(word::NoValueAt, {base::to_string(at)}), {}, false};
  return line;
}

Section parameters_section(const Teller& t, const Reach& reach) {
  Section section{SectionKind::Parameters, t.say(word::SectionParameters), {}};
  for (const program::ParameterId id : reach.parameters) {
    section.lines.push_back(parameter_line(t, id, t.results.inputs.reference));
  }
  return section;
}

Section assumptions_section(const Teller& t, const Reach& reach) {
  AssumptionList list{t, {}};
  for (const program::DefinitionId id : reach.definitions) {
    add_definition(list, id);
  }
  for (const program::PopulationId id : reach.populations) {
    const program::Population& population = t.program.at(id);
    for (const program::PopulationRule& rule : population.rules) {
      list.add(owner_of_rule(t, name_of(t, population.definition), rule.name), rule.bases);
    }
  }
  for (const program::ParameterId id : reach.parameters) {
    const Line parameter = parameter_line(t, id, t.results.inputs.reference);
    for (const program::DatedValue& dated : t.program.at(id).values) {
      list.add(parameter.text, dated.bases);
    }
  }
  for (const program::ExprId id : reach.exprs) {
    if (const auto* lookup = std::get_if<program::Lookup>(&t.program.at(id).node)) {
      for (const program::LookupRow& row : lookup->rows) {
        list.add(t.say(word::TableRow), row.bases);
      }
    }
  }
  return {SectionKind::Assumptions, t.say(word::SectionAssumptions), std::move(list.lines)};
}

}  // namespace plumb::explain

#include <fmt/format.h>

#include "syntax/dump.h"

namespace plumb::syntax {

namespace {

void dump_keys(Dumper& out, std::string_view label, const std::vector<RankKey>& keys) {
  for (const RankKey& key : keys) {
    out.line(fmt::format("{} {} {}", label, key.exact ? "exact" : "rounded", key.descending ? "descending" : "ascending"),
             key.span);
    const Dumper::Level level(out);
    out.expr(key.value);
    out.part(key.rounding_mode ? "taking " + word_of(*key.rounding_mode) : "taking", key.rounding_place);
  }
}

std::string_view name_of(GroupKind of) {
#define PLUMB_PART_GROUP(value, name) \
  if (of == GroupKind::value) return name;
#include "syntax/tree_kinds.def"
  return {};
}

std::string_view name_of(GradeFormKind of) {
#define PLUMB_GRADE_FORM(value, name) \
  if (of == GradeFormKind::value) return name;
#include "syntax/tree_kinds.def"
  return {};
}

void dump_part(Dumper& out, const Part& part, std::string_view label) {
  out.line(fmt::format("{} {}{}", label, out.shown(part.name), name_of(part.group)), part.span);
  const Dumper::Level level(out);
  out.name("mark", part.mark);
  out.part("weight", part.weight);
  out.part("out of", part.out_of);
  out.part("capped at", part.cap);
  out.part("provided", part.precondition);
  out.part("otherwise", part.otherwise);
  for (const NotApplicable& entry : part.not_applicable) {
    out.part("inapplicable " + word_of(entry.points), entry.condition);
  }
  out.bases(part.bases);
  out.part("value", part.value);
  for (const Part& inner : part.parts) dump_part(out, inner, "part");
}

void dump_grade_entry(Dumper& out, const GradeEntry& entry) {
  std::string text = fmt::format("{} {} {}", entry.is_veto ? "veto" : "rule", entry.label.text, entry.rule.text);
  if (entry.is_veto) {
    text += entry.no_better ? " no better than" : " sets to";
    text += entry.after_cut ? " after the cut" : " before the cut";
  } else {
    text += fmt::format(" {}", name_of(entry.form));
  }
  out.line(text, entry.span);
  const Dumper::Level level(out);
  out.expr(entry.condition);
  out.path("ranking", entry.ranking);
  out.part(entry.size_rounding ? "size " + word_of(*entry.size_rounding) : "size", entry.size);
  if (entry.vacancy_filled) out.line(*entry.vacancy_filled ? "vacancies filled" : "vacancies not filled");
  if (entry.overflow_in) out.line(*entry.overflow_in ? "tie over the line all in" : "tie over the line all out");
  if (entry.shrinks_next) out.line(*entry.shrinks_next ? "shrinks next" : "keeps next");
  out.path("base", entry.base);
  out.bases(entry.bases);
}

}  // namespace

void dump_node(Dumper& out, const ConditionItem& item, Span span) {
  out.line("condition " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.expr(item.value);
  out.bases(item.bases);
}

void dump_node(Dumper& out, const ChecklistItem& item, Span span) {
  out.line(fmt::format("checklist {} {}", out.shown(item.name), word_of(item.mode)), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.part("at least", item.at_least);
  out.bases(item.bases);
  for (const ChecklistEntry& entry : item.entries) {
    out.line("rule " + entry.rule.text, entry.span);
    const Dumper::Level inner(out);
    out.expr(entry.condition);
    out.bases(entry.bases);
  }
}

void dump_node(Dumper& out, const SpanItem& item, Span span) {
  out.line("span " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.line("from " + out.shown(item.from_set), item.from_set.span);
  out.part("starting", item.start);
  out.part(item.month_end ? "lasting " + word_of(*item.month_end) : "lasting", item.length);
  out.part("when", item.condition);
  out.bases(item.bases);
}

void dump_node(Dumper& out, const ScopeItem& item, Span span) {
  out.line("scope " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("from", item.source);
  out.bases(item.bases);
  for (const ScopeEntry& entry : item.entries) {
    out.line(fmt::format("{} {}", entry.is_exclusion ? "exclude" : "include", entry.rule.text), entry.span);
    const Dumper::Level inner(out);
    out.name("exception to", entry.exception_to);
    out.expr(entry.condition);
    out.bases(entry.bases);
  }
}

void dump_node(Dumper& out, const VerifyItem& item, Span span) {
  out.line("verify " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.expr(item.condition);
  out.bases(item.bases);
}

void dump_node(Dumper& out, const MeasureItem& item, Span span) {
  out.line(fmt::format("measure {}{}", out.shown(item.name), item.in_order ? " in order" : ""), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.type(item.type);
  out.interval("range", item.range);
  out.bases(item.bases);
  out.expr(item.value);
  for (const CaseEntry& entry : item.cases) {
    out.line(entry.is_otherwise ? "otherwise" : "rule " + entry.rule.text, entry.span);
    const Dumper::Level inner(out);
    out.name("exception to", entry.exception_to);
    out.part("when", entry.condition);
    out.answer("then", entry.value);
    out.bases(entry.bases);
  }
}

void dump_node(Dumper& out, const ScoreItem& item, Span span) {
  out.line("score", span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  dump_part(out, item.root, "root");
}

void dump_node(Dumper& out, const JudgementItem& item, Span span) {
  out.line("judgement " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.type(item.type);
  out.judgement_body(item.body);
  out.bases(item.bases);
}

void dump_node(Dumper& out, const RankingItem& item, Span span) {
  out.line("ranking " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.part("without", item.without);
  for (const Path& stratum : item.strata) out.path("within", stratum);
  dump_keys(out, "key", item.keys);
  out.line(fmt::format("ties {}{}", word_of(item.ties.word), item.ties.judgement ? " " + item.ties.judgement->text : ""));
  out.bases(item.bases);
}

void dump_node(Dumper& out, const GradeItem& item, Span span) {
  out.line(fmt::format("grade {}{}", out.shown(item.name), item.in_order ? " in order" : ""), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.bases(item.bases);
  for (const GradeEntry& entry : item.entries) dump_grade_entry(out, entry);
}

void dump_node(Dumper& out, const AllotmentItem& item, Span span) {
  out.line("allotment " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.path("of", item.of);
  out.part("amount", item.amount);
  out.part("ordered by", item.weight);
  out.part("grain", item.grain);
  if (item.largest_remainder) out.line("remainder largest first");
  dump_keys(out, "remainder", item.remainder_keys);
  dump_keys(out, "ties", item.tie_keys);
  out.name("ties refer to", item.tie_judgement);
  out.part("at least", item.minimum);
  out.part("at most", item.maximum);
  if (item.zero_weight) out.line("weight " + word_of(*item.zero_weight));
  out.bases(item.bases);
}

void dump_node(Dumper& out, const NormItem& item, Span span) {
  out.line(fmt::format("{} {} {}", item.is_duty ? "duty" : "consequence", out.shown(item.name), word_of(item.force)), span);
  const Dumper::Level level(out);
  if (!item.menu.empty()) out.line("menu " + out.shown_names(item.menu));
  out.name("by", item.actor);
  out.path("of", item.of);
  out.part("when", item.condition);
  out.part(item.term_inclusive ? "term inclusive" : "term", item.term);
  out.part("starting", item.term_start);
  if (item.month_end) out.line(word_of(*item.month_end));
  out.part("fulfilled", item.fulfilled);
  out.name("unfulfilled", item.if_unfulfilled);
  out.name("bars", item.bars);
  out.part("amount", item.amount);
  out.bases(item.bases);
}

}  // namespace plumb::syntax

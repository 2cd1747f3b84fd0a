#include <set>
#include <string>

#include "diagnostics/catalogue_evaluation.h"
#include "diagnostics/catalogue_labels.h"
#include "report/cells.h"
#include "report/evaluation.h"
#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

using source::Language;

// "择优", and of a ranking in strata "择优[甲类]".
std::string cut_name(const Evaluation& evaluation, const program::GradeEntry& entry, uint32_t stratum, Language language) {
  const program::Program& program = evaluation.program();
  const program::Ranking& ranking = program.at(entry.ranking);
  const results::Stratum& of = evaluation.results.rankings[entry.ranking.value].strata[stratum];
  std::string key;
  for (size_t i = 0; i < of.key.size() && i < ranking.strata.size(); ++i) {
    key += (key.empty() ? "" : std::string(text(TextId::ListComma, language))) +
           show_cell(evaluation, program.at(ranking.strata[i]).type, of.key[i], language);
  }
  return key.empty() ? entry.rule : entry.rule + '[' + key + ']';
}

}  // namespace

void report_quotas(const Evaluation& evaluation, Language language, diagnostics::Sink& sink) {
  const program::Program& program = evaluation.program();
  const auto exceeds = [](const results::CutResult& cut) { return cut.size > cut.base; };
  std::set<std::pair<uint32_t, uint32_t>> told;  // grade, ranking: once the first cut has run out, so do those after it
  for (const results::CutResult& cut : evaluation.results.cuts) {
    const program::GradeEntry& entry = std::get<program::ByGradeEntries>(program.at(cut.grade).by).entries[cut.entry];
    if (!exceeds(cut) || !told.emplace(cut.grade.value, entry.ranking.value).second) continue;
    int64_t strata = 0;
    for (const results::CutResult& other : evaluation.results.cuts) {
      strata += other.grade == cut.grade && other.entry == cut.entry && exceeds(other) ? 1 : 0;
    }
    diagnostics::Diagnostic& reported = sink.report(
        diag::PlacesAboveRanked{
            .entry = cut_name(evaluation, entry, cut.stratum, language), .places = cut.size, .ranked = cut.base},
        entry.span);
    if (strata > 1) reported.note(label::MoreStrata{strata});
  }
}

}  // namespace plumb::report

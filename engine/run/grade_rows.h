// What a grade keeps while its entries are applied to all rows at once. Internal to run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "run/operators.h"

namespace plumb::run {

struct GradeRow {
  enum class Standing : uint8_t {
    Outside,  // not of the grade's population: out of scope, faulty, quarantined, or in quarantine with its place kept
    Unsure,   // whether it is in is not known
    Kept,     // in quarantine with its place kept: counts in bases, and that is all
    In,
  };
  Standing standing = Standing::Outside;
  bool is_pinned = false;
  bool has_label = false, is_open = false;
  bool is_found = false;  // the label is that of a veto or a finding, not of a cut or what is left
  uint16_t label = 0;
  int32_t entry = -1;
  int32_t cap_entry = -1;  // no better than `cap`
  uint16_t cap = 0;
  Lane open;

  [[nodiscard]] bool is_free() const { return standing == Standing::In && !has_label && !is_open; }
};

// Where the cuts of a ranking's stratum have come to.
struct CutLine {
  int64_t places = 0, used = 0;  // given out so far, from the top; used up of them
  bool is_waiting = false;
  Lane waits_for;
};

class Grader {
 public:
  Grader(EvaluatorPool& evaluators, const RowSets& sets, Rankings& rankings, Questions& questions, DefinitionId id,
         const program::ByGradeEntries& by);
  void grade();
  // The value of each row, and the entry that gave it.
  void finish(Column& column);

 private:
  // --- run_grade.cpp ---
  void enter();
  // Does the entry's condition hold for the row, and is it given?
  [[nodiscard]] Lane holds(uint32_t entry, uint32_t row);
  void take(uint32_t row, uint32_t entry, bool is_found);
  void leave_open(uint32_t row, const Lane& why);
  void apply_when(uint32_t entry);
  void apply_rest(uint32_t entry);
  // --- grade_vetoes.cpp ---
  void apply_before();
  void decide_before(uint32_t row);
  void apply_after();
  void decide_after(uint32_t row);
  void cap(uint32_t row, uint32_t entry);
  [[nodiscard]] bool may_be_worse(uint16_t label, uint32_t row);
  // --- cut_ranking.cpp ---
  void apply_cut(uint32_t entry);
  void cut_stratum(uint32_t entry, uint32_t stratum);
  // Empty with `open` set: the base or the size is not known.
  bool find_base(const program::GradeEntry& cut, const results::Stratum& stratum, uint64_t& base, Lane& open);
  bool find_size(const program::GradeEntry& cut, uint64_t base, int64_t& size, Lane& open);
  bool take_tied(const program::GradeEntry& cut, const std::vector<uint32_t>& tied, uint64_t places,
                 const results::Stratum& stratum, results::CutResult& result, Lane& waits_for);
  [[nodiscard]] std::string line_of(const program::GradeEntry& cut, const results::Stratum& stratum) const;
  [[nodiscard]] bool may_take(uint32_t row, uint16_t label) const {
    return rows_[row].is_free() && (rows_[row].cap_entry < 0 || label <= rows_[row].cap);
  }
  [[nodiscard]] const program::GradeEntry& entry_at(uint32_t index) const { return by_.entries[index]; }

  EvaluatorPool& evaluators_;
  const RunContext& context_;
  const RowSets& sets_;
  Rankings& rankings_;
  Questions& questions_;
  DefinitionId id_;
  const program::Definition& definition_;
  const program::ByGradeEntries& by_;
  std::vector<GradeRow> rows_;
  std::vector<std::vector<Lane>> conditions_;               // by entry; empty: it has none
  std::map<std::pair<uint32_t, uint32_t>, CutLine> lines_;  // by ranking and stratum
};

}  // namespace plumb::run

// Who competes for the places before each line of a grade, and where given keys would stand among them.
// Internal to study.
//
// A line is a cut of a ranking; it has the places that the cuts up to there gave out, counted from the top. Rivals for it
// are the ranked rows that a cut took up to there, those that a late veto took back, and those behind them that no veto or
// finding had decided before. A row with given keys gets the line when fewer rivals than places are strictly better (all of a
// tie are let in), or when its whole tie fits (none are): for the keys that a row really has, that gives back its own
// grade. A tie that a judgement decided stays decided for those who are in it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "study/match.h"

namespace plumb::study {

struct Line {
  uint16_t label = 0;
  std::string name;      // of the label
  uint32_t ordinal = 0;  // among the cuts to this label
  uint32_t entry = 0;
  program::RankingId ranking;
};
struct Contest {                                  // for one line in one stratum
  std::vector<const results::RankedRow*> rivals;  // best first
  uint64_t places = 0;
  bool is_made = false;  // false: something open kept the cut from being made
  bool lets_ties_in = true;
  bool is_referred = false;  // a tie on it was decided by judgement
  std::vector<uint32_t> tied;
  std::set<uint32_t> members, taken;  // rows: of the rivals, of those that a cut took
};

class Field {
 public:
  // The grade of the side; without one, or one that cuts nothing, there are no lines.
  explicit Field(const Side& side);

  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] const Side& side() const { return side_; }
  // The line of this name and number; none: nullopt.
  [[nodiscard]] std::optional<size_t> find(const std::string& name, uint32_t ordinal) const;
  // By the stratum's name; null: it does not exist.
  [[nodiscard]] const Contest* contest(size_t line, const std::string& stratum) const;
  [[nodiscard]] uint64_t places(size_t line, const std::string& stratum) const;
  // A row's keys in the ranking of a line and the name of its stratum; null: it is not ranked.
  [[nodiscard]] const results::RankedRow* ranked(size_t line, uint32_t row) const;
  [[nodiscard]] std::string stratum_of(size_t line, uint32_t row) const;
  // Would the keys get the line among its rivals but `self`, with these places?
  [[nodiscard]] bool reaches(size_t line, const std::string& stratum, const std::vector<program::Value>& keys, uint32_t self,
                             uint64_t places) const;
  // The place that the keys would have among all ranked rows of the stratum but `self`.
  [[nodiscard]] uint32_t place_among(size_t line, const std::string& stratum, const std::vector<program::Value>& keys,
                                     uint32_t self) const;
  // Is the row in a tie on the line that was decided by judgement?
  [[nodiscard]] bool is_referred(size_t line, uint32_t row) const;
  // All ranked rows of a stratum, best first; null: it does not exist.
  [[nodiscard]] const std::vector<results::RankedRow>* ranked_rows(size_t line, const std::string& stratum) const;

 private:
  struct Standing {
    uint32_t stratum = 0, index = 0;
  };
  struct Ranked {
    std::vector<std::string> strata;  // names
    std::map<uint32_t, Standing> by_row;
  };
  void read_ranking(program::RankingId id);
  void read_line(const program::ByGradeEntries& grade, uint32_t entry);

  const Side& side_;
  std::vector<Line> lines_;
  std::vector<std::vector<Contest>> contests_;  // by line, by stratum
  std::map<uint32_t, Ranked> rankings_;         // by RankingId
};

}  // namespace plumb::study

#include "agreement/shrink_case.h"

#include <algorithm>
#include <string_view>

namespace plumb::agreement {

namespace {

class Shrinker {
 public:
  Shrinker(Case from, const StillFails& still_fails, size_t tries)
      : best_(std::move(from)), still_fails_(still_fails), tries_(tries) {}

  Case run() {
    for (bool moved = true; moved && tries_ > 0;) {
      moved = false;
      // What makes the rest quick to try goes first: the rules are read anew for each candidate.
      moved |= drop_pieces(&split_items);
      moved |= drop_quarantine();
      for (size_t table = 0; table < best_.tables.size(); ++table) moved |= drop_rows(table);
      moved |= replace_names();
      moved |= drop_pieces(&split_items);
      moved |= drop_pieces(&split_lines);
      moved |= replace_brackets();
      moved |= drop_words();
      moved |= level_columns();
    }
    return std::move(best_);
  }

 private:
  bool accept(Case candidate) {
    if (tries_ == 0) return false;
    --tries_;
    if (!still_fails_(candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }
  bool accept_rules(std::string rules) {
    Case candidate = best_;
    candidate.rules = std::move(rules);
    return accept(std::move(candidate));
  }

  // Takes stretches out of a list of `size`, long ones first; `without(first, count)` gives the list without them.
  template <typename Size, typename Without>
  bool drop_stretches(const Size& size, const Without& without) {
    bool moved = false;
    for (size_t count = std::max<size_t>(1, size() / 2); count > 0; count /= 2) {
      for (size_t end = size(); end > 0 && tries_ > 0;) {
        const size_t first = end > count ? end - count : 0;
        if (end <= size() && accept(without(first, end - first))) moved = true;
        end = first;
      }
    }
    return moved;
  }

  bool drop_quarantine() {
    return drop_stretches([&] { return best_.quarantine.size(); },
                          [&](size_t first, size_t count) {
                            Case candidate = best_;
                            const auto begin = candidate.quarantine.begin() + static_cast<std::ptrdiff_t>(first);
                            candidate.quarantine.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
                            return candidate;
                          });
  }

  bool drop_rows(size_t table) {
    return drop_stretches([&] { return best_.tables[table].rows.size(); },
                          [&](size_t first, size_t count) {
                            Case candidate = best_;
                            auto& rows = candidate.tables[table].rows;
                            const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
                            rows.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
                            return candidate;
                          });
  }

  using Pieces = std::vector<std::string>;

  bool drop_pieces(Pieces (*split)(const std::string&)) {
    return drop_stretches([&] { return split(best_.rules).size(); },
                          [&](size_t first, size_t count) {
                            const Pieces pieces = split(best_.rules);
                            Case candidate = best_;
                            candidate.rules.clear();
                            for (size_t i = 0; i < pieces.size(); ++i) {
                              if (i < first || i >= first + count) candidate.rules += pieces[i];
                            }
                            return candidate;
                          });
  }

  static Pieces split_lines(const std::string& rules) {
    Pieces lines;
    for (size_t begin = 0; begin < rules.size();) {
      const size_t end = std::min(rules.find('\n', begin), rules.size() - 1) + 1;
      lines.push_back(rules.substr(begin, end - begin));
      begin = end;
    }
    return lines;
  }

  // An item goes on until its brackets are closed.
  static Pieces split_items(const std::string& rules) {
    Pieces items;
    int depth = 0;
    bool goes_on = false;
    for (const std::string& line : split_lines(rules)) {
      if (goes_on)
        items.back() += line;
      else
        items.push_back(line);
      depth += static_cast<int>(std::ranges::count_if(line, [](char c) { return c == '{' || c == '('; }));
      depth -= static_cast<int>(std::ranges::count_if(line, [](char c) { return c == '}' || c == ')'; }));
      goes_on = depth > 0;
    }
    return items;
  }

  static Pieces literals() {
    return {"0", "1", "是", "否", "0元", "1元", "0小时", "1小时", "0分", "1分", "0%", "100%", "中档", "基准日"};
  }

  static std::string replace_all(std::string text, const std::string& what, const std::string& by) {
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
      text.replace(at, what.size(), by);
    return text;
  }

  // `测算 NAME …`: the item goes, and where it was read a literal stands, or the table for a scope.
  bool replace_names() {
    bool moved = false;
    for (size_t i = split_items(best_.rules).size(); i-- > 0 && tries_ > 0;) {
      const Pieces items = split_items(best_.rules);
      if (i >= items.size()) continue;
      Pieces words(1);
      for (const char c : items[i]) {
        if (c == ' ' || c == '\n')
          words.emplace_back();
        else
          words.back() += c;
      }
      if (words.size() < 4 || words[1].empty()) continue;
      std::string rest;
      for (size_t other = 0; other < items.size(); ++other) rest += other == i ? "" : items[other];
      if (rest.find(words[1]) == std::string::npos) continue;
      Pieces candidates = literals();
      if (words[0] == "范围") candidates = {words[3]};
      for (const std::string& one : candidates) {
        if (accept_rules(replace_all(rest, words[1], one))) {
          moved = true;
          break;
        }
      }
    }
    return moved;
  }

  static bool is_name_byte(char c) {
    return (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
  }

  // `f(…)` and `(…)` by a literal, or by what stands in brackets inside.
  bool replace_brackets() {
    bool moved = false;
    for (size_t open = best_.rules.find('('); open != std::string::npos && tries_ > 0; open = best_.rules.find('(', open + 1)) {
      for (bool again = true; again && tries_ > 0;) {
        again = false;
        const std::string& rules = best_.rules;
        if (open >= rules.size() || rules[open] != '(') break;
        size_t close = open, begin = open;
        for (int depth = 0; close < rules.size(); ++close) {
          depth += rules[close] == '(' ? 1 : rules[close] == ')' ? -1 : 0;
          if (depth == 0) break;
        }
        if (close >= rules.size()) break;
        while (begin > 0 && is_name_byte(rules[begin - 1])) --begin;
        const std::string before = rules.substr(0, begin), after = rules.substr(close + 1);
        if (rules.substr(begin, close + 1 - begin).size() <= 8) break;
        Pieces candidates = literals();
        // Parts between commas and blanks at the first level: an operand by itself.
        const std::string inside = rules.substr(open + 1, close - open - 1);
        for (const std::string& part : parts_of(inside)) {
          if (part.size() > 3) candidates.push_back(part);
        }
        for (const std::string& one : candidates) {
          if (accept_rules(before + one + after)) {
            moved = again = true;
            break;
          }
        }
        if (again && begin < open) {
          // The bracket that stood here is gone: look again from where it began.
          open = best_.rules.find('(', begin);
          if (open == std::string::npos) return moved;
        }
      }
    }
    return moved;
  }

  static Pieces parts_of(const std::string& inside) {
    Pieces parts(1);
    int depth = 0;
    for (const char c : inside) {
      depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
      if (depth == 0 && (c == ' ' || c == ','))
        parts.emplace_back();
      else
        parts.back() += c;
    }
    return parts;
  }

  // Words of each line, where no bracket is open: clauses and operands.
  bool drop_words() {
    bool moved = false;
    for (size_t i = split_lines(best_.rules).size(); i-- > 0 && tries_ > 0;) {
      if (i >= split_lines(best_.rules).size()) continue;
      const auto words = [&] { return parts_of(split_lines(best_.rules)[i]); };
      for (const size_t count : {8UL, 6UL, 4UL, 3UL, 2UL, 1UL}) {
        for (size_t end = words().size(); end > 0 && tries_ > 0; --end) {
          if (end > words().size() || end <= count) continue;
          const Pieces all = words();
          const size_t first = end - count;
          std::string line;
          for (size_t w = 0; w < all.size(); ++w) {
            if (w < first || w >= first + count) line += (line.empty() ? "" : " ") + all[w];
          }
          if (!line.ends_with('\n')) line += '\n';
          Pieces lines = split_lines(best_.rules);
          if (line.size() >= lines[i].size()) continue;
          lines[i] = line;
          std::string rules;
          for (const std::string& one : lines) rules += one;
          moved |= accept_rules(std::move(rules));
        }
      }
    }
    return moved;
  }

  // One value for a whole column, unless it has one already.
  bool level_columns() {
    bool moved = false;
    for (size_t t = 0; t < best_.tables.size(); ++t) {
      for (size_t c = 0; c < best_.tables[t].columns.size(); ++c) {
        const auto is_level = [&] {
          const auto& rows = best_.tables[t].rows;
          return std::ranges::all_of(rows, [&](const auto& row) { return same(row[c], rows.front()[c]); });
        };
        for (size_t row = 0; row < best_.tables[t].rows.size() && row < 3 && !is_level() && tries_ > 0; ++row) {
          Case candidate = best_;
          const Cell value = candidate.tables[t].rows[row][c];
          for (auto& other : candidate.tables[t].rows) other[c] = value;
          moved |= accept(std::move(candidate));
        }
      }
    }
    return moved;
  }

  static bool same(const Cell& a, const Cell& b) {
    return to_text({"", {{"", {""}, {{a}}}}, {}}) == to_text({"", {{"", {""}, {{b}}}}, {}});
  }

  Case best_;
  const StillFails& still_fails_;
  size_t tries_;
};

}  // namespace

Case shrink(Case from, const StillFails& still_fails, size_t tries) {
  return Shrinker(std::move(from), still_fails, tries).run();
}

}  // namespace plumb::agreement

#include "diagnostics/diagnostics.h"

#include <algorithm>
#include <iterator>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

// Beyond this a hostile file only costs time, not memory; well above what is shown, so that sorting
// by position still picks the first ones.
constexpr std::size_t KeptPerFile = 2000;

// Rows that say of a name that there is nothing, or nothing of that kind, behind it. The structure
// of what is named (R4xxx) cannot be judged, either, while a part of it is missing.
constexpr std::string_view AboutUnknownNames[] = {"R2001", "R2010", "R2014", "R2015", "R2016", "R2017", "R2021",
                                                  "R2023", "R2101", "R2102", "R2108", "R2110", "R2111", "R2113"};

bool is_about_unknown_name(const Row& row) {
  const auto* const end = std::end(AboutUnknownNames);
  return std::find(std::begin(AboutUnknownNames), end, row.code) != end;
}

bool is_excused(const Row& row, const std::vector<Arg>& args, const std::set<std::string>& excused) {
  if (excused.empty()) return false;
  if (!row.code.starts_with("R4") && !is_about_unknown_name(row)) return false;
  return std::any_of(args.begin(), args.end(), [&](const Arg& arg) {
    if (const auto* name = std::get_if<Name>(&arg)) return excused.contains(name->text);
    if (const auto* text = std::get_if<Text>(&arg)) return excused.contains(text->text);
    return false;
  });
}

struct ShownCount {
  std::size_t errors = 0;
  std::size_t others = 0;
  std::size_t left_out = 0;
};

}  // namespace

Diagnostic& Diagnostic::suggest(std::vector<std::string> names) {
  suggestions.insert(suggestions.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
  return *this;
}

Diagnostic& Diagnostic::witness(std::string name, std::string value) {
  witnesses.push_back({std::move(name), std::move(value)});
  return *this;
}

Diagnostic& Diagnostic::with_example(std::string test_case) {
  example = std::move(test_case);
  return *this;
}

Diagnostic& Sink::add(const Row& row, std::vector<Arg> args, source::Span span) {
  std::string shown_args;
  if (!span.has_place()) {
    for (const Arg& arg : args) {
      shown_args += render_arg(arg, Language::Zh) + '\n';
    }
  }
  if (is_excused(row, args, excused_) || (excuses_all_ && is_about_unknown_name(row))) {
    nowhere_ = {};
    return nowhere_;
  }
  const bool is_new = seen_.emplace(row.code, span, std::move(shown_args)).second;
  if (!is_new) {
    nowhere_ = {};
    return nowhere_;
  }
  error_count_ += row.severity == Severity::Error ? 1 : 0;
  warning_count_ += row.severity == Severity::Warning ? 1 : 0;
  if (kept_in_file_[span.file] >= KeptPerFile) {
    ++dropped_in_file_[span.file];
    nowhere_ = {};
    return nowhere_;
  }
  ++kept_in_file_[span.file];
  kept_.push_back({&row, std::move(args), span, {}, {}, {}, {}, {}});
  return kept_.back();
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<const Diagnostic*> order;
  order.reserve(kept_.size());
  for (const Diagnostic& diagnostic : kept_) {
    order.push_back(&diagnostic);
  }
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->span.file, a->span.begin) < std::tie(b->span.file, b->span.begin);
  });

  std::vector<Diagnostic> shown;
  for (std::size_t i = 0; i < order.size();) {
    const source::FileId file = order[i]->span.file;
    ShownCount count;
    for (; i < order.size() && order[i]->span.file == file; ++i) {
      // Errors have a budget of their own: a hundred warnings must not hide one.
      std::size_t& used = order[i]->row->severity == Severity::Error ? count.errors : count.others;
      if (used == ShownPerFile) {
        ++count.left_out;
      } else {
        ++used;
        shown.push_back(*order[i]);
      }
    }
    if (const auto dropped = dropped_in_file_.find(file); dropped != dropped_in_file_.end()) {
      count.left_out += dropped->second;
    }
    if (count.left_out > 0) {
      const diag::MoreNotShown closing{.count = count.left_out};
      shown.push_back({&diag::MoreNotShown::row, args_of<1>(closing), {}, {}, {}, {}, {}, {}});
    }
  }
  return shown;
}

}  // namespace plumb::diagnostics

#include "study/match.h"

namespace plumb::study {

namespace {

using namespace program;

template <class T>
int sign_of(const T& left, const T& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

// Precondition: both known and of one kind.
int order_of(const Value& left, const Value& right) {
  if (const auto* number = std::get_if<base::Number>(&left)) return sign_of(*number, std::get<base::Number>(right));
  if (const auto* truth = std::get_if<bool>(&left)) return static_cast<int>(*truth) - static_cast<int>(std::get<bool>(right));
  if (const auto* label = std::get_if<Label>(&left)) return sign_of(label->index, std::get<Label>(right).index);
  if (const auto* date = std::get_if<base::Date>(&left)) return sign_of(*date, std::get<base::Date>(right));
  if (const auto* row = std::get_if<RowRef>(&left)) return sign_of(row->row, std::get<RowRef>(right).row);
  if (const auto* text = std::get_if<std::string>(&left)) return text->compare(std::get<std::string>(right));
  return 0;
}

}  // namespace

bool same_value(const Side& a, const Value& left, const Side& b, const Value& right) {
  if (left.index() != right.index()) return false;
  if (const auto* label = std::get_if<Label>(&left)) {
    const Label& other = std::get<Label>(right);
    return a.program.at(label->enumeration).labels[label->index] == b.program.at(other.enumeration).labels[other.index];
  }
  if (const auto* row = std::get_if<RowRef>(&left)) {
    const RowRef& other = std::get<RowRef>(right);
    return data::key_text(a.program, a.data, row->table, row->row) == data::key_text(b.program, b.data, other.table, other.row);
  }
  if (const auto* absent = std::get_if<Absent>(&left)) {
    const AbsenceKindId other = std::get<Absent>(right).kind;
    // Of no kind: there is no such value at all.
    if (!absent->kind.valid() || !other.valid()) return absent->kind.valid() == other.valid();
    return a.program.absence_kinds[absent->kind.value].name == b.program.absence_kinds[other.value].name;
  }
  if (is_open(left)) return true;
  return left == right;
}

bool can_be_ordered(const Side& a, const Ranking& left, const Side& b, const Ranking& right) {
  if (left.keys.size() != right.keys.size() || left.strata.size() != right.strata.size()) return false;
  for (size_t i = 0; i < left.keys.size(); ++i) {
    const Type& mine = a.program.at(left.keys[i].value).type;
    const Type& theirs = b.program.at(right.keys[i].value).type;
    if (left.keys[i].descending != right.keys[i].descending || mine.kind != theirs.kind) return false;
    // Rows and labels are ordered by position, which means the same only where the lists do.
    if (mine.kind == TypeKind::Row) return false;
    if (mine.kind == TypeKind::Label && a.program.at(mine.enumeration).labels != b.program.at(theirs.enumeration).labels)
      return false;
    if (mine.kind == TypeKind::Number && (mine.shown_name != theirs.shown_name || mine.shown_factor != theirs.shown_factor))
      return false;
  }
  return true;
}

int order_of_keys(const Ranking& ranking, const std::vector<Value>& left, const std::vector<Value>& right) {
  for (size_t i = 0; i < ranking.keys.size(); ++i) {
    const int order = order_of(left[i], right[i]);
    if (order != 0) return ranking.keys[i].descending ? -order : order;
  }
  return 0;
}

}  // namespace plumb::study

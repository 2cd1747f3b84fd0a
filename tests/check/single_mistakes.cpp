#include "check/single_mistakes.h"

#include <algorithm>

namespace plumb::check::test {

namespace {

using Lines = std::vector<std::string>;

Lines split(const std::string& text) {
  Lines lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

struct Place {
  size_t line = 0;
  size_t at = 0;
};

bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What stands in 「」 or behind // is no part of the rules.
std::vector<bool> rule_bytes(const std::string& line) {
  std::vector<bool> is_rule(line.size() + 1, true);
  bool in_text = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line.compare(i, 3, "「") == 0) in_text = true;
    if (!in_text && line.compare(i, 2, "//") == 0) {
      std::fill(is_rule.begin() + static_cast<ptrdiff_t>(i), is_rule.end(), false);
      return is_rule;
    }
    is_rule[i] = !in_text;
    if (line.compare(i, 3, "」") == 0) {
      for (size_t j = 0; j < 3; ++j) is_rule[i + j] = false;
      in_text = false;
      i += 2;
    }
  }
  return is_rule;
}

// All places of a piece of text, in rules or (for the marks of texts) anywhere.
std::vector<Place> places_of(const Lines& lines, const std::string& piece, bool in_rules = true) {
  std::vector<Place> places;
  for (size_t line = 0; line < lines.size(); ++line) {
    const std::vector<bool> is_rule = rule_bytes(lines[line]);
    for (size_t at = lines[line].find(piece); at != std::string::npos; at = lines[line].find(piece, at + 1)) {
      if (!in_rules || is_rule[at]) places.push_back({line, at});
    }
  }
  return places;
}

// A word with blanks or signs around it.
std::vector<Place> word_places(const Lines& lines, const std::string& word) {
  std::vector<Place> places = places_of(lines, word);
  const auto is_part = [&](const Place& place) {
    const std::string& line = lines[place.line];
    const size_t end = place.at + word.size();
    return (place.at > 0 && (is_wide(line[place.at - 1]) || is_digit(line[place.at - 1]))) ||
           (end < line.size() && is_wide(line[end]));
  };
  std::erase_if(places, is_part);
  return places;
}

const Place* pick(const std::vector<Place>& places, std::mt19937& random) {
  return places.empty() ? nullptr : &places[random() % places.size()];
}

std::optional<Mutant> replace_at(const Lines& lines, const std::string& kind, const Place& place, size_t length,
                                 const std::string& by) {
  Lines changed = lines;
  changed[place.line].replace(place.at, length, by);
  const auto number = static_cast<uint32_t>(place.line + 1);
  return Mutant{kind, joined(changed), number, number, lines[place.line], changed[place.line]};
}

std::optional<Mutant> replace_piece(const Lines& lines, const std::string& kind, const std::string& piece, const std::string& by,
                                    std::mt19937& random, bool in_rules = true) {
  const std::vector<Place> places = places_of(lines, piece, in_rules);
  const Place* place = pick(places, random);
  return place == nullptr ? std::nullopt : replace_at(lines, kind, *place, piece.size(), by);
}

std::optional<Mutant> replace_word(const Lines& lines, const std::string& kind, const std::string& word, const std::string& by,
                                   std::mt19937& random) {
  const std::vector<Place> places = word_places(lines, word);
  const Place* place = pick(places, random);
  return place == nullptr ? std::nullopt : replace_at(lines, kind, *place, word.size(), by);
}

struct Swap {
  const char *from, *to;
};

std::optional<Mutant> swap_word(const Lines& lines, const std::string& kind, const std::vector<Swap>& swaps,
                                std::mt19937& random) {
  const Swap& swap = swaps[random() % swaps.size()];
  return replace_word(lines, kind + " " + swap.from, swap.from, swap.to, random);
}

std::optional<Mutant> drop_word(const Lines& lines, const std::string& kind, const std::vector<std::string>& words,
                                std::mt19937& random) {
  const std::string& word = words[random() % words.size()];
  std::vector<Place> places = word_places(lines, word);
  const Place* place = pick(places, random);
  if (place == nullptr) return std::nullopt;
  const bool has_blank = lines[place->line].compare(place->at + word.size(), 1, " ") == 0;
  return replace_at(lines, kind + " " + word, *place, word.size() + (has_blank ? 1 : 0), "");
}

// --- names

const std::vector<std::string> Names = {"起评原值",     "优秀名额",   "参评单位", "参评仪器", "平均有效机时",
                                        "共享率满分线", "认定较差",   "综合排名", "整改期满", "数据造假",
                                        "对外机时",     "结果公布日", "入网比例", "信息完整"};

std::optional<Mutant> change_name(const Lines& lines, const std::string& kind, std::mt19937& random, int way) {
  const std::string& name = Names[random() % Names.size()];
  std::vector<Place> places = word_places(lines, name);
  // Its uses, not its declaration: the second word of a line declares.
  std::erase_if(places, [&](const Place& place) {
    const std::string& line = lines[place.line];
    const size_t blank = line.find(' ');
    return blank == std::string::npos || place.at <= blank + 1;
  });
  const Place* place = pick(places, random);
  if (place == nullptr) return std::nullopt;
  std::string changed = name;
  const size_t letter = 3 * (random() % (name.size() / 3));
  if (way == 0) changed.replace(letter, 3, "某");
  if (way == 1) changed.erase(letter, 3);
  if (way == 2) changed.replace(letter, 0, "Ａ");
  if (way == 3) changed.insert(3 + 3 * (random() % (name.size() / 3 - 1)), " ");
  return replace_at(lines, kind, *place, name.size(), changed);
}

// --- numbers

std::optional<Mutant> change_measure(const Lines& lines, const std::string& kind, std::mt19937& random,
                                     const std::string& between, bool keeps) {
  const std::vector<std::string> measures = {"万元", "小时", "分", "%", "份", "年"};
  const std::string& measure = measures[random() % measures.size()];
  std::vector<Place> places = places_of(lines, measure);
  std::erase_if(places, [&](const Place& place) {
    const std::string& line = lines[place.line];
    const size_t end = place.at + measure.size();
    return place.at == 0 || !is_digit(line[place.at - 1]) || (end < line.size() && is_wide(line[end]));
  });
  // 0小时 without its measure is as good in a sum of nothing; a number says more.
  const Place* place = pick(places, random);
  if (place == nullptr) return std::nullopt;
  return replace_at(lines, kind, *place, measure.size(), keeps ? between + measure : between);
}

// --- blanks

std::optional<Mutant> glue(const Lines& lines, const std::string& kind, std::mt19937& random) {
  std::vector<Place> places = places_of(lines, " ");
  std::erase_if(places, [&](const Place& place) {
    const std::string& line = lines[place.line];
    const bool is_inside = place.at > 0 && place.at + 1 < line.size();
    return !is_inside || !is_wide(line[place.at - 1]) || !is_wide(line[place.at + 1]) ||
           line.compare(place.at + 1, 3, "「") == 0 || line.compare(place.at + 1, 3, "；") == 0 ||
           (place.at >= 3 && line.compare(place.at - 3, 3, "」") == 0);
  });
  const Place* place = pick(places, random);
  return place == nullptr ? std::nullopt : replace_at(lines, kind, *place, 1, "");
}

// --- whole lines

bool declares(const std::string& line) {
  for (const char* word : {"参数 ", "条件 ", "测算 ", "核对 ", "后果 ", "义务 ", "  纳入 ", "  排除 ", "  条款 "}) {
    if (line.starts_with(word)) return true;
  }
  return false;
}

std::optional<Mutant> repeat_line(const Lines& lines, const std::string& kind, std::mt19937& random) {
  std::vector<Place> places;
  for (size_t line = 0; line + 1 < lines.size(); ++line) {
    if (declares(lines[line]) && !lines[line + 1].starts_with("  依据") && !lines[line].ends_with("{"))
      places.push_back({line, 0});
  }
  const Place* place = pick(places, random);
  if (place == nullptr) return std::nullopt;
  Lines changed = lines;
  changed.insert(changed.begin() + static_cast<ptrdiff_t>(place->line), lines[place->line]);
  const auto number = static_cast<uint32_t>(place->line + 2);
  return Mutant{kind, joined(changed), number, number, lines[place->line], lines[place->line]};
}

// A name that is used on one other line only: that line is where its loss shows.
std::optional<Mutant> drop_line(const Lines& lines, const std::string& kind, std::mt19937& random) {
  const std::string& name = Names[random() % Names.size()];
  const std::vector<Place> places = word_places(lines, name);
  if (places.size() < 2 || places.size() > 4) return std::nullopt;
  const size_t declared = places.front().line;
  const std::string& line = lines[declared];
  if (!declares(line) || line.ends_with("{") || lines[declared + 1].starts_with("  ")) return std::nullopt;
  Lines changed = lines;
  changed.erase(changed.begin() + static_cast<ptrdiff_t>(declared));
  return Mutant{kind, joined(changed), static_cast<uint32_t>(places[1].line), static_cast<uint32_t>(places.back().line), line,
                ""};
}

std::optional<Mutant> drop_value(const Lines& lines, const std::string& kind, std::mt19937& random) {
  std::vector<Place> places = places_of(lines, " = ");
  const Place* place = pick(places, random);
  if (place == nullptr) return std::nullopt;
  const std::string& line = lines[place->line];
  const size_t begin = place->at + 3;
  return replace_at(lines, kind, *place, std::min(line.find(' ', begin), line.size()) - place->at, " =");
}

}  // namespace

size_t mistake_kinds() { return 36; }

std::optional<Mutant> make_mistake(size_t kind, const std::string& text, std::mt19937& random) {
  const Lines lines = split(text);
  switch (kind) {
    case 0: return replace_piece(lines, "opening brace dropped", "{", "", random);
    case 1: {
      std::optional<Mutant> mutant = replace_piece(lines, "closing brace dropped", "}", "", random);
      // Alone on its line it leaves an empty one: the end of the block is the line before.
      if (mutant && mutant->after.find_first_not_of(' ') == std::string::npos) --mutant->first_line;
      return mutant;
    }
    case 2: return replace_piece(lines, "opening mark dropped", "「", "", random, false);
    case 3: return replace_piece(lines, "closing mark dropped", "」", "", random, false);
    case 4:
      return drop_word(lines, "word dropped",
                       {"当", "依据", "对", "取自", "则", "按", "自", "至", "为", "在", "应", "由", "暂定"}, random);
    case 5: return drop_word(lines, "sign dropped", {"=", ":", "/", "*"}, random);
    case 6: return change_measure(lines, "measure dropped", random, "", false);
    case 7: return change_measure(lines, "measure apart", random, " ", true);
    case 8: return replace_piece(lines, "comma for list sign", "、", ",", random);
    case 9: return replace_piece(lines, "list sign for comma", ", ", "、", random);
    case 10: return change_name(lines, "name misspelt", random, 0);
    case 11: return change_name(lines, "letter of a name dropped", random, 1);
    case 12: return change_name(lines, "full-width letter in a name", random, 2);
    case 13: return change_name(lines, "blank in a name", random, 3);
    case 14:
      return swap_word(lines, "word misspelt",
                       {{"依据", "依剧"},
                        {"参数", "参教"},
                        {"纳入", "那入"},
                        {"排除", "排出"},
                        {"测算", "侧算"},
                        {"后果", "后裹"},
                        {"期望", "期忘"},
                        {"给定", "给订"},
                        {"暂定", "暂订"},
                        {"条款", "条歀"}},
                       random);
    case 15: return repeat_line(lines, "line repeated", random);
    case 16: return drop_line(lines, "line dropped", random);
    case 17: return replace_piece(lines, "thirteenth month", "2021-05", "2021-13", random);
    case 18: return replace_piece(lines, "thirtieth of February", "2020-02-01", "2020年2月30日", random);
    case 19:
      return swap_word(lines, "blank in a word",
                       {{"依据", "依 据"},
                        {"参数", "参 数"},
                        {"数据表", "数据 表"},
                        {"若无", "若 无"},
                        {"取自", "取 自"},
                        {"四舍五入", "四舍 五入"},
                        {"暂定", "暂 定"},
                        {"一票否决", "一票 否决"},
                        {"基准日", "基准 日"}},
                       random);
    case 20: return glue(lines, "words glued", random);
    case 21:
      return swap_word(lines, "everyday word",
                       {{"且", "并且"},
                        {"或", "或者"},
                        {"若", "如果"},
                        {"当", "如果"},
                        {"否则", "否则的话"},
                        {"为", "属于"},
                        {"<=", "小于等于"},
                        {"不晚于", "不迟于"},
                        {"以上", "及以上"},
                        {"依据", "根据"},
                        {"应", "应当"}},
                       random);
    case 22: return replace_word(lines, "two equal signs", "=", "==", random);
    case 23: return replace_piece(lines, "other marks", "暂定 「", "暂定 《", random, false);
    case 24: return replace_piece(lines, "full stop for point", "通知.", "通知。", random);
    case 25: return replace_piece(lines, "opening bracket dropped", "(", "", random);
    case 26: return replace_piece(lines, "closing bracket dropped", ")", "", random);
    case 27: {
      std::vector<Place> places = places_of(lines, ", ");
      // 期望 … 因 needs none.
      std::erase_if(places, [&](const Place& place) { return lines[place.line].starts_with("  期望"); });
      const Place* place = pick(places, random);
      return place == nullptr ? std::nullopt : replace_at(lines, "comma dropped", *place, 2, " ");
    }
    case 28: return replace_piece(lines, "comma twice", ", ", ",, ", random);
    case 29:
      return swap_word(lines, "English word",
                       {{"且", "and"}, {"或", "or"}, {"当", "when"}, {"若", "if"}, {"否则", "otherwise"}, {"非", "not"}}, random);
    case 30: return replace_piece(lines, "numeral in words", "期限 1年", "期限 一年", random);
    case 31: return replace_piece(lines, "clause left out", "依据 通知.二", "依据 通知", random);
    case 32: return replace_piece(lines, "no such clause", "依据 通知.三", "依据 通知.五", random);
    case 33: return replace_piece(lines, "no such document", "依据 通知.", "依据 通告.", random);
    case 34: return drop_value(lines, "value left out", random);
    case 35:
      return swap_word(lines, "words of another place",
                       {{"降序", "从高到低"}, {"末级", "最末级"}, {"移交评议", "移交"}, {"不补", "不递补"}, {"取月末", "月底"}},
                       random);
    default: return std::nullopt;
  }
}

}  // namespace plumb::check::test

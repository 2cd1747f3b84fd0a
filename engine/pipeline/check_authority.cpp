#include "pipeline/check_authority.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "base/text.h"
#include "check/find/split_clauses.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_text.h"
#include "pipeline/files.h"
#include "syntax/keyword.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

namespace fs = std::filesystem;
using check::ClauseText;

// A change of one file: the bytes [begin, end) become `text`.
struct Edit {
  uint32_t begin = 0, end = 0;
  std::string text;
};

// Texts by document_key of their file's name without its ending. None: the folder cannot be read.
std::optional<std::map<std::string, std::string>> files_of(const std::string& folder, diagnostics::Sink& sink) {
  std::map<std::string, std::string> files;
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->is_regular_file(problem)) files[check::document_key(at->path().stem().string())] = at->path().string();
  }
  if (!problem) return files;
  sink.report(diag::AuthorityFolderUnreadable{folder});
  return std::nullopt;
}

// Where the fingerprint of an entry stands, or would stand: the clause's number and title come first.
Edit place_of(std::string_view entry, uint32_t begin, source::Language spelling) {
  const std::string word(syntax::spelling_of(syntax::Keyword::K_FINGERPRINT, spelling));
  const auto text_end = [&](size_t from) -> size_t {  // end of the text literal that starts at `from`, or `from`
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\u300c", "\u300d"}, {"\u201c", "\u201d"}, {"\"", "\""}}) {
      if (entry.substr(from).starts_with(open)) {
        const size_t end = entry.find(close, from + open.size());
        return end == std::string_view::npos ? from : end + close.size();
      }
    }
    return from;
  };
  const auto skip_blanks = [&](size_t at) {
    while (at < entry.size() && (entry[at] == ' ' || entry[at] == '\t')) ++at;
    return at;
  };
  size_t at = skip_blanks(syntax::spelling_of(syntax::Keyword::K_CLAUSE, spelling).size());
  while (at < entry.size() && entry[at] != ' ' && entry[at] != '\t' && text_end(at) == at) ++at;  // the number
  const size_t title = skip_blanks(at);
  const size_t after = text_end(title) == title ? at : text_end(title);
  const size_t next = skip_blanks(after);
  Edit edit{begin + static_cast<uint32_t>(after), begin + static_cast<uint32_t>(after), " " + word + " "};
  if (entry.substr(next).starts_with(word)) {
    edit.end = begin + static_cast<uint32_t>(text_end(skip_blanks(next + word.size())));
  }
  return edit;
}

class Comparison {
 public:
  Comparison(CheckedRules& rules, bool rehash) : rules_(rules), rehash_(rehash) {}

  void document(const program::Authority& authority, const std::vector<ClauseText>& texts, const std::string& path) {
    for (const program::Clause& clause : authority.clauses) {
      const auto found = std::find_if(texts.begin(), texts.end(), [&](const ClauseText& one) { return one.id == clause.id; });
      const std::string name = authority.name + "." + clause.id;
      if (found == texts.end()) {
        rules_.sink.report(diag::ClauseNotInText{name, path}, clause.span);
      } else if (clause.fingerprint != found->fingerprint) {
        if (rehash_) {
          add_edit(clause, found->fingerprint);
        } else if (clause.fingerprint.empty()) {
          rules_.sink.report(diag::ClauseWithoutFingerprint{name}, clause.span);
        } else {
          rules_.sink.report(diag::ClauseTextChanged{name, path}, clause.span);
        }
      }
    }
    for (const ClauseText& text : texts) {
      // A clause whose parts are declared is covered by them; the head gives no rule.
      const bool is_declared =
          std::any_of(authority.clauses.begin(), authority.clauses.end(), [&](const program::Clause& clause) {
            return clause.id == text.id || clause.id.starts_with(text.id + ".") || text.id.starts_with(clause.id + ".");
          });
      if (!is_declared && !text.is_head)
        rules_.sink.report(diag::ClauseNotDeclared{authority.name + "." + text.id, path}, authority.span);
    }
  }

  size_t write() {
    size_t written = 0;
    for (auto& [file, edits] : edits_) {
      std::string text(rules_.sources.text(file).text());
      std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin > b.begin; });
      for (const Edit& edit : edits) text.replace(edit.begin, edit.end - edit.begin, edit.text);
      if (write_file(rules_.sources.text(file).name(), text, rules_.sink)) written += edits.size();
    }
    return written;
  }

 private:
  void add_edit(const program::Clause& clause, const std::string& fingerprint) {
    const source::Language spelling = syntax::detect_spelling(rules_.sources.text(clause.span.file).text());
    Edit edit = place_of(rules_.sources.slice(clause.span), clause.span.begin, spelling);
    edit.text += spelling == source::Language::Zh ? "\u300c" + fingerprint + "\u300d" : "\"" + fingerprint + "\"";
    edits_[clause.span.file].push_back(std::move(edit));
  }

  CheckedRules& rules_;
  bool rehash_;
  std::map<source::FileId, std::vector<Edit>> edits_;
};

}  // namespace

size_t check_authority(CheckedRules& rules, const std::string& folder, bool rehash) {
  const std::optional<std::map<std::string, std::string>> files = files_of(folder, rules.sink);
  if (!files) return 0;
  Comparison comparison(rules, rehash);
  for (const program::Authority& authority : rules.program.authorities) {
    auto found = files->find(check::document_key(authority.number));
    if (found == files->end()) found = files->find(check::document_key(authority.name));
    if (found == files->end()) {
      rules.sink.report(diag::AuthorityTextMissing{authority.name, authority.number}, authority.span);
      continue;
    }
    const std::optional<std::string> text = read_file(found->second, syntax::SizeLimit, rules.sink);
    if (!text) continue;
    if (base::first_bad_utf8(*text)) {
      rules.sink.report(diag::AuthorityFolderUnreadable{found->second});
      continue;
    }
    comparison.document(authority, check::split_clauses(*text), found->second);
  }
  return rules.sink.has_errors() ? 0 : comparison.write();
}

}  // namespace plumb::pipeline

#include <algorithm>

#include "check/resolve/declare.h"
#include "diagnostics/catalogue_names.h"

namespace plumb::check {

namespace {

struct Loading {
  Context& context;
  const Loader& load;
  std::vector<source::FileId> open;  // from the main file down
  std::vector<source::FileId> done;

  [[nodiscard]] std::string name_of(source::FileId file) const { return context.sources.text(file).name(); }

  // A loader may add a text again: its name tells that it is the same file.
  [[nodiscard]] bool is_same(source::FileId a, source::FileId b) const { return a == b || name_of(a) == name_of(b); }

  void follow(const syntax::UseItem& use, source::FileId from, source::Span span) {
    const std::optional<source::FileId> file = load(use.target.text, from);
    if (!file) {
      context.sink.report(diag::UsedFileNotFound{use.target.text}, use.target.span);
      context.sink.excuse_all_names();
      return;
    }
    const auto same = [&](source::FileId other) { return is_same(other, *file); };
    if (std::any_of(done.begin(), done.end(), same)) return;
    const auto begin = std::find_if(open.begin(), open.end(), same);
    if (begin != open.end()) {
      diagnostics::NamePath path;
      for (auto it = begin; it != open.end(); ++it) path.items.push_back(name_of(*it));
      path.items.push_back(name_of(*file));
      context.sink.report(diag::UseCircle{path}, span);
      return;
    }
    read(*file);
  }

  void read(source::FileId file) {
    open.push_back(file);
    syntax::Tree tree = syntax::parse(context.sources, file, context.sink);
    for (const syntax::Item& item : tree.items) {
      if (const auto* use = std::get_if<syntax::UseItem>(&item.node)) follow(*use, file, item.span);
    }
    open.pop_back();
    done.push_back(file);
    context.trees.push_back(std::move(tree));
  }
};

}  // namespace

void load_files(Context& context, source::FileId main, const Loader& load) { Loading{context, load, {}, {}}.read(main); }

}  // namespace plumb::check

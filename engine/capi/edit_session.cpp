#include "capi/give_out.h"
#include "capi/handles.h"

using namespace plumbline;
using capi::give;
using capi::guarded;
using capi::text_of;

plumbline_session* plumbline_open_session(const char* main_file, const char* libraries, const char* path, plumbline_source source,
                                          const plumbline_when* when, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_session* {
    RuleFiles files{.main = text_of(main_file), .texts = {}, .libraries = capi::folders_of(libraries)};
    SessionOptions options;
    options.reading.when = capi::when_of(when);
    const Source from{.path = text_of(path), .is_snapshot = source == PLUMBLINE_SNAPSHOT};
    return give(plumbline_session{Session(std::move(files), from, std::move(options))});
  });
}

int plumbline_set_text(plumbline_session* session, const char* path, const char* text, char** why) {
  return guarded(why, 0, [&] {
    if (session == nullptr) return 0;
    if (text == nullptr) {
      session->session.drop_text(text_of(path));
    } else {
      session->session.set_text(text_of(path), text);
    }
    return 1;
  });
}

plumbline_run* plumbline_update(plumbline_session* session, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_run* {
    if (session == nullptr) return nullptr;
    Update update = session->session.update();
    capi::tell(why, update.diagnostics);
    return update.run ? give(plumbline_run{std::move(*update.run)}) : nullptr;
  });
}

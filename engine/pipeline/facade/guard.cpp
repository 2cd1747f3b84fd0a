#include "pipeline/facade/guard.h"

#include <new>
#include <system_error>

#include "base/internal_error.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_internal.h"
#include "pipeline/facade/access.h"

namespace plumbline {

namespace {

template <class Filled>
Diagnostics one(const Filled& filled) {
  inner::diagnostics::Sink sink;
  sink.report(filled);
  return make_diagnostics(sink);
}

Diagnostics internal(std::string_view step, std::string_view what) {
  return one(plumb::diag::Internal{.step = step, .what = what, .version = PLUMB_VERSION});
}

Diagnostics tell_exception() {
  try {
    throw;
  } catch (const plumb::base::InternalError& mistake) {
    return internal(mistake.step(), mistake.what());
  } catch (const std::bad_alloc&) {
    return one(plumb::diag::OutOfMemory{});
  } catch (const std::system_error& failure) {
    // A thread that finds no room for its stack.
    const bool is_room =
        failure.code() == std::errc::resource_unavailable_try_again || failure.code() == std::errc::not_enough_memory;
    return is_room ? one(plumb::diag::OutOfMemory{}) : internal("engine", failure.what());
  } catch (const std::exception& mistake) {
    return internal("engine", mistake.what());
  } catch (...) {
    return internal("engine", "");
  }
}

}  // namespace

Diagnostics diagnostics_of_exception() noexcept {
  // For when there is no room even for saying so.
  static const Diagnostics no_room = [] {
    Diagnostics made;
    attempt([&] { made = one(plumb::diag::OutOfMemory{}); });
    return made;
  }();
  Diagnostics told = no_room;
  attempt([&] { told = tell_exception(); });
  return told;
}

}  // namespace plumbline

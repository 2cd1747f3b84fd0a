# How a build for packages differs from one to work in; included before anything is found.
# The same sources must give the same bytes in any folder, on one machine or another:
# no path of the folders, no clock and no order of a folder's listing may reach a file.
set(PLUMB_TESTS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)  # one set of objects serves the program and libplumbline.so
set(CMAKE_CXX_VISIBILITY_PRESET hidden)  # nothing of the engine can be replaced from outside: calls stay direct
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_SKIP_RPATH ON)
# The later of two prefixes that fit counts, and the build folder may lie inside the sources.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -ffile-prefix-map=${PROJECT_BINARY_DIR}=./build)

# From its headers: Debian has no static fmt, and a package needs no other one of its own.
add_library(fmt::fmt INTERFACE IMPORTED GLOBAL)
set_target_properties(fmt::fmt PROPERTIES INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY=1)

# PLUMB_PORTABLE: nothing but glibc is asked of the machine.
option(PLUMB_PORTABLE "Link every foreign library into what is packaged" OFF)
if(PLUMB_PORTABLE)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()

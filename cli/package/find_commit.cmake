# PLUMB_COMMIT, PLUMB_COMMIT_TIME: the commit that is built and when it was made (seconds since 1970);
# `+` behind the commit: sources differ from it. An archive of the sources has both in commit.txt,
# where `git archive` fills them in.
find_package(Git QUIET)
set(PLUMB_COMMIT "")
set(PLUMB_COMMIT_TIME 0)
if(GIT_FOUND AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  set(in_sources COMMAND ${GIT_EXECUTABLE} -c safe.directory=* -C ${PROJECT_SOURCE_DIR})
  execute_process(${in_sources} log -1 --format=%H%n%ct OUTPUT_VARIABLE told ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  execute_process(${in_sources} status --porcelain --untracked-files=no OUTPUT_VARIABLE changed ERROR_QUIET)
  execute_process(${in_sources} rev-parse --path-format=absolute --git-path logs/HEAD
    OUTPUT_VARIABLE moves ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  # Another commit must not go by the name of the one that was configured.
  if(EXISTS "${moves}")
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${moves})
  endif()
else()
  file(READ ${CMAKE_CURRENT_LIST_DIR}/commit.txt told)
  string(STRIP "${told}" told)
  set(changed "")
endif()
if(told MATCHES "^([0-9a-f]+)\n([0-9]+)$")
  set(PLUMB_COMMIT ${CMAKE_MATCH_1})
  set(PLUMB_COMMIT_TIME ${CMAKE_MATCH_2})
  if(changed)
    string(APPEND PLUMB_COMMIT +)
  endif()
endif()

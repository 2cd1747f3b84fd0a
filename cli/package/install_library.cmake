# The engine for other programs. `plumbline::engine`: all rooms in one archive, behind the headers in C++;
# `plumbline::c`: libplumbline.so behind plumbline.h alone, for whatever can call C. Not in the portable archive: Debian's
# static ANTLR is not made for shared libraries, and who links the engine itself takes foreign libraries from the system.
if(PLUMB_PORTABLE)
  return()
endif()

set(rooms)
get_property(room_folders DIRECTORY ${PROJECT_SOURCE_DIR}/engine PROPERTY SUBDIRECTORIES)
foreach(folder ${room_folders} ${PROJECT_SOURCE_DIR}/grammar)
  get_property(found DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${found})
    get_target_property(kind ${target} TYPE)
    if(kind STREQUAL STATIC_LIBRARY)
      list(APPEND rooms ${target})
    endif()
  endforeach()
endforeach()

set(own_headers ${PROJECT_SOURCE_DIR}/engine/include)
add_library(plumbline_c SHARED $<TARGET_OBJECTS:plumb_capi>)
target_link_libraries(plumbline_c PRIVATE plumb_pipeline)
target_include_directories(plumbline_c PUBLIC $<BUILD_INTERFACE:${own_headers}> $<INSTALL_INTERFACE:include>)
target_link_options(plumbline_c PRIVATE
  -Wl,--no-undefined -Wl,--version-script=${CMAKE_CURRENT_LIST_DIR}/library.map)
set_target_properties(plumbline_c PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME plumbline EXPORT_NAME c
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} LINK_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/library.map)
install(TARGETS plumbline_c EXPORT plumblineTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT program NAMELINK_COMPONENT library)
install(DIRECTORY ${own_headers}/plumbline DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)

list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
add_library(plumbline_engine STATIC ${objects})
find_package(Threads REQUIRED)
target_link_libraries(plumbline_engine INTERFACE antlr4-runtime crypto csv sqlite3 utf8proc ${CMAKE_DL_LIBS} Threads::Threads)
target_compile_features(plumbline_engine INTERFACE cxx_std_20)
target_include_directories(plumbline_engine INTERFACE $<INSTALL_INTERFACE:include>)
set_target_properties(plumbline_engine PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME engine)
install(TARGETS plumbline_engine EXPORT plumblineTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)

include(CMakePackageConfigHelpers)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/plumbline)
install(EXPORT plumblineTargets NAMESPACE plumbline:: DESTINATION ${config_folder} COMPONENT library)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/plumblineConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES plumblineConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/plumblineConfigVersion.cmake
  DESTINATION ${config_folder} COMPONENT library)

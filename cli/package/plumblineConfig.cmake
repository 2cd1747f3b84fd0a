# find_package(plumbline CONFIG): plumbline::engine, the engine in C++ 20, and plumbline::c, the same for C.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include(${CMAKE_CURRENT_LIST_DIR}/plumblineTargets.cmake)

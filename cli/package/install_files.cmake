# What stands where under a prefix. The program finds ../share/plumbline from where it is.
set(shared ${CMAKE_INSTALL_DATADIR}/plumbline)
install(TARGETS plumb RUNTIME COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules ${PROJECT_SOURCE_DIR}/stdlib ${PROJECT_SOURCE_DIR}/examples
  DESTINATION ${shared} COMPONENT program
  FILES_MATCHING PATTERN *.plumb PATTERN *.csv PATTERN *.md PATTERN embed/*
  # The generator of the data of `plumb demo` is a part of the sources.
  PATTERN national EXCLUDE)
install(FILES ${demo}/national.snap ${demo}/unit.txt DESTINATION ${shared}/demo COMPONENT program)
install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/plumbline COMPONENT program)

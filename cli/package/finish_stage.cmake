# Run by cpack when everything stands in its folder and nothing is packed yet: adds the lists of what is inside, and
# makes times and permissions those of the commit rather than of this machine.
if(CPACK_PLUMB_PORTABLE)
  set(roots plumbline=${CPACK_TEMPORARY_DIRECTORY})
  set(linked static)
else()
  set(roots plumbline=${CPACK_TEMPORARY_DIRECTORY}/program/usr plumbline-dev=${CPACK_TEMPORARY_DIRECTORY}/library/usr)
  set(linked shared)
endif()
foreach(pair ${roots})
  string(REPLACE "=" ";" pair ${pair})
  list(GET pair 0 name)
  list(GET pair 1 root)
  if(EXISTS ${root})
    execute_process(COMMAND python3 ${CPACK_PLUMB_SCRIPTS}/list_contents.py
      --root ${root} --package ${name} --version ${CPACK_PACKAGE_VERSION} --linked ${linked}
      --commit "${CPACK_PLUMB_COMMIT}" --time ${CPACK_PLUMB_COMMIT_TIME} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
execute_process(COMMAND chmod -R u=rwX,go=rX ${CPACK_TEMPORARY_DIRECTORY} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -exec touch -h -d @${CPACK_PLUMB_COMMIT_TIME} {} +
  COMMAND_ERROR_IS_FATAL ANY)

# Installs BUILD into a folder of its own, builds the project CONSUMER against it, runs what came out.
set(prefix ${SCRATCH}/prefix)
file(REMOVE_RECURSE ${SCRATCH})

execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND ${CMAKE_COMMAND} -G Ninja -S ${CONSUMER} -B ${SCRATCH}/build
    -D CMAKE_PREFIX_PATH=${prefix}
    -D CMAKE_CXX_COMPILER=${COMPILER}
    -D CMAKE_BUILD_TYPE=${BUILD_TYPE}
    -D CMAKE_CXX_FLAGS=${FLAGS}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${SCRATCH}/build COMMAND_ERROR_IS_FATAL ANY)

# expect(OUTPUT COMMAND…): COMMAND succeeds and prints OUTPUT and nothing else.
function(expect output)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE printed OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  if(NOT printed STREQUAL output)
    message(FATAL_ERROR "${ARGN}\n  expected: ${output}\n  printed:  ${printed}")
  endif()
endfunction()

expect("نیازمندی" ${SCRATCH}/build/bin/stem_word "نیازمندی‌ها")
expect("660821" ${SCRATCH}/build/bin/index_and_search ${SCRATCH}/consumer.db "مبارزه با تروریسم")
expect("نیازمندی" ${prefix}/bin/jooya-analyze "نیازمندی‌ها")
foreach(program analyze index search serve)
  execute_process(COMMAND ${prefix}/bin/jooya-${program} --version
    OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
  if(NOT printed MATCHES "^jooya-${program} ${VERSION}\n")
    message(FATAL_ERROR "jooya-${program} --version printed: ${printed}")
  endif()
  foreach(paper
      man/man1/jooya-${program}.1 man/fa/man1/jooya-${program}.1
      bash-completion/completions/jooya-${program} zsh/vendor-completions/_jooya-${program}
      fish/vendor_completions.d/jooya-${program}.fish)
    file(SIZE ${prefix}/share/${paper} size)
    if(size EQUAL 0)
      message(FATAL_ERROR "${paper} is empty")
    endif()
  endforeach()
endforeach()

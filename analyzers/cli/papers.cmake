# jooya_papers(PROGRAM): makes the program's completions for bash, zsh and fish and installs them with its manual
# pages, PROGRAM.1 and PROGRAM.fa.1, which stand in the folder of the caller.
function(jooya_papers program)
  set(folder ${PROJECT_BINARY_DIR}/completions)
  file(MAKE_DIRECTORY ${folder})
  foreach(shell bash zsh fish)
    set(script ${folder}/${program}.${shell})
    add_custom_command(OUTPUT ${script}
      COMMAND ${program} --lang en --print-completion ${shell} > ${script}
      DEPENDS ${program}
      VERBATIM)
    list(APPEND scripts ${script})
  endforeach()
  add_custom_target(${program}_completions ALL DEPENDS ${scripts})

  install(FILES ${folder}/${program}.bash RENAME ${program}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${folder}/${program}.zsh RENAME _${program}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  install(FILES ${folder}/${program}.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
  install(FILES ${program}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${program}.fa.1 RENAME ${program}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/fa/man1)
endfunction()

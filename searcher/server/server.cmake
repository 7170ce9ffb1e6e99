# jooya-serve: the HTTP service of searcher/server with the files of searcher/web compiled in.
find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)

foreach(name page.html style.css page.js widget.js icon.svg)
  file(READ ${CMAKE_CURRENT_SOURCE_DIR}/web/${name} JOOYA_${name})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS web/${name})
endforeach()
configure_file(server/assets.hpp.in ${PROJECT_BINARY_DIR}/generated/server/assets.hpp @ONLY)

# Everything but main, so that tests see its insides; not installed.
add_library(jooya_server STATIC
  program/serve_options.cpp
  server/connection.cpp
  server/http_server.cpp
  server/index_watch.cpp
  server/markup.cpp
  server/metrics.cpp
  server/page_query.cpp
  server/reply.cpp
  server/routes.cpp
  server/search_page.cpp
  server/search_pool.cpp
  server/target.cpp)
target_include_directories(jooya_server
  PUBLIC ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_definitions(jooya_server PUBLIC BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(jooya_server
  PUBLIC jooya::searcher jooya::cli Boost::headers
  PRIVATE ZLIB::ZLIB nlohmann_json::nlohmann_json ICU::uc fmt::fmt Threads::Threads jooya_warnings)

add_executable(jooya-serve program/serve.cpp)
target_link_libraries(jooya-serve PRIVATE jooya_server fmt::fmt jooya_warnings)

install(TARGETS jooya-serve)
install(FILES jooya-serve.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

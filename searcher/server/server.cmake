# jooya-serve: the HTTP service of searcher/server with the files of searcher/web compiled in.
find_package(ZLIB REQUIRED)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)

foreach(name page.html style.css page.js widget.js icon.svg openapi.json)
  file(READ ${CMAKE_CURRENT_SOURCE_DIR}/web/${name} JOOYA_${name})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS web/${name})
endforeach()
file(READ ${CMAKE_CURRENT_SOURCE_DIR}/result.schema.json JOOYA_result.schema.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS result.schema.json)
configure_file(server/assets.hpp.in ${PROJECT_BINARY_DIR}/generated/server/assets.hpp @ONLY)

# Everything but main, so that tests see its insides; not installed.
add_library(jooya_server STATIC
  program/serve_options.cpp
  server/connection.cpp
  server/http_server.cpp
  server/index_watch.cpp
  server/log_file.cpp
  server/markup.cpp
  server/metrics.cpp
  server/page_query.cpp
  server/query_log.cpp
  server/reply.cpp
  server/request_record.cpp
  server/result_cache.cpp
  server/routes.cpp
  server/search_page.cpp
  server/search_pool.cpp
  server/systemd.cpp
  server/target.cpp)
target_include_directories(jooya_server
  PUBLIC ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_definitions(jooya_server PUBLIC BOOST_ASIO_NO_DEPRECATED)
# ThreadSanitizer does not know Asio's fences, and GCC says so: Asio's locks, which it knows, order the same.
target_compile_options(jooya_server PUBLIC $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
target_link_libraries(jooya_server
  PUBLIC jooya::searcher jooya::cli Boost::headers
  PRIVATE PkgConfig::SYSTEMD ZLIB::ZLIB nlohmann_json::nlohmann_json ICU::uc fmt::fmt Threads::Threads jooya_warnings)

add_executable(jooya-serve program/serve.cpp)
target_link_libraries(jooya-serve PRIVATE jooya_server fmt::fmt jooya_warnings)

install(TARGETS jooya-serve)
jooya_papers(jooya-serve)

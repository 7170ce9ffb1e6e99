find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)

jooya_test(jooya_serve_test LABEL programs
  SOURCES jooya_serve_test.cpp
  LIBRARIES jooya::indexer nlohmann_json::nlohmann_json ZLIB::ZLIB
  DEPENDS jooya-serve jooya-index)

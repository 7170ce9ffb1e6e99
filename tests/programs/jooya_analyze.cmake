find_package(nlohmann_json 3.11 REQUIRED)

jooya_test(jooya_analyze_test LABEL programs
  SOURCES jooya_analyze_test.cpp
  LIBRARIES nlohmann_json::nlohmann_json
  DEPENDS jooya-analyze)

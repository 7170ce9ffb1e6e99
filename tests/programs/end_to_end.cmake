jooya_test(end_to_end_test LABEL programs
  SOURCES end_to_end_test.cpp
  LIBRARIES jooya::analyzers nlohmann_json::nlohmann_json
  DEPENDS jooya-index jooya-search)

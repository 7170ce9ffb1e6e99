find_package(nlohmann_json 3.11 REQUIRED)

jooya_test(jooya_index_test LABEL programs
  SOURCES jooya_index_lifecycle_test.cpp jooya_index_nights_test.cpp jooya_index_test.cpp
  LIBRARIES nlohmann_json::nlohmann_json
  DEPENDS jooya-index)

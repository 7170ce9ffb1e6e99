find_package(nlohmann_json 3.11 REQUIRED)

jooya_test(jooya_index_test LABEL programs
  SOURCES jooya_index_lifecycle_test.cpp jooya_index_nights_test.cpp jooya_index_test.cpp
  LIBRARIES nlohmann_json::nlohmann_json
  DEPENDS jooya-index)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME index.deployment COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/index_deployment_test.py)
set_tests_properties(index.deployment PROPERTIES
  LABELS programs TIMEOUT 300
  ENVIRONMENT "JOOYA_BINARY_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};JOOYA_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONDONTWRITEBYTECODE=1")

find_package(LibArchive 3.6 REQUIRED)
jooya_test(formats_matrix_test LABEL programs
  SOURCES formats_matrix_test.cpp
  LIBRARIES jooya::indexer LibArchive::LibArchive
  DEPENDS jooya-index)

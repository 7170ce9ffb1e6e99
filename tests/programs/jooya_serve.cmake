find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)

jooya_test(jooya_serve_test LABEL programs
  SOURCES jooya_serve_test.cpp
  LIBRARIES jooya::indexer nlohmann_json::nlohmann_json ZLIB::ZLIB
  DEPENDS jooya-serve jooya-index)

# Tests in Python: NAME of the file serve_NAME_test.py.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
foreach(name openapi deployment)
  add_test(NAME serve.${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/serve_${name}_test.py)
  set_tests_properties(serve.${name} PROPERTIES
    LABELS programs TIMEOUT 600
    ENVIRONMENT "JOOYA_BINARY_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};JOOYA_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONDONTWRITEBYTECODE=1")
endforeach()

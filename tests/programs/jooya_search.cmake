jooya_test(jooya_search_test LABEL programs
  SOURCES jooya_search_test.cpp
  LIBRARIES jooya::indexer
  DEPENDS jooya-search)

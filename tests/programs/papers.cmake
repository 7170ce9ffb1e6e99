jooya_test(papers_test LABEL programs
  SOURCES papers_test.cpp
  LIBRARIES jooya::indexer
  DEPENDS jooya-analyze jooya-index jooya-search jooya-serve)

jooya_test(server_test LABEL searcher
  SOURCES
    server_markup_test.cpp
    server_metrics_test.cpp
    server_page_query_test.cpp
    server_reply_test.cpp
    server_routes_test.cpp
    server_target_test.cpp
  LIBRARIES jooya_server)

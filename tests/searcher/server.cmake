find_package(nlohmann_json 3.11 REQUIRED)
jooya_test(server_test LABEL searcher
  SOURCES
    server_markup_test.cpp
    server_metrics_test.cpp
    server_page_query_test.cpp
    server_query_log_test.cpp
    server_reply_test.cpp
    server_request_record_test.cpp
    server_result_cache_test.cpp
    server_routes_test.cpp
    server_search_page_test.cpp
    server_search_pool_test.cpp
    server_target_test.cpp
  LIBRARIES jooya_server nlohmann_json::nlohmann_json)

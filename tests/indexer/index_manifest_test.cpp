// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/index_manifest.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "jooya/error.hpp"

namespace {

jooya::ErrorCode code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const jooya::Error& error) {
        EXPECT_FALSE(error.hint().en.empty());
        EXPECT_FALSE(error.hint().fa.empty());
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return jooya::ErrorCode::internal;
}

TEST(IndexManifest, ComesBackAsItWent) {
    jooya::IndexManifest manifest = jooya::new_manifest();
    manifest.articles = 12;
    manifest.changed = 1493203980;
    EXPECT_EQ(jooya::parse_manifest(jooya::to_json(manifest), "db"), manifest);
    manifest.last_run = 1493203981;
    manifest.counts = {6, 1, 1, 2, 1, 1};
    EXPECT_EQ(jooya::parse_manifest(jooya::to_json(manifest), "db"), manifest);
}

TEST(IndexManifest, ADatabaseOfOthersIsRefused) {
    EXPECT_EQ(code_of([] { jooya::parse_manifest("", "db"); }), jooya::ErrorCode::incompatible);
    EXPECT_EQ(code_of([] { jooya::parse_manifest("{\"schema\":", "db"); }), jooya::ErrorCode::damaged);
}

TEST(IndexManifest, AnotherSchemaOrAnalyzerIsRefused) {
    jooya::IndexManifest manifest = jooya::new_manifest();
    EXPECT_NO_THROW(jooya::require_compatible(manifest, "db"));
    manifest.analyzer = "persian-0-0000";
    EXPECT_EQ(code_of([&] { jooya::require_compatible(manifest, "db"); }), jooya::ErrorCode::incompatible);
    manifest = jooya::new_manifest();
    ++manifest.schema;
    EXPECT_EQ(code_of([&] { jooya::require_compatible(manifest, "db"); }), jooya::ErrorCode::incompatible);
}

}  // namespace

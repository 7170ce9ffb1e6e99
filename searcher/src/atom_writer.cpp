// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "jooya/searcher/result_writer.hpp"
#include "shown_text.hpp"

namespace jooya {

namespace {

std::string escaped(std::string_view text) {
    std::string xml;
    for (const char c : shown(text)) {
        switch (c) {
            case '<':
                xml += "&lt;";
                break;
            case '>':
                xml += "&gt;";
                break;
            case '&':
                xml += "&amp;";
                break;
            case '"':
                xml += "&quot;";
                break;
            case '\'':
                xml += "&#39;";
                break;
            default:
                xml += c;
        }
    }
    return xml;
}

std::string rfc3339(std::int64_t seconds) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
}

// A link may lead to the web and nowhere else.
bool is_web_address(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

// RFC 4151 allows these characters in the specific part; all others are escaped as in a URL.
std::string tag_uri(std::string_view kind, std::string_view name) {
    std::string uri = fmt::format("tag:jooya,2026:{}:", kind);
    for (const char c : name) {
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              c == '-' || c == '.' || c == '_';
        uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri;
}

std::string entry_of(const Hit& hit, std::int64_t undated) {
    std::string entry = "  <entry>\n";
    entry += fmt::format("    <id>{}</id>\n", tag_uri("article", hit.code));
    entry += fmt::format("    <title>{}</title>\n", escaped(plain(hit.title)));
    entry += fmt::format("    <updated>{}</updated>\n", rfc3339(hit.date ? hit.date->seconds : undated));
    if (is_web_address(hit.url)) entry += fmt::format("    <link href=\"{}\"/>\n", escaped(hit.url));
    if (!hit.agency.empty()) {
        entry += fmt::format("    <author><name>{}</name></author>\n", escaped(hit.agency));
    }
    if (!hit.category.empty()) entry += fmt::format("    <category term=\"{}\"/>\n", escaped(hit.category));
    entry += fmt::format("    <summary>{}</summary>\n", escaped(plain(hit.snippet)));
    return entry + "  </entry>\n";
}

}  // namespace

std::string to_atom(const Page& page, const FeedInfo& info) {
    std::int64_t updated = info.updated;
    if (!page.hits.empty()) {
        const auto seconds = [](const Hit& hit) { return hit.date ? hit.date->seconds : 0; };
        const std::int64_t newest = seconds(*std::ranges::max_element(page.hits, {}, seconds));
        if (newest != 0) updated = newest;
    }
    std::string feed =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fa\">\n";
    feed += fmt::format("  <id>{}</id>\n", tag_uri("search", page.interpreted));
    feed += fmt::format("  <title>{}</title>\n", escaped(page.query));
    feed += fmt::format("  <updated>{}</updated>\n", rfc3339(updated));
    feed += "  <author><name>Jooya</name></author>\n";
    if (!info.self_url.empty())
        feed += fmt::format("  <link rel=\"self\" href=\"{}\"/>\n", escaped(info.self_url));
    if (!info.page_url.empty()) feed += fmt::format("  <link href=\"{}\"/>\n", escaped(info.page_url));
    for (const Hit& hit : page.hits) feed += entry_of(hit, updated);
    return feed + "</feed>\n";
}

}  // namespace jooya

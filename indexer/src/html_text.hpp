// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

namespace jooya {

/// True where `text` holds tags or character references, so that it must pass html_to_text to be read.
bool looks_like_html(std::string_view text);

/// True where `text` holds a tag.
bool has_tags(std::string_view text);

/// The readable text of an HTML fragment: character references resolved, scripts and styles dropped, one line
/// a paragraph, row or list item. Text beyond `max_html_depth` nested elements loses its tags only.
std::string html_to_text(std::string_view html);

/// Elements nested deeper than this make parsers slow and their recursions dangerous; no page comes near it.
inline constexpr std::size_t max_html_depth = 1000;

/// How deep the tags of `html` nest if every unclosed one stays open; an upper bound, found in linear time.
std::size_t html_depth(std::string_view html);

/// A parsed page. The tree lives in one arena and is freed at once, since gumbo's own release recurses.
class HtmlTree {
  public:
    /// Requires html_depth(html) <= max_html_depth; `html` must live as long as the tree.
    explicit HtmlTree(std::string_view html);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;

    [[nodiscard]] const GumboNode& root() const { return *output_->root; }

  private:
    class Arena;
    std::unique_ptr<Arena> arena_;
    GumboOutput* output_ = nullptr;
};

/// The readable text under `node`, as html_to_text gives it.
std::string text_of(const GumboNode& node);

/// The value of an attribute of `node`; empty where it is no element or has none.
std::string_view attribute(const GumboNode& node, const char* name);

}  // namespace jooya

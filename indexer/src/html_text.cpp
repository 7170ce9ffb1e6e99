// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "clean_text.hpp"

namespace jooya {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Elements whose text is nobody's reading.
constexpr std::array hidden_tags = {GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT,
                                    GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,
                                    GUMBO_TAG_SVG,      GUMBO_TAG_TEXTAREA, GUMBO_TAG_SELECT,
                                    GUMBO_TAG_BUTTON,   GUMBO_TAG_HEAD};

/// Elements that stand on lines of their own (HTML Standard, 15.3, display: block and its kin).
constexpr std::array block_tags = {
    GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BR,
    GUMBO_TAG_CENTER,  GUMBO_TAG_DD,       GUMBO_TAG_DETAILS,    GUMBO_TAG_DIV,        GUMBO_TAG_DL,
    GUMBO_TAG_DT,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,     GUMBO_TAG_FOOTER,
    GUMBO_TAG_FORM,    GUMBO_TAG_H1,       GUMBO_TAG_H2,         GUMBO_TAG_H3,         GUMBO_TAG_H4,
    GUMBO_TAG_H5,      GUMBO_TAG_H6,       GUMBO_TAG_HEADER,     GUMBO_TAG_HR,         GUMBO_TAG_LI,
    GUMBO_TAG_MAIN,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,         GUMBO_TAG_P,          GUMBO_TAG_PRE,
    GUMBO_TAG_SECTION, GUMBO_TAG_TABLE,    GUMBO_TAG_TBODY,      GUMBO_TAG_TR,         GUMBO_TAG_UL};

template <class Tags>
bool is_one_of(const GumboNode& node, const Tags& tags) {
    return node.type == GUMBO_NODE_ELEMENT &&
           std::find(tags.begin(), tags.end(), node.v.element.tag) != tags.end();
}

void append_text(const GumboNode& node, std::string& out) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) {
        // Line breaks of the source mean no more than a space.
        for (const char c : std::string_view(node.v.text.text)) out += c == '\n' || c == '\r' ? ' ' : c;
        return;
    }
    if (node.type != GUMBO_NODE_ELEMENT || is_one_of(node, hidden_tags)) return;
    const bool is_block = is_one_of(node, block_tags);
    const bool is_cell = node.v.element.tag == GUMBO_TAG_TD || node.v.element.tag == GUMBO_TAG_TH;
    if (is_block) out += '\n';
    const GumboVector& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        append_text(*static_cast<const GumboNode*>(children.data[i]), out);
    }
    if (is_block) out += '\n';
    if (is_cell) out += ' ';
}

std::string without_tags(std::string_view html) {
    std::string text;
    for (std::size_t i = 0; i < html.size(); ++i) {
        if (html[i] == '<') {
            i = std::min(html.find('>', i), html.size());
            text += '\n';
        } else {
            text += html[i];
        }
    }
    return text;
}

}  // namespace

bool has_tags(std::string_view text) {
    for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i + 1)) {
        const std::string_view rest = text.substr(i + 1);
        const bool opens = !rest.empty() && (is_letter(rest[0]) || rest[0] == '!' ||
                                             (rest[0] == '/' && rest.size() > 1 && is_letter(rest[1])));
        if (opens && rest.find('>') != std::string_view::npos) return true;
    }
    return false;
}

bool looks_like_html(std::string_view text) {
    if (has_tags(text)) return true;
    constexpr std::size_t longest_reference = 10;
    for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1)) {
        const std::string_view rest = text.substr(i + 1, longest_reference);
        const std::size_t end = rest.find(';');
        if (end == std::string_view::npos || end < 2) continue;
        const std::string_view name = rest.substr(0, end);
        const bool is_name = std::all_of(name.begin(), name.end(),
                                         [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
        if (name[0] == '#' || is_name) return true;
    }
    return false;
}

std::size_t html_depth(std::string_view html) {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i + 1)) {
        if (i + 1 == html.size()) break;
        if (html[i + 1] == '/') {
            if (depth > 0) --depth;
            continue;
        }
        if (!is_letter(html[i + 1])) continue;
        std::size_t name_end = i + 1;
        while (name_end < html.size() &&
               (is_letter(html[name_end]) || (html[name_end] >= '0' && html[name_end] <= '9')))
            ++name_end;
        const std::string_view name = html.substr(i + 1, name_end - i - 1);
        // Elements that never hold others, or that the next of their kind closes.
        constexpr std::array<std::string_view, 24> flat = {
            "br",   "img",  "meta", "link",  "hr",     "input", "source", "wbr",
            "area", "base", "col",  "embed", "p",      "li",    "td",     "tr",
            "th",   "dt",   "dd",   "tbody", "option", "track", "param",  "BR"};
        if (std::find(flat.begin(), flat.end(), name) != flat.end()) continue;
        deepest = std::max(deepest, ++depth);
    }
    return deepest;
}

class HtmlTree::Arena {
  public:
    static void* allocate(void* self, std::size_t size) { return static_cast<Arena*>(self)->take(size); }
    static void release(void* /*self*/, void* /*memory*/) {}

  private:
    static constexpr std::size_t block_bytes = std::size_t{64} << 10;

    void* take(std::size_t size) {
        constexpr std::size_t alignment = alignof(std::max_align_t);
        size = (size + alignment - 1) / alignment * alignment;
        if (size > left_) {
            const std::size_t block = std::max(size, block_bytes);
            blocks_.push_back(std::make_unique<std::byte[]>(block));
            next_ = blocks_.back().get();
            left_ = block;
        }
        void* memory = next_;
        next_ += size;
        left_ -= size;
        return memory;
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

HtmlTree::HtmlTree(std::string_view html) : arena_(std::make_unique<Arena>()) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::allocate;
    options.deallocator = &Arena::release;
    options.userdata = arena_.get();
    options.max_errors = 0;
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
}

HtmlTree::~HtmlTree() = default;

std::string text_of(const GumboNode& node) {
    std::string text;
    append_text(node, text);
    return clean_paragraphs(text);
}

std::string_view attribute(const GumboNode& node, const char* name) {
    if (node.type != GUMBO_NODE_ELEMENT) return {};
    const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::string html_to_text(std::string_view html) {
    if (html_depth(html) > max_html_depth) return clean_paragraphs(without_tags(html));
    const HtmlTree tree(html);
    return text_of(tree.root());
}

}  // namespace jooya

// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "article_fields.hpp"
#include "clean_text.hpp"
#include "html_hints.hpp"
#include "html_metadata.hpp"
#include "html_text.hpp"
#include "jooya/indexer/parse_date.hpp"
#include "page_phrases.hpp"

namespace jooya {
namespace {

// Sizes are bytes of UTF-8; a Persian letter has two.
constexpr std::size_t running_text_bytes = 120;  // a block this long is text, whatever its end
constexpr std::size_t sentence_bytes = 40;       // a shorter one is no sentence, whatever its end
constexpr std::size_t scrap_bytes = 20;  // what a block of no text weighs at least against its container
constexpr std::size_t short_line_bytes = 160;
constexpr std::size_t comments_bytes = 1500;  // more under a count of comments may be the article
constexpr std::size_t line_bytes = 400;       // of a footer or an advertisement at most
constexpr std::size_t most_places = 64;       // named as a text's, to choose from
constexpr std::size_t nearest_blocks = 300;   // below a headline, where an article of a line or two may be
constexpr std::size_t lead_bytes = 800;       // a longer paragraph is no lead but the text

/// A run of text that a reader sees as one paragraph or line.
struct Block {
    std::string text;
    std::size_t link_bytes = 0;
    std::size_t emphasized_bytes = 0;
    const GumboNode* parent = nullptr;  ///< the innermost element that holds all of it
    bool is_heading = false;
    bool is_caption = false;  ///< it stands under a picture
    bool is_media = false;    ///< it stands in what is named a player, a gallery, a download
    std::optional<PagePhrase> phrase{};
    std::size_t at = 0;  ///< how many blocks stand above it

    [[nodiscard]] bool is_link() const { return link_bytes * 10 > text.size() * 8; }
    [[nodiscard]] bool is_emphasized() const { return emphasized_bytes * 10 > text.size() * 9; }
    [[nodiscard]] bool is_running_text() const {
        if (link_bytes * 2 > text.size() || text.size() < sentence_bytes || phrase.has_value()) return false;
        return text.size() >= running_text_bytes || ends_sentence();
    }
    [[nodiscard]] bool ends_sentence() const {
        for (const std::string_view end : {".", "!", "\u061F", "\u00BB", ":", "\u2026"}) {
            if (text.ends_with(end)) return true;
        }
        return false;
    }
};

bool is_inline(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_A:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_B:
        case GUMBO_TAG_BDI:
        case GUMBO_TAG_BDO:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_DEL:
        case GUMBO_TAG_DFN:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_I:
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_INS:
        case GUMBO_TAG_KBD:
        case GUMBO_TAG_LABEL:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_Q:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_SUB:
        case GUMBO_TAG_SUP:
        case GUMBO_TAG_U:
        case GUMBO_TAG_WBR:
            return true;
        default:
            return false;
    }
}

bool is_hidden(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_HEAD:
            return true;
        default:
            return false;
    }
}

bool is_heading(GumboTag tag) {
    return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
           tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

/// Whether `address` is a file of the article's own, such as a film or a document, and no other page.
bool is_file(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    const std::size_t dot = address.rfind('.');
    if (dot == std::string_view::npos) return false;
    std::string ending(address.substr(dot + 1));
    for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    constexpr std::array<std::string_view, 27> files = {"mp4",  "mov",  "avi", "mkv",  "webm", "flv",  "wmv",
                                                        "3gp",  "m3u8", "mp3", "ogg",  "wav",  "m4a",  "aac",
                                                        "wma",  "pdf",  "doc", "docx", "xls",  "xlsx", "ppt",
                                                        "pptx", "zip",  "rar", "jpg",  "jpeg", "png"};
    return std::find(files.begin(), files.end(), ending) != files.end();
}

/// An element named as the place of a text; whole pages and articles hold more than that.
bool is_place_of_body(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE) return false;
    return (hints_of(node) & hint_body) != 0;
}

/// The numbers of the elements under an element, itself first, in the order of the page.
struct Extent {
    std::size_t first = 0;
    std::size_t end = 0;
};

using Extents = std::unordered_map<const GumboNode*, Extent>;

struct BodyPlace {
    const GumboNode* node = nullptr;
    std::size_t first_block = 0;  ///< how many blocks of the page stand above it
};

/// Takes a page apart into blocks, in its order.
class BlockCutter {
  public:
    /// `body_places` takes the elements that are named as a text's, in the order of the page, `extents` all that
    /// are shown.
    static std::vector<Block> cut(const GumboNode& root, std::vector<BodyPlace>& body_places,
                                  Extents& extents) {
        BlockCutter cutter(body_places, extents);
        cutter.visit(root, {});
        cutter.end_block();
        return std::move(cutter.blocks_);
    }

  private:
    BlockCutter(std::vector<BodyPlace>& body_places, Extents& extents)
        : body_places_(&body_places), extents_(&extents) {}

    struct Style {
        bool is_link = false;
        bool is_emphasized = false;
        bool is_caption = false;
        bool is_media = false;
        bool is_comment = false;
    };

    void visit(const GumboNode& node, Style style) {
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA ||
            node.type == GUMBO_NODE_WHITESPACE) {
            text_ += node.v.text.text;
            const std::size_t bytes = trimmed(node.v.text.text).size();
            if (bytes > 0) holder_ = holder_ == nullptr ? node.parent : common_ancestor(holder_, node.parent);
            if (style.is_link) link_bytes_ += bytes;
            if (style.is_emphasized) emphasized_bytes_ += bytes;
            if (style.is_media) media_bytes_ += bytes;
            return;
        }
        if (node.type != GUMBO_NODE_ELEMENT || is_hidden(node.v.element.tag)) return;
        const std::size_t number = elements_++;
        const GumboTag tag = node.v.element.tag;
        const bool breaks = !is_inline(tag);
        if (breaks) end_block();
        const std::uint8_t hints = hints_of(node);
        style.is_comment = style.is_comment || (hints & hint_comments) != 0;
        style.is_media = style.is_media || (hints & hint_media) != 0;
        if (breaks && !style.is_comment && is_place_of_body(node))
            body_places_->push_back({&node, blocks_.size()});
        is_heading_ = is_heading_ || is_heading(tag);
        style.is_link = style.is_link || (tag == GUMBO_TAG_A && !is_file(attribute(node, "href")));
        style.is_emphasized = style.is_emphasized || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG ||
                              tag == GUMBO_TAG_I || tag == GUMBO_TAG_EM;
        style.is_caption = style.is_caption || tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_FIGCAPTION;
        is_caption_ = style.is_caption;
        const GumboVector& children = node.v.element.children;
        for (unsigned i = 0; i < children.length; ++i) {
            visit(*static_cast<const GumboNode*>(children.data[i]), style);
            is_caption_ = style.is_caption;
        }
        if (breaks) end_block();
        if (is_heading(tag)) is_heading_ = false;
        extents_->emplace(&node, Extent{number, elements_});
    }

    static std::size_t depth_of(const GumboNode* node) {
        std::size_t depth = 0;
        for (; node != nullptr; node = node->parent) ++depth;
        return depth;
    }

    static const GumboNode* common_ancestor(const GumboNode* a, const GumboNode* b) {
        if (a == b) return a;
        std::size_t depth_a = depth_of(a);
        std::size_t depth_b = depth_of(b);
        for (; depth_a > depth_b; --depth_a) a = a->parent;
        for (; depth_b > depth_a; --depth_b) b = b->parent;
        for (; a != b; a = a->parent) b = b->parent;
        return a;
    }

    void end_block() {
        std::string text = clean_line(text_);
        if (!text.empty()) {
            const auto phrase = page_phrase(text);
            const bool is_media = media_bytes_ * 2 > text.size();
            blocks_.push_back({std::move(text), link_bytes_, emphasized_bytes_, holder_, is_heading_,
                               is_caption_, is_media, phrase, blocks_.size()});
        }
        holder_ = nullptr;
        text_.clear();
        link_bytes_ = 0;
        emphasized_bytes_ = 0;
        media_bytes_ = 0;
    }

    std::vector<BodyPlace>* body_places_;
    Extents* extents_;
    std::size_t elements_ = 0;
    std::vector<Block> blocks_;
    std::string text_;
    std::size_t link_bytes_ = 0;
    std::size_t emphasized_bytes_ = 0;
    std::size_t media_bytes_ = 0;
    const GumboNode* holder_ = nullptr;
    bool is_heading_ = false;
    bool is_caption_ = false;
};

/// Finds the article among the blocks of a page.
class PageReading {
  public:
    PageReading(const GumboNode& root, std::string_view address)
        : address_(address), metadata_(root), blocks_(BlockCutter::cut(root, body_places_, extents_)) {
        measure();
        read_labels();
        unpruned_ = blocks_;
        find_title_holders();
        prune();
    }

    const RawFields& fields() {
        read_metadata();
        read_title();
        for (const ArticleField field : {ArticleField::date, ArticleField::author, ArticleField::category}) {
            raw_.set({field, 5}, labels_[field]);
        }
        read_shown_date();
        read_lead();
        choose_container();
        read_body();
        return raw_;
    }

  private:
    struct Measure {
        std::size_t running = 0;  ///< bytes of running text under an element
        std::size_t scraps = 0;   ///< bytes of everything else, each piece at its least weight
        std::size_t links = 0;
    };

    template <class Visit>
    static void for_each_ancestor(const GumboNode* node, Visit&& visit) {
        for (; node != nullptr && node->type == GUMBO_NODE_ELEMENT; node = node->parent) {
            if (!visit(node)) return;
        }
    }

    void measure() {
        for (const Block& block : blocks_) {
            const bool is_running = block.is_running_text();
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                Measure& measure = measures_[node];
                (is_running ? measure.running : measure.scraps) +=
                    is_running ? block.text.size() - block.link_bytes
                               : std::max(block.text.size(), scrap_bytes);
                measure.links += block.link_bytes;
                return true;
            });
            if (is_running) total_running_ += block.text.size() - block.link_bytes;
        }
    }

    /// The elements that hold the page's own headline, as the article's do but no comments or lists of news; and
    /// where readers have their say below it.
    void find_title_holders() {
        const Block* title = title_block();
        if (title == nullptr) return;
        title_element_ = title->parent;
        title_bytes_ = std::max(title->text.size(), scrap_bytes);
        for_each_ancestor(title->parent, [&](const GumboNode* node) {
            title_holders_.insert(node);
            return true;
        });
        // «نظرات کاربران» below the headline, but no «۵ نظر» or link to it above the text.
        const auto readers =
            std::find_if(blocks_.begin() + (title - blocks_.data()), blocks_.end(), [](const Block& block) {
                return block.phrase == PagePhrase::comments && !block.is_link() && !is_counted(block.text);
            });
        if (readers != blocks_.end()) readers_at_ = readers->at;
    }

    /// What the page's metadata call the article, with the site's name perhaps.
    [[nodiscard]] std::string named_title() const {
        std::string title =
            metadata_.first({"ld:headline", "itemprop:headline", "og:title", "twitter:title"});
        return title.empty() ? metadata_.first({"title"}) : title;
    }

    /// og:title and <title> carry the site's name; a heading on the page that they contain does not.
    [[nodiscard]] const Block* title_block() const {
        const std::string named = named_title();
        const std::string key = phrase_key(named);
        const std::vector<std::string> pieces = keys_of_title_pieces(named);
        const Block* best = nullptr;
        std::size_t best_share = 0;
        for (const Block& block : blocks_) {
            if ((block.is_link() && !block.is_heading) || block.text.size() > key.size() * 2) continue;
            const std::string block_key = phrase_key(block.text);
            if (block_key.empty() || key.find(block_key) == std::string::npos) continue;
            // Old pages have no headings: there a line that makes up most of <title>, or all of it but the site's
            // name, is it.
            const bool is_title = block.is_heading || is_named(block, hint_title) ||
                                  std::find(pieces.begin(), pieces.end(), block_key) != pieces.end();
            const std::size_t least_size = is_title ? key.size() / 3 : key.size() / 2;
            if (block_key.size() <= least_size) continue;
            // Lists of news name the article too, but as a link.
            const std::size_t share =
                block_key.size() * 4 + (is_title ? 2U : 0U) + (block.is_link() ? 0U : 1U);
            if (share <= best_share) continue;
            best = &block;
            best_share = share;
        }
        if (best == nullptr && key.empty()) {
            const auto heading =
                std::find_if(blocks_.begin(), blocks_.end(), [](const Block& b) { return b.is_heading; });
            if (heading != blocks_.end()) best = &*heading;
        }
        return best;
    }

    /// Drops the blocks under elements that their names, or the first words in them, give away.
    void prune() {
        std::unordered_map<const GumboNode*, bool>& verdicts = is_furniture_;
        std::unordered_map<const GumboNode*, const Block*> first_blocks;
        for (const Block& block : unpruned_) {
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                first_blocks.emplace(node, &block);
                return true;
            });
        }
        std::erase_if(blocks_, [&](const Block& block) {
            bool is_pruned = false;
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                const auto [verdict, is_new] = verdicts.try_emplace(node, false);
                if (is_new) {
                    const Block& first = *first_blocks.at(node);
                    verdict->second = is_furniture(*node, first);
                    if (is_column_of_headlines(*node, first)) {
                        const GumboNode* column = title_branch_below(node->parent);
                        if (is_next_to(*column, *node, first)) title_column_ = column;
                    }
                }
                is_pruned = is_pruned || verdict->second;
                return !is_pruned;
            });
            return is_pruned;
        });
    }

    [[nodiscard]] bool is_furniture(const GumboNode& node, const Block& first) const {
        const Measure& measure = measures_.at(&node);
        const std::uint8_t hints = hints_of(node);
        if (title_holders_.contains(&node)) return false;
        // The article itself may stand in an element whose name suggests otherwise.
        const bool is_elsewhere = has_place_of_body_beside(node);
        if ((hints & hint_comments) != 0) return is_elsewhere || measure.running * 10 <= total_running_ * 9;
        const bool is_minor = measure.running * 2 <= total_running_;
        if ((hints & hint_avoid) != 0 && (is_minor || is_elsewhere)) return true;
        if (node.v.element.tag == GUMBO_TAG_BODY) return false;
        if (is_column_of_headlines(node, first)) return true;
        // A box that opens with «اخبار مرتبط» or «نظر شما», whatever it is called.
        // The phrase alone is no box; text_blocks() ends the article there.
        if (measure.running + measure.scraps <= std::max(first.text.size(), scrap_bytes)) return false;
        const std::optional<PagePhrase> opening = first.phrase;
        // What readers wrote is never the text, but a whole article below a count of comments may be.
        if (opening == PagePhrase::comments || (opening == PagePhrase::cut && is_counted(first.text)))
            return is_minor || (!title_holders_.empty() && measure.running <= comments_bytes);
        if (!is_minor) return false;
        if (first.parent != &node && !first.is_heading && opening != PagePhrase::cut) return false;
        return opening == PagePhrase::cut ||
               (opening == PagePhrase::link && measure.links * 3 > measure.running);
    }

    /// Whether the page names a place for the text that is apart from `inner`.
    [[nodiscard]] bool has_place_of_body_beside(const GumboNode& inner) const {
        return std::any_of(body_places_.begin(), body_places_.end(), [&](const BodyPlace& place) {
            return !title_holders_.contains(place.node) && !holds(*place.node, inner) &&
                   !holds(inner, *place.node);
        });
    }

    [[nodiscard]] bool holds(const GumboNode& outer, const GumboNode& inner) const {
        const Extent extent = extents_.at(&outer);
        const std::size_t number = extents_.at(&inner).first;
        return extent.first <= number && number < extent.end;
    }

    /// What a block speaks for the element that holds it: text for, links and scraps against. Lines of a poem
    /// or a table are text too, if a little less surely.
    static double weight_of(const Block& block) {
        constexpr double line_weight = 0.3;
        constexpr double link_weight = -1.5;
        constexpr double scrap_weight = -0.5;
        const auto bytes = static_cast<double>(std::max(block.text.size(), scrap_bytes));
        if (block.is_running_text()) return bytes - static_cast<double>(block.link_bytes);
        if (block.link_bytes * 2 > block.text.size()) return link_weight * bytes;
        return block.text.size() >= sentence_bytes ? line_weight * bytes : scrap_weight * bytes;
    }

    /// The place that the page names for its text, where it is to be believed, or else the element that its text
    /// speaks for.
    void choose_container() {
        container_ = weightiest_element();
        const BodyPlace place = own_place();
        // Articles are pasted from other sites with their names and microdata around a part of the text.
        if (place.node != nullptr &&
            running_of(place.node) * 10 >= running_of(container_, phrase_behind(place)) * 9) {
            container_ = place.node;
            is_own_place_ = true;
            return;
        }
        // A line or two in another column are no article where the headline's column has no text.
        const GumboNode* column = title_column_beside(container_);
        if (column != nullptr && running_of(container_) <= line_bytes) {
            container_ = column;
            return;
        }
        // A line of an advertisement or a footer, behind links, is no article where the headline has something of
        // its own.
        const GumboNode* region = title_region();
        if (region != nullptr && container_ != nullptr && running_of(container_) <= line_bytes &&
            !holds(*region, *container_) && is_behind_links(*container_, *region)) {
            container_ = region;
            return;
        }
        // An article of many links and scraps weighs less than a part of it.
        const GumboNode* part = container_;
        for_each_ancestor(part, [&](const GumboNode* node) {
            if (is_wider_text(*node, *container_)) container_ = node;
            return node->v.element.tag != GUMBO_TAG_BODY;
        });
    }

    /// Whether links stand between the end of `first` and the running text of `second`.
    [[nodiscard]] bool is_behind_links(const GumboNode& second, const GumboNode& first) const {
        bool is_behind = false;
        for (const Block& block : unpruned_) {
            const bool is_first = holds(first, *block.parent);
            if (is_behind && !is_first && block.is_running_text() && holds(second, *block.parent))
                return true;
            is_behind = !is_first && (is_behind || block.link_bytes * 2 > block.text.size());
        }
        return false;
    }

    /// The cell of the headline where `inner` stands in another one of its row. A headline alone in its cell may
    /// have its text in the next.
    [[nodiscard]] const GumboNode* title_column_beside(const GumboNode* inner) const {
        if (!has_title_block_ || inner == nullptr || title_holders_.contains(inner)) return nullptr;
        const GumboNode* side = inner;
        while (side->parent != nullptr && !title_holders_.contains(side->parent)) side = side->parent;
        const GumboNode* column = title_branch_below(side->parent);
        const bool is_row =
            column != nullptr && column->v.element.tag == GUMBO_TAG_TD && side->v.element.tag == GUMBO_TAG_TD;
        return is_row && has_more_than_title(*column) ? column : nullptr;
    }

    /// The child of `outer` that holds the headline.
    [[nodiscard]] const GumboNode* title_branch_below(const GumboNode* outer) const {
        const GumboNode* branch = title_element_;
        while (branch != nullptr && branch->parent != outer) branch = branch->parent;
        return branch;
    }

    [[nodiscard]] bool has_more_than_title(const GumboNode& outer) const {
        const Measure& measure = measures_.at(&outer);
        return measure.running + measure.scraps > title_bytes_;
    }

    /// Whether a box beside the headline's opens with links as long as headlines, above a line or two of text.
    [[nodiscard]] bool is_column_of_headlines(const GumboNode& box, const Block& first) const {
        constexpr std::size_t headline_bytes = 30;
        constexpr std::size_t least_headlines = 2;
        if (title_holders_.contains(&box) || !title_holders_.contains(box.parent)) return false;
        const GumboNode* column = title_branch_below(box.parent);
        // A headline alone in its box may have its text in this one.
        if (column == nullptr || !has_more_than_title(*column)) return false;
        if (measures_.at(&box).running > line_bytes) return false;
        std::size_t headlines = 0;
        for (std::size_t i = first.at; i < unpruned_.size() && holds(box, *unpruned_[i].parent); ++i) {
            const Block& block = unpruned_[i];
            if (block.is_running_text()) break;
            if (block.is_link() && block.text.size() >= headline_bytes) ++headlines;
        }
        return headlines >= least_headlines;
    }

    /// Whether nothing stands between `box` and `column`, as the text might.
    [[nodiscard]] bool is_next_to(const GumboNode& column, const GumboNode& box, const Block& first) const {
        if (first.at > 0 && holds(column, *unpruned_[first.at - 1].parent)) return true;
        std::size_t end = first.at;
        while (end < unpruned_.size() && holds(box, *unpruned_[end].parent)) ++end;
        return end < unpruned_.size() && holds(column, *unpruned_[end].parent);
    }

    /// The innermost element that holds more text than the headline.
    [[nodiscard]] const GumboNode* title_region() const {
        const GumboNode* region = nullptr;
        if (!has_title_block_) return region;
        for_each_ancestor(blocks_[title_at_].parent, [&](const GumboNode* node) {
            if (!blocks_below(node, title_at_ + 1).empty()) region = node;
            return region == nullptr;
        });
        return region;
    }

    /// Whether `outer` has text beside `inner` that must be the article's, as nothing in it is the page's, or as
    /// it is much before the page's next phrase.
    [[nodiscard]] bool is_wider_text(const GumboNode& outer, const GumboNode& inner) const {
        std::size_t inside = 0;
        std::size_t beside = 0;
        bool is_pure = !title_holders_.contains(&outer) && !is_grid(outer.v.element.tag);
        for (std::size_t i = has_title_block_ ? title_at_ : 0; i < blocks_.size(); ++i) {
            const Block& block = blocks_[i];
            if (!holds(outer, *block.parent)) continue;
            const bool is_inside = holds(inner, *block.parent);
            const bool ends = block.phrase == PagePhrase::cut || block.phrase == PagePhrase::comments;
            is_pure = is_pure && (is_inside || (is_text_likely(block) && !ends && !is_line_of_values(block)));
            if (ends && inside > 0 && !is_inside) break;
            if (!is_text_likely(block) || block.phrase.has_value() ||
                block.link_bytes * 2 > block.text.size())
                continue;
            (is_inside ? inside : beside) += block.text.size();
        }
        return is_pure ? beside > 0 : beside > inside;
    }

    /// The index of the block behind `place` at which the page's own text begins: «نظر شما».
    [[nodiscard]] std::size_t phrase_behind(const BodyPlace& place) const {
        std::size_t i = 0;
        for (; i < blocks_.size(); ++i) {
            const Block& block = blocks_[i];
            const bool ends = block.phrase == PagePhrase::cut || block.phrase == PagePhrase::comments;
            if (ends && block.at >= place.first_block && !holds(*place.node, *block.parent)) break;
        }
        return i;
    }

    /// Neither the headline nor the lead, which say nothing of where the text is.
    [[nodiscard]] bool is_text_likely(const Block& block) const {
        return &block != lead_block_ && !(has_title_block_ && &block == &blocks_[title_at_]);
    }

    /// Bytes of running text under an element that may be the article's.
    [[nodiscard]] std::size_t running_of(const GumboNode* node,
                                         std::size_t end = std::numeric_limits<std::size_t>::max()) const {
        std::size_t running = 0;
        for (std::size_t i = 0; node != nullptr && i < std::min(end, blocks_.size()); ++i) {
            const Block& block = blocks_[i];
            if (is_text_likely(block) && block.is_running_text() && !block.is_media &&
                holds(*node, *block.parent))
                running += block.text.size() - block.link_bytes;
        }
        return running;
    }

    /// The element that is named as the text's and holds neither headline nor lead nor comments; of several the
    /// one with the most text, the first of equals.
    [[nodiscard]] BodyPlace own_place() const {
        BodyPlace best;
        std::size_t best_bytes = 0;
        std::size_t places_left = most_places;
        for (const BodyPlace& place : body_places_) {
            if (!has_title_block_ || place.first_block <= blocks_[title_at_].at) continue;
            if (places_left-- == 0) break;
            if (title_holders_.contains(place.node) || is_in_furniture(*place.node)) continue;
            if (is_lead_named_ && holds(*place.node, *lead_block_->parent)) continue;
            const std::size_t bytes = running_of(place.node);
            if (best.node != nullptr && bytes <= best_bytes) continue;
            best = place;
            best_bytes = bytes;
        }
        return best;
    }

    [[nodiscard]] bool is_in_furniture(const GumboNode& inner) const {
        bool is_found = false;
        for_each_ancestor(&inner, [&](const GumboNode* node) {
            const auto verdict = is_furniture_.find(node);
            is_found = verdict != is_furniture_.end() && verdict->second;
            return !is_found;
        });
        return is_found;
    }

    static bool is_grid(GumboTag tag) {
        return tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TBODY ||
               tag == GUMBO_TAG_TR;
    }

    template <class Visit>
    static void for_each_child(const GumboNode& node, Visit&& visit) {
        const GumboVector& children = node.v.element.children;
        for (unsigned i = 0; i < children.length; ++i)
            visit(*static_cast<const GumboNode*>(children.data[i]));
    }

    /// The element with the greatest sum, the innermost of equals; one that a name or microdata call the body
    /// is the likelier one.
    [[nodiscard]] const GumboNode* weightiest_element() const {
        std::unordered_map<const GumboNode*, double> scores;
        for (const Block& block : blocks_) {
            if (!is_text_likely(block)) continue;
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                scores[node] += weight_of(block);
                return true;
            });
        }
        constexpr double least_share = 0.8;
        const GumboNode* best_node = nullptr;
        double best = 0;
        for (const Block& block : blocks_) {
            if (!is_text_likely(block)) continue;
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                constexpr double name_bonus = 1.05;
                constexpr double microdata_bonus = 1.1;
                double score = scores.at(node);
                if (is_article_body(*node)) {
                    score *= microdata_bonus;
                } else if ((hints_of(*node) & hint_body) != 0) {
                    score *= name_bonus;
                }
                if (score > best) {
                    best = score;
                    best_node = node;
                }
                return true;
            });
        }
        // Columns and the page's rows hold more than the article, unless it is spread over them.
        while (best_node != nullptr && is_grid(best_node->v.element.tag)) {
            const GumboNode* heaviest = nullptr;
            for_each_child(*best_node, [&](const GumboNode& child) {
                const auto score = scores.find(&child);
                if (score != scores.end() && score->second > best * least_share) heaviest = &child;
            });
            if (heaviest == nullptr) break;
            best_node = heaviest;
        }
        // A paragraph that outweighs its own element stands among others that belong to it.
        while (best_node != nullptr && best_node->parent != nullptr &&
               (best_node->v.element.tag == GUMBO_TAG_P || is_inline(best_node->v.element.tag))) {
            best_node = best_node->parent;
        }
        return best_node;
    }

    [[nodiscard]] bool is_in_container(const Block& block) const {
        if (container_ == nullptr) return true;
        bool is_inside = false;
        for_each_ancestor(block.parent, [&](const GumboNode* node) {
            is_inside = node == container_;
            return !is_inside;
        });
        return is_inside;
    }

    /// The pieces of a short line: pages part date, code and counts by bars and dots.
    static std::vector<std::string_view> pieces_of(std::string_view line) {
        std::vector<std::string_view> pieces;
        while (!line.empty()) {
            std::size_t end = line.size();
            std::size_t length = 0;
            for (const std::string_view mark : {"|", "\u2022", "\u00B7", "\u00BB"}) {
                if (const std::size_t found = line.find(mark); found < end) {
                    end = found;
                    length = mark.size();
                }
            }
            pieces.push_back(trimmed(line.substr(0, end)));
            line.remove_prefix(end + length);
        }
        return pieces;
    }

    /// Labelled lines, wherever the page shows them: «کد خبر» often stands in what looks like navigation.
    void read_labels() {
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (blocks_[i].text.size() > short_line_bytes) continue;
            for (const std::string_view piece : pieces_of(blocks_[i].text)) {
                const auto labelled = labelled_value(piece);
                if (!labelled.has_value()) continue;
                // The label and its value are often elements of their own.
                const bool is_alone = labelled->value.empty() && i + 1 < blocks_.size();
                take_label(labelled->field, std::string(is_alone ? blocks_[i + 1].text : labelled->value));
            }
            read_labels_behind_hyphens(blocks_[i].text);
        }
    }

    /// «۶ اردیبهشت ۱۳۹۶ کد خبر: ۶۶۰۸۲۱»: a code that nothing parts from the date before or behind it.
    [[nodiscard]] std::string code_beside_date() const {
        for (const Block& block : unpruned_) {
            const std::string_view line = block.text;
            if (line.size() > short_line_bytes || !find_date(line).has_value()) continue;
            for (std::size_t at = 0; at != std::string_view::npos; at = line.find(' ', at + 1)) {
                const auto labelled = labelled_value(trimmed(line.substr(at)));
                if (labelled.has_value() && labelled->field == ArticleField::code)
                    return std::string(labelled->value.substr(0, labelled->value.find(' ')));
            }
        }
        return {};
    }

    /// «تاریخ: ۶ اردیبهشت ۱۳۹۶ - شماره خبر: ۶۶۰۸۲۱»; hyphens stand inside of dates, too.
    void read_labels_behind_hyphens(std::string_view line) {
        constexpr std::string_view hyphen = " - ";
        for (std::size_t at = line.find(hyphen); at != std::string_view::npos; at = line.find(hyphen)) {
            line.remove_prefix(at + hyphen.size());
            if (const auto labelled = labelled_value(line); labelled.has_value()) {
                take_label(labelled->field,
                           std::string(labelled->value.substr(0, labelled->value.find(hyphen))));
            }
        }
    }

    void take_label(ArticleField field, std::string value) {
        switch (field) {
            case ArticleField::code:
                if (value.find(' ') != std::string::npos) return;
                break;
            case ArticleField::date:
                if (!find_date(value).has_value()) return;
                break;
            case ArticleField::author:
            case ArticleField::category:
                break;
            default:
                return;
        }
        if (labels_[field].empty()) labels_.set({field, 1}, std::move(value));
    }

    /// A date that the page shows, where neither metadata nor a label give one. The line of a date is often
    /// called what furniture is called.
    void read_shown_date() {
        if (!raw_[ArticleField::date].empty()) return;
        for (const std::vector<Block>* blocks : {&blocks_, &unpruned_}) {
            const auto title = std::find_if(blocks->begin(), blocks->end(), [&](const Block& block) {
                return has_title_block_ && block.text == raw_[ArticleField::title];
            });
            const auto title_at =
                title == blocks->end() ? 0 : static_cast<std::size_t>(title - blocks->begin());
            read_lone_date(*blocks, title_at);
            if (raw_[ArticleField::date].empty()) read_date_near_title(*blocks, title_at);
            if (!raw_[ArticleField::date].empty()) return;
        }
    }

    /// A date that stands alone; of several the one nearest to the title, since pages show today's date too.
    void read_lone_date(const std::vector<Block>& blocks, std::size_t title_at) {
        std::size_t best = blocks.size();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].text.size() > short_line_bytes) continue;
            const std::size_t distance = i > title_at ? i - title_at : title_at - i;
            if (distance >= best) continue;
            for (const std::string_view piece : pieces_of(blocks[i].text)) {
                if (!parse_date(piece).has_value()) continue;
                best = distance;
                raw_.set({ArticleField::date, 6}, std::string(piece));
            }
        }
    }

    /// «ارسال شده توسط ویراستار در ۲ مهر ۱۴۰۳»: a date among other words close to the title, where there is
    /// no surer one.
    void read_date_near_title(const std::vector<Block>& blocks, std::size_t title_at) {
        constexpr std::size_t farthest = 8;
        const auto take = [&](const Block& block) {
            if (block.text.size() > short_line_bytes || block.is_link() ||
                !find_date(block.text).has_value()) {
                return false;
            }
            raw_.set({ArticleField::date, 7}, block.text);
            return true;
        };
        for (std::size_t distance = 1; distance <= farthest; ++distance) {
            if (title_at + distance < blocks.size() && take(blocks[title_at + distance])) return;
            if (title_at >= distance && take(blocks[title_at - distance])) return;
        }
    }

    void read_metadata() {
        const auto set = [&](ArticleField field, std::initializer_list<std::string_view> names) {
            raw_.set({field, 1}, metadata_.first(names));
        };
        set(ArticleField::url,
            {"link:canonical", "og:url", "ld:mainentityofpage", "ld:url", "link:shortlink"});
        set(ArticleField::agency, {"og:site_name", "ld:publisher", "dc.publisher", "application-name"});
        set(ArticleField::category,
            {"article:section", "nastooh:topic", "ld:articlesection", "itemprop:articlesection"});
        for (const std::string_view name :
             {"article:published_time", "ld:datepublished", "nastooh:publishdate", "itemprop:datepublished",
              "time", "dcterms.created", "dc.date.issued", "dc.date"}) {
            const std::string date = metadata_.first({name});
            if (parse_date(date).has_value()) {
                raw_.set({ArticleField::date, 1}, date);
                break;
            }
        }
        const std::string author =
            metadata_.first({"article:author", "ld:author", "rel:author", "itemprop:author", "author"});
        const bool is_site = phrase_key(author) == phrase_key(raw_[ArticleField::agency]);
        if (!is_site && !author.starts_with("http")) raw_.set({ArticleField::author, 1}, author);
        for (const std::string& tag : metadata_.all({"article:tag", "rel:tag", "ld:keywords", "keywords"})) {
            raw_.add_part({ArticleField::tags, 1}, tag);
        }
        if (raw_.tags().size() == 1) {
            // One value with commas in it is a list.
            raw_.set({ArticleField::tags, 1}, raw_.tags().front());
            raw_.clear_tags();
        }
        raw_.set({ArticleField::url, 9}, std::string(address_));
        read_code();
    }

    void read_code() {
        std::string code = metadata_.first({"nastooh:nid", "article:id", "news_id", "newsid"});
        if (code.empty()) code = labels_[ArticleField::code];
        if (code.empty()) {
            const std::string identifier =
                metadata_.first({"ld:identifier", "dc.identifier", "itemprop:identifier"});
            if (identifier.find_first_not_of("0123456789") == std::string::npos) code = identifier;
        }
        if (code.empty()) {
            for (const std::string_view name :
                 {"link:canonical", "og:url", "link:shortlink", "ld:mainentityofpage", "ld:url"}) {
                code = code_in_url(metadata_.first({name}));
                if (!code.empty()) break;
            }
            if (code.empty()) code = code_in_url(address_);
        }
        if (code.empty()) code = code_beside_date();
        raw_.set({ArticleField::code, 1}, std::move(code));
    }

    void read_title() {
        std::string title;
        if (const Block* block = title_block(); block != nullptr) {
            title = block->text;
            title_at_ = static_cast<std::size_t>(block - blocks_.data());
            has_title_block_ = true;
        } else {
            title = without_site_name(named_title());
        }
        raw_.set({ArticleField::title, 1}, title);
    }

    static constexpr std::array<std::string_view, 6> title_separators = {
        " | ", " - ", " :: ", " \u2013 ", " » ", " \u2014 "};

    static std::vector<std::string> keys_of_title_pieces(std::string_view title) {
        std::vector<std::string> keys;
        for (const std::string_view separator : title_separators) {
            const std::size_t first = title.find(separator);
            if (first == std::string_view::npos) continue;
            const std::size_t last = title.rfind(separator);
            keys.push_back(phrase_key(title.substr(0, last)));
            keys.push_back(phrase_key(title.substr(first + separator.size())));
        }
        return keys;
    }

    /// «عنوان | خبرگزاری نمونه» without the site's name, at either end.
    [[nodiscard]] std::string without_site_name(const std::string& title) const {
        const std::string site = phrase_key(raw_[ArticleField::agency]);
        for (const std::string_view separator : title_separators) {
            const std::size_t last = title.rfind(separator);
            if (last != std::string::npos && phrase_key(title.substr(last)) == site)
                return title.substr(0, last);
            const std::size_t first = title.find(separator);
            if (first != std::string::npos && phrase_key(title.substr(0, first)) == site) {
                return title.substr(first + separator.size());
            }
        }
        return title;
    }

    /// The lead, and the block that shows it: only that one is no part of the body, which may repeat it.
    void read_lead() {
        const std::string description =
            metadata_.first({"ld:description", "og:description", "itemprop:description", "description",
                             "twitter:description"});
        const std::string description_key = phrase_key(description);
        for (std::size_t i = title_at_; i < blocks_.size(); ++i) {
            const Block& block = blocks_[i];
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                if (title_holders_.contains(node)) return false;
                if (is_lead(*node) && !(i == title_at_ && has_title_block_)) lead_block_ = &block;
                return lead_block_ == nullptr;
            });
            if (lead_block_ != nullptr) break;
            // Articles are pasted with the name of another site's lead below the page's own.
            if (i > title_at_ && block.is_running_text() &&
                (block.is_emphasized() || phrase_key(block.text) == description_key))
                break;
        }
        is_lead_named_ = lead_block_ != nullptr;
        lead_ = is_lead_named_ ? lead_block_->text : description;
        if (phrase_key(lead_) == phrase_key(raw_[ArticleField::title])) lead_.clear();
        lead_key_ = phrase_key(lead_);
        if (is_lead_named_ || lead_key_.empty()) return;
        const auto shown = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& block) {
            return block.text.size() <= lead_.size() * 2 && phrase_key(block.text) == lead_key_;
        });
        if (shown != blocks_.end()) lead_block_ = &*shown;
    }

    void read_body() {
        std::vector<const Block*> kept = text_blocks();
        if (kept.empty() && !is_own_place_) kept = blocks_below_title();
        // Where nothing names a lead, an emphasized first paragraph is one, and the only one may be.
        const bool is_lead_likely = kept.size() > 1    ? !kept[1]->is_emphasized()
                                    : kept.size() == 1 ? !is_own_place_ && kept[0]->text.size() <= lead_bytes
                                                       : false;
        if (lead_.empty() && !kept.empty() && kept[0]->is_emphasized() && is_lead_likely) {
            lead_block_ = kept[0];
            lead_ = lead_block_->text;
            kept.erase(kept.begin());
            if (kept.empty()) kept = blocks_below_title();
        }
        if (lead_.empty() && !kept.empty()) take_lead_above(*kept[0]);
        std::string body;
        for (const Block* block : kept) {
            const std::string_view paragraph =
                block == kept.back() ? without_end_mark(block->text) : block->text;
            body.append(paragraph).append("\n");
        }
        // A page of pictures has a lead and no text; where the lead is the page's only paragraph, it is the text.
        if (body.empty() && lead_block_ != nullptr && !is_lead_apart()) body = std::exchange(lead_, {});
        // A description that the site cut out of its first paragraph is no lead.
        const std::string_view cut_key = std::string_view(lead_key_).substr(0, lead_key_.size() * 9 / 10);
        if (lead_block_ == nullptr && !cut_key.empty() &&
            phrase_key(body.substr(0, body.find('\n'))).starts_with(cut_key))
            lead_.clear();
        raw_.set({ArticleField::lead, 1}, std::move(lead_));
        raw_.set({ArticleField::body, 1}, std::move(body));
        if (raw_[ArticleField::agency].empty()) {
            raw_.set({ArticleField::agency, 9}, dateline_agency(raw_[ArticleField::body]));
        }
    }

    /// An emphasized paragraph between the headline and the text, in no element with either.
    void take_lead_above(const Block& first) {
        const auto at = static_cast<std::size_t>(&first - blocks_.data());
        if (!has_title_block_ || at < title_at_ + 2) return;
        const Block& above = blocks_[at - 1];
        if (above.is_emphasized() && above.is_running_text() && above.text.size() <= lead_bytes &&
            !is_in_container(above))
            lead_ = above.text;
    }

    /// An element named as the lead, unless most of the text stands in it; a page of pictures has no other text
    /// than its lead, and a place elsewhere where the text would be.
    [[nodiscard]] bool is_lead(const GumboNode& node) const {
        if ((hints_of(node) & hint_lead) == 0) return false;
        return measures_.at(&node).running * 3 < total_running_ * 2 || has_empty_place_of_body(node);
    }

    /// Whether the page itself tells its lead from its text: by a name, or by a place for the text elsewhere.
    [[nodiscard]] bool is_lead_apart() const {
        return is_lead_named_ || !is_in_place_of_body(*lead_block_->parent) ||
               has_empty_place_of_body(*lead_block_->parent);
    }

    [[nodiscard]] bool is_in_place_of_body(const GumboNode& inner) const {
        return std::any_of(body_places_.begin(), body_places_.end(), [&](const BodyPlace& place) {
            return !title_holders_.contains(place.node) && holds(*place.node, inner);
        });
    }

    [[nodiscard]] bool has_empty_place_of_body(const GumboNode& inner) const {
        return std::any_of(body_places_.begin(), body_places_.end(), [&](const BodyPlace& place) {
            const auto measure = measures_.find(place.node);
            return !holds(*place.node, inner) && (measure == measures_.end() || measure->second.running == 0);
        });
    }

    /// The blocks of the container that are the article's.
    [[nodiscard]] std::vector<const Block*> text_blocks() const {
        const std::string title_key = phrase_key(raw_[ArticleField::title]);
        std::vector<const Block*> kept;
        std::size_t settled = 0;  // how many of them are text or stand above text
        bool has_running_text = false;
        bool is_behind_link = false;
        for (const Block& block : blocks_) {
            if (!is_in_container(block) || &block == lead_block_) continue;
            if (block.at >= readers_at_) break;
            const std::optional<PagePhrase> phrase = block.phrase;
            if (phrase == PagePhrase::end || phrase == PagePhrase::cut || phrase == PagePhrase::comments) {
                if (!kept.empty()) break;
                continue;
            }
            const bool follows_link = std::exchange(is_behind_link, phrase == PagePhrase::link);
            if (phrase.has_value()) continue;
            if (follows_link && !block.is_running_text()) {
                is_behind_link = block.is_link();
                continue;
            }
            if (kept.empty() && !begins_text(block, title_key)) continue;
            if (is_label(block)) continue;
            if (block.is_link() && !is_paragraph(block)) continue;
            // An emphasized first paragraph may be the lead, which says nothing of the text.
            has_running_text =
                has_running_text || (block.is_running_text() && !(kept.empty() && block.is_emphasized()));
            kept.push_back(&block);
            if (!block.is_link()) settled = kept.size();
        }
        // Links between paragraphs may be part of the story; those below it lead away from it.
        kept.resize(settled);
        while (has_running_text && has_no_letters(kept.back()->text)) kept.pop_back();
        const bool has_words = std::any_of(kept.begin(), kept.end(),
                                           [](const Block* block) { return !has_no_letters(block->text); });
        if (!has_words) kept.clear();
        return kept;
    }

    /// A line such as «منبع: ایسنا» that names a value of the article or of the page.
    static bool is_label(const Block& block) {
        return block.text.size() <= short_line_bytes && labelled_value(block.text).has_value() &&
               !block.ends_sentence();
    }

    /// Whether the block's own element, or an inline one in it, bears a name of this meaning.
    static bool is_named(const Block& block, HtmlHint hint) {
        for (const GumboNode* node = block.parent; node != nullptr; node = node->parent) {
            if ((hints_of(*node) & hint) != 0) return true;
            if (!is_inline(node->v.element.tag)) return false;
        }
        return false;
    }

    static bool is_paragraph(const Block& block) {
        const GumboNode* node = block.parent;
        while (node->parent != nullptr && is_inline(node->v.element.tag)) node = node->parent;
        return node->v.element.tag == GUMBO_TAG_P;
    }

    static bool is_article_body(const GumboNode& node) {
        return attribute(node, "itemprop") == "articleBody";
    }

    /// Whether the text begins here: not with the title, the lead, a date or a scrap above the first
    /// paragraph.
    [[nodiscard]] bool begins_text(const Block& block, const std::string& title_key) const {
        if (is_own_place_) return true;
        if (container_ != nullptr && !block.is_running_text()) return false;
        if (block.is_caption || block.is_media || phrase_key(block.text) == title_key) return false;
        return block.text.size() > short_line_bytes || !parse_date(block.text).has_value();
    }

    /// An article of a line or two, which no sum of running text finds: what stands below the headline in the
    /// innermost element that has more than it, the container or the headline's column at most.
    [[nodiscard]] std::vector<const Block*> blocks_below_title() const {
        if (!has_title_block_) return blocks_below(nullptr, 0);
        std::vector<const Block*> kept;
        for_each_ancestor(blocks_[title_at_].parent, [&](const GumboNode* node) {
            kept = blocks_below(node, title_at_ + 1);
            return kept.empty() && node != container_ && node != title_column_ &&
                   !(lead_block_ != nullptr && holds(*node, *lead_block_->parent));
        });
        return kept;
    }

    [[nodiscard]] std::vector<const Block*> blocks_below(const GumboNode* outer, std::size_t first) const {
        std::vector<const Block*> kept;
        bool is_behind_lead = false;
        bool is_behind_link = false;
        for (std::size_t i = first; i < std::min(first + nearest_blocks, blocks_.size()); ++i) {
            const Block& block = blocks_[i];
            if (block.at >= readers_at_ || (outer != nullptr && !holds(*outer, *block.parent))) break;
            if (&block == lead_block_) {
                kept.clear();
                is_behind_lead = true;
            }
            if (block.phrase == PagePhrase::cut) break;
            const bool follows_link = std::exchange(is_behind_link, block.phrase == PagePhrase::link);
            if (follows_link && !block.is_running_text()) continue;
            const bool is_above_links =
                block.is_heading && (i + 1 == blocks_.size() || blocks_[i + 1].is_link());
            const bool is_date_above =
                kept.empty() && block.text.size() <= short_line_bytes && find_date(block.text).has_value();
            const bool is_number_above = kept.empty() && has_no_letters(block.text);
            // The picture above is no article, but all that a page of pictures has may be their captions.
            const bool is_caption_above =
                block.is_caption && !is_behind_lead && !(lead_.empty() && block.is_media);
            if (is_above_links || is_date_above || is_number_above || is_caption_above) continue;
            if (may_be_text(block)) kept.push_back(&block);
        }
        return kept;
    }

    [[nodiscard]] bool may_be_text(const Block& block) const {
        return !block.is_link() && &block != lead_block_ && !parse_date(block.text).has_value() &&
               phrase_key(block.text) != phrase_key(raw_[ArticleField::title]) && !block.phrase.has_value() &&
               !is_line_of_values(block);
    }

    /// A date, a code, a count: «۶ اردیبهشت ۱۳۹۶ | کد خبر: ۶۶۰۸۲۱ | بازدید: ۱۲۳».
    static bool is_line_of_values(const Block& block) {
        const std::vector<std::string_view> pieces = pieces_of(block.text);
        return block.text.size() <= short_line_bytes &&
               std::any_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
                   return parse_date(piece).has_value() || labelled_value(piece).has_value();
               });
    }

    std::string_view address_;  ///< where the page was fetched from; may be empty
    HtmlMetadata metadata_;
    std::vector<BodyPlace> body_places_;  ///< before blocks_, which fills it and the next
    Extents extents_;
    std::vector<Block> blocks_;
    std::vector<Block> unpruned_;
    std::unordered_map<const GumboNode*, Measure> measures_;
    std::unordered_set<const GumboNode*> title_holders_;
    const GumboNode* title_element_ = nullptr;  ///< the innermost of them
    std::size_t title_bytes_ = 0;
    const GumboNode* title_column_ = nullptr;  ///< where a column of headlines stands beside it
    std::unordered_map<const GumboNode*, bool> is_furniture_;  ///< each element above a block, judged once
    std::size_t total_running_ = 0;
    const GumboNode* container_ = nullptr;
    bool is_own_place_ = false;  ///< the page names container_ as the text's place
    RawFields raw_;
    RawFields labels_;
    std::size_t readers_at_ =
        std::numeric_limits<std::size_t>::max();  ///< the Block::at of readers' comments
    std::size_t title_at_ = 0;                    ///< index of the title's block, where has_title_block_
    bool has_title_block_ = false;
    std::string lead_;
    std::string lead_key_;
    const Block* lead_block_ = nullptr;
    bool is_lead_named_ = false;  ///< its element is called so
};

}  // namespace

void read_html(TextInput& input, std::string_view source, const ReaderOptions& options, const ReadSink& sink,
               std::string_view address) {
    const std::optional<std::string> html = input.rest();
    if (!html.has_value()) {
        sink(Reject{std::string(source), {}, RejectReason::too_large, {}});
        return;
    }
    if (html_depth(*html) > max_html_depth) {
        sink(Reject{std::string(source), {}, RejectReason::too_deep, {}});
        return;
    }
    const HtmlTree tree(*html);
    deliver_article(PageReading(tree.root(), address).fields(), source, {}, options, sink);
}

}  // namespace jooya

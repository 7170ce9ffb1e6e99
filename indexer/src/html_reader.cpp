// SPDX-License-Identifier: GPL-3.0-or-later
#include "html_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
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

/// A run of text that a reader sees as one paragraph or line.
struct Block {
    std::string text;
    std::size_t link_bytes = 0;
    std::size_t emphasized_bytes = 0;
    const GumboNode* parent = nullptr;  ///< the innermost element that holds all of it
    bool is_heading = false;
    bool is_caption = false;  ///< it stands under a picture
    std::optional<PagePhrase> phrase{};

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

/// An element named as the place of a text; whole pages and articles hold more than that.
bool is_place_of_body(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE) return false;
    return (hints_of(node) & hint_body) != 0;
}

/// Takes a page apart into blocks, in its order.
class BlockCutter {
  public:
    /// `body_places` takes the elements that are named as a text's.
    static std::vector<Block> cut(const GumboNode& root, std::vector<const GumboNode*>& body_places) {
        BlockCutter cutter(body_places);
        cutter.visit(root, {});
        cutter.end_block();
        return std::move(cutter.blocks_);
    }

  private:
    explicit BlockCutter(std::vector<const GumboNode*>& body_places) : body_places_(&body_places) {}

    struct Style {
        bool is_link = false;
        bool is_emphasized = false;
        bool is_caption = false;
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
            return;
        }
        if (node.type != GUMBO_NODE_ELEMENT || is_hidden(node.v.element.tag)) return;
        const GumboTag tag = node.v.element.tag;
        const bool breaks = !is_inline(tag);
        if (breaks) end_block();
        style.is_comment = style.is_comment || (hints_of(node) & hint_comments) != 0;
        if (breaks && !style.is_comment && is_place_of_body(node)) body_places_->push_back(&node);
        is_heading_ = is_heading_ || is_heading(tag);
        style.is_link = style.is_link || tag == GUMBO_TAG_A;
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
            blocks_.push_back(
                {std::move(text), link_bytes_, emphasized_bytes_, holder_, is_heading_, is_caption_, phrase});
        }
        holder_ = nullptr;
        text_.clear();
        link_bytes_ = 0;
        emphasized_bytes_ = 0;
    }

    std::vector<const GumboNode*>* body_places_;
    std::vector<Block> blocks_;
    std::string text_;
    std::size_t link_bytes_ = 0;
    std::size_t emphasized_bytes_ = 0;
    const GumboNode* holder_ = nullptr;
    bool is_heading_ = false;
    bool is_caption_ = false;
};

/// Finds the article among the blocks of a page.
class PageReading {
  public:
    PageReading(const GumboNode& root, std::string_view address)
        : address_(address), metadata_(root), blocks_(BlockCutter::cut(root, body_places_)) {
        measure();
        read_labels();
        unpruned_ = blocks_;
        prune();
        choose_container();
    }

    const RawFields& fields() {
        read_metadata();
        read_title();
        for (const ArticleField field : {ArticleField::date, ArticleField::author, ArticleField::category}) {
            raw_.set({field, 5}, labels_[field]);
        }
        read_shown_date();
        read_lead();
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

    /// Drops the blocks under elements that their names, or the first words in them, give away.
    void prune() {
        std::unordered_map<const GumboNode*, bool> verdicts;
        std::unordered_map<const GumboNode*, const Block*> first_blocks;
        for (const Block& block : blocks_) {
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                first_blocks.emplace(node, &block);
                return true;
            });
        }
        std::erase_if(blocks_, [&](const Block& block) {
            bool is_pruned = false;
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                const auto [verdict, is_new] = verdicts.try_emplace(node, false);
                if (is_new) verdict->second = is_furniture(*node, *first_blocks.at(node));
                is_pruned = is_pruned || verdict->second;
                return !is_pruned;
            });
            return is_pruned;
        });
    }

    [[nodiscard]] bool is_furniture(const GumboNode& node, const Block& first) const {
        const Measure& measure = measures_.at(&node);
        const std::uint8_t hints = hints_of(node);
        // The article itself may stand in an element whose name suggests otherwise.
        if ((hints & hint_comments) != 0) return measure.running * 10 <= total_running_ * 9;
        const bool is_minor = measure.running * 2 <= total_running_;
        if ((hints & hint_avoid) != 0 && is_minor) return true;
        if (!is_minor || node.v.element.tag == GUMBO_TAG_BODY) return false;
        // A box that opens with «اخبار مرتبط» or «نظر شما», whatever it is called.
        // The phrase alone is no box; text_blocks() ends the article there.
        if (measure.running + measure.scraps <= std::max(first.text.size(), scrap_bytes)) return false;
        const std::optional<PagePhrase> opening = first.phrase;
        if (first.parent != &node && !first.is_heading && opening != PagePhrase::cut) return false;
        return opening == PagePhrase::cut ||
               (opening == PagePhrase::link && measure.links * 3 > measure.running);
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

    /// The element with the greatest sum, the innermost of equals; one that a name or microdata call the body
    /// is the likelier one. Microdata alone do not decide: articles are pasted from other sites with theirs
    /// around a part of the text.
    void choose_container() {
        std::unordered_map<const GumboNode*, double> scores;
        for (const Block& block : blocks_) {
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                scores[node] += weight_of(block);
                return true;
            });
        }
        double best = 0;
        for (const Block& block : blocks_) {
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
                    container_ = node;
                }
                return true;
            });
        }
        // A paragraph that outweighs its own element stands among others that belong to it.
        while (container_ != nullptr && container_->parent != nullptr &&
               (container_->v.element.tag == GUMBO_TAG_P || is_inline(container_->v.element.tag))) {
            container_ = container_->parent;
        }
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
        constexpr std::size_t nearest_blocks = 8;
        const auto take = [&](const Block& block) {
            if (block.text.size() > short_line_bytes || block.is_link() ||
                !find_date(block.text).has_value()) {
                return false;
            }
            raw_.set({ArticleField::date, 7}, block.text);
            return true;
        };
        for (std::size_t distance = 1; distance <= nearest_blocks; ++distance) {
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
                 {"link:canonical", "og:url", "link:shortlink", "ld:mainentityofpage"}) {
                code = code_in_url(metadata_.first({name}));
                if (!code.empty()) break;
            }
            if (code.empty()) code = code_in_url(address_);
        }
        raw_.set({ArticleField::code, 1}, std::move(code));
    }

    void read_title() {
        std::string title =
            metadata_.first({"ld:headline", "itemprop:headline", "og:title", "twitter:title"});
        const std::string page_title = metadata_.first({"title"});
        // og:title and <title> carry the site's name; a heading on the page that they contain does not.
        const std::string key = phrase_key(title.empty() ? page_title : title);
        const std::vector<std::string> pieces = keys_of_title_pieces(title.empty() ? page_title : title);
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
            const std::size_t least_share = is_title ? key.size() / 3 : key.size() / 2;
            const std::size_t share = block_key.size() + (is_title ? 1 : 0);
            if (share <= least_share || share <= best_share) continue;
            best = &block;
            best_share = share;
        }
        if (best == nullptr && key.empty()) {
            const auto heading =
                std::find_if(blocks_.begin(), blocks_.end(), [](const Block& b) { return b.is_heading; });
            if (heading != blocks_.end()) best = &*heading;
        }
        if (best != nullptr) {
            title = best->text;
            title_at_ = static_cast<std::size_t>(best - blocks_.data());
            has_title_block_ = true;
        } else {
            title = without_site_name(title.empty() ? page_title : title);
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
        for (std::size_t i = title_at_; i < blocks_.size(); ++i) {
            const Block& block = blocks_[i];
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                if (is_lead(*node) && !(i == title_at_ && has_title_block_)) lead_block_ = &block;
                return lead_block_ == nullptr && node != container_;
            });
            if (lead_block_ != nullptr) break;
        }
        is_lead_named_ = lead_block_ != nullptr;
        if (is_lead_named_) {
            lead_ = lead_block_->text;
        } else {
            lead_ = metadata_.first({"ld:description", "og:description", "itemprop:description",
                                     "description", "twitter:description"});
        }
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
        // Where nothing names a lead, an emphasized first paragraph is one.
        if (lead_.empty() && kept.size() > 1 && kept[0]->is_emphasized() && !kept[1]->is_emphasized()) {
            lead_ = kept[0]->text;
            kept.erase(kept.begin());
        }
        std::string body;
        for (const Block* block : kept) {
            const std::string_view paragraph =
                block == kept.back() ? without_end_mark(block->text) : block->text;
            body.append(paragraph).append("\n");
        }
        if (body.empty()) body = text_where_a_body_is_expected();
        // A page of pictures has a lead and no text; where the lead is the page's only paragraph, it is the text.
        if (body.empty() && lead_block_ != nullptr && !is_lead_apart()) body = std::exchange(lead_, {});
        if (body.empty() && lead_.empty()) body = whole_text();
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

    /// An element named as the lead, unless most of the text stands in it; a page of pictures has no other text
    /// than its lead, and a place elsewhere where the text would be.
    [[nodiscard]] bool is_lead(const GumboNode& node) const {
        if ((hints_of(node) & hint_lead) == 0) return false;
        return measures_.at(&node).running * 3 < total_running_ * 2 || has_empty_place_of_body(node);
    }

    /// Whether the page itself tells its lead from its text: by a name, or by a place for the text elsewhere.
    [[nodiscard]] bool is_lead_apart() const {
        return is_lead_named_ || has_empty_place_of_body(*lead_block_->parent);
    }

    [[nodiscard]] bool has_empty_place_of_body(const GumboNode& inner) const {
        return std::any_of(body_places_.begin(), body_places_.end(), [&](const GumboNode* place) {
            bool holds_inner = false;
            for_each_ancestor(&inner, [&](const GumboNode* node) {
                holds_inner = node == place;
                return !holds_inner;
            });
            const auto measure = measures_.find(place);
            return !holds_inner && (measure == measures_.end() || measure->second.running == 0);
        });
    }

    /// The blocks of the container that are the article's.
    [[nodiscard]] std::vector<const Block*> text_blocks() const {
        const std::string title_key = phrase_key(raw_[ArticleField::title]);
        std::vector<const Block*> kept;
        std::size_t settled = 0;  // how many of them are text or stand above text
        bool is_behind_link = false;
        for (const Block& block : blocks_) {
            if (!is_in_container(block) || &block == lead_block_) continue;
            const std::string& text = block.text;
            const std::optional<PagePhrase> phrase = block.phrase;
            if (phrase == PagePhrase::end || phrase == PagePhrase::cut) {
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
            if (text.size() <= short_line_bytes && labelled_value(text).has_value() && !block.ends_sentence())
                continue;
            if (block.is_link() && !is_paragraph(block)) continue;
            kept.push_back(&block);
            if (!block.is_link()) settled = kept.size();
        }
        // Links between paragraphs may be part of the story; those below it lead away from it.
        kept.resize(settled);
        while (kept.size() > 1 && has_no_letters(kept.back()->text)) kept.pop_back();
        return kept;
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

    [[nodiscard]] bool is_named_container() const {
        return container_ != nullptr && is_article_body(*container_);
    }

    /// Whether the text begins here: not with the title, the lead, a date or a scrap above the first
    /// paragraph.
    [[nodiscard]] bool begins_text(const Block& block, const std::string& title_key) const {
        if (!is_named_container() && container_ != nullptr && !block.is_running_text()) return false;
        if (block.is_caption || phrase_key(block.text) == title_key) return false;
        return block.text.size() > short_line_bytes || !parse_date(block.text).has_value();
    }

    /// An article of a line or two, which no sum of running text finds: what stands in an element named for
    /// it.
    [[nodiscard]] std::string text_where_a_body_is_expected() const {
        std::string text;
        for (const Block& block : blocks_) {
            bool is_named = false;
            for_each_ancestor(block.parent, [&](const GumboNode* node) {
                const GumboTag tag = node->v.element.tag;
                const bool is_page =
                    tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE;
                is_named = is_named || (!is_page && (hints_of(*node) & hint_body) != 0);
                return !is_named && !is_page;
            });
            if (is_named && may_be_text(block)) text.append(block.text).append("\n");
        }
        return text;
    }

    /// The last resort.
    [[nodiscard]] std::string whole_text() const {
        std::string text;
        for (const Block& block : blocks_) {
            if (may_be_text(block)) text.append(block.text).append("\n");
        }
        return text;
    }

    [[nodiscard]] bool may_be_text(const Block& block) const {
        if (block.is_caption && !lead_.empty()) return false;
        return !block.is_link() && !has_no_letters(block.text) && &block != lead_block_ &&
               !parse_date(block.text).has_value() &&
               phrase_key(block.text) != phrase_key(raw_[ArticleField::title]) && !block.phrase.has_value() &&
               !labelled_value(block.text).has_value();
    }

    std::string_view address_;  ///< where the page was fetched from; may be empty
    HtmlMetadata metadata_;
    std::vector<const GumboNode*> body_places_;  ///< before blocks_, which fills it
    std::vector<Block> blocks_;
    std::vector<Block> unpruned_;
    std::unordered_map<const GumboNode*, Measure> measures_;
    std::size_t total_running_ = 0;
    const GumboNode* container_ = nullptr;
    RawFields raw_;
    RawFields labels_;
    std::size_t title_at_ = 0;  ///< index of the title's block, where has_title_block_
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

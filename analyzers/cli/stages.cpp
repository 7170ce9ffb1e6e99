// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stages.hpp"

#include <array>
#include <ostream>
#include <string>

#include "jooya/analyzers/analyzer.hpp"

namespace jooya::cli {

namespace {

/// The name of a stage as a Persian reader knows it.
std::string_view persian_name(std::string_view stage) {
    struct Name {
        std::string_view stage;
        std::string_view fa;
    };
    static constexpr std::array names = {Name{"fold", "یک‌دست کردن نویسه‌ها"},
                                         Name{"segment", "جدا کردن واژه‌ها"},
                                         Name{"join affixes", "پیوستن وندهای جدا"},
                                         Name{"split half-spaces", "نیم‌فاصله‌ها"},
                                         Name{"unify spelling", "یک‌دست کردن املا"},
                                         Name{"split compounds", "شکستن واژه‌های مرکب"},
                                         Name{"stem", "یافتن بن واژه‌ها"},
                                         Name{"stop words", "واژه‌های دستوری (!)"}};
    for (const Name& name : names) {
        if (name.stage == stage) return name.fa;
    }
    return stage;
}

/// Half-spaces are invisible; a person needs to see them.
std::string visible(std::string_view text) {
    constexpr std::string_view half_space = "\u200C";
    constexpr std::string_view open_box = "\u2423";  // ␣
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(half_space)) {
            shown += open_box;
            at += half_space.size();
        } else {
            shown += text[at++];
        }
    }
    return shown;
}

}  // namespace

void print_stages(std::string_view text, Io& io) {
    for (const StageTrace& trace : persian().explain(text)) {
        io.out << (io.language == Language::fa ? persian_name(trace.stage) : trace.stage) << ':';
        for (const std::string& token : trace.tokens) io.out << "  " << printable(visible(token));
        io.out << '\n';
    }
}

}  // namespace jooya::cli

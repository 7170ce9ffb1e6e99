// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace jooya::cli {

namespace {

constexpr std::string_view list_mark = "[,…]";
constexpr std::size_t help_columns = 80;
constexpr std::size_t description_column = 28;

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t next = 0; next < size;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, next, size, c);
        const auto type = u_charType(c);
        columns += type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR ? 0 : 1;
    }
    return columns;
}

std::string names_of(const OptionView& option) {
    std::string names = option.letter.empty() ? "" : fmt::format("-{}, ", option.letter);
    names += "--" + option.name;
    return option.value.empty() ? names : names + ' ' + option.value;
}

std::string described(const OptionView& option, Language language) {
    if (option.otherwise.empty()) return option.description;
    return fmt::format("{} ({} {})", option.description,
                       language == Language::fa ? "پیش‌فرض" : "default", option.otherwise);
}

// What follows `names` in its line and, wrapped, in further ones.
std::string beside(const std::string& names, std::string_view description) {
    std::string text = "  " + names;
    std::size_t column = columns_of(text);
    const auto new_line = [&] {
        text += '\n' + std::string(description_column, ' ');
        column = description_column;
    };
    if (column + 2 > description_column) {
        new_line();
    } else {
        text.append(description_column - column, ' ');
        column = description_column;
    }
    bool is_first = true;
    while (!description.empty()) {
        const std::size_t end = std::min(description.find(' '), description.size());
        const std::string_view word = description.substr(0, end);
        description.remove_prefix(std::min(end + 1, description.size()));
        const std::size_t wide = columns_of(word);
        if (!is_first && column + 1 + wide > help_columns) {
            new_line();
        } else if (!is_first) {
            text += ' ';
            ++column;
        }
        text += word;
        column += wide;
        is_first = false;
    }
    return text + '\n';
}

}  // namespace

std::vector<std::string> OptionView::choices() const {
    if (value.find('|') == std::string::npos) return {};
    std::string_view rest = value;
    if (is_list()) rest.remove_suffix(list_mark.size());
    std::vector<std::string> all;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        all.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return all;
}

bool OptionView::is_list() const {
    return value.ends_with(list_mark);
}

bool OptionView::is_path() const {
    return value == "FILE" || value == "DB" || value == "DIRECTORY";
}

std::vector<OptionView> views_of(const po::options_description& options) {
    std::vector<OptionView> views;
    for (const auto& option : options.options()) {
        OptionView view{.name = option->long_name(), .description = option->description()};
        const std::string shortest =
            option->canonical_display_name(po::command_line_style::allow_dash_for_short);
        if (shortest.size() == 2 && shortest[0] == '-') view.letter = shortest.substr(1);
        if (option->semantic()->max_tokens() > 0) {
            // Boost tells the default value behind the name, "SIZE (=512M)".
            constexpr std::string_view default_mark = " (=";
            view.value = option->semantic()->name();
            const std::size_t mark = view.value.find(default_mark);
            if (mark != std::string::npos) {
                const std::size_t begin = mark + default_mark.size();
                view.otherwise = view.value.substr(begin, view.value.size() - 1 - begin);
                view.value.resize(mark);
            }
        }
        view.is_repeatable = dynamic_cast<const po::typed_value<std::vector<std::string>>*>(
                                 option->semantic().get()) != nullptr;
        views.push_back(std::move(view));
    }
    return views;
}

std::string help_text(std::string_view caption, const po::options_description& options, Language language) {
    std::string text = fmt::format("{}:\n", caption);
    for (const OptionView& option : views_of(options)) {
        text += beside(names_of(option), described(option, language));
    }
    return text;
}

}  // namespace jooya::cli

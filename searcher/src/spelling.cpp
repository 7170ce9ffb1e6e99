// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <unordered_map>
#include <utility>

#include "code_point_text.hpp"
#include "keyboard.hpp"

namespace jooya {

namespace {

constexpr std::size_t shortest_corrected = 2;
constexpr std::size_t longest_corrected = 24;

// What slips cost.
constexpr double sound_slip = 1;
constexpr double neighbour_slip = 2;
constexpr double swapped_letters = 2;
constexpr double doubled_letter = 1.5;
constexpr double lost_letter = 2.5;
constexpr double extra_letter = 2.5;
constexpr double other_letter = 3.5;
constexpr double lost_space = 3;

// Hardly anyone gets the first letter wrong, unless by its sound.
constexpr double first_letter = 1;

// Words that differ by their sounds alone may do so in as many letters.
constexpr std::size_t max_sound_slips = 3;
constexpr std::size_t max_sound_spellings = 64;

// Of a lost space: shorter halves are found in any word.
constexpr std::size_t shortest_half = 2;

constexpr std::u32string_view alphabet = U"آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

// Letters that sound alike.
constexpr std::array<std::u32string_view, 6> sounds{U"زذضظ", U"سصث", U"تط", U"هح", U"اآع", U"غق"};

std::u32string_view sounding_like(char32_t letter) {
    const auto* found = std::ranges::find_if(
        sounds, [&](std::u32string_view group) { return group.find(letter) != std::u32string_view::npos; });
    return found == sounds.end() ? std::u32string_view() : *found;
}

double other_letter_cost(char32_t typed, char32_t meant) {
    if (sounding_like(typed).find(meant) != std::u32string_view::npos) return sound_slip;
    return are_neighbours(typed, meant) ? neighbour_slip : other_letter;
}

class Corrector {
  public:
    Corrector(std::u32string letters, const ArticlesWith& articles)
        : letters_(std::move(letters)), articles_(articles) {}

    std::vector<Correction> run() {
        respell(0, letters_, 0);
        for (std::size_t i = 0; i <= letters_.size(); ++i) change_at(i);
        for (std::size_t i = shortest_half; i + shortest_half <= letters_.size(); ++i) split_at(i);
        return std::move(found_);
    }

  private:
    void offer(const std::u32string& word, double cost) {
        std::string text = to_utf8(word);
        const std::uint32_t articles = articles_(text);
        if (articles > 0) found_.push_back({std::move(text), cost, articles});
    }

    // Other spellings of the same sounds, from letter `from` on.
    // NOLINTNEXTLINE(misc-no-recursion): at most `max_sound_slips` deep
    void respell(std::size_t from, const std::u32string& word, std::size_t slips) {
        for (std::size_t i = from; i < word.size() && slips < max_sound_slips; ++i) {
            for (const char32_t letter : sounding_like(word[i])) {
                if (letter == word[i] || ++respelled_ > max_sound_spellings) continue;
                std::u32string other = word;
                other[i] = letter;
                offer(other, sound_slip * static_cast<double>(slips + 1));
                respell(i + 1, other, slips + 1);
            }
        }
    }

    void change_at(std::size_t i) {
        const double here = i == 0 ? first_letter : 0;
        for (const char32_t letter : alphabet) {
            std::u32string more = letters_;
            more.insert(i, 1, letter);
            const bool is_doubled = i > 0 && letters_[i - 1] == letter;
            offer(more, (is_doubled ? doubled_letter : lost_letter) + here);
            if (i == letters_.size() || letter == letters_[i]) continue;
            const double cost = other_letter_cost(letters_[i], letter);
            if (cost == sound_slip) continue;  // respell has it
            std::u32string other = letters_;
            other[i] = letter;
            offer(other, cost + here);
        }
        if (i == letters_.size()) return;
        std::u32string less = letters_;
        less.erase(i, 1);
        const bool was_doubled = i > 0 && letters_[i - 1] == letters_[i];
        const bool was_beside = (i > 0 && are_neighbours(letters_[i - 1], letters_[i])) ||
                                (i + 1 < letters_.size() && are_neighbours(letters_[i], letters_[i + 1]));
        offer(less, (was_doubled ? doubled_letter : was_beside ? neighbour_slip : extra_letter) + here);
        if (i + 1 == letters_.size() || letters_[i] == letters_[i + 1]) return;
        std::u32string swapped = letters_;
        std::swap(swapped[i], swapped[i + 1]);
        offer(swapped, swapped_letters + here);
    }

    void split_at(std::size_t i) {
        std::string left = to_utf8(std::u32string_view(letters_).substr(0, i));
        const std::uint32_t left_articles = articles_(left);
        if (left_articles == 0) return;
        const std::string right = to_utf8(std::u32string_view(letters_).substr(i));
        const std::uint32_t articles = std::min(left_articles, articles_(right));
        if (articles > 0) found_.push_back({std::move(left) + ' ' + right, lost_space, articles});
    }

    std::u32string letters_;
    const ArticlesWith& articles_;
    std::vector<Correction> found_;
    std::size_t respelled_ = 0;
};

}  // namespace

double Correction::score() const {
    return std::log(articles) - cost;
}

std::vector<Correction> corrections(std::string_view word, const ArticlesWith& articles, std::size_t limit) {
    std::u32string letters = to_code_points(word);
    if (letters.size() < shortest_corrected || letters.size() > longest_corrected) return {};
    std::vector<Correction> found = Corrector(std::move(letters), articles).run();
    std::ranges::stable_sort(found, std::ranges::greater{}, &Correction::score);
    std::vector<Correction> best;
    for (Correction& one : found) {
        if (best.size() == limit) break;
        if (std::ranges::find(best, one.text, &Correction::text) == best.end())
            best.push_back(std::move(one));
    }
    return best;
}

}  // namespace jooya

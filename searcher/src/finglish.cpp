// SPDX-License-Identifier: GPL-3.0-or-later
#include "finglish.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <queue>
#include <unordered_set>
#include <utility>

namespace jooya {

namespace {

// Longer ones are no words.
constexpr std::size_t longest_word = 24;

// Beginnings that are looked up for one query. A word of the language takes some hundreds, rubbish fewer: soon no
// word begins so.
constexpr std::size_t max_lookups = 12'000;

// Half-read spellings that are followed up for one word, the cheapest first.
constexpr std::size_t max_steps = 1500;
constexpr std::size_t max_steps_of_half = 300;

// What it costs that two words were written as one.
constexpr double lost_space = 2.5;
constexpr std::size_t shortest_half = 3;

enum class Place : std::uint8_t { any, begin, inside, end, not_begin, not_end };

bool fits(Place place, bool is_begin, bool is_end) {
    switch (place) {
        case Place::any:
            return true;
        case Place::begin:
            return is_begin;
        case Place::inside:
            return !is_begin && !is_end;
        case Place::end:
            return is_end;
        case Place::not_begin:
            return !is_begin;
        case Place::not_end:
            return !is_end;
    }
    return true;
}

// Latin letters, what they may write in folded Persian letters, and what that costs: the negative logarithm of
// how often writers mean it, roughly. Chosen by reading half of tests/golden/finglish.tsv right; the other half
// was written afterwards to check them.
struct Rule {
    std::string_view latin;
    std::string_view persian;
    double cost;
    Place place = Place::any;
};

constexpr std::array rules{
    // Consonants.
    Rule{"b", "ب", 0},
    Rule{"p", "پ", 0},
    Rule{"t", "ت", 0},
    Rule{"t", "ط", 1},
    Rule{"th", "ت", 0.5},
    Rule{"th", "ث", 1},
    Rule{"s", "س", 0},
    Rule{"s", "ص", 0.9},
    Rule{"s", "ث", 1.6},
    Rule{"s", "اس", 1.5, Place::begin},
    Rule{"j", "ج", 0},
    Rule{"j", "ژ", 1.5},
    Rule{"ch", "چ", 0},
    Rule{"ch", "ک", 2.5},
    Rule{"tch", "چ", 0},
    Rule{"h", "ه", 0.2},
    Rule{"h", "ح", 0.4},
    Rule{"h", "", 3.5, Place::end},
    Rule{"kh", "خ", 0},
    Rule{"kha", "خوا", 0.8},
    Rule{"d", "د", 0},
    Rule{"z", "ز", 0},
    Rule{"z", "ض", 1},
    Rule{"z", "ذ", 1},
    Rule{"z", "ظ", 1.1},
    Rule{"zh", "ژ", 0},
    Rule{"r", "ر", 0},
    Rule{"sh", "ش", 0},
    Rule{"gh", "ق", 0.2},
    Rule{"gh", "غ", 0.7},
    Rule{"q", "ق", 0},
    Rule{"q", "غ", 0.9},
    Rule{"f", "ف", 0},
    Rule{"ph", "ف", 0},
    Rule{"k", "ک", 0},
    Rule{"k", "ق", 3},
    Rule{"ck", "ک", 0},
    Rule{"c", "ک", 0.5},
    Rule{"c", "س", 1},
    Rule{"c", "چ", 1.5},
    Rule{"g", "گ", 0},
    Rule{"g", "ج", 1.5},
    Rule{"g", "ق", 2},
    Rule{"l", "ل", 0},
    Rule{"m", "م", 0},
    Rule{"n", "ن", 0},
    Rule{"v", "و", 0},
    Rule{"w", "و", 0},
    Rule{"x", "خ", 0.3},
    Rule{"x", "کس", 0.5},
    Rule{"y", "ی", 0},
    Rule{"y", "یی", 1.5},
    Rule{"'", "ع", 0.3},
    Rule{"'", "", 0.4},
    Rule{"'", "ی", 1},  // ئ, folded
    // Vowels at the beginning.
    Rule{"a", "ا", 0.6, Place::begin},
    Rule{"a", "آ", 0.5, Place::begin},
    Rule{"a", "ع", 0.9, Place::begin},
    Rule{"a", "عا", 1.1, Place::begin},
    Rule{"a", "اع", 2, Place::begin},
    Rule{"aa", "آ", 0, Place::begin},
    Rule{"aa", "عا", 1, Place::begin},
    Rule{"e", "ا", 0.3, Place::begin},
    Rule{"e", "ع", 0.9, Place::begin},
    Rule{"e", "اع", 1, Place::begin},
    Rule{"e", "ای", 1.4, Place::begin},
    Rule{"e'", "اع", 0, Place::begin},
    Rule{"ei", "ای", 0.5, Place::begin},
    Rule{"ei", "عی", 0.5, Place::begin},
    Rule{"ey", "ای", 0.5, Place::begin},
    Rule{"ey", "عی", 0.5, Place::begin},
    Rule{"ee", "ای", 0.2, Place::begin},
    Rule{"i", "ای", 0.2, Place::begin},
    Rule{"i", "ا", 1, Place::begin},
    Rule{"i", "عی", 1.5, Place::begin},
    Rule{"i", "آی", 1.8, Place::begin},
    Rule{"o", "ا", 0.5, Place::begin},
    Rule{"o", "او", 0.8, Place::begin},
    Rule{"o", "ع", 1, Place::begin},
    Rule{"o", "آ", 2, Place::begin},
    Rule{"oo", "او", 0.1, Place::begin},
    Rule{"oo", "عو", 1.5, Place::begin},
    Rule{"ou", "او", 0.2, Place::begin},
    Rule{"u", "او", 0.2, Place::begin},
    Rule{"u", "ا", 1.2, Place::begin},
    Rule{"u", "یو", 1, Place::begin},
    Rule{"u", "عو", 1.5, Place::begin},
    // Vowels further on.
    Rule{"a", "ا", 0.3, Place::not_begin},
    Rule{"a", "", 0.5, Place::inside},
    Rule{"a", "", 2.2, Place::end},
    Rule{"a", "ع", 1.8, Place::inside},
    Rule{"a", "عا", 1.8, Place::not_begin},
    Rule{"a", "آ", 1.8, Place::not_begin},
    Rule{"a", "ی", 2.2, Place::not_begin},
    Rule{"a", "ه", 1.8, Place::end},
    Rule{"aa", "ا", 0, Place::not_begin},
    Rule{"aa", "اع", 0.9, Place::not_begin},
    Rule{"aa", "عا", 0.9, Place::not_begin},
    Rule{"aa", "ع", 1.1, Place::inside},
    Rule{"a'", "ع", 0.4, Place::inside},
    Rule{"ae", "عی", 1.2, Place::not_begin},
    Rule{"ae", "ای", 0.5, Place::not_begin},
    Rule{"ae", "اع", 1.4, Place::inside},
    Rule{"ai", "ای", 0.4, Place::not_begin},
    Rule{"ae", "ایی", 0.8, Place::not_begin},
    Rule{"ai", "ایی", 1, Place::inside},
    Rule{"ai", "ی", 0.9, Place::not_begin},
    Rule{"ai", "ایی", 0.4, Place::end},
    Rule{"ai", "یی", 1, Place::inside},
    Rule{"ai", "عی", 1, Place::not_begin},
    Rule{"aee", "عی", 0.7, Place::not_begin},
    Rule{"aee", "یی", 0.7, Place::not_begin},
    Rule{"aee", "ایی", 0.5, Place::not_begin},
    Rule{"aei", "اعی", 0.7, Place::end},
    Rule{"aei", "ایی", 0.4, Place::end},
    Rule{"ay", "ی", 0.7, Place::not_begin},
    Rule{"ao", "او", 0.6},
    Rule{"au", "او", 0.6},
    Rule{"aw", "او", 0.7},
    Rule{"e", "", 0.3, Place::inside},
    Rule{"e", "ه", 0.2, Place::end},
    Rule{"e", "", 0.8, Place::end},
    Rule{"e", "ه", 1.6, Place::inside},
    Rule{"e", "ی", 1.6, Place::not_begin},
    Rule{"e", "ا", 2, Place::inside},
    Rule{"e", "ع", 1.6, Place::not_begin},
    Rule{"e", "عه", 1.8, Place::end},
    Rule{"e'", "ع", 0.2, Place::not_begin},
    Rule{"eh", "ه", 0, Place::end},
    Rule{"eye", "ه", 1, Place::end},
    Rule{"ea", "ی", 0.8, Place::not_begin},
    Rule{"ea", "عا", 1.1, Place::not_begin},
    Rule{"ei", "ی", 0.3, Place::not_begin},
    Rule{"ei", "های", 0.7, Place::end},
    Rule{"ei", "عی", 1.2, Place::not_begin},
    Rule{"ei", "یی", 1, Place::not_begin},
    Rule{"ey", "ی", 0.2, Place::not_begin},
    Rule{"eyi", "های", 0.3, Place::end},
    Rule{"eii", "های", 0.4, Place::end},
    Rule{"e'i", "های", 0.3, Place::end},
    Rule{"eee", "های", 0.6, Place::end},
    Rule{"ehi", "های", 0.8, Place::end},
    Rule{"ehaye", "ههای", 0.4, Place::end},
    Rule{"ee", "ی", 0.1, Place::not_begin},
    Rule{"ee", "یی", 1.2, Place::not_begin},
    Rule{"ee", "عه", 1, Place::end},
    Rule{"ee", "عی", 1.6, Place::not_begin},
    Rule{"i", "ی", 0, Place::not_begin},
    Rule{"i", "", 1.5, Place::inside},
    Rule{"i", "یی", 1.2, Place::not_begin},
    Rule{"i", "عی", 1.7, Place::not_begin},
    Rule{"i", "یع", 2.2, Place::end},
    Rule{"ie", "یه", 0.2, Place::end},
    Rule{"ie", "ی", 0.8, Place::not_begin},
    Rule{"ie", "یع", 1.5, Place::not_begin},
    Rule{"iy", "ی", 0.1, Place::not_begin},
    Rule{"iyy", "ی", 0.1, Place::not_begin},
    Rule{"iye", "ی", 0.7, Place::end},
    Rule{"iyeh", "یه", 0, Place::end},
    Rule{"o", "", 0.4, Place::inside},
    Rule{"o", "و", 0.5, Place::not_begin},
    Rule{"o", "و", 0.3, Place::end},
    Rule{"o", "ع", 1.8, Place::inside},
    Rule{"o", "ا", 2.5, Place::inside},
    Rule{"oo", "و", 0, Place::not_begin},
    Rule{"ou", "و", 0, Place::not_begin},
    Rule{"oo", "عو", 1.5, Place::not_begin},
    Rule{"ow", "و", 0.2},
    Rule{"o'", "ع", 0.4, Place::inside},
    Rule{"u", "و", 0, Place::not_begin},
    Rule{"u", "", 1.2, Place::inside},
    Rule{"u", "ا", 1.2, Place::inside},
    Rule{"u", "یو", 1.8, Place::inside},
    Rule{"u", "عو", 1.7, Place::not_begin},
    Rule{"ue", "", 1, Place::end},
};

constexpr double doubled_letter = 0.15;

struct Step {
    std::size_t at;       // letters of the Latin word that are read
    std::string persian;  // what they were read as
    double cost;

    friend bool operator>(const Step& a, const Step& b) { return a.cost > b.cost; }
};

bool is_consonant(char letter) {
    return letter >= 'a' && letter <= 'z' &&
           std::string_view("aeiouy").find(letter) == std::string_view::npos;
}

void keep_best(std::vector<LatinReading>& readings, std::size_t limit) {
    std::ranges::stable_sort(readings, std::ranges::greater{}, &LatinReading::score);
    std::unordered_set<std::string> seen;
    std::erase_if(readings, [&](const LatinReading& reading) { return !seen.insert(reading.text).second; });
    if (readings.size() > limit) readings.resize(limit);
}

}  // namespace

std::vector<LatinReading> FinglishReader::read(std::string_view word, std::size_t limit) {
    if (word.empty() || word.size() > longest_word) return {};
    std::vector<LatinReading> readings = words_for(word, max_steps);
    add_pairs(word, readings);
    keep_best(readings, limit);
    return readings;
}

bool FinglishReader::begins_word(const std::string& persian) {
    if (const auto known = known_beginnings_.find(persian); known != known_beginnings_.end()) {
        return known->second;
    }
    if (++lookups_ > max_lookups) return false;
    return known_beginnings_[persian] = vocabulary_.has_beginning(persian);
}

std::vector<LatinReading> FinglishReader::words_for(std::string_view latin, std::size_t budget) {
    std::vector<LatinReading> readings;
    std::priority_queue<Step, std::vector<Step>, std::greater<>> open;
    std::unordered_set<std::string> seen;
    open.push({0, "", 0});
    while (!open.empty() && budget-- > 0) {
        const Step step = open.top();
        open.pop();
        if (!seen.insert(step.persian + static_cast<char>(step.at)).second) continue;
        if (step.at == latin.size()) {
            const std::uint32_t articles = vocabulary_.frequency(step.persian);
            if (articles > 0) readings.push_back({step.persian, std::log(articles) - step.cost});
            continue;
        }
        const std::string_view rest = latin.substr(step.at);
        const auto follow = [&](std::size_t letters, std::string_view persian, double cost) {
            std::string longer = step.persian + std::string(persian);
            const bool is_open = longer.empty() || persian.empty() || begins_word(longer);
            if (is_open) open.push({step.at + letters, std::move(longer), step.cost + cost});
        };
        for (const Rule& rule : rules) {
            if (!rest.starts_with(rule.latin)) continue;
            const bool is_end = rule.latin.size() == rest.size();
            if (fits(rule.place, step.at == 0, is_end)) follow(rule.latin.size(), rule.persian, rule.cost);
        }
        // A doubled consonant is one with tashdid.
        const bool is_doubled = rest.size() > 1 && rest[0] == rest[1] && is_consonant(rest[0]);
        if (is_doubled) follow(1, "", doubled_letter);
    }
    return readings;
}

void FinglishReader::add_pairs(std::string_view latin, std::vector<LatinReading>& readings) {
    if (latin.size() < 2 * shortest_half) return;
    const double articles = std::log(1.0 + vocabulary_.articles());
    for (std::size_t i = shortest_half; i + shortest_half <= latin.size(); ++i) {
        std::vector<LatinReading> left = words_for(latin.substr(0, i), max_steps_of_half);
        if (left.empty()) continue;
        std::vector<LatinReading> right = words_for(latin.substr(i), max_steps_of_half);
        if (right.empty()) continue;
        keep_best(left, 1);
        keep_best(right, 1);
        readings.push_back({left.front().text + ' ' + right.front().text,
                            left.front().score + right.front().score - articles - lost_space});
    }
}

}  // namespace jooya

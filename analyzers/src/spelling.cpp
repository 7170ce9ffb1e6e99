// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon.hpp"
#include "morphemes.hpp"
#include "noun.hpp"
#include "small_string.hpp"
#include "verb.hpp"
#include "word.hpp"

namespace jooya {
namespace {

using namespace morphemes;  // NOLINT(google-build-using-namespace): named constants only

constexpr std::size_t letter = 2;
constexpr std::size_t shortest_root = 4 * letter;
constexpr std::size_t longest_root = 7 * letter;

bool is_known(std::string_view word) {
    const Lexeme* lexeme = lexicon::find(word);
    return lexeme != nullptr && lexeme->has(lexeme_listed);
}

/// Rewrites a root with several spellings, whatever follows it: مسوولیتهای → مسئولیتهای.
void unify_root(std::string& word) {
    for (std::size_t size = std::min(longest_root, word.size()); size >= shortest_root; size -= letter) {
        const Lexeme* root = lexicon::find_spelling_root(std::string_view(word).substr(0, size));
        if (root == nullptr || !root->has(lexeme_root)) continue;
        word.replace(0, size, lexicon::linked(*root, Link::spelling));
        return;
    }
}

/// ا at the beginning, where only the spelling with آ is a word: امریکایی → آمریکایی.
void restore_madda(std::string& word) {
    if (!word.starts_with(alef) || word.size() < 4 * letter || is_known(word)) return;
    const SmallString with_madda(alef_madda, std::string_view(word).substr(alef.size()));
    const NounReading plain = read_noun(word);
    const NounReading restored = read_noun(with_madda.view());
    if (restored && (!plain || restored.score > plain.score + 4) && !read_verb(word)) {
        word = with_madda.view();
    }
}

}  // namespace

void unify_spelling(std::vector<WordPart>& parts) {
    for (WordPart& part : parts) {
        const Lexeme* lexeme = lexicon::find(part.surface);
        if (lexeme != nullptr) {
            if (const auto spelling = lexicon::linked(*lexeme, Link::spelling); !spelling.empty()) {
                part.surface = spelling;
                continue;
            }
        }
        unify_root(part.surface);
        restore_madda(part.surface);
    }
}

}  // namespace jooya

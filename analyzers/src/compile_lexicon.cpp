// SPDX-License-Identifier: GPL-3.0-or-later
// Build tool: reads the tables of analyzers/data and writes the image that lexicon.cpp takes in.
//
//     compile_lexicon DATA_DIRECTORY IMAGE

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "code_points.hpp"
#include "fold.hpp"
#include "lexicon_format.hpp"
#include "word_hash.hpp"

namespace {

constexpr std::string_view infinitive_ending = "ن";

using namespace jooya;  // NOLINT(google-build-using-namespace): one file, one purpose

std::string folded(std::string_view text) {
    FoldedText into;
    fold(text, into);
    return into.text;
}

std::string without_half_spaces(std::string text) {
    for (std::size_t at = 0; (at = text.find(half_space, at)) != std::string::npos;) {
        text.erase(at, half_space.size());
    }
    return text;
}

/// A word as the lexicon's key: folded, joined.
std::string key(std::string_view text) {
    return without_half_spaces(folded(text));
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    }
    return parts;
}

struct Entry {
    std::uint32_t flags = 0;
    std::uint8_t frequency = 0;
    std::map<Link, std::string> links;
};

class Compiler {
  public:
    explicit Compiler(std::string directory) : directory_(std::move(directory)) {}

    void read() {
        each_row("lexicon.tsv", 3, [this](const auto& row) { word(row, listed_flags(row[1]), row[2]); });
        each_row("news_words.tsv", 2, [this](const auto& row) { word(row, 0, row[1]); });
        each_row("names.tsv", 2, [this](const auto& row) {
            const bool is_place = row[1] == "place" || row[1] == "country";
            entry(row[0]).flags |= lexeme_name | (is_place ? std::uint32_t{lexeme_place} : std::uint32_t{0});
        });
        read_verbs();
        each_row("preverbs.tsv", 3, [this](const auto& row) {
            const std::string first_past = split(row[1], '|')[0];
            verb(row[0], row[1], row[2], "", key(row[0] + first_past) + std::string(infinitive_ending));
        });
        each_row("broken_plurals.tsv", 2, [this](const auto& row) {
            if (row.size() < 3 || row[2] != "lexical") {
                link(row[0], Link::lemma, key(row[1]));
            } else {
                entry(row[0]).flags = (entry(row[0]).flags & ~std::uint32_t{lexeme_plural}) | lexeme_noun;
            }
        });
        each_row("irregular.tsv", 2, [this](const auto& row) { link(row[0], Link::lemma, key(row[1])); });
        each_row("stop_words.tsv", 1, [this](const auto& row) { entry(row[0]).flags |= lexeme_stop; });
        each_row("spelling_variants.tsv", 2, [this](const auto& row) {
            if (key(row[0]) != key(row[1])) link(row[0], Link::spelling, key(row[1]));
        });
        each_row("spelling_roots.tsv", 2, [this](const auto& row) {
            entry(row[0]).flags |= lexeme_root;
            entry(row[0]).links[Link::spelling] = key(row[1]);
        });
        each_row("split_compounds.tsv", 2, [this](const auto& row) { split_compound(row); });
        each_row("compounds.tsv", 2, [this](const auto& row) { split_compound(row); });
        each_row("joined_compounds.tsv", 2, [this](const auto& row) { joined_compound(row); });
        if (entries_.empty()) throw std::runtime_error("the tables hold no words");
    }

    void write(const std::string& path) const {
        std::vector<Lexeme> lexemes;
        std::vector<lexicon::LinkRecord> links;
        std::string strings;
        std::map<std::string, std::uint32_t> placed;
        const auto place = [&](const std::string& text) {
            const auto [at, is_new] = placed.try_emplace(text, static_cast<std::uint32_t>(strings.size()));
            if (is_new) strings += text;
            return at->second;
        };
        for (const auto& [text, entry] : entries_) {
            auto flags = entry.flags;
            if (!entry.links.empty()) flags |= lexeme_linked;
            for (const auto& [link, target] : entry.links) {
                links.push_back({static_cast<std::uint32_t>(lexemes.size()), place(target),
                                 static_cast<std::uint16_t>(target.size()), link, 0});
            }
            lexemes.push_back(
                {place(text), flags, static_cast<std::uint8_t>(text.size()), entry.frequency, 0});
        }
        if (lexemes.size() >= lexicon::slot_index_mask) throw std::runtime_error("too many words for a slot");
        std::uint32_t slot_count = 1024;
        while (slot_count < lexemes.size() * 3 / 2) slot_count *= 2;
        std::vector<std::uint32_t> slots(slot_count);
        for (std::uint32_t i = 0; i < lexemes.size(); ++i) {
            const auto hash = word_hash({strings.data() + lexemes[i].offset, lexemes[i].size});
            auto slot = hash;
            while (slots[slot & (slot_count - 1)] != 0) ++slot;
            slots[slot & (slot_count - 1)] = lexicon::slot_tag(hash) | (i + 1);
        }
        lexicon::Header header{slot_count, static_cast<std::uint32_t>(lexemes.size()),
                               static_cast<std::uint32_t>(links.size()),
                               static_cast<std::uint32_t>(strings.size()), 0};
        header.fingerprint =
            fingerprint_of(bytes(lexemes)) ^ fingerprint_of(bytes(links)) ^ fingerprint_of(strings);
        std::ofstream out(path, std::ios::binary);
        out.write(reinterpret_cast<const char*>(&header), sizeof header);
        const lexicon::Filters made = filters(lexemes, strings);
        out.write(reinterpret_cast<const char*>(&made), sizeof made);
        for (const std::string_view part :
             {bytes(slots), bytes(lexemes), bytes(links), std::string_view(strings)}) {
            out.write(part.data(), static_cast<std::streamsize>(part.size()));
        }
        out.close();
        if (!out) throw std::runtime_error("cannot write " + path);
    }

  private:
    using Row = std::vector<std::string>;

    template <typename T>
    static std::string_view bytes(const std::vector<T>& values) {
        return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
    }

    /// FNV-1a (Fowler, Noll, Vo), its high bits mixed into the low ones: databases hold fingerprints made of it.
    static std::uint64_t fingerprint_of(std::string_view bytes) {
        std::uint64_t hash = 0xcbf29ce484222325;
        for (const char c : bytes) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
        return hash ^ (hash >> 29);
    }

    static lexicon::Filters filters(const std::vector<Lexeme>& lexemes, std::string_view strings) {
        lexicon::Filters made{};
        for (const Lexeme& lexeme : lexemes) {
            const std::string_view word = strings.substr(lexeme.offset, lexeme.size);
            if (lexeme.has(lexeme_past | lexeme_present)) made.verb_stems.set(word_hash(word));
            if (lexeme.has(lexeme_root)) made.spelling_roots.set(word_hash(word));
            if (!lexeme.has(lexeme_whole)) continue;
            for (std::size_t head = 1; head + lexicon::shortest_tail <= word.size(); ++head) {
                made.seams.set(lexicon::seam_hash(word_hash(word.substr(0, head)), word.substr(head)));
            }
        }
        return made;
    }

    void each_row(const std::string& name, std::size_t columns, const std::function<void(const Row&)>& take) {
        const std::string path = directory_ + "/" + name;
        std::ifstream in(path);
        if (!in) throw std::runtime_error("cannot read " + path);
        std::string line;
        for (std::size_t number = 1; std::getline(in, line); ++number) {
            if (line.empty() || line.starts_with('#')) continue;
            Row row = split(line, '\t');
            if (row.size() < columns || row[0].empty()) {
                throw std::runtime_error(path + ":" + std::to_string(number) + ": expected " +
                                         std::to_string(columns) + " columns");
            }
            take(row);
        }
    }

    Entry& entry(const std::string& text) {
        const std::string word = key(text);
        if (word.empty() || word.size() > 255) throw std::runtime_error("no word: " + text);
        return entries_[word];
    }

    static std::uint32_t listed_flags(const std::string& letters) {
        std::uint32_t flags = 0;
        for (const char letter : letters) {
            switch (letter) {
                case 'n':
                    flags |= lexeme_noun;
                    break;
                case 'a':
                    flags |= lexeme_adjective;
                    break;
                case 'i':
                    flags |= lexeme_inflected_yeh;
                    break;
                case 'v':
                    flags |= lexeme_verbal;
                    break;
                case 'p':
                    flags |= lexeme_plural;
                    break;
                case 'o':
                    flags |= lexeme_other;
                    break;
                default:
                    throw std::runtime_error("unknown part of speech: " + letters);
            }
        }
        return flags;
    }

    void word(const Row& row, std::uint32_t flags, const std::string& frequency) {
        Entry& found = entry(row[0]);
        found.flags |= flags;
        found.frequency = std::max(found.frequency, static_cast<std::uint8_t>(std::stoi(frequency)));
    }

    void link(const std::string& from, Link how, const std::string& to) {
        if (key(from) != to) entry(from).links.try_emplace(how, to);
    }

    /// Where two verbs share a stem (رو of رفتن and روییدن), the written language goes before the spoken,
    /// then the verb that the news has more often.
    void read_verbs() {
        std::vector<Row> verbs;
        each_row("verbs.tsv", 4, [&](const Row& row) { verbs.push_back(row); });
        const auto is_colloquial = [](const Row& row) {
            return row[3].find("colloquial") != std::string::npos;
        };
        const auto frequency = [this](const Row& row) {
            const auto found = entries_.find(key(split(row[1], '|')[0]));
            return found == entries_.end() ? 0 : found->second.frequency;
        };
        std::stable_sort(verbs.begin(), verbs.end(), [&](const Row& a, const Row& b) {
            if (is_colloquial(a) != is_colloquial(b)) return is_colloquial(b);
            return frequency(a) > frequency(b);
        });
        for (const Row& row : verbs) verb("", row[1], row[2], row[3], key(row[0]));
    }

    /// The stems of one verb, or some of them; `lemma` is its infinitive, preverb included.
    void verb(const std::string& preverb, const std::string& past, const std::string& present,
              const std::string& marks, const std::string& lemma) {
        std::uint32_t past_flags = lexeme_past;
        std::uint32_t present_flags = lexeme_present;
        bool has_present = true;
        if (!preverb.empty()) {
            past_flags |= lexeme_preverb_stem;
            present_flags |= lexeme_preverb_stem;
        }
        for (const std::string& mark : split(marks, ',')) {
            if (mark == "ambiguous_past") past_flags |= lexeme_ambiguous_past;
            if (mark == "ambiguous_present") present_flags |= lexeme_guarded;
            if (mark == "safe_3") present_flags |= lexeme_safe_third;
            if (mark == "colloquial") present_flags |= lexeme_colloquial;
            if (mark == "past_only") has_present = false;
        }
        for (const std::string& stem : split(past, '|'))
            add_stem(preverb + stem, past_flags, Link::past, lemma);
        if (!has_present) return;
        for (const std::string& stem : split(present, '|')) {
            if (!stem.empty()) add_stem(preverb + stem, present_flags, Link::present, lemma);
        }
    }

    void add_stem(const std::string& stem, std::uint32_t flags, Link link, const std::string& lemma) {
        Entry& found = entry(stem);
        const bool is_first = found.links.try_emplace(link, lemma).second;
        if (is_first) found.flags |= flags;
    }

    /// `text` folded, with a half-space for every space.
    static std::string parts(const std::string& text) {
        std::string spelled;
        for (const char c : folded(text)) {
            if (c == ' ') {
                spelled += half_space;
            } else {
                spelled += c;
            }
        }
        return spelled;
    }

    void split_compound(const Row& row) { entry(row[0]).links[Link::split] = parts(row[1]); }

    void joined_compound(const Row& row) { entry(row[0]).flags |= lexeme_whole; }

    std::string directory_;
    std::map<std::string, Entry> entries_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: compile_lexicon DATA_DIRECTORY IMAGE\n";
        return 2;
    }
    try {
        Compiler compiler(argv[1]);
        compiler.read();
        compiler.write(argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "compile_lexicon: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

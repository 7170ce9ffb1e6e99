// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/dictionaries.hpp"

#include <string>
#include <utility>

namespace jooya {

Article Dictionaries::decode(std::string_view data) const {
    return decode_stored_article(data, [this](std::uint32_t id) { return find(id); });
}

const ArticleDictionary* Dictionaries::find(std::uint32_t id) const {
    if (!dictionaries_) {
        dictionaries_.emplace();
        for (const Xapian::Database& database : databases_) {
            std::string bytes = database.get_metadata(std::string(dictionary_key));
            if (!bytes.empty())
                dictionaries_->push_back(std::make_unique<const ArticleDictionary>(std::move(bytes)));
        }
    }
    for (const auto& dictionary : *dictionaries_) {
        if (dictionary->id() == id) return dictionary.get();
    }
    return nullptr;
}

}  // namespace jooya

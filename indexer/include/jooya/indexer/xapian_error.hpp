// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "jooya/error.hpp"

namespace Xapian {
class Error;
}

namespace jooya {

/// Xapian's exception as one of ours: `attempting` says what was being done ("reading the article 660821"),
/// `database` names the place. The one translation of Xapian's errors, for the indexer and the searcher.
///
/// Not for DatabaseModifiedError, which a reader answers by repeating its request.
Error translated(const Xapian::Error& error, std::string_view database, const Message& attempting);

}  // namespace jooya

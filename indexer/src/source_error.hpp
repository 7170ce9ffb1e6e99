// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "jooya/error.hpp"
#include "jooya/indexer/reject.hpp"

namespace jooya {

/// A source that cannot be read on, with the reason that its reject will have.
class SourceError : public Error {
  public:
    SourceError(RejectReason reason, std::string detail)
        : Error(ErrorCode::storage, message_of(reason)), reason_(reason), detail_(std::move(detail)) {}

    [[nodiscard]] RejectReason reason() const { return reason_; }
    [[nodiscard]] const std::string& detail() const { return detail_; }

  private:
    RejectReason reason_;
    std::string detail_;
};

}  // namespace jooya

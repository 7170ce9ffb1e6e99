// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/impact.hpp"

#include <algorithm>
#include <cmath>

namespace jooya {

std::uint32_t to_wdf(double impact) {
    return static_cast<std::uint32_t>(std::clamp(std::lround(impact::scale * impact), 1L, 127L));
}

}  // namespace jooya

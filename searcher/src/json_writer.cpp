// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/searcher/result_writer.hpp"

namespace jooya {}  // namespace jooya

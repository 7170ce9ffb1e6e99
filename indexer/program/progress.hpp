// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

#include "command.hpp"
#include "jooya/indexer/update.hpp"

namespace jooya::program {

/// Shows on standard error how far a run has come: on a terminal a bar that is written over; with `--verbose` elsewhere
/// a line every ten seconds; with `--json-progress` a line of JSON a second, for programs; else nothing.
class ProgressDisplay {
  public:
    ProgressDisplay(const po::variables_map& values, cli::Io& io);
    ~ProgressDisplay();
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;

    /// Does it want to know how much there is in all?
    [[nodiscard]] bool needs_measure() const { return form_ != Form::none; }

    /// To be called as often as one likes.
    void show(const RunProgress& progress);

  private:
    using Clock = std::chrono::steady_clock;
    enum class Form : std::uint8_t { none, bar, lines, json };

    cli::Io* io_;
    Form form_ = Form::none;
    bool is_written_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point last_ = begin_;
};

/// "[=====>              ]  27 %  12345 articles  120 of 445 MB  5300/s  ETA 0:41", without the bar where the whole is
/// not known.
std::string progress_line(const RunProgress& progress, double seconds, cli::Language language);

/// One object: files, skipped_files, read, added, replaced, unchanged, rejected, bytes, bytes_total, seconds,
/// articles_per_second, eta_seconds; what is not known is null.
std::string progress_json(const RunProgress& progress, double seconds);

}  // namespace jooya::program

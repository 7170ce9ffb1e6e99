// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "command.hpp"
#include "jooya/indexer/examine.hpp"
#include "jooya/indexer/jalali.hpp"
#include "reader_options.hpp"

namespace jooya::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::size_t shown_sources = 15;

/// Noon of a day that is counted from 1970-01-01.
Timestamp noon_of(std::int32_t day) {
    return {day * seconds_a_day + seconds_a_day / 2, false};
}

std::size_t index_of(Oddity oddity) {
    return static_cast<std::size_t>(oddity);
}

Json json_of(const CodeSequence& sequence) {
    if (sequence.codes == 0) return nullptr;
    Json holes = Json::array();
    for (const CodeHole& hole : sequence.holes)
        holes.push_back({{"after", hole.after}, {"before", hole.before}});
    return {{"codes", sequence.codes},    {"first", sequence.first},      {"last", sequence.last},
            {"dense", sequence.is_dense}, {"holes", sequence.hole_count}, {"widest", std::move(holes)}};
}

Json json_of(const ArchiveFindings& findings) {
    Json json = {{"schema", 1},
                 {"articles", findings.articles},
                 {"rejected", findings.rejected},
                 {"partial", findings.is_partial}};
    json["oddities"] = Json::array();
    for (std::size_t i = 0; i < oddity_count; ++i) {
        const OddityFindings& found = findings.oddities[i];
        if (found.count == 0) continue;
        const auto oddity = static_cast<Oddity>(i);
        Json examples = Json::array();
        for (const OddityExample& example : found.examples) {
            examples.push_back({{"source", example.source},
                                {"position", Json::parse(to_json(example.position))},
                                {"code", example.code},
                                {"value", example.value}});
        }
        json["oddities"].push_back({{"oddity", name_of(oddity)},
                                    {"message", message_of(oddity).en},
                                    {"message_fa", message_of(oddity).fa},
                                    {"count", found.count},
                                    {"examples", std::move(examples)}});
    }
    json["rejects"] = Json::array();
    for (const auto& [reason, found] : findings.rejects) {
        json["rejects"].push_back({{"reason", name_of(reason)},
                                   {"count", found.count},
                                   {"source", found.example.source},
                                   {"position", Json::parse(to_json(found.example.position))},
                                   {"detail", found.example.detail}});
    }
    json["sources"] = Json::array();
    for (const SourceFindings& source : findings.sources) {
        Json oddities = Json::object();
        for (std::size_t i = 0; i < oddity_count; ++i) {
            if (source.oddities[i] > 0)
                oddities[std::string(name_of(static_cast<Oddity>(i)))] = source.oddities[i];
        }
        json["sources"].push_back({{"source", source.source},
                                   {"articles", source.articles},
                                   {"oddities", std::move(oddities)},
                                   {"sequence", json_of(source.sequence)}});
    }
    json["days"] = Json::object();
    for (const auto& [day, count] : findings.days) json["days"][format_jalali_numeric(noon_of(day))] = count;
    json["days_without"] = findings.days_without;
    json["gaps"] = Json::array();
    for (const CoverageGap& gap : findings.gaps) {
        json["gaps"].push_back({{"first", format_jalali_numeric(noon_of(gap.first))},
                                {"last", format_jalali_numeric(noon_of(gap.last))},
                                {"days", gap.last - gap.first + 1}});
    }
    json["story_clusters"] = findings.story_clusters;
    json["copies"] = findings.copies;
    return json;
}

class TextReport {
  public:
    TextReport(const ArchiveFindings& findings, cli::Io& io) : findings_(&findings), io_(&io) {}

    void print() {
        say({fmt::format("{} articles, {} inputs rejected", findings_->articles, findings_->rejected),
             fmt::format("{} خبر، {} ورودی رد می‌شود", findings_->articles,
                         findings_->rejected)});
        if (findings_->is_partial) {
            say({fmt::format("codes, their order and copies are those of the first {} articles",
                             most_remembered),
                 fmt::format(
                     "کدها، ترتیب آنها و رونوشت‌ها از {} خبر نخست است",
                     most_remembered)});
        }
        print_oddities();
        print_rejects();
        print_sources();
        print_copies();
        print_coverage();
    }

  private:
    void say(const Message& message) { io_->out << cli::printable(io_->in_my_language(message)) << '\n'; }

    void head(const Message& message) {
        io_->out << '\n';
        say(message);
    }

    void print_oddities() {
        head({"Odd:", "آنچه عجیب است:"});
        bool is_clean = true;
        for (std::size_t i = 0; i < oddity_count; ++i) {
            const OddityFindings& found = findings_->oddities[i];
            if (found.count == 0) continue;
            is_clean = false;
            const Message& message = message_of(static_cast<Oddity>(i));
            say({fmt::format("{:>8}  {}", found.count, message.en),
                 fmt::format("{:>8}  {}", found.count, message.fa)});
            for (const OddityExample& example : found.examples) {
                const Message place = describe(example.position);
                const auto line = [&](std::string_view comma, const std::string& where) {
                    std::string text = fmt::format("{:>10}{}", "", example.source);
                    if (!where.empty()) text.append(comma).append(where);
                    if (!example.code.empty()) text += "  " + example.code;
                    if (!example.value.empty()) text += "  " + example.value;
                    return text;
                };
                say({line(", ", place.en), line("\u060C ", place.fa)});
            }
        }
        if (is_clean) say({"          nothing", "          هیچ"});
    }

    void print_rejects() {
        if (findings_->rejects.empty()) return;
        head({"Rejected:", "آنچه رد می‌شود:"});
        for (const auto& [reason, found] : findings_->rejects) {
            const Message example = describe(found.example);
            say({fmt::format("{:>8}  {}; first: {}", found.count, name_of(reason), example.en),
                 fmt::format("{:>8}  {}؛ نخستین: {}", found.count, name_of(reason), example.fa)});
        }
    }

    void print_sources() {
        head({"Sources (articles; of them with Arabic letters, presentation forms, ¬):",
              "منابع (خبر؛ از آن میان با حروف عربی، شکل نمایشی، ¬):"});
        for (std::size_t i = 0; i < std::min(shown_sources, findings_->sources.size()); ++i) {
            const SourceFindings& source = findings_->sources[i];
            const auto share = [&](Oddity oddity) {
                const std::uint64_t count = source.oddities[index_of(oddity)];
                return source.articles == 0 ? 0 : (count * 100 + source.articles / 2) / source.articles;
            };
            const std::string line =
                fmt::format("{:>8}  {:>3}% {:>3}% {:>3}%  {}", source.articles, share(Oddity::arabic_letters),
                            share(Oddity::presentation_forms), share(Oddity::not_sign), source.source);
            say({line, line});
            print_sequence(source.sequence);
        }
        if (findings_->sources.size() > shown_sources) {
            const std::size_t more = findings_->sources.size() - shown_sources;
            say({fmt::format("{:>8}  … and {} more; --format json lists them all", "", more),
                 fmt::format(
                     "{:>8}  … و {} منبع دیگر؛ ‎--format json همه را نشان می‌دهد",
                     "", more)});
        }
    }

    void print_sequence(const CodeSequence& sequence) {
        if (sequence.codes == 0) return;
        say({fmt::format("{:>10}codes {} … {}, {} holes", "", sequence.first, sequence.last,
                         sequence.hole_count),
             fmt::format("{:>10}کدها {} … {}، {} رخنه", "", sequence.first, sequence.last,
                         sequence.hole_count)});
        for (const CodeHole& hole : sequence.holes) {
            const std::uint64_t width = hole.before - hole.after - 1;
            say({fmt::format("{:>12}nothing between {} and {} ({} numbers)", "", hole.after, hole.before,
                             width),
                 fmt::format("{:>12}میان {} و {} هیچ ({} شماره)", "", hole.after, hole.before, width)});
        }
    }

    void print_copies() {
        if (findings_->copies.empty()) return;
        head({fmt::format("{} stories came more than once; the most copied:", findings_->story_clusters),
              fmt::format("{} خبر بیش از یک بار آمده؛ پررونوشت‌ترین:",
                          findings_->story_clusters)});
        for (const std::vector<std::string>& codes : findings_->copies) {
            std::string line = fmt::format("{:>8} ", codes.size());
            for (std::size_t i = 0; i < std::min(most_examples, codes.size()); ++i) line += ' ' + codes[i];
            if (codes.size() > most_examples) line += " …";
            say({line, line});
        }
    }

    /// A line a month, a mark a day; months without articles are only counted.
    void print_coverage() {
        if (findings_->days.empty()) return;
        head({fmt::format("Days (· none, ▁ few … █ many): {} … {}, {} days without articles",
                          format_jalali_numeric(noon_of(findings_->days.begin()->first)),
                          format_jalali_numeric(noon_of(findings_->days.rbegin()->first)),
                          findings_->days_without),
              fmt::format(
                  "روزها (· هیچ، ▁ کم … █ زیاد): {} … {}، {} روز بی‌خبر",
                  format_jalali_numeric(noon_of(findings_->days.begin()->first)),
                  format_jalali_numeric(noon_of(findings_->days.rbegin()->first)), findings_->days_without)});
        std::map<std::pair<int, int>, std::vector<std::uint32_t>> months;
        std::vector<std::uint32_t> counts;
        for (const auto& [day, count] : findings_->days) {
            const CalendarDay date = to_calendar(noon_of(day).seconds, CalendarKind::jalali);
            std::vector<std::uint32_t>& month = months[{date.year, date.month}];
            month.resize(
                static_cast<std::size_t>(days_in_month(date.year, date.month, CalendarKind::jalali)));
            month[static_cast<std::size_t>(date.day - 1)] = count;
            counts.push_back(count);
        }
        // The busiest twentieth would make every other day look empty.
        const auto busy =
            counts.begin() + static_cast<std::ptrdiff_t>(counts.size() - 1 - counts.size() / 20);
        std::nth_element(counts.begin(), busy, counts.end());
        int month_before = 0;
        for (const auto& [month, days] : months) {
            const int number = month.first * 12 + month.second;
            if (month_before != 0 && number > month_before + 1) {
                const int missing = number - month_before - 1;
                say({fmt::format("  … {} months without articles", missing),
                     fmt::format("  … {} ماه بی‌خبر", missing)});
            }
            month_before = number;
            std::uint64_t sum = 0;
            std::string marks;
            for (const std::uint32_t count : days) {
                sum += count;
                marks += mark_of(count, *busy);
            }
            io_->out << fmt::format("  {}/{:02} {} {}\n", month.first, month.second, marks, sum);
        }
        if (findings_->gaps.empty()) return;
        head({"Longest times without articles:", "بلندترین دوره‌های بی‌خبر:"});
        for (const CoverageGap& gap : findings_->gaps) {
            io_->out << fmt::format("{:>8}  {} … {}\n", gap.last - gap.first + 1,
                                    format_jalali_numeric(noon_of(gap.first)),
                                    format_jalali_numeric(noon_of(gap.last)));
        }
    }

    static std::string_view mark_of(std::uint32_t count, std::uint32_t busy) {
        static constexpr std::array<std::string_view, 8> marks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
        if (count == 0) return "·";
        return marks[std::min(marks.size() - 1,
                              marks.size() * (count - 1) / std::max<std::uint32_t>(busy, 1))];
    }

    const ArchiveFindings* findings_;
    cli::Io* io_;
};

}  // namespace

po::options_description doctor_options(cli::Language language) {
    po::options_description options;
    options.add_options()("format", po::value<std::string>()->default_value("text")->value_name("text|json"),
                          cli::chosen(language, "how to print it", "شکل خروجی"));
    add_reader_options(options, language);
    return options;
}

int run_doctor(const po::variables_map& values, cli::Io& io) {
    const auto& format = values["format"].as<std::string>();
    if (format != "text" && format != "json") {
        throw_usage({fmt::format("--format: \"{}\" is neither text nor json", format),
                     fmt::format("--format: «{}» نه text است و نه json", format)});
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    ArchiveExamination examination(std::chrono::duration_cast<std::chrono::seconds>(now).count());
    examine(paths_of(values), reader_options_of(values), examination);
    const ArchiveFindings findings = examination.finish();
    if (format == "json") {
        io.out << json_of(findings).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        TextReport(findings, io).print();
    }
    return findings.rejected > 0 ? exit_some_rejected : 0;
}

}  // namespace jooya::program

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/search_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

#include "cli/completion.hpp"
#include "cli/options.hpp"
#include "jooya/indexer/schema.hpp"

namespace jooya {

namespace po = boost::program_options;

const std::vector<OptionRow> search_options{
    {"db", OptionKind::list, "DB",
     "database, stub file or tcp:HOST:PORT; may be repeated (default: $JOOYA_DB, else ./jooya.db)",
     "پایگاه، پروندهٔ stub یا tcp:HOST:PORT؛ چند بار می‌توان داد (پیش‌فرض: ‎$JOOYA_DB وگرنه ‎./jooya.db)"},
    {"limit", OptionKind::number, "N", "show N articles (default 10, at most 1000)",
     "نمایش N خبر (پیش‌فرض ۱۰، حداکثر ۱۰۰۰)"},
    {"offset", OptionKind::number, "N", "leave out the first N", "N خبر نخست را رد کن"},
    {"sort", OptionKind::text, "relevance|newest|oldest", "order of the articles (default relevance)",
     "ترتیب خبرها (پیش‌فرض relevance)"},
    {"half-life", OptionKind::decimal, "DAYS", "let an article's score halve with every DAYS of its age",
     "با هر DAYS روز که از خبر گذشته، امتیازش نصف شود"},
    {"from", OptionKind::text, "DATE",
     "from this day, month or year, Jalali or Gregorian: 1396/02/01, مهر۱۴۰۲, 2017-04",
     "از این روز یا ماه یا سال، جلالی یا میلادی: 1396/02/01، مهر۱۴۰۲، 2017-04"},
    {"to", OptionKind::text, "DATE", "up to this day, month or year, inclusive",
     "تا پایان این روز یا ماه یا سال"},
    {"agency", OptionKind::list, "NAME", "only of this agency; repeated: of any of them",
     "فقط از این خبرگزاری؛ تکرار: از هر یک از آنها"},
    {"category", OptionKind::list, "NAME", "only in this category; repeated: in any of them",
     "فقط در این گروه؛ تکرار: در هر یک از آنها"},
    {"author", OptionKind::list, "NAME", "only by this author; repeated: by any of them",
     "فقط از این نویسنده؛ تکرار: از هر یک از آنها"},
    {"tag", OptionKind::list, "NAME", "only with this tag; repeated: with any of them",
     "فقط با این برچسب؛ تکرار: با هر یک از آنها"},
    {"in", OptionKind::text, "title|lead|body", "search this part of the articles only",
     "جست‌وجو فقط در این بخش از خبر"},
    {"facets", OptionKind::text, "agency|category|author|tag|year|month[,…]",
     "count the values of these fields over all articles found",
     "شمارش مقدارهای این فیلدها در همهٔ خبرهای یافت‌شده"},
    {"format", OptionKind::text, "text|json|jsonl|tsv|csv|trec|atom", "form of the output (default text)",
     "قالب خروجی (پیش‌فرض text)"},
    {"snippets", OptionKind::number, "N", "show N sentences of each article (default 2)",
     "نمایش N جمله از هر خبر (پیش‌فرض ۲)"},
    {"color", OptionKind::text, "auto|always|never", "colours (default auto: on a terminal)",
     "رنگ (پیش‌فرض auto: روی پایانه)"},
    {"bidi", OptionKind::text, "auto|isolate|visual|none",
     "order of letters: isolate for terminals that know bidi, visual for others (default auto)",
     "چیدمان حروف: isolate برای پایانه‌های دوسویه، visual برای دیگر پایانه‌ها (پیش‌فرض auto)"},
    {"no-pager", OptionKind::flag, "", "never start a pager, however long the output is",
     "خروجی هرچه بلند باشد صفحه‌خوان (pager) را به کار نگیر"},
    {"explain", OptionKind::flag, "", "tell how the query was read", "بگو پرسش چگونه خوانده شد"},
    {"show", OptionKind::text, "CODE", "print the article with this code", "خبر دارای این کد را نشان بده"},
    {"related", OptionKind::text, "CODE", "find articles like this one", "خبرهای مانند این خبر را بیاب"},
    {"story", OptionKind::text, "CODE", "print the story of this article, first report to last",
     "سیر این خبر را از نخستین گزارش تا آخرین نشان بده"},
    {"suggest", OptionKind::text, "PREFIX", "complete the last word", "واژهٔ آخر را کامل کن"},
    {"topics", OptionKind::text, "FILE", "run each line ID<TAB>QUERY of FILE (- for standard input)",
     "هر سطر ID<TAB>QUERY پرونده را جست‌وجو کن (- برای ورودی استاندارد)"},
    {"query-report", OptionKind::text, "FILE",
     "tell what readers searched for, from a query log of jooya-serve (- for standard input)",
     "گزارش جست‌وجوهای خوانندگان از query log برنامهٔ jooya-serve (- برای ورودی استاندارد)"},
    {"run-name", OptionKind::text, "NAME", "name of the run in trec output (default jooya)",
     "نام اجرا در خروجی trec (پیش‌فرض jooya)"},
    {"synonyms", OptionKind::text, "FILE",
     "search other names too: names of the same thing a line, parted by tabs",
     "نام‌های دیگر را هم بجوی: در هر سطر نام‌های یک چیز، با جدول‌بند (TAB) میان آنها"},
    {"rank", OptionKind::list, "NAME=VALUE",
     "set a number of the ranking: stop_word, window, passage, head, head_pairs, pairs, typed, coverage, fixed, derived, feedback",
     "تعیین عددی از رتبه‌بندی: stop_word، window، passage، head، head_pairs، pairs، typed، coverage، fixed، derived، feedback"},
};

namespace {

constexpr const char* words_name = "words";

po::options_description description_of(cli::Language language) {
    po::options_description options;
    for (const OptionRow& row : search_options) {
        const std::string help(language == cli::Language::fa ? row.fa : row.en);
        const std::string name(row.name);
        const std::string value(row.value);
        switch (row.kind) {
            case OptionKind::flag:
                options.add_options()(name.c_str(), help.c_str());
                break;
            case OptionKind::text:
                options.add_options()(name.c_str(), po::value<std::string>()->value_name(value),
                                      help.c_str());
                break;
            case OptionKind::number:
                options.add_options()(name.c_str(), po::value<std::uint32_t>()->value_name(value),
                                      help.c_str());
                break;
            case OptionKind::decimal:
                options.add_options()(name.c_str(), po::value<double>()->value_name(value), help.c_str());
                break;
            case OptionKind::list:
                options.add_options()(name.c_str(), po::value<std::vector<std::string>>()->value_name(value),
                                      help.c_str());
                break;
        }
    }
    return options;
}

// A word to exclude, `-تهران`, is no option: those are ASCII.
std::vector<po::option> excluded_words(std::vector<std::string>& arguments) {
    std::vector<po::option> found;
    const std::string& next = arguments.front();
    if (next.size() > 1 && next[0] == '-' && static_cast<unsigned char>(next[1]) >= 0x80) {
        po::option word;
        word.position_key = 0;
        word.value.push_back(next);
        word.original_tokens.push_back(next);
        found.push_back(word);
        arguments.erase(arguments.begin());
    }
    return found;
}

Error bad_value(std::string_view option, std::string_view value, std::string_view wanted) {
    return {ErrorCode::usage,
            {fmt::format("--{}: \"{}\" is none of {}", option, value, wanted),
             fmt::format("--{}: «{}» هیچ‌یک از {} نیست", option, value, wanted)},
            {"see jooya-search --help", "jooya-search --help را ببینید"}};
}

// The value of an option with choices, checked; its first choice where it was not given.
std::string choice(const po::variables_map& values, std::string_view name) {
    const auto row = std::ranges::find(search_options, name, &OptionRow::name);
    const auto found = values.find(std::string(name));
    if (found == values.end()) return std::string(row->value.substr(0, row->value.find('|')));
    const auto& value = found->second.as<std::string>();
    const std::string all = fmt::format("|{}|", row->value);
    const bool is_known =
        value.find('|') == std::string::npos && all.find(fmt::format("|{}|", value)) != std::string::npos;
    if (!is_known) throw bad_value(name, value, row->value);
    return value;
}

template <typename T>
T value_or(const po::variables_map& values, const char* name, T otherwise) {
    return values.count(name) != 0 ? values[name].as<T>() : otherwise;
}

SearchFormat format_called(std::string_view name) {
    using Named = std::pair<std::string_view, SearchFormat>;
    constexpr std::array names{Named{"text", SearchFormat::text},   Named{"json", SearchFormat::json},
                               Named{"jsonl", SearchFormat::jsonl}, Named{"tsv", SearchFormat::tsv},
                               Named{"csv", SearchFormat::csv},     Named{"trec", SearchFormat::trec},
                               Named{"atom", SearchFormat::atom}};
    return std::ranges::find(names, name, &Named::first)->second;
}

Sort sort_called(std::string_view name) {
    if (name == "newest") return Sort::newest;
    if (name == "oldest") return Sort::oldest;
    return Sort::relevance;
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');) {
        if (!part.empty()) parts.push_back(part);
    }
    return parts;
}

void set_rank(Ranking& ranking, const std::string& setting) {
    using Named = std::pair<std::string_view, double Ranking::*>;
    constexpr std::array names{
        Named{"stop_word", &Ranking::stop_word},   Named{"window", &Ranking::window},
        Named{"passage", &Ranking::passage},       Named{"head", &Ranking::head},
        Named{"head_pairs", &Ranking::head_pairs}, Named{"pairs", &Ranking::pairs},
        Named{"typed", &Ranking::typed},           Named{"coverage", &Ranking::coverage},
        Named{"fixed", &Ranking::fixed},           Named{"derived", &Ranking::derived},
        Named{"feedback", &Ranking::feedback}};
    const std::size_t equals = setting.find('=');
    const auto name = std::ranges::find(names, std::string_view(setting).substr(0, equals), &Named::first);
    char* end = nullptr;
    const double value = equals == std::string::npos ? -1 : std::strtod(setting.c_str() + equals + 1, &end);
    const bool is_number = end != nullptr && end != setting.c_str() + equals + 1 && *end == '\0';
    if (name == names.end() || !is_number || value < 0) {
        throw bad_value(
            "rank", setting,
            "stop_word=N, window=N, passage=N, head=N, head_pairs=N, pairs=N, typed=N, coverage=N, fixed=N, derived=N, feedback=N");
    }
    ranking.*(name->second) = value;
}

std::vector<std::string> databases_of(const po::variables_map& values) {
    if (values.count("db") != 0) return values["db"].as<std::vector<std::string>>();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread starts
    const char* from_environment = std::getenv("JOOYA_DB");
    return {from_environment != nullptr && *from_environment != '\0' ? from_environment : "./jooya.db"};
}

SearchCommand::Action action_of(const po::variables_map& values, std::string& subject) {
    using Named = std::pair<const char*, SearchCommand::Action>;
    constexpr std::array names{Named{"print-completion", SearchCommand::Action::completion},
                               Named{"show", SearchCommand::Action::show},
                               Named{"related", SearchCommand::Action::related},
                               Named{"story", SearchCommand::Action::story},
                               Named{"suggest", SearchCommand::Action::suggest},
                               Named{"topics", SearchCommand::Action::topics},
                               Named{"query-report", SearchCommand::Action::query_report}};
    for (const auto& [name, action] : names) {
        if (values.count(name) == 0) continue;
        subject = values[name].as<std::string>();
        return action;
    }
    return SearchCommand::Action::search;
}

}  // namespace

SearchCommand read_search_command(int argc, const char* const* argv, cli::Io& io) {
    po::options_description options = description_of(io.language);
    options.add(cli::common_options(io.language));
    po::options_description all;
    all.add(options).add_options()(words_name, po::value<std::vector<std::string>>());
    po::positional_options_description positions;
    positions.add(words_name, -1);
    po::variables_map values;
    po::store(po::command_line_parser(argc, argv)
                  .options(all)
                  .positional(positions)
                  .extra_style_parser(excluded_words)
                  .run(),
              values);
    po::notify(values);
    cli::apply_common_options(values, io);

    SearchCommand command;
    if (values.count("help") != 0) {
        command.action = SearchCommand::Action::help;
        return command;
    }
    if (values.count("version") != 0) {
        command.action = SearchCommand::Action::version;
        return command;
    }
    command.action = action_of(values, command.subject);
    command.databases = databases_of(values);
    command.format = format_called(choice(values, "format"));
    command.colour = choice(values, "color");
    command.bidi = choice(values, "bidi");
    command.synonyms = value_or<std::string>(values, "synonyms", "");
    command.run_name = value_or<std::string>(values, "run-name", "jooya");
    command.explains = values.count("explain") != 0;
    command.is_paged = values.count("no-pager") == 0;

    Request& request = command.request;
    request.limit = value_or(values, "limit", request.limit);
    request.offset = value_or(values, "offset", request.offset);
    request.sort = sort_called(choice(values, "sort"));
    request.half_life_days = value_or(values, "half-life", request.half_life_days);
    if (values.count("half-life") != 0 && !(request.half_life_days > 0)) {
        throw Error(
            ErrorCode::usage,
            {fmt::format("--half-life: {} is not above 0 days", request.half_life_days),
             fmt::format("--half-life: {} بیش از صفر روز نیست", request.half_life_days)},
            {"give a number of days, as --half-life 30", "شمار روزها را بدهید، مانند --half-life 30"});
    }
    request.from = value_or<std::string>(values, "from", "");
    request.to = value_or<std::string>(values, "to", "");
    request.agency = value_or<std::vector<std::string>>(values, "agency", {});
    request.category = value_or<std::vector<std::string>>(values, "category", {});
    request.author = value_or<std::vector<std::string>>(values, "author", {});
    request.tag = value_or<std::vector<std::string>>(values, "tag", {});
    if (values.count("in") != 0) request.in = choice(values, "in");
    request.facets = split(value_or<std::string>(values, "facets", ""));
    request.snippet_sentences = value_or(values, "snippets", request.snippet_sentences);
    for (const std::string& setting : value_or<std::vector<std::string>>(values, "rank", {}))
        set_rank(request.ranking, setting);
    const bool is_report = command.action == SearchCommand::Action::query_report;
    if (is_report && command.format != SearchFormat::text && command.format != SearchFormat::json) {
        throw bad_value("format", values["format"].as<std::string>(), "text|json");
    }
    if (command.format == SearchFormat::trec) {
        request.only_codes = true;
        request.fold_similar = false;
    }
    const auto words = value_or<std::vector<std::string>>(values, words_name, {});
    request.query = fmt::format("{}", fmt::join(words, " "));

    const bool lists = !request.from.empty() || !request.to.empty() || !request.agency.empty() ||
                       !request.category.empty() || !request.author.empty() || !request.tag.empty() ||
                       !request.facets.empty();
    if (command.action == SearchCommand::Action::search && words.empty() && !lists) {
        throw Error(ErrorCode::usage,
                    {"nothing to search for", "چیزی برای جست‌وجو داده نشد"},
                    {"jooya-search [--db DB] QUERY…; see jooya-search --help",
                     "jooya-search [--db DB] QUERY…؛ jooya-search --help را ببینید"});
    }
    return command;
}

std::string search_help(const cli::Io& io) {
    std::ostringstream help;
    const bool is_persian = io.language == cli::Language::fa;
    help
        << (is_persian
                ? "روش کار: jooya-search [گزینه‌ها] پرسش…\n\nدر بایگانی خبر "
                  "جست‌وجو "
                  "می‌کند "
                  "و "
                  "بهترین‌ها را نخست می‌آورد.\n\n"
                : "Usage: jooya-search [options] QUERY…\n\nSearches a news archive and prints the "
                  "best articles first.\n\n");
    help << (is_persian ? "پرسش:\n" : "Query:\n");
    struct Example {
        std::string_view typed;
        std::string_view en;
        std::string_view fa;
    };
    constexpr std::array examples{
        Example{"مبارزه تروریسم", "any of the words, in any form; the more the better",
                "هر یک از واژه‌ها به هر صورت؛ هرچه بیشتر بهتر"},
        Example{"«مبارزه با تروریسم»", "these words in this order; also \"…\"",
                "همین واژه‌ها به همین ترتیب؛ نیز با \"…\""},
        Example{"+زلزله -بم", "must be there; must not", "باید باشد؛ نباید باشد"},
        Example{"(زلزله OR سیل) AND بم", "also AND, OR, NOT, NEAR/5; (زلزله یا سیل) و (بم یا لار)",
                "نیز AND و OR و NOT و NEAR/5؛ (زلزله یا سیل) و (بم یا لار)"},
        Example{"کتاب*  =آن", "words that begin so; this form only",
                "واژه‌هایی که چنین آغاز می‌شوند؛ فقط همین صورت"},
    };
    for (const Example& example : examples) {
        help << fmt::format("  {}\n      {}\n", example.typed, is_persian ? example.fa : example.en);
    }
    for (const Field& field : fields) {
        if (!field.example.empty()) help << fmt::format("  {}\n      {}: …\n", field.example, field.alias);
    }
    help << '\n'
         << cli::help_text(io.in_my_language({"Options", "گزینه‌ها"}), description_of(io.language),
                           io.language)
         << '\n'
         << cli::help_text(io.in_my_language({"Common options", "گزینه‌های همگانی"}),
                           cli::common_options(io.language), io.language);
    help << (is_persian ? "\nوضعیت خروج: 0 یافت شد، 1 یافت نشد، 2 فرمان نادرست، 5 پایگاه "
                          "آسیب‌دیده "
                          "یا "
                          "ناسازگار، 6 خطای دیسک یا شبکه\n"
                        : "\nExit status: 0 found, 1 nothing found, 2 wrong usage, 5 database damaged or "
                          "incompatible, 6 storage or network failure\n");
    return help.str();
}

std::string search_completion(std::string_view shell, const cli::Io& io) {
    po::options_description options = description_of(io.language);
    options.add(cli::common_options(io.language));
    return cli::completion_script(shell, {.name = "jooya-search", .options = cli::views_of(options)});
}

}  // namespace jooya

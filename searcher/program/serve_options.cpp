// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/serve_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>

#include "cli/completion.hpp"
#include "cli/options.hpp"

namespace jooya {

namespace po = boost::program_options;

namespace {

constexpr std::uint32_t max_threads = 256;
constexpr std::uint32_t max_queue = 10'000;
constexpr std::uint32_t max_connections = 100'000;
constexpr std::uint32_t max_cache_megabytes = 16'384;
constexpr std::uint32_t max_query_log_clients = 1000;

po::options_description description_of(cli::Language language) {
    const bool is_persian = language == cli::Language::fa;
    const auto text = [is_persian](const char* en, const char* fa) { return is_persian ? fa : en; };
    po::options_description options;
    options.add_options()(
        "db", po::value<std::vector<std::string>>()->value_name("DB"),
        text(
            "database, stub file or tcp:HOST:PORT; may be repeated (default: $JOOYA_DB, else ./jooya.db)",
            "پایگاه، پروندهٔ stub یا tcp:HOST:PORT؛ چند بار می‌توان داد (پیش‌فرض: ‎$JOOYA_DB "
            "وگرنه "
            "‎./jooya.db)"))(
        "listen", po::value<std::string>()->default_value("127.0.0.1:8080")->value_name("ADDRESS:PORT"),
        text("where to listen; port 0 for any that is free",
             "جایی که گوش می‌دهد؛ درگاه 0 یعنی هر درگاه آزاد"))(
        "threads", po::value<std::uint32_t>()->value_name("N"),
        text(
            "threads that search (default: one for each processor)",
            "رشته‌هایی که جست‌وجو می‌کنند (پیش‌فرض: یکی برای هر "
            "پردازنده)"))(
        "queue", po::value<std::uint32_t>()->value_name("N"),
        text(
            "requests that may wait for a search thread (default 64); further ones get 503",
            "درخواست‌هایی که می‌توانند منتظر بمانند (پیش‌فرض ۶۴)؛ بیش از آن "
            "۵۰۳ "
            "می‌گیرند"))("max-connections", po::value<std::uint32_t>()->value_name("N"),
                                  text("connections at once (default 16384)",
                                       "اتصال‌های هم‌زمان (پیش‌فرض ۱۶۳۸۴)"))(
        "cache", po::value<std::uint32_t>()->value_name("MB"),
        text(
            "answers kept in memory until the indexer commits (default 64 MB); 0 for none",
            "پاسخ‌هایی که تا ثبت بعدی نمایه در حافظه می‌مانند (پیش‌فرض ۶۴ مگابایت)؛ 0 یعنی هیچ"))(
        "timeout", po::value<std::uint32_t>()->value_name("SECONDS"),
        text(
            "a search that takes longer is given up with 504 (default 10)",
            "جست‌وجویی که بیش از این به درازا کشد با ۵۰۴ رها می‌شود (پیش‌فرض ۱۰)"))(
        "idle-timeout", po::value<std::uint32_t>()->value_name("SECONDS"),
        text(
            "a connection without requests is closed after this (default 75)",
            "اتصال بی‌درخواست پس از این بسته می‌شود (پیش‌فرض ۷۵)"))(
        "synonyms", po::value<std::string>()->value_name("FILE"),
        text(
            "search other names too: names of the same thing a line, parted by tabs",
            "نام‌های دیگر را هم می‌جوید: در هر سطر نام‌های یک چیز، با جدول‌بند (TAB) میان آنها"))(
        "access-log", po::value<std::string>()->value_name("FILE"),
        text(
            "add a line of JSON for each request; SIGHUP opens the file anew",
            "برای هر درخواست یک سطر JSON می‌افزاید؛ SIGHUP پرونده را از نو می‌گشاید"))(
        "query-log", po::value<std::string>()->value_name("FILE"),
        text(
            "add what is searched for, without who asked; read it with jooya-search --query-report",
            "آنچه جسته می‌شود بی‌نام پرسنده؛ با jooya-search --query-report خوانده می‌شود"))(
        "query-log-clients", po::value<std::uint32_t>()->value_name("N"),
        text(
            "a query is logged once so many different clients have asked it in a day (default 5)",
            "پرسش وقتی ثبت می‌شود که این‌همه کاربر گوناگون در یک روز آن را پرسیده باشند (پیش‌فرض ۵)"))(
        "public-url", po::value<std::string>()->default_value("")->value_name("URL"),
        text(
            "the search page's address as browsers see it, for feeds and OpenSearch",
            "نشانی صفحهٔ جست‌وجو چنان‌که مرورگرها می‌بینند، برای خوراک‌ها "
            "و "
            "OpenSearch"))(
        "font", po::value<std::string>()->value_name("FILE"),
        text(
            "a font in WOFF2, as Vazirmatn, that the page is shown in",
            "قلمی با قالب WOFF2، مانند وزیرمتن، که صفحه با آن نشان داده می‌شود"))(
        "allow-origin", po::value<std::vector<std::string>>()->value_name("ORIGIN"),
        text(
            "site whose pages may use the widget (CORS), https://news.example or *; may be repeated",
            "سایتی که صفحه‌هایش اجازهٔ کاربرد ابزارک را دارند (CORS)؛ چند بار "
            "می‌توان "
            "داد"))(
        "max-age", po::value<std::string>()->value_name("DURATION"),
        text(
            "/healthz says 503 where the last successful run of jooya-index is older: 36h, 90m, 2d",
            "اگر آخرین اجرای موفق jooya-index کهنه‌تر باشد /healthz پاسخ 503 می‌دهد: 36h، "
            "90m، "
            "2d"));
    return options;
}

Error bad_value(std::string_view option, std::string_view value, std::string_view en, std::string_view fa) {
    return {ErrorCode::usage,
            {fmt::format("--{}: \"{}\" is not {}", option, value, en),
             fmt::format("--{}: «{}» {} نیست", option, value, fa)},
            {"see jooya-serve --help", "jooya-serve --help را ببینید"}};
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::uint32_t number_between(const po::variables_map& values, const char* name, std::uint32_t least,
                             std::uint32_t most, std::uint32_t otherwise) {
    if (values.count(name) == 0) return otherwise;
    const auto value = values[name].as<std::uint32_t>();
    if (value < least || value > most) {
        throw bad_value(name, std::to_string(value), fmt::format("a number from {} to {}", least, most),
                        fmt::format("عددی از {} تا {}", least, most));
    }
    return value;
}

std::uint32_t number_up_to(const po::variables_map& values, const char* name, std::uint32_t most,
                           std::uint32_t otherwise) {
    return number_between(values, name, 1, most, otherwise);
}

std::chrono::seconds seconds_of(const po::variables_map& values, const char* name,
                                std::chrono::seconds otherwise) {
    constexpr std::uint32_t an_hour = 3600;
    return std::chrono::seconds(
        number_up_to(values, name, an_hour, static_cast<std::uint32_t>(otherwise.count())));
}

// ADDRESS:PORT, with an IPv6 address in brackets.
void set_listen(const std::string& text, server::ServerOptions& options) {
    const std::size_t colon = text.rfind(':');
    const auto port = colon == std::string::npos
                          ? std::nullopt
                          : number<std::uint16_t>(std::string_view(text).substr(colon + 1));
    std::string address = text.substr(0, std::min(colon, text.size()));
    const bool is_bracketed = address.starts_with('[') && address.ends_with(']');
    if (is_bracketed) address = address.substr(1, address.size() - 2);
    const bool is_sound =
        port && !address.empty() && is_bracketed == (address.find(':') != std::string::npos);
    if (!is_sound) throw bad_value("listen", text, "ADDRESS:PORT", "نشانی:درگاه");
    options.address = address;
    options.port = *port;
}

std::chrono::seconds duration(const std::string& text) {
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    constexpr std::int64_t longest = 100'000;  // of any unit
    const char unit = text.empty() ? '\0' : text.back();
    const std::int64_t seconds = unit == 's'   ? 1
                                 : unit == 'm' ? minute
                                 : unit == 'h' ? hour
                                 : unit == 'd' ? day
                                               : 0;
    const auto count =
        number<std::int64_t>(std::string_view(text).substr(0, text.empty() ? 0 : text.size() - 1));
    if (seconds == 0 || !count || *count < 1 || *count > longest) {
        throw bad_value("max-age", text, "a duration like 90m, 36h or 2d", "مدتی مانند 90m، 36h یا 2d");
    }
    return std::chrono::seconds(*count * seconds);
}

std::string web_address(const char* option, std::string text, bool is_folder) {
    const bool is_web = text.starts_with("https://") || text.starts_with("http://");
    const bool is_sound = is_web && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
    if (!is_sound) throw bad_value(option, text, "an address of the web", "نشانی وب");
    if (is_folder && !text.ends_with('/')) text += '/';
    return text;
}

// A whole font; browsers take no other form than WOFF2 in so few bytes.
std::string font_in(const std::string& path) {
    constexpr std::uintmax_t largest = std::uintmax_t{4} << 20U;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    std::string bytes;
    if (!error && size <= largest) {
        std::ifstream file(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    if (!bytes.starts_with("wOF2")) {
        throw bad_value("font", path, "a font in WOFF2 of at most 4 MB", "قلمی با قالب WOFF2 تا ۴ مگابایت");
    }
    return bytes;
}

std::vector<std::string> databases_of(const po::variables_map& values) {
    if (values.count("db") != 0) return values["db"].as<std::vector<std::string>>();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread starts
    const char* from_environment = std::getenv("JOOYA_DB");
    return {from_environment != nullptr && *from_environment != '\0' ? from_environment : "./jooya.db"};
}

}  // namespace

ServeCommand read_serve_command(int argc, const char* const* argv, cli::Io& io) {
    po::options_description options = description_of(io.language);
    options.add(cli::common_options(io.language));
    po::variables_map values;
    // Without positions a stray word is refused.
    po::store(po::command_line_parser(argc, argv)
                  .options(options)
                  .positional(po::positional_options_description())
                  .run(),
              values);
    po::notify(values);
    cli::apply_common_options(values, io);

    ServeCommand command;
    if (values.count("help") != 0) command.action = ServeCommand::Action::help;
    if (values.count("version") != 0) command.action = ServeCommand::Action::version;
    if (values.count("print-completion") != 0) {
        command.action = ServeCommand::Action::completion;
        command.completion =
            cli::completion_script(values["print-completion"].as<std::string>(),
                                   {.name = "jooya-serve", .options = cli::views_of(options)});
    }
    if (command.action != ServeCommand::Action::serve) return command;

    server::ServerOptions& server = command.options;
    server.databases = databases_of(values);
    set_listen(values["listen"].as<std::string>(), server);
    const std::uint32_t processors =
        std::clamp<std::uint32_t>(std::thread::hardware_concurrency(), 1, max_threads);
    server.threads = number_up_to(values, "threads", max_threads, processors);
    server.limits.queue =
        number_up_to(values, "queue", max_queue, static_cast<std::uint32_t>(server.limits.queue));
    server.limits.connections = number_up_to(values, "max-connections", max_connections,
                                             static_cast<std::uint32_t>(server.limits.connections));
    server.limits.answering = seconds_of(values, "timeout", server.limits.answering);
    server.limits.idle = seconds_of(values, "idle-timeout", server.limits.idle);
    constexpr std::size_t megabyte = 1UL << 20U;
    server.limits.cache =
        megabyte * number_between(values, "cache", 0, max_cache_megabytes,
                                  static_cast<std::uint32_t>(server.limits.cache / megabyte));
    if (values.count("synonyms") != 0) {
        auto synonyms = std::make_shared<Synonyms>();
        synonyms->add_file(values["synonyms"].as<std::string>());
        server.synonyms = std::move(synonyms);
    }
    if (values.count("access-log") != 0) server.access_log = values["access-log"].as<std::string>();
    if (values.count("query-log") != 0) server.query_log = values["query-log"].as<std::string>();
    server.query_log_clients = number_up_to(values, "query-log-clients", max_query_log_clients,
                                            static_cast<std::uint32_t>(server.query_log_clients));
    if (const auto& url = values["public-url"].as<std::string>(); !url.empty()) {
        server.public_url = web_address("public-url", url, true);
    }
    if (values.count("allow-origin") != 0) {
        for (const std::string& origin : values["allow-origin"].as<std::vector<std::string>>()) {
            server.allowed_origins.push_back(origin == "*" ? origin
                                                           : web_address("allow-origin", origin, false));
        }
    }
    if (values.count("font") != 0) server.font = font_in(values["font"].as<std::string>());
    if (values.count("max-age") != 0) server.max_age = duration(values["max-age"].as<std::string>());
    server.logs_requests = io.verbosity == cli::Verbosity::verbose;
    return command;
}

std::string serve_help(const cli::Io& io) {
    std::ostringstream help;
    const bool is_persian = io.language == cli::Language::fa;
    help
        << (is_persian
                ? "روش کار: jooya-serve [گزینه‌ها]\n\nصفحهٔ جست‌وجو و رابط آن را روی "
                  "HTTP "
                  "می‌دهد.\n\n"
                : "Usage: jooya-serve [options]\n\nServes the search page and its interface over HTTP.\n\n");
    help << cli::help_text(io.in_my_language({"Options", "گزینه‌ها"}), description_of(io.language),
                           io.language)
         << '\n'
         << cli::help_text(io.in_my_language({"Common options", "گزینه‌های همگانی"}),
                           cli::common_options(io.language), io.language);
    help << (is_persian ? "\nوضعیت خروج: 0 با SIGTERM یا SIGINT پایان یافت، 2 فرمان نادرست، 5 پایگاه "
                          "آسیب‌دیده یا ناسازگار، "
                          "6 خطای دیسک یا شبکه\n"
                        : "\nExit status: 0 ended by SIGTERM or SIGINT, 2 wrong usage, 5 database damaged or "
                          "incompatible, "
                          "6 storage or network failure\n");
    return help.str();
}

}  // namespace jooya

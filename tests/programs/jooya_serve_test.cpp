// SPDX-License-Identifier: GPL-3.0-or-later
// jooya-serve as sites run it: a real process on a real database, spoken to over plain sockets.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <atomic>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "process.hpp"
#include "temporary_folder.hpp"

namespace {

using jooya::testing::TemporaryFolder;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

// «پل» as it stands in a URL.
const std::string bridge = "%D9%BE%D9%84";

const std::string hostile_title =
    "پل <script>alert(1)</script> \\\" onmouseover=\\\"alert(2) ' <img src=x onerror=alert(3)> &lt;b&gt; "
    "\\u202Etxt\\u2066";

const std::string articles =
    R"({"code":"7001","title":"بازگشایی پل رودخانه دز","lead":"پل باز شد.","body":"پل رودخانه دز بازگشایی شد.\nرانندگان از پل تازه گذشتند.","date":"2017-04-26T15:23:00+04:30","agency":"پارس‌نما","category":"استان‌ها","url":"https://example.org/7001"})"
    "\n"
    R"({"code":"7002","title":")" +
    hostile_title +
    R"json(","body":"پل </p><svg onload=alert(4)> ]]> <!-- &","date":"2018-01-02","agency":"\"><b>","category":"'ورزش'","url":"javascript:alert(5)"})json"
    "\n"
    R"({"code":"7003","title":"ساخت پل تازه بر کارون","body":"پل تازه‌ای بر رودخانه کارون ساخته می‌شود.","date":"2018-01-03","agency":"پارس‌نما","category":"استان‌ها"})"
    "\n";

struct Response {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    [[nodiscard]] Json json() const { return Json::parse(body); }
};

/// One TCP connection to a server on this machine.
class Client {
  public:
    explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
        }
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    /// Sends what the socket takes at this moment.
    void send_at_once(std::string_view text) const {
        static_cast<void>(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    }

    /// Reads until the server closes; false where it has not within `patience`.
    bool is_closed_within(std::chrono::milliseconds patience) {
        const auto until = Clock::now() + patience;
        while (Clock::now() < until) {
            if (!read_some(std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()))) {
                return is_over_;
            }
        }
        return is_over_;
    }

    /// The next response; status 0 where none came.
    Response receive(bool has_body = true) {
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_some(20s)) return {};
        }
        Response response;
        std::string_view head = std::string_view(buffer_).substr(0, end + 2);
        response.status = std::atoi(std::string(head.substr(9, 3)).c_str());
        head.remove_prefix(head.find("\r\n") + 2);
        while (!head.empty()) {
            const std::string_view line = head.substr(0, head.find("\r\n"));
            head.remove_prefix(line.size() + 2);
            const std::size_t colon = line.find(": ");
            std::string name(line.substr(0, colon));
            for (char& c : name) c = static_cast<char>(std::tolower(c));
            response.headers[name] = line.substr(colon + 2);
        }
        buffer_.erase(0, end + 4);
        if (!has_body || response.headers.count("content-length") == 0) return response;
        const auto length = static_cast<std::size_t>(std::stoul(response.headers["content-length"]));
        while (buffer_.size() < length) {
            if (!read_some(20s)) return {};
        }
        response.body = buffer_.substr(0, length);
        buffer_.erase(0, length);
        return response;
    }

    Response get(const std::string& target, const std::string& headers = "") {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return receive();
    }

  private:
    bool read_some(std::chrono::milliseconds patience) {
        pollfd watched{socket_, POLLIN, 0};
        if (::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(patience.count(), 0))) <= 0)
            return false;
        std::array<char, 1 << 16> piece{};
        const ssize_t count = ::recv(socket_, piece.data(), piece.size(), 0);
        if (count <= 0) {
            is_over_ = true;
            return false;
        }
        buffer_.append(piece.data(), static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    std::string buffer_;
    bool is_over_ = false;
};

/// A running jooya-serve; killed where a test has not ended it.
class Server {
  public:
    /// `prepare` runs in the new process just before the program does.
    explicit Server(
        std::vector<std::string> arguments, const std::function<void()>& prepare = [] {}) {
        arguments.insert(arguments.begin(),
                         {JOOYA_BINARY_DIR "/jooya-serve", "--lang", "en", "--listen", "127.0.0.1:0"});
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(pipe[1], STDERR_FILENO);
            std::vector<char*> argv;
            for (std::string& argument : arguments) argv.push_back(argument.data());
            argv.push_back(nullptr);
            prepare();
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(pipe[1]);
        err_ = pipe[0];
        // The first line says where it listens.
        std::string line;
        for (char c = 0; ::read(err_, &c, 1) == 1 && c != '\n';) line += c;
        const std::size_t colon = line.rfind(':');
        const std::size_t at = line.find("listening on http://127.0.0.1:");
        if (at == std::string::npos) throw std::runtime_error("jooya-serve did not start: " + line);
        port_ = std::atoi(line.c_str() + colon + 1);
    }
    ~Server() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            wait();
        }
        ::close(err_);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
    void signal(int number) const { ::kill(child_, number); }

    int wait() {
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    pid_t child_ = -1;
    int err_ = -1;
    int port_ = 0;
};

void update(const TemporaryFolder& folder, const std::string& lines) {
    const auto result = jooya::testing::run(
        {JOOYA_BINARY_DIR "/jooya-index", "update", "--quiet", "--db", folder / "news.db", "-"}, lines,
        {"LC_ALL=C"});
    ASSERT_EQ(result.status, 0) << result.err;
}

class JooyaServe : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<TemporaryFolder>();
        update(*folder_, articles);
        server_ = std::make_unique<Server>(
            std::vector<std::string>{"--db", *folder_ / "news.db", "--threads", "2", "--allow-origin",
                                     "https://news.example", "--public-url", "https://search.example/s"});
    }
    static void TearDownTestSuite() {
        server_.reset();
        folder_.reset();
    }

    static Response get(const std::string& target, const std::string& headers = "") {
        return Client(server_->port()).get(target, headers);
    }

    static void expect_problem(const Response& response, int status) {
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
        EXPECT_EQ(response.headers.at("cache-control"), "no-store");
        EXPECT_EQ(response.json().at("status"), status);
        EXPECT_FALSE(response.json().at("title").get<std::string>().empty());
        EXPECT_FALSE(response.json().at("detail").get<std::string>().empty());
    }

    static std::unique_ptr<TemporaryFolder> folder_;
    static std::unique_ptr<Server> server_;
};

std::unique_ptr<TemporaryFolder> JooyaServe::folder_;
std::unique_ptr<Server> JooyaServe::server_;

void expect_has(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in:\n" << text;
}

void expect_has_not(const std::string& text, std::string_view part) {
    EXPECT_EQ(text.find(part), std::string::npos) << part << " is in:\n" << text;
}

TEST_F(JooyaServe, ShowsTheSearchPage) {
    const Response response = get("/");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.at("content-type"), "text/html; charset=utf-8");
    expect_has(response.body, "<html lang=\"fa\" dir=\"rtl\">");
    expect_has(response.body, "role=\"search\"");
    expect_has(response.body, "۳ خبر در بایگانی");
    EXPECT_EQ(response.headers.at("x-content-type-options"), "nosniff");
    EXPECT_TRUE(
        response.headers.at("content-security-policy").starts_with("default-src 'none'; style-src 'self';"));
    expect_has_not(response.headers.at("content-security-policy"), "unsafe");
}

TEST_F(JooyaServe, ShowsResultsWithoutJavaScript) {
    const Response response = get("/?q=%D8%B1%D9%88%D8%AF%D8%AE%D8%A7%D9%86%D9%87");
    EXPECT_EQ(response.status, 200);
    expect_has(response.body, "<mark>رودخانه</mark>");
    expect_has(response.body, "href=\"https://example.org/7001\"");
    expect_has(response.body, "href=\"./articles/7003\"");
    expect_has(response.body, "۶ اردیبهشت ۱۳۹۶");
    expect_has(response.body, "۲ خبر");
    expect_has_not(response.body, "<style");
    expect_has_not(response.body, "style=");
}

TEST_F(JooyaServe, SaysSoWhereNothingIsFound) {
    expect_has(get("/?q=zzzzqqq").body, "خبری یافت نشد");
}

TEST_F(JooyaServe, HostileTextStaysText) {
    for (const std::string& target : {"/?q=" + bridge, std::string("/articles/7002"),
                                      std::string("/?q=%22%3E%3Cscript%3Ealert(6)%3C/script%3E%E2%80%AE"),
                                      std::string("/?agency=%22%3E%3Cb%3E&from=%22%3E%3Cscript%3E")}) {
        const std::string body = get(target).body;
        ASSERT_FALSE(body.empty());
        for (const char* markup :
             {"<script>", "<img", "<svg onload", "<b>", "href=\"javascript", "\u202E", "\u2066"}) {
            expect_has_not(body, markup);
        }
        // Tags and attributes of the page itself are all that a parser finds.
        const auto check = jooya::testing::run(
            {"python3", "-c",
             "import sys, html.parser\n"
             "class P(html.parser.HTMLParser):\n"
             "  def handle_starttag(self, tag, attributes):\n"
             "    for name, value in attributes:\n"
             "      assert not name.startswith('on'), (tag, name)\n"
             "      assert name not in ('style', 'srcdoc'), (tag, name)\n"
             "      assert not (name in ('href', 'src', 'action') and 'javascript:' in value), value\n"
             "    assert tag not in ('img', 'svg', 'b', 'iframe'), tag\n"
             "P().feed(sys.stdin.read()); print('inert')"},
            body);
        EXPECT_EQ(check.out, "inert\n") << check.err;
    }
}

TEST_F(JooyaServe, HostileTextIsInertInJsonAndAtom) {
    const Response json = get("/api/search?q=" + bridge);
    EXPECT_EQ(json.headers.at("content-type"), "application/json");
    EXPECT_EQ(json.json().at("hits").size(), 3U);
    EXPECT_EQ(json.json().at("schema"), 1);
    for (const char* path : {"/api/search?q=", "/api/suggest?q="}) {
        const Response response = get(std::string(path) + "%3C/script%3E%3C!--%26%E2%80%AE");
        for (const char* markup : {"<", ">", "&", "\u202E"}) expect_has_not(response.body, markup);
        EXPECT_NO_THROW(static_cast<void>(response.json()));
    }
    const Response atom = get("/search.atom?q=" + bridge);
    EXPECT_EQ(atom.status, 200);
    expect_has_not(atom.body, "javascript:");
    const auto check =
        jooya::testing::run({"python3", "-c",
                             "import sys, xml.etree.ElementTree as e; n = '{http://www.w3.org/2005/Atom}'\n"
                             "r = e.parse(sys.stdin).getroot(); print(len(r.findall(n + 'entry')), r.find(n "
                             "+ \"link[@rel='self']\").get('href'))"},
                            atom.body);
    EXPECT_EQ(check.out, "3 https://search.example/s/search.atom?q=" + bridge + "\n") << check.err;
}

TEST_F(JooyaServe, AnswersPrograms) {
    const Json found =
        get("/api/search?q=" + bridge + "&limit=1&offset=1&sort=newest&facets=agency,year").json();
    EXPECT_EQ(found.at("hits").size(), 1U);
    EXPECT_EQ(found.at("hits")[0].at("code"), "7002");
    EXPECT_EQ(found.at("total").at("value"), 3);
    EXPECT_EQ(found.at("facets").at("year").size(),
              1U + (found.at("facets").at("year").size() == 2 ? 1U : 0U));
    EXPECT_EQ(get("/api/search?from=1396/02/01&to=1396/02/30").json().at("hits").size(), 1U);
    EXPECT_EQ(get("/api/articles/7001").json().at("title"), "بازگشایی پل رودخانه دز");
    EXPECT_EQ(get("/api/articles/7001/related").json().at("hits")[0].at("code"), "7003");
    EXPECT_EQ(get("/api/suggest?q=%D8%B1%D9%88%D8%AF%D8%AE").json().at("suggestions")[0], "رودخانه");
    const Response opensearch = get("/api/suggest?q=%D8%B1%D9%88%D8%AF%D8%AE&format=opensearch");
    EXPECT_EQ(opensearch.headers.at("content-type"), "application/x-suggestions+json");
    EXPECT_EQ(opensearch.json(), Json::parse(R"(["رودخ",["رودخانه"]])"));
}

TEST_F(JooyaServe, ServesItsOwnFiles) {
    for (const auto& [path, type] :
         std::map<std::string, std::string>{{"/style.css", "text/css; charset=utf-8"},
                                            {"/page.js", "text/javascript; charset=utf-8"},
                                            {"/widget.js", "text/javascript; charset=utf-8"},
                                            {"/icon.svg", "image/svg+xml"}}) {
        const Response response = get(path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.headers.at("content-type"), type);
        EXPECT_EQ(get(path, "If-None-Match: " + response.headers.at("etag") + "\r\n").status, 304) << path;
    }
    constexpr std::size_t widget_budget = 15 * 1024;
    EXPECT_LT(get("/widget.js").body.size(), widget_budget);
    const Response opensearch = get("/opensearch.xml");
    expect_has(opensearch.body, "template=\"https://search.example/s/?q={searchTerms}\"");
    expect_has(opensearch.body, "https://search.example/s/api/suggest?q={searchTerms}&amp;format=opensearch");
}

TEST_F(JooyaServe, ShowsThePageInTheFontOfTheSite) {
    const TemporaryFolder folder;
    const std::string font = "wOF2" + std::string(5000, '\0');
    std::ofstream(folder / "site.woff2", std::ios::binary) << font;
    const Server server({"--db", *folder_ / "news.db", "--font", folder / "site.woff2"});
    Client client(server.port());
    const Response response = client.get("/font.woff2", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(response.headers.at("content-type"), "font/woff2");
    EXPECT_EQ(response.headers.count("content-encoding"), 0U) << "it is compressed already";
    EXPECT_EQ(response.body, font);
    expect_has(client.get("/style.css").body, "src: url(font.woff2)");
    expect_has(response.headers.at("content-security-policy"), "font-src 'self';");
    EXPECT_EQ(get("/font.woff2").status, 404);
    expect_has_not(get("/style.css").body, "font.woff2");
}

TEST_F(JooyaServe, TellsItsHealth) {
    const Response health = get("/healthz");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.json().at("articles"), 3);
    EXPECT_GE(health.json().at("last_run_age_seconds"), 0);
    const std::string metrics = get("/metrics").body;
    expect_has(metrics, "jooya_index_articles 3\n");
    expect_has(metrics, "jooya_http_requests_total{route=\"health\",status=\"200\"}");
}

TEST_F(JooyaServe, AnIndexTooOldIsUnhealthy) {
    const Server strict({"--db", *folder_ / "news.db", "--max-age", "1s"});
    std::this_thread::sleep_for(2100ms);
    const Response health = Client(strict.port()).get("/healthz");
    EXPECT_EQ(health.status, 503);
    EXPECT_EQ(health.json().at("status"), "unhealthy");
}

TEST_F(JooyaServe, ErrorsAreProblems) {
    expect_problem(get("/nothing"), 404);
    expect_problem(get("/api/articles/1"), 404);
    expect_problem(get("/api/articles/1/related"), 404);
    expect_problem(get("/../../etc/passwd"), 404);
    expect_problem(get("/api/search"), 400);
    expect_problem(get("/api/search?q=a&limit=x"), 400);
    expect_problem(get("/search.atom"), 400);
    expect_problem(get("/%zz"), 400);
    expect_problem(get("/api/suggest?q=a&format=xml"), 400);
    EXPECT_EQ(get("/articles/1").status, 404);
    expect_problem(get("/?q=" + std::string(5000, 'a')), 414);
    expect_problem(get("/" + std::string(9000, 'a')), 414);
    expect_problem(get("/", "X-Long: " + std::string(9000, 'a') + "\r\n"), 431);
}

TEST_F(JooyaServe, RefusesWhatIsNoPlainGet) {
    const auto ask = [](const std::string& text) {
        Client client(server_->port());
        client.send(text);
        return client.receive();
    };
    const Response post = ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nq=a");
    expect_problem(post, 405);
    EXPECT_EQ(post.headers.at("allow"), "GET, HEAD");
    EXPECT_EQ(post.headers.at("connection"), "close");
    expect_problem(ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nq=a"), 413);
    expect_problem(ask("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 413);
    expect_problem(ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n"), 400);
    expect_problem(ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"), 400);
    expect_problem(ask("GET / HTTP/1.1\r\n\r\n"), 400);
    expect_problem(ask("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    expect_problem(ask("GET * HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    expect_problem(ask("nonsense\r\n\r\n"), 400);
    expect_problem(ask(std::string("\x16\x03\x01\0\r\n\r\n", 8)), 400);
    EXPECT_EQ(ask("GET / HTTP/1.0\r\n\r\n").headers.at("connection"), "close");
}

TEST_F(JooyaServe, HeadHasTheHeadersOfGet) {
    Client client(server_->port());
    client.send("HEAD /style.css HTTP/1.1\r\nHost: a\r\n\r\n");
    const Response head = client.receive(false);
    EXPECT_EQ(head.status, 200);
    const Response get = client.get("/style.css");
    EXPECT_EQ(head.headers.at("content-length"), std::to_string(get.body.size()));
    EXPECT_EQ(head.headers.at("etag"), get.headers.at("etag"));
}

TEST_F(JooyaServe, KeepsAConnectionAndTakesRequestsInOnePiece) {
    Client client(server_->port());
    const std::string request = "GET /api/search?q=" + bridge + " HTTP/1.1\r\nHost: a\r\n\r\n";
    client.send(request + request + "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.receive().json().at("hits").size(), 3U);
    EXPECT_EQ(client.receive().json().at("hits").size(), 3U);
    EXPECT_EQ(client.receive().json().at("status"), "ok");
    EXPECT_TRUE(client.is_closed_within(5s));
}

TEST_F(JooyaServe, AnswersFromTheSameRevisionAreNotSentAgain) {
    const Response first = get("/?q=" + bridge);
    ASSERT_EQ(first.headers.count("etag"), 1U);
    EXPECT_EQ(first.headers.at("cache-control"), "public, max-age=10");
    const Response second =
        get("/?q=" + bridge, "If-None-Match: \"x\", " + first.headers.at("etag") + "\r\n");
    EXPECT_EQ(second.status, 304);
    EXPECT_EQ(second.body, "");
    EXPECT_EQ(second.headers.at("etag"), first.headers.at("etag"));
    EXPECT_EQ(get("/?q=" + bridge, "If-None-Match: \"x\"\r\n").status, 200);
}

TEST_F(JooyaServe, CompressesForThoseWhoTakeIt) {
    const Response plain = get("/style.css");
    const Response packed = get("/style.css", "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(plain.headers.count("content-encoding"), 0U);
    ASSERT_EQ(packed.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(packed.headers.at("vary"), "Accept-Encoding, Origin");
    std::string unpacked(plain.body.size() + 1, '\0');
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string body = packed.body;
    stream.next_in = reinterpret_cast<Bytef*>(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(unpacked.data());
    stream.avail_out = static_cast<uInt>(unpacked.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    unpacked.resize(stream.total_out);
    inflateEnd(&stream);
    EXPECT_EQ(unpacked, plain.body);
    EXPECT_EQ(get("/style.css", "Accept-Encoding: gzip;q=0\r\n").headers.count("content-encoding"), 0U);
}

TEST_F(JooyaServe, OnlyAllowedOriginsMayRead) {
    EXPECT_EQ(get("/healthz", "Origin: https://news.example\r\n").headers.at("access-control-allow-origin"),
              "https://news.example");
    EXPECT_EQ(
        get("/healthz", "Origin: https://evil.example\r\n").headers.count("access-control-allow-origin"), 0U);
}

TEST_F(JooyaServe, HoldsTwoHundredConnections) {
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 200; ++i) clients.push_back(std::make_unique<Client>(server_->port()));
    for (int round = 0; round < 3; ++round) {
        // Never more at once than the queue takes.
        for (std::size_t begin = 0; begin < clients.size(); begin += 50) {
            for (std::size_t i = begin; i < begin + 50; ++i) {
                clients[i]->send("GET /api/search?q=" + bridge + " HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            for (std::size_t i = begin; i < begin + 50; ++i) ASSERT_EQ(clients[i]->receive().status, 200);
        }
    }
    expect_has(get("/metrics").body, "jooya_http_connections 201\n");
}

TEST_F(JooyaServe, TurnsAwayWhatIsTooMuch) {
    const Server small(
        {"--db", *folder_ / "news.db", "--threads", "1", "--queue", "1", "--max-connections", "20"});
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 20; ++i) clients.push_back(std::make_unique<Client>(small.port()));
    for (const auto& client : clients) client->send("GET /?q=" + bridge + " HTTP/1.1\r\nHost: a\r\n\r\n");
    int answered = 0;
    int refused = 0;
    for (const auto& client : clients) {
        const Response response = client->receive();
        if (response.status == 200) ++answered;
        if (response.status == 503) {
            ++refused;
            EXPECT_EQ(response.headers.at("retry-after"), "1");
        }
    }
    EXPECT_EQ(answered + refused, 20);
    EXPECT_GE(answered, 1);
    Client one_too_many(small.port());
    EXPECT_EQ(one_too_many.receive().status, 503);
    EXPECT_TRUE(one_too_many.is_closed_within(5s));
    EXPECT_EQ(clients.front()->get("/healthz").status, 200) << "the others are not disturbed";
}

TEST_F(JooyaServe, CutsOffASlowClient) {
    Client slow(server_->port());
    slow.send("GET / HT");
    std::atomic<bool> is_over = false;
    std::thread trickle([&] {
        while (!is_over) {
            slow.send("X");
            std::this_thread::sleep_for(500ms);
        }
    });
    const auto began = Clock::now();
    EXPECT_TRUE(slow.is_closed_within(12s));
    EXPECT_GT(Clock::now() - began, 3s) << "it has five seconds";
    is_over = true;
    trickle.join();
    EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(JooyaServe, FinishesRequestsAtHandWhenItIsTerminated) {
    Server server({"--db", *folder_ / "news.db", "--threads", "1"});
    Client idle(server.port());
    EXPECT_EQ(idle.get("/healthz").status, 200);
    Client half(server.port());
    half.send("GET /api/search?q=" + bridge + " HTTP/1.1\r\n");
    std::this_thread::sleep_for(200ms);
    server.signal(SIGTERM);
    EXPECT_TRUE(idle.is_closed_within(5s));
    half.send("Host: a\r\n\r\n");
    const Response response = half.receive();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.at("connection"), "close");
    EXPECT_THROW(Client{server.port()}, std::runtime_error) << "it listens no more";
    EXPECT_TRUE(half.is_closed_within(5s));
    EXPECT_EQ(server.wait(), 0);
}

TEST_F(JooyaServe, SeesWhatTheIndexerCommits) {
    const TemporaryFolder folder;
    update(folder, articles);
    const Server server({"--db", folder / "news.db"});
    Client client(server.port());
    const Response before = client.get("/api/search?q=" + bridge);
    EXPECT_EQ(before.json().at("total").at("value"), 3);
    update(folder, R"({"code":"7004","title":"پل چهارم","body":"متن"})"
                   "\n");
    Response after;
    for (const auto until = Clock::now() + 10s; Clock::now() < until;) {
        after = client.get("/api/search?q=" + bridge, "If-None-Match: " + before.headers.at("etag") + "\r\n");
        if (after.status == 200) break;
        std::this_thread::sleep_for(100ms);
    }
    ASSERT_EQ(after.status, 200);
    EXPECT_EQ(after.json().at("total").at("value"), 4);
    EXPECT_NE(after.headers.at("etag"), before.headers.at("etag"));
    expect_has(client.get("/metrics").body, "jooya_index_reopens_total 1\n");
}

std::vector<Json> json_lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<Json> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(Json::parse(line));
    return lines;
}

double metric(Client& client, const std::string& name) {
    const std::string text = client.get("/metrics").body;
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

TEST_F(JooyaServe, KeepsAnswersUntilTheIndexerCommits) {
    const TemporaryFolder folder;
    update(folder, articles);
    const Server server({"--db", folder / "news.db"});
    Client client(server.port());
    const std::string target = "/api/search?q=" + bridge;
    const Response first = client.get(target);
    const Response second = client.get(target);
    EXPECT_EQ(second.body, first.body) << "even the time that the search took";
    EXPECT_EQ(second.headers, first.headers);
    EXPECT_EQ(metric(client, "jooya_cache_hits_total"), 1);
    EXPECT_EQ(client.get(target, "If-None-Match: " + first.headers.at("etag") + "\r\n").status, 304);
    EXPECT_EQ(metric(client, "jooya_cache_hits_total"), 2);
    EXPECT_EQ(client.get(target, "Accept-Encoding: gzip\r\n").headers.count("content-encoding"), 1U);
    EXPECT_EQ(client.get(target).headers.count("content-encoding"), 0U);
    update(folder, R"({"code":"7004","title":"پل چهارم","body":"متن"})"
                   "\n");
    Response after;
    for (const auto until = Clock::now() + 10s; Clock::now() < until; std::this_thread::sleep_for(50ms)) {
        after = client.get(target);
        if (after.json().at("total").at("value") == 4) break;
    }
    EXPECT_EQ(after.json().at("total").at("value"), 4);

    const Server bare({"--db", folder / "news.db", "--cache", "0"});
    Client other(bare.port());
    for (int i = 0; i < 3; ++i) EXPECT_EQ(other.get(target).status, 200);
    EXPECT_EQ(metric(other, "jooya_cache_hits_total"), 0);
}

TEST_F(JooyaServe, FollowsASwitchOfGenerations) {
    const TemporaryFolder folder;
    const auto build = [&](const std::string& name, const std::string& lines) {
        const auto result = jooya::testing::run(
            {JOOYA_BINARY_DIR "/jooya-index", "update", "--quiet", "--db", folder / name, "-"}, lines);
        ASSERT_EQ(result.status, 0) << result.err;
    };
    build("one.db", articles);
    build("two.db", R"({"code":"1","title":"پل دیگر","body":"متن"})"
                    "\n");
    const std::filesystem::path current = folder / "current";
    std::filesystem::create_directory_symlink("one.db", current);
    const Server server({"--db", current.string()});
    Client client(server.port());
    EXPECT_EQ(client.get("/api/search?q=" + bridge).json().at("total").at("value"), 3);
    std::filesystem::create_directory_symlink("two.db", folder / "next");
    std::filesystem::rename(folder / "next", current);
    Json total;
    for (const auto until = Clock::now() + 10s; Clock::now() < until; std::this_thread::sleep_for(50ms)) {
        const Response response = client.get("/api/search?q=" + bridge);
        ASSERT_EQ(response.status, 200) << "an answer at every moment";
        total = response.json().at("total").at("value");
        if (total == 1) break;
    }
    EXPECT_EQ(total, 1);
}

TEST_F(JooyaServe, WritesAnAccessLogThatCanBeRotated) {
    const TemporaryFolder folder;
    const std::string path = folder / "access.log";
    const Server server({"--db", *folder_ / "news.db", "--access-log", path});
    Client client(server.port());
    client.get("/api/search?q=" + bridge, "X-Forwarded-For: 198.51.100.9, 203.0.113.7\r\n");
    client.get("/nothing", "X-Forwarded-For: <script>\r\n");
    std::vector<Json> lines = json_lines(path);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].at("client"), "203.0.113.7");
    EXPECT_EQ(lines[0].at("route"), "search");
    EXPECT_EQ(lines[0].at("status"), 200);
    EXPECT_EQ(lines[0].at("cached"), false);
    EXPECT_EQ(lines[1].at("client"), "127.0.0.1");
    EXPECT_EQ(lines[1].at("status"), 404);
    std::filesystem::rename(path, path + ".1");
    server.signal(SIGHUP);
    for (const auto until = Clock::now() + 10s; Clock::now() < until; std::this_thread::sleep_for(20ms)) {
        if (std::filesystem::exists(path)) break;
    }
    client.get("/healthz");
    lines = json_lines(path);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("route"), "health");
}

TEST_F(JooyaServe, TellsWhatIsSearchedForButNotByWhom) {
    const TemporaryFolder folder;
    const std::string path = folder / "queries.log";
    Server server({"--db", *folder_ / "news.db", "--query-log", path, "--query-log-clients", "2"});
    {
        Client client(server.port());
        const auto ask = [&](const std::string& query, const std::string& from) {
            client.get("/?q=" + query, "X-Forwarded-For: " + from + "\r\n");
        };
        ask(bridge, "203.0.113.1");
        ask(bridge, "203.0.113.2");
        ask("zzqq", "203.0.113.1");
        ask("zzqq", "203.0.113.2");
        ask("nobody-else", "203.0.113.1");
    }
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait(), 0);
    std::ifstream file(path);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    expect_has_not(text, "203.0.113");
    expect_has_not(text, "nobody");
    const auto report = [&](const std::vector<std::string>& options) {
        std::vector<std::string> command{JOOYA_BINARY_DIR "/jooya-search", "--query-report", path};
        command.insert(command.end(), options.begin(), options.end());
        return jooya::testing::run(command, {}, {"LC_ALL=C"});
    };
    const Json json = Json::parse(report({"--format", "json"}).out);
    EXPECT_EQ(json.at("searches"), 4);
    EXPECT_EQ(json.at("top").size(), 2U);
    EXPECT_EQ(json.at("without_results")[0].at("query"), "zzqq");
    EXPECT_EQ(json.at("without_results")[0].at("empty"), 2);
    const auto shown = report({"--limit", "1"});
    EXPECT_EQ(shown.status, 0);
    expect_has(shown.out, "4 searches, 2 without results");
    expect_has(shown.out, "Without results\n       2  zzqq\n");
    EXPECT_EQ(report({"--format", "csv"}).status, 2);
    const auto missing = jooya::testing::run(
        {JOOYA_BINARY_DIR "/jooya-search", "--query-report", folder / "none"}, {}, {"LC_ALL=C"});
    EXPECT_EQ(missing.status, 2);
    const auto torn = jooya::testing::run({JOOYA_BINARY_DIR "/jooya-search", "--query-report", "-"},
                                          text + "{\"day\":\"2026", {"LC_ALL=C"});
    expect_has(torn.out, "lines that cannot be read: 1");
}

TEST_F(JooyaServe, AnswersForCodesWithSlashes) {
    const TemporaryFolder folder;
    update(folder, R"({"code":"1402/07/15-3","title":"پل","body":"متن"})"
                   "\n");
    const Server server({"--db", folder / "news.db"});
    Client client(server.port());
    expect_has(client.get("/?q=" + bridge).body, "href=\"./articles/1402%2F07%2F15-3\"");
    EXPECT_EQ(client.get("/articles/1402%2F07%2F15-3").status, 200);
    EXPECT_EQ(client.get("/api/articles/1402%2F07%2F15-3").json().at("code"), "1402/07/15-3");
    EXPECT_EQ(client.get("/api/articles/1402/07/15-3").status, 200) << "as a proxy may have decoded it";
    EXPECT_EQ(client.get("/api/articles/1402%2F07%2F15-3/related").status, 200);
}

// A socket that systemd would have made: listening, at SD_LISTEN_FDS_START.
TEST_F(JooyaServe, TakesTheSocketOfSystemdAndSaysWhenItIsReady) {
    const TemporaryFolder folder;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listener, 16), 0);
    socklen_t size = sizeof address;
    ASSERT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);

    const int notified = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const std::string path = folder / "notify";
    ASSERT_LT(path.size(), sizeof name.sun_path);
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    ASSERT_EQ(::bind(notified, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    const auto told = [&] {
        pollfd watched{notified, POLLIN, 0};
        if (::poll(&watched, 1, 10'000) <= 0) return std::string("nothing");
        std::array<char, 256> text{};
        const ssize_t count = ::recv(notified, text.data(), text.size(), 0);
        return std::string(text.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    };

    Server server({"--db", *folder_ / "news.db"}, [&] {
        constexpr int first = 3;
        ::dup2(listener, first);
        ::setenv("LISTEN_FDS", "1", 1);
        ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    });
    EXPECT_EQ(server.port(), ntohs(address.sin_port));
    std::string message = told();
    while (message == "WATCHDOG=1") message = told();
    EXPECT_EQ(message, "READY=1");
    EXPECT_EQ(Client(server.port()).get("/healthz").status, 200);
    EXPECT_EQ(told(), "WATCHDOG=1");
    server.signal(SIGTERM);
    message = told();
    while (message == "WATCHDOG=1") message = told();
    EXPECT_EQ(message, "STOPPING=1");
    EXPECT_EQ(server.wait(), 0);
    ::close(listener);
    ::close(notified);
}

TEST_F(JooyaServe, HoldsTenThousandIdleConnections) {
    constexpr std::size_t idle = 10'000;
    rlimit limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = limit.rlim_max;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    ASSERT_GT(limit.rlim_cur, idle + 100) << "raise the hard limit of open files (ulimit -Hn)";
    const Server server({"--db", *folder_ / "news.db"});
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t i = 0; i < idle; ++i) clients.push_back(std::make_unique<Client>(server.port()));
    // One takes no byte of an answer it keeps asking for.
    Client greedy(server.port());
    const std::string asks = "GET /page.js HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = 0; i < 500; ++i) greedy.send_at_once(asks);
    Client reader(server.port());
    for (int i = 0; i < 20; ++i) {
        const auto began = Clock::now();
        EXPECT_EQ(reader.get("/api/search?q=" + bridge).status, 200);
        EXPECT_LT(Clock::now() - began, 2s);
    }
    EXPECT_GE(metric(reader, "jooya_http_connections"), static_cast<double>(idle));
    for (std::size_t i = 0; i < idle; i += 100) EXPECT_EQ(clients[i]->get("/healthz").status, 200);
}

TEST_F(JooyaServe, CutsOffAClientThatTakesNoAnswer) {
    const Server server({"--db", *folder_ / "news.db", "--idle-timeout", "2"});
    Client idle(server.port());
    Client greedy(server.port());
    const std::string asks = "GET /page.js HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = 0; i < 20'000; ++i) greedy.send_at_once(asks);
    Client reader(server.port());
    EXPECT_TRUE(idle.is_closed_within(10s));
    double open = 3;
    for (const auto until = Clock::now() + 45s; Clock::now() < until; std::this_thread::sleep_for(1s)) {
        open = metric(reader, "jooya_http_connections");
        if (open == 1) break;
    }
    EXPECT_EQ(open, 1) << "half a minute without taking a byte is enough";
}

TEST_F(JooyaServe, RefusesAWrongCommandLine) {
    const auto status = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), JOOYA_BINARY_DIR "/jooya-serve");
        return jooya::testing::run(arguments, {}, {"LC_ALL=C"}).status;
    };
    const std::string database = *folder_ / "news.db";
    EXPECT_EQ(status({"--help"}), 0);
    EXPECT_EQ(status({"--version"}), 0);
    EXPECT_EQ(status({"--db", database, "--listen", "nowhere"}), 2);
    EXPECT_EQ(status({"--db", database, "--listen", "127.0.0.1:99999"}), 2);
    EXPECT_EQ(status({"--db", database, "--threads", "0"}), 2);
    EXPECT_EQ(status({"--db", database, "--max-age", "soon"}), 2);
    EXPECT_EQ(status({"--db", database, "--timeout", "0"}), 2);
    EXPECT_EQ(status({"--db", database, "--access-log", *folder_ / "nowhere/access.log"}), 6);
    EXPECT_EQ(status({"--db", database, "--query-log-clients", "0"}), 2);
    EXPECT_EQ(status({"--db", database, "--public-url", "javascript:x"}), 2);
    EXPECT_EQ(status({"--db", database, "--font", database}), 2);
    EXPECT_EQ(status({"--db", database, "stray"}), 2);
    EXPECT_EQ(status({"--db", *folder_ / "nothing"}), 5);
    EXPECT_EQ(status({"--db", database, "--listen", "127.0.0.1:" + std::to_string(server_->port())}), 6);
}

}  // namespace

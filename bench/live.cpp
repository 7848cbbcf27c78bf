// SPDX-License-Identifier: Apache-2.0
// Live screens: opens many event streams as the pages do, lets dispatchers add lines to incidents, and counts how often
// a change reached a screen. One epoll thread.
//   bench_live PORT --pid P --cookies FILE --ids FILE [--screens N] [--dispatchers N] [--seconds S] [--change FILE]
// Screens belong to the accounts of the cookies in turn; a tenth have one incident open besides the board. One
// dispatcher adds the next line when the last screen has the one before: latencies are from the moment its act is sent
// (which is before its COMMIT) to the last screen. Several add lines as fast as they are answered, so that changes
// wait for the screens. In the end every screen must have every change, or the program gives up. --change keeps the
// bytes of one change as the first screen received them. The processor time told is that of the server's process P.
#include <array>
#include <fstream>
#include <map>
#include <sstream>

#include "bench/requests.hpp"
#include "bench/sockets.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::string_view change_begins = "event: incident.line_added\n";
constexpr double most_patience_s = 30;

struct Wanted {
    int port = 0;
    std::size_t screens = 2'000, dispatchers = 1;
    double warm_up_s = 0.5, seconds = 3;
    std::vector<std::string> cookies, ids;
    std::string change_file;
    int server = 0;  ///< its process
};

/// Processor time of a process with all its threads.
double cpu_seconds_of(int process) {
    constexpr int before_user = 11;  // fields between the name and the user time, proc(5)
    std::ifstream file(fmt::format("/proc/{}/stat", process));
    std::string stat;
    std::getline(file, stat);
    std::istringstream fields(stat.substr(std::min(stat.size(), stat.rfind(')') + 1)));
    std::string skipped;
    for (int i = 0; i < before_user; ++i) {
        fields >> skipped;
    }
    double user = 0, system = 0;
    if (!(fields >> user >> system)) {
        give_up(fmt::format("there is no process {}", process));
    }
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// A screen or a dispatcher.
struct Line {
    int socket = -1;
    bool dispatches = false;
    std::string rest;         ///< an event, or the answer's head, of which the end has not come yet
    std::size_t changes = 0;  ///< received
    bool following = false;
    Clock::time_point asked_at;
};

class Screens {
   public:
    explicit Screens(Wanted wanted)
        : wanted_(std::move(wanted)),
          requests_(Kind::line, "", wanted_.cookies.front(), wanted_.ids),
          epoll_(::epoll_create1(0)),
          lines_(wanted_.screens + wanted_.dispatchers) {}

    void run() {
        open();
        const auto start = Clock::now();
        for (std::size_t i = wanted_.screens; i < lines_.size(); ++i) {
            act(lines_[i]);
        }
        while (!stopping_ || unfinished()) {
            hear_some();
            const double elapsed = seconds_since(start);
            if (!counting_ && !stopping_ && elapsed >= wanted_.warm_up_s) {
                begin_to_count();
            }
            if (counting_ && elapsed >= wanted_.warm_up_s + wanted_.seconds) {
                end_counting();
            }
        }
        tell_all();
    }

   private:
    void open() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            Line& line = lines_[i];
            line.socket = connect_to(wanted_.port);
            line.dispatches = i >= wanted_.screens;
            watch(epoll_, line.socket, {.ptr = &line});
            if (!line.dispatches) {
                send(line, "GET /api/v1/live?topics=" + topics(i) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/" +
                               "event-stream\r\nCookie: bluelamp=" + wanted_.cookies[i % wanted_.cookies.size()] +
                               "\r\n\r\n");
            }
        }
        while (following_ < wanted_.screens) {
            hear_some();
        }
    }

    /// The shell follows the board and the inbox; an incident's page its log as well.
    [[nodiscard]] std::string topics(std::size_t screen) const {
        const bool has_one_open = screen % 10 == 9;
        return has_one_open ? "inbox,incident%3A" + wanted_.ids[screen % wanted_.ids.size()] + ",incidents"
                            : "inbox,incidents";
    }

    static void send(const Line& line, const std::string& bytes) {
        if (::send(line.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
            give_up("the server does not take a request");
        }
    }

    void act(Line& dispatcher) {
        request_.clear();
        requests_.write(request_);
        dispatcher.asked_at = Clock::now();
        ++acts_;
        ++unanswered_;
        send(dispatcher, request_);
    }

    void hear_some() {
        std::array<epoll_event, 256> events;
        const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1'000);
        waited_s_ = ready > 0 ? 0 : waited_s_ + 1;
        if (waited_s_ >= most_patience_s) {
            give_up(fmt::format("nothing came for {} s: {} of {} changes have reached their screens, {} follow",
                                waited_s_, delivered_, acts_ * wanted_.screens, following_));
        }
        for (int i = 0; i < ready; ++i) {
            hear(*static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr));
        }
    }

    void hear(Line& line) {
        const ssize_t got = ::recv(line.socket, chunk_.data(), chunk_.size(), 0);
        if (got <= 0) {
            give_up("the server ended a connection");
        }
        std::string_view bytes(chunk_.data(), static_cast<std::size_t>(got));
        const bool joined = !line.rest.empty();
        if (joined) {
            line.rest += bytes;
            bytes = line.rest;
        }
        std::string_view left = line.dispatches ? answered(line, bytes) : seen(line, bytes);
        line.rest = std::string(left);
    }

    /// What is left of `bytes` when whole answers are taken away.
    std::string_view answered(Line& dispatcher, std::string_view bytes) {
        constexpr std::size_t status_at = 9;  // "HTTP/1.1 "
        if (!bytes.ends_with("}")) {
            return bytes;  // the body is one JSON object, and comes last
        }
        if (bytes[status_at] != '2') {
            give_up("an act was refused: " + std::string(bytes));
        }
        --unanswered_;
        if (counting_) {
            answer_us_.push_back(static_cast<float>(seconds_since(dispatcher.asked_at) * 1e6));
        }
        if (wanted_.dispatchers > 1 && !stopping_) {
            act(dispatcher);
        } else {
            next_when_all_have_it();
        }
        return {};
    }

    /// What is left of `bytes` when whole events are taken away.
    std::string_view seen(Line& screen, std::string_view bytes) {
        if (!screen.following) {
            return follow(screen, bytes);
        }
        const std::size_t end = bytes.rfind("\n\n");
        if (end == std::string_view::npos) {
            return bytes;
        }
        const std::size_t found = count(bytes.substr(0, end));
        if (found == 0 && bytes.find("event: resync") != std::string_view::npos) {
            give_up(fmt::format("a screen was told to read everything again, though it keeps up: {}", bytes));
        }
        if (found > 0) {
            keep_change(screen, bytes, found);
            screen.changes += found;
            delivered_ += found;
            counted_ += counting_ ? found : 0;
            writes_ += counting_ ? 1 : 0;
            next_when_all_have_it();
        }
        const std::string_view left = bytes.substr(end + 2);
        return left == "\r\n" ? std::string_view() : left;
    }

    static std::size_t count(std::string_view bytes) {
        std::size_t found = 0;
        while (const void* at = ::memmem(bytes.data(), bytes.size(), change_begins.data(), change_begins.size())) {
            ++found;
            bytes.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(at) - bytes.data()) +
                                change_begins.size());
        }
        return found;
    }

    std::string_view follow(Line& screen, std::string_view bytes) {
        const std::size_t at = bytes.find(": following\n\n");
        if (at == std::string_view::npos) {
            return bytes.starts_with("HTTP/1.1 2") ? bytes : (give_up("refused: " + std::string(bytes)), bytes);
        }
        screen.following = true;
        ++following_;
        return {};
    }

    void keep_change(const Line& screen, std::string_view bytes, std::size_t found) {
        if (&screen == &lines_.front() && found == 1 && !wanted_.change_file.empty() && bytes.ends_with("\n\n\r\n")) {
            std::ofstream(wanted_.change_file, std::ios::binary) << bytes;
            wanted_.change_file.clear();
        }
    }

    void next_when_all_have_it() {
        if (wanted_.dispatchers > 1 || unanswered_ > 0 || delivered_ < acts_ * wanted_.screens) {
            return;
        }
        Line& dispatcher = lines_.back();
        if (counting_) {
            last_us_.push_back(static_cast<float>(seconds_since(dispatcher.asked_at) * 1e6));
        }
        if (!stopping_) {
            act(dispatcher);
        }
    }

    void begin_to_count() {
        counting_ = true;
        counted_from_ = Clock::now();
        cpu_s_ = cpu_seconds_of(wanted_.server);
    }
    void end_counting() {
        seconds_ = seconds_since(counted_from_);
        cpu_s_ = cpu_seconds_of(wanted_.server) - cpu_s_;
        counting_ = false;
        stopping_ = true;
    }
    [[nodiscard]] bool unfinished() const { return unanswered_ > 0 || delivered_ < acts_ * wanted_.screens; }

    void tell_all() {
        for (const Line& line : lines_) {
            if (!line.dispatches && line.changes != acts_) {
                give_up(fmt::format("a screen has {} changes of {}", line.changes, acts_));
            }
        }
        const auto counted = static_cast<double>(std::max<std::size_t>(1, counted_));
        fmt::print(R"({{"per_s":{:.1f},"cpu_us":{:.3f},"in_one_write":{:.2f},"answer_p50_us":{:.0f},)",
                   counted / seconds_, cpu_s_ / counted * 1e6,
                   counted / static_cast<double>(std::max<std::size_t>(1, writes_)), percentile(answer_us_, 0.5));
        fmt::print(R"("answer_p99_us":{:.0f},"last_p50_us":{:.0f},"last_p99_us":{:.0f}}})"
                   "\n",
                   percentile(answer_us_, 0.99), percentile(last_us_, 0.5), percentile(last_us_, 0.99));
    }

    Wanted wanted_;
    Requests requests_;
    int epoll_;
    std::vector<Line> lines_;  ///< screens, then dispatchers
    std::string request_;
    std::array<char, 262'144> chunk_{};
    std::size_t following_ = 0, acts_ = 0, unanswered_ = 0, delivered_ = 0, counted_ = 0, writes_ = 0;
    double waited_s_ = 0, seconds_ = 0, cpu_s_ = 0;
    bool counting_ = false, stopping_ = false;
    Clock::time_point counted_from_;
    std::vector<float> answer_us_, last_us_;
};

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    if (lines.empty()) {
        give_up("'" + path + "' is empty");
    }
    return lines;
}

int main_of(const std::vector<std::string>& words) {
    std::map<std::string, std::string> options{{"--screens", "2000"}, {"--dispatchers", "1"}, {"--seconds", "3"}};
    for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
        options[words[i]] = words[i + 1];
    }
    for (const char* needed : {"--pid", "--cookies", "--ids"}) {
        if (words.size() % 2 == 0 || !options.contains(needed)) {
            give_up("usage: bench_live PORT --pid P --cookies FILE --ids FILE [--screens N] [--dispatchers N] ...");
        }
    }
    Wanted wanted;
    wanted.port = std::stoi(words[0]);
    wanted.screens = std::stoul(options["--screens"]);
    wanted.dispatchers = std::stoul(options["--dispatchers"]);
    wanted.seconds = std::stod(options["--seconds"]);
    wanted.cookies = lines_of(options["--cookies"]);
    wanted.ids = lines_of(options["--ids"]);
    wanted.change_file = options["--change"];
    wanted.server = std::stoi(options["--pid"]);
    const auto screens = std::make_unique<Screens>(std::move(wanted));
    screens->run();
    return 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    if (count < 2) {
        bluelamp::bench::give_up("usage: bench_live PORT --pid P --cookies FILE --ids FILE ...");
    }
    return bluelamp::bench::main_of({words + 1, words + count});
}

// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>

#include <spdlog/spdlog.h>

#include "access/throttle.hpp"
#include "api/access_routes.hpp"
#include "api/api.hpp"
#include "api/live.hpp"
#include "api/site.hpp"
#include "api/workers.hpp"
#include "commands/commands.hpp"
#include "commands/demonstration.hpp"
#include "commands/figures.hpp"
#include "commands/finding_pairs.hpp"
#include "commands/housekeeping.hpp"
#include "commands/keeping_up.hpp"
#include "commands/linking_register.hpp"
#include "commands/living.hpp"
#include "commands/logging.hpp"
#include "commands/operations.hpp"
#include "commands/routes.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::size_t most_waiting_jobs = 20'000;
constexpr int reading_threads = 4;
constexpr int counting_threads = 2;
constexpr std::size_t most_waiting_counts = 200;
constexpr int slow_threads = 2;  // argon2id takes 64 MiB each
constexpr std::size_t most_waiting_sign_ins = 200;

/// Plain HTTP carries passwords and cookies in the clear, so it stays on this machine.
Result<void> may_listen(const ServeOptions& options) {
    const bool loopback = options.address == "127.0.0.1" || options.address == "::1" || options.address == "localhost";
    if (options.tls_cert.empty() != options.tls_key.empty()) {
        return fail(ErrorCode::invalid, options.tls_cert.empty() ? "--tls-cert" : "--tls-key",
                    "Give --tls-cert and --tls-key together.");
    }
    if (!loopback && options.tls_cert.empty() && !options.behind_proxy) {
        return fail(ErrorCode::invalid, "--address",
                    "Beyond this machine Bluelamp speaks TLS only: give --tls-cert and --tls-key, or --behind-proxy.");
    }
    return {};
}

/// What SIGINT and SIGTERM would interrupt is waited for instead; blocked before any thread starts, so that all inherit
/// it.
sigset_t hold_signals() {
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stops, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return stops;
}

http::Config config_of(const ServeOptions& options) {
    http::Config config;
    config.address = options.address;
    config.port = static_cast<std::uint16_t>(options.port);
    config.tls_cert = options.tls_cert;
    config.tls_key = options.tls_key;
    config.threads = options.threads;
    config.headers = api::security_headers();
    return config;
}

/// Everything that answers requests, in the order in which it must be made; undone in the opposite order.
class Serving {
   public:
    Serving(Opened& opened, const ServeOptions& options, std::optional<api::Site> site,
            std::shared_ptr<const crimes::Catalogue> offences, std::shared_ptr<people::Recognition> recognition)
        : sessions_(opened.force),
          services_{*opened.database, opened.clock,
                    opened.ids,       opened.force,
                    sessions_,        [&opened](Instant now) { return opened.shelf.in_force(now)->version; }},
          site_(std::move(site)),
          door_{services_, workers_, slow_, throttle_, owned_records(), {}, options.behind_proxy},
          workers_(reading_threads, most_waiting_jobs),
          counting_(counting_threads, most_waiting_counts),
          slow_(slow_threads, most_waiting_sign_ins),
          keeping_up_(services_, recognition) {
        add_all_routes(router_, door_, {opened.areas, opened.shelf, std::move(offences), recognition},
                       [this](const api::CallPtr& call) { live_->open(call); });
        live_ = std::make_unique<api::Live>(services_, router_);
        api_ = std::make_unique<api::Api>(services_, router_, workers_, counting_);
        *services_.committed = [this] { live_->wake(); };
        if (options.behind_proxy) {
            api_->behind_proxy();
        }
        housekeeping_ = std::make_unique<Housekeeping>(services_, opened.shelf, opened.actor);
        finding_pairs_ = std::make_unique<FindingPairs>(services_, opened.shelf, opened.actor, std::move(recognition));
        linking_register_ = std::make_unique<LinkingRegister>(services_, opened.actor);
    }

    void answer(http::Request&& request, http::Reply reply) {
        if (request.path.starts_with("/api/")) {
            return api_->handle(std::move(request), std::move(reply));
        }
        if (auto operations = answer_operations(request, {*api_, *live_, services_.database, keeping_up_})) {
            return reply.send(std::move(*operations));
        }
        if (site_) {
            return reply.send(site_->serve(request));
        }
        reply.send(
            {404, "text/plain; charset=utf-8", {}, "No pages are served here; see /api/v1/openapi.json.\n", nullptr});
    }

    /// The invented force goes on living from now.
    void live(std::unique_ptr<simulate::Force> force) {
        living_ = std::make_unique<Living>(std::move(force), services_);
    }

    /// Streams end first, so that the network threads have nothing left to wait for.
    void stop() {
        keeping_up_.stop();
        slow_.stop();  // passwords that still wait to be compared would outlast the patience of whoever stops us
        living_.reset();
        linking_register_.reset();
        finding_pairs_.reset();
        housekeeping_.reset();
        live_->stop();
    }

    /// Once no request comes any more. What waits in the lane or for a worker may hand something to the other and
    /// refers to what stands here, so both are emptied before it goes.
    ~Serving() {
        empty_lane();
        workers_.stop();
        counting_.stop();
        slow_.stop();
        empty_lane();
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

   private:
    void empty_lane() {
        const auto emptied = services_.database.write(services_.force, [](db::Transaction&) { return Result<void>(); });
        if (!emptied) {
            spdlog::warn("stopping while the database is away: {}", emptied.error().message);
        }
    }

    access::Sessions sessions_;
    access::Throttle throttle_;
    api::Services services_;
    std::optional<api::Site> site_;
    api::Router router_;
    std::unique_ptr<api::Live> live_;
    std::unique_ptr<api::Api> api_;
    std::unique_ptr<Housekeeping> housekeeping_;
    std::unique_ptr<FindingPairs> finding_pairs_;
    std::unique_ptr<LinkingRegister> linking_register_;
    std::unique_ptr<Living> living_;
    api::AccessDoor door_;
    api::Workers workers_, counting_, slow_;  // after what their jobs use, so that they end first
    KeepingUp keeping_up_;
};

}  // namespace

Result<void> serve(const ServeOptions& options) {
    TRY(may_listen(options));
    sigset_t stops = hold_signals();
    Logging logging;
    std::optional<api::Site> site;
    if (!options.web.empty()) {
        site = TRY(api::Site::load(options.web));
    }
    db::Settings settings;
    settings.readers = reading_threads + counting_threads + 2;  // one for the live feed, one for the register
    settings.readers += options.live ? 1 : 0;
    const auto opened = TRY(open(options.place, settings));
    std::vector<SignInLine> sign_ins;
    if (options.demonstration) {
        sign_ins = TRY(make_demonstration(*opened, options.place.data));
    }
    const auto offences = TRY(crimes::Catalogue::load(opened->reference));
    const auto recognition =
        TRY(options.live ? register_in_memory(*opened->database, opened->force)
                         : register_in_memory(*opened->database, opened->force, people::Recognition::read_at_once));
    LivedUp lived;
    if (options.live) {
        lived = TRY(live_until_now(*opened, world_of(*opened, offences, recognition)));
        if (lived.stopped) {
            return {};
        }
    }
    Serving serving(*opened, options, std::move(site), offences, recognition);
    const auto server =
        TRY(http::Server::start(config_of(options), [&serving](http::Request&& request, http::Reply reply) {
            serving.answer(std::move(request), std::move(reply));
        }));
    if (lived.force) {
        serving.live(std::move(lived.force));
    }
    const std::string scheme = options.tls_cert.empty() ? "http" : "https";
    const std::string host =
        options.address.find(':') == std::string::npos ? options.address : "[" + options.address + "]";
    std::string line = fmt::format("ready {}://{}:{}", scheme, host, server->port());
    std::string_view between = "  sign in as ";
    for (const SignInLine& one : sign_ins) {
        fmt::print("sign-in {} {} {}\n", one.role, one.username, one.password);
        line += fmt::format("{}{}: {} / {}", between, one.role, one.username, one.password);
        between = ", ";
    }
    fmt::print("{}\n", line);
    std::fflush(stdout);
    int received = 0;
    sigwait(&stops, &received);
    spdlog::info("stopping");
    serving.stop();
    server->stop();
    logging.stopped_as_told();
    return {};
}

}  // namespace bluelamp::commands

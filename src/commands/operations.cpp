// SPDX-License-Identifier: Apache-2.0
#include "commands/operations.hpp"

#include <fmt/format.h>

namespace bluelamp::commands {
namespace {

http::Response json_answer(int status, std::string body) {
    http::Response response;
    response.status = status;
    response.content_type = "application/json";
    response.headers.push_back({"Cache-Control", "no-store"});
    response.body = std::move(body);
    return response;
}

/// Ready: the database can be written. A server that cannot keep a call must not be sent one.
http::Response ready(const db::Database& database) {
    const auto health = database.health();
    if (health.ready) {
        return json_answer(200, R"({"status":"ready"})");
    }
    std::string body = R"({"status":"not ready","reason":)";
    json::write_string(body, health.reason);
    return json_answer(503, body + "}");
}

void metric(std::string& out, std::string_view name, std::string_view help, std::string_view type, std::int64_t value) {
    out += fmt::format("# HELP bluelamp_{0} {1}\n# TYPE bluelamp_{0} {2}\nbluelamp_{0} {3}\n", name, help, type, value);
}

http::Response metrics(const Operated& operated) {
    const auto health = operated.database.health();
    const api::Counters& counters = operated.api.counters();
    std::string out;
    metric(out, "requests_total", "API requests received.", "counter", counters.requests);
    metric(out, "requests_refused_total", "API requests refused.", "counter", counters.refused);
    metric(out, "requests_failed_total", "API requests that failed inside or found storage away.", "counter",
           counters.failed);
    metric(out, "requests_replayed_total", "Retries answered with the first answer.", "counter", counters.replayed);
    metric(out, "commands_total", "Commands committed.", "counter", health.commands);
    metric(out, "batches_total", "Transactions of the write lane.", "counter", health.batches);
    metric(out, "commands_refused_total", "Commands that refused.", "counter", health.refused);
    metric(out, "batch_reruns_total", "Batches run again step by step.", "counter", health.reruns);
    metric(out, "commands_waiting", "Commands in the write lane's queue.", "gauge", health.waiting);
    metric(out, "database_ready", "1 when the database can be written.", "gauge", health.ready ? 1 : 0);
    metric(out, "streams", "Live streams open.", "gauge", operated.live.streams());
    metric(out, "events_sent_total", "Buffers of events sent to live streams.", "counter", operated.live.events_sent());
    metric(out, "journal_position", "Newest act passed on to live streams.", "gauge", operated.live.position());
    const RegisterKnown known = operated.keeping_up.known();
    metric(out, "register_profiles", "Profiles of the register in memory.", "gauge",
           static_cast<std::int64_t>(known.profiles));
    metric(out, "register_behind", "1 while the register is still being read: nobody is recognised yet.", "gauge",
           known.behind ? 1 : 0);
    http::Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = std::move(out);
    return response;
}

}  // namespace

std::optional<http::Response> answer_operations(const http::Request& request, const Operated& operated) {
    const bool ours = request.path == "/health/live" || request.path == "/health/ready" || request.path == "/metrics";
    if (ours && request.method != http::Method::get && request.method != http::Method::head) {
        http::Response refused = json_answer(405, R"({"status":405,"title":"This address takes only GET."})");
        refused.headers.push_back({"Allow", "GET, HEAD"});
        return refused;
    }
    if (request.path == "/health/live") {
        return json_answer(200, R"({"status":"live"})");
    }
    if (request.path == "/health/ready") {
        return ready(operated.database);
    }
    if (request.path == "/metrics") {
        return metrics(operated);
    }
    return std::nullopt;
}

}  // namespace bluelamp::commands

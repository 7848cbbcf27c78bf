// SPDX-License-Identifier: Apache-2.0
#include "api/raw.hpp"

#include <spdlog/spdlog.h>

namespace bluelamp::api {

void respond(const http::Reply& reply, Answer answer) {
    http::Response response;
    response.status = answer.status;
    response.content_type = answer.body.empty() ? "" : std::move(answer.content_type);
    response.body = std::move(answer.body);
    response.headers = std::move(answer.headers);
    if (answer.version) {
        response.headers.push_back({"ETag", "\"" + std::to_string(*answer.version) + "\""});
    }
    response.headers.push_back({"Cache-Control", "no-store"});
    response.headers.insert(response.headers.end(), security_headers().begin(), security_headers().end());
    reply.send(std::move(response));
}

void refuse(const Call& call, const Error& error) {
    if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable) {
        spdlog::error("{} {}: {} [{}]", http::name(call.request.method), call.request.path, error.message, error.cause);
    }
    respond(call.reply, problem(error));
}

Result<json::Value> body_of(const Call& call) {
    json::Object fields;
    if (!call.request.body.empty()) {
        if (!call.request.header("content-type").starts_with("application/json")) {
            return fail(ErrorCode::invalid, "Content-Type", "Send application/json.");
        }
        json::Value body = TRY(json::parse(call.request.body));
        if (!body.is_object()) {
            return fail(ErrorCode::invalid, "body", "Send one JSON object.");
        }
        fields = std::move(body.get_object());
    }
    for (const auto& [name, value] : call.path) {
        if (fields.contains(name)) {
            return fail(ErrorCode::invalid, name, "This stands in the address already; leave it out.");
        }
        fields[name] = value;
    }
    return json::Value(std::move(fields));
}

void on_worker(Workers& workers, const CallPtr& call, std::function<Result<void>()> job) {
    const bool taken = workers.post([call, job = std::move(job)] {
        try {
            if (const auto done = job(); !done) {
                refuse(*call, done.error());
            }
        } catch (const std::exception& broken) {
            refuse(*call, {ErrorCode::internal, "", "Bluelamp made a mistake; it has been noted.", broken.what()});
        }
    });
    if (!taken) {
        refuse(*call, {ErrorCode::unavailable, "", "Too many are waiting; try again.", {}});
    }
}

void in_lane(const Services& services, const CallPtr& call, LaneJob job) {
    auto answer = std::make_shared<Answer>();
    db::Command command;
    command.force = services.force;
    command.run = [act = job.act, run = std::move(job.run), answer](db::Transaction& tx) -> Result<void> {
        *answer = TRY(run(tx, *act));
        return {};
    };
    command.done = [call, answer, committed = std::move(job.committed),
                    failed = std::move(job.failed)](Result<void> done) {
        if (!done) {
            return failed ? failed(done.error()) : refuse(*call, done.error());
        }
        if (committed) {
            committed(*answer);
        }
        respond(call->reply, std::move(*answer));
    };
    services.database.submit(std::move(command));
}

}  // namespace bluelamp::api

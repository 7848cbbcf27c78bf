// SPDX-License-Identifier: Apache-2.0
/// Router: the one list of what can be asked of Bluelamp over HTTP. A registration serves the route, decodes and checks
/// its input, states its permission and describes it in the OpenAPI document: the four cannot drift apart.
///
/// Owns routes, not connections. Does not decide anything: a handler is a plain function of the desk,
///   command  Result<Out> f(db::Transaction&, const Act&, const In&)   handed to the write lane, answered after COMMIT
///   query    Result<Out> f(db::Reader&, const Act&, const In&)        run on a worker with a pooled connection
///   answer   Result<Out> f(const Act&, const In&)                     from memory, on the network thread: never blocks
///   raw      void f(const CallPtr&)                                   anything else: live stream, files, signing in
/// In and Out are described structs (core/json.hpp). Fields of In that stand in the path come from there; the others
/// from the query string (GET) or the body. Optional fields may be left out.
/// Refuses: two routes with the same method and path (a broken invariant at start).
/// Registration is not thread safe and ends before the server starts; everything else is. Start reading at api.cpp.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "api/call.hpp"
#include "core/json.hpp"
#include "db/database.hpp"

namespace bluelamp::api {

/// For routes that take nothing, or answer nothing but their status.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// A page of a list: the items, and the cursor that asks for the next ones (null at the end).
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;
    BOOST_DESCRIBE_CLASS(Page, (), (items, next), (), ())
};

using RunCommand = std::function<Result<Answer>(db::Transaction&, const Act&)>;
using RunQuery = std::function<Result<Answer>(db::Reader&, const Act&)>;

struct Route {
    http::Method method = http::Method::get;
    std::string path;                      ///< "/api/v1/incidents/{id}/lines"
    std::string summary;                   ///< one sentence, for the API document
    std::optional<Permission> permission;  ///< nullopt: open to everybody, signed in or not
    bool while_locked = false;             ///< may be asked while the screen is locked
    json::Object input, output;            ///< schemas; see openapi.cpp
    int success = 200;
    bool streams = false;        ///< answers with server-sent events
    bool quick = false;          ///< reads a few rows by their keys
    bool one_state = false;      ///< an answer of many statements, which must fit together: all see one state
    bool counts = false;         ///< may read for seconds: has workers of its own, so that no board waits behind it
    bool needs_key = false;      ///< an Idempotency-Key must be sent
    bool needs_version = false;  ///< If-Match must name the version that was read
    json::Object (*coerce)(json::Object) =
        nullptr;  ///< turns texts of path and query into numbers where In has numbers

    // exactly one of these
    std::function<Result<RunCommand>(const json::Value&)> command;
    std::function<Result<RunQuery>(const json::Value&)> query;
    std::function<Result<Answer>(const Act&, const json::Value&)> answer;
    std::function<void(const CallPtr&)> raw;
};

class Router {
   public:
    Router();
    ~Router();

    template <class In, class Out>
    using CommandFunction = std::function<Result<Out>(db::Transaction&, const Act&, const In&)>;
    template <class In, class Out>
    using QueryFunction = std::function<Result<Out>(db::Reader&, const Act&, const In&)>;
    template <class In, class Out>
    using AnswerFunction = std::function<Result<Out>(const Act&, const In&)>;

    /// A creating or changing command: needs an Idempotency-Key, answers 201 with the record.
    template <class In, class Out>
    Route& post(std::string_view path, Permission permission, std::string_view summary, CommandFunction<In, Out> run) {
        Route route = describe<In, Out>(http::Method::post, path, summary);
        route.permission = permission;
        route.success = 201;
        route.needs_key = true;
        route.command = [run = std::move(run)](const json::Value& input) -> Result<RunCommand> {
            auto in = std::make_shared<const In>(TRY(json::read<In>(input)));
            return RunCommand([run, in](db::Transaction& tx, const Act& act) -> Result<Answer> {
                return written(TRY(run(tx, act, *in)), 201);
            });
        };
        return add(std::move(route));
    }
    template <class In, class Out>
    Route& post(std::string_view path, Permission permission, std::string_view summary,
                Result<Out> (*run)(db::Transaction&, const Act&, const In&)) {
        return post<In, Out>(path, permission, summary, CommandFunction<In, Out>(run));
    }

    template <class In, class Out>
    Route& get(std::string_view path, Permission permission, std::string_view summary, QueryFunction<In, Out> run) {
        Route route = describe<In, Out>(http::Method::get, path, summary);
        route.permission = permission;
        route.query = [run = std::move(run)](const json::Value& input) -> Result<RunQuery> {
            auto in = std::make_shared<const In>(TRY(json::read<In>(input)));
            return RunQuery([run, in](db::Reader& reader, const Act& act) -> Result<Answer> {
                return written(TRY(run(reader, act, *in)), 200);
            });
        };
        return add(std::move(route));
    }
    template <class In, class Out>
    Route& get(std::string_view path, Permission permission, std::string_view summary,
               Result<Out> (*run)(db::Reader&, const Act&, const In&)) {
        return get<In, Out>(path, permission, summary, QueryFunction<In, Out>(run));
    }

    template <class In, class Out>
    void get_now(std::string_view path, Permission permission, std::string_view summary, AnswerFunction<In, Out> run) {
        Route route = describe<In, Out>(http::Method::get, path, summary);
        route.permission = permission;
        route.answer = [run = std::move(run)](const Act& act, const json::Value& input) -> Result<Answer> {
            const In in = TRY(json::read<In>(input));
            return written(TRY(run(act, in)), 200);
        };
        add(std::move(route));
    }

    /// A raw route that still describes its input and output. `permission` nullopt: open to everybody.
    template <class In, class Out>
    Route& raw(http::Method method, std::string_view path, std::optional<Permission> permission,
               std::string_view summary, std::function<void(const CallPtr&)> run) {
        Route route = describe<In, Out>(method, path, summary);
        route.permission = permission;
        route.raw = std::move(run);
        return add(std::move(route));
    }

    /// Who may follow records of `kind` on the live stream, and under which topic name ("incidents").
    struct Topic {
        std::string name;
        std::string kind;
        Permission permission;
    };
    void topic(std::string name, std::string kind, Permission permission) {
        topics_.push_back({std::move(name), std::move(kind), permission});
    }

    struct Match {
        const Route* route = nullptr;
        std::vector<std::pair<std::string, std::string>> path;  ///< decoded path fields
        std::string allow;                                      ///< when only the method is wrong: those that are right
    };
    [[nodiscard]] Match match(http::Method method, std::string_view path) const;

    [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }
    [[nodiscard]] const std::vector<Topic>& topics() const { return topics_; }
    [[nodiscard]] const json::Components& components() const { return components_; }

    template <class Out>
    static Answer written(const Out& out, int status) {
        Answer answer;
        answer.status = status;
        json::write(answer.body, out);
        if constexpr (requires { out.version; }) {
            answer.version = out.version;
        }
        return answer;
    }

   private:
    template <class In, class Out>
    Route describe(http::Method method, std::string_view path, std::string_view summary) {
        Route route;
        route.method = method;
        route.path = path;
        route.summary = summary;
        route.input = json::Format<In>::describe(components_);
        route.output = std::is_same_v<Out, Nothing> ? json::Object() : json::schema<Out>(components_);
        route.coerce = &coerce<In>;
        return route;
    }

    /// Path and query hold texts; where In has a number or a truth value, the text becomes one if it can.
    template <class In>
    static json::Object coerce(json::Object texts) {
        boost::mp11::mp_for_each<json::Members<In>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<In>().*member.pointer)>;
            constexpr bool number = std::is_same_v<Field, std::int64_t> ||
                                    std::is_same_v<Field, std::optional<std::int64_t>> ||
                                    std::is_same_v<Field, double> || std::is_same_v<Field, std::optional<double>> ||
                                    std::is_same_v<Field, bool> || std::is_same_v<Field, std::optional<bool>>;
            if constexpr (number) {
                coerce_member(texts, member.name);
            }
        });
        return texts;
    }
    static void coerce_member(json::Object& texts, const char* name);

    struct Node;

    Route& add(Route route);

    std::vector<std::unique_ptr<Route>> routes_;
    std::unique_ptr<Node> root_;
    std::vector<Topic> topics_;
    json::Components components_;
};

}  // namespace bluelamp::api

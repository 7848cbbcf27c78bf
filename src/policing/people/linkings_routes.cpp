// SPDX-License-Identifier: Apache-2.0
#include "policing/people/linkings.hpp"
#include "policing/people/linkings.sql.hpp"

namespace bluelamp::people {
namespace {

template <class Run>
auto query(const policy::Book& book, Run run) {
    return [&book, run](db::Reader& reader, const Act& act, const auto& in) {
        return run(reader, act, *book.version(act.policy_version, act.now), in);
    };
}

template <class In, class Out>
api::Router::CommandFunction<In, Out> command(const policy::Book& book,
                                              Result<Out> (*run)(db::Transaction&, const Act&, const policy::Policy&,
                                                                 const In&)) {
    return [&book, run](db::Transaction& tx, const Act& act, const In& in) {
        return run(tx, act, *book.version(act.policy_version, act.now), in);
    };
}

using AsCsv = Result<CsvPart> (*)(db::Reader&, const Act&, const policy::Policy&, const LinkedQuery&);

/// A part of a file, with the address of the next part in its head (RFC 8288).
struct File {
    std::string name;
    std::string_view summary;
    AsCsv run;
};
void add_csv(api::Router& router, const policy::Book& book, const File& file) {
    // Described as a query that answers no object: what it answers is text.
    const api::Router::QueryFunction<LinkedQuery, api::Nothing> described;
    api::Route& route = router.get<LinkedQuery, api::Nothing>("/api/v1/people/linkings/{id}/" + file.name,
                                                              Permission::review_people, file.summary, described);
    route.counts = true;
    route.query = [&book, run = file.run, name = file.name](const json::Value& input) -> Result<api::RunQuery> {
        auto in = std::make_shared<const LinkedQuery>(TRY(json::read<LinkedQuery>(input)));
        return api::RunQuery([&book, run, in, name](db::Reader& reader, const Act& act) -> Result<api::Answer> {
            CsvPart part = TRY(run(reader, act, *book.version(act.policy_version, act.now), *in));
            api::Answer answer{200, std::move(part.text), "text/csv; charset=utf-8", {}, {}};
            answer.headers.push_back({"Content-Disposition", "attachment; filename=\"" + name + "\""});
            if (part.next) {
                const std::string limit = in->limit ? "&limit=" + std::to_string(*in->limit) : "";
                answer.headers.push_back({"Link", "<" + name + "?after=" + *part.next + limit + ">; rel=\"next\""});
            }
            return answer;
        });
    };
}

Result<AnsweringModel> answering_model(db::Reader& reader, const Act& act, Recognition& recognition) {
    TRY(act.require(Permission::review_people));
    const Recognition::Answering answering = recognition.answering(act.force);
    AnsweringModel out{answering.model, {}, {}, {}};
    if (!answering.note.empty()) {
        out.note = answering.note;
    }
    TRY(reader.each(sql::model_trained, {act.force, answering.model}, [&](const db::Row& row) {
        out.trained_at = row.instant(0);
        out.trained_on = row.bigint(1);
    }));
    return out;
}

}  // namespace

void add_linking_routes(api::Router& router, const policy::Book& book, std::shared_ptr<Recognition> recognition) {
    constexpr auto needs = Permission::review_people;
    const std::string one = "/api/v1/people/linkings/{id}";
    router.post("/api/v1/people/linkings", needs, "Begins to link the whole register; one run at a time.",
                command(book, start_linking));
    router.get<api::Nothing, api::Page<Linking>>("/api/v1/people/linkings", needs,
                                                 "Linkings of the whole register, the newest first, with progress.",
                                                 query(book, list_linkings));
    router.get<OneLinking, Linking>(one, needs, "One linking of the whole register, and how far it is.",
                                    query(book, read_linking));
    router
        .get<LinkedQuery, api::Page<LinkedPair>>(one + "/pairs", needs,
                                                 "Pairs that a linking found, cluster by cluster, the surest first.",
                                                 query(book, linked_pairs))
        .counts = true;
    router
        .get<LinkedQuery, api::Page<LinkedCluster>>(one + "/clusters", needs,
                                                    "Clusters of two persons or more, the surest first.",
                                                    query(book, linked_clusters))
        .counts = true;
    add_csv(router, book,
            {"pairs.csv",
             "The pairs as CSV: id_left,id_right,probability,weight. Up to 100,000 rows; Link names the next part.",
             linked_pairs_csv});
    add_csv(router, book,
            {"clusters.csv", "Every person's cluster as CSV: id,cluster. Up to 100,000 rows; Link names the next part.",
             linked_clusters_csv});
    router.post(one + "/review", needs, "Puts a pair that a linking found into the review.",
                command(book, put_in_review));
    router.get<TwoPersons, ExplainedPair>(
        "/api/v1/people/identity/explain", needs, "Why two persons are, or are not, held to be one.",
        query(book,
              [recognition](db::Reader& reader, const Act& act, const policy::Policy& policy, const TwoPersons& in) {
                  return explain_pair(reader, act, policy, *recognition, in);
              }));
    router.get<api::Nothing, AnsweringModel>("/api/v1/people/identity/model", needs,
                                             "Which model recognises people and links records.",
                                             [recognition](db::Reader& reader, const Act& act, const api::Nothing&) {
                                                 return answering_model(reader, act, *recognition);
                                             });
}

}  // namespace bluelamp::people

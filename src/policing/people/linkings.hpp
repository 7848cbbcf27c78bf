// SPDX-License-Identifier: Apache-2.0
/// Linkings: linking the whole register (linking.hpp) as work that somebody starts, follows and reads.
///
/// Owns the runs and what the newest finished one found. The result is kept in tables rather than in a file, because
/// who may read a pair depends on what stands beside it at the moment of reading: clearance, never-links, decisions.
///
/// Promises: one run at a time for a force; a server runs it beside the calls, on threads of low priority, and writes
/// in small portions. A run whose server stops is told as stopped and can be started again; what the one before found
/// is readable until another is done. A pair is told only to who may see both persons and all that they are compared
/// by, and never one of somebody hidden, whenever that was said. Decisions in force outrank what was found: two decided
/// to be different are in no cluster together. Of a cluster that the reader may not see all of, he is told what the
/// pairs that he sees hold together by themselves.
/// Refuses: a second run meanwhile; a result that a later one replaced. Start reading at linkings_run.cpp; what is told
/// stands in linkings_read.cpp.
#pragma once

#include "policing/people/linking.hpp"
#include "policing/people/review.hpp"

namespace bluelamp::people {

enum class LinkingState { waiting, running, done, failed, stopped };
BOOST_DESCRIBE_ENUM(LinkingState, waiting, running, done, failed, stopped)

struct Linking {
    LinkingId id;
    LinkingState state = LinkingState::waiting;
    std::string stage;  ///< in words, while it runs
    double share = 0;   ///< of the stage, 0 to 1
    std::string model;  ///< version
    Instant begun_at;
    std::string begun_by;
    std::optional<Instant> ended_at;
    std::optional<std::string> failure;     ///< why there is no result, and what to do
    std::int64_t persons = 0, records = 0;  ///< read: records are what is known of persons
    std::int64_t compared = 0, pairs = 0, clusters = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Linking, (),
                      (id, state, stage, share, model, begun_at, begun_by, ended_at, failure, persons, records,
                       compared, pairs, clusters, version))

// ---- what people do: Permission::review_people and the policy's role ------------------------------------------------

/// Journals who began it, when and by which model.
Result<Linking> start_linking(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                              const api::Nothing& nothing);
/// The newest first, at most 20. Counts are of all, and tell of nobody.
Result<api::Page<Linking>> list_linkings(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                         const api::Nothing& nothing);
struct OneLinking {
    LinkingId id;
};
BOOST_DESCRIBE_STRUCT(OneLinking, (), (id))
Result<Linking> read_linking(db::Reader& reader, const Act& act, const policy::Policy& policy,
                             const OneLinking& wanted);

struct LinkedQuery {
    LinkingId id;
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(LinkedQuery, (), (id, after, limit))

struct LinkedPair {
    Recorded one, other;
    double probability = 0, weight = 0;
    std::int64_t cluster = 0;
    std::optional<ReviewId> review;  ///< where it waits to be decided
};
BOOST_DESCRIBE_STRUCT(LinkedPair, (), (one, other, probability, weight, cluster, review))
/// 1 to 500 a page, 50 when nobody said; cluster by cluster, the surest first.
Result<api::Page<LinkedPair>> linked_pairs(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                           const LinkedQuery& query);

struct LinkedCluster {
    std::int64_t cluster = 0;
    std::vector<Recorded> persons;
};
BOOST_DESCRIBE_STRUCT(LinkedCluster, (), (cluster, persons))
/// As pairs; only clusters of two persons or more.
Result<api::Page<LinkedCluster>> linked_clusters(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                                 const LinkedQuery& query);

/// id_left,id_right,probability,weight and id,cluster with every record of the register that the reader may see once;
/// its cluster goes by the lowest id of all who are one by this linking or by decision, so two of a pair are in one;
/// at most `limit` rows (100,000 when nobody said, which is the most). `next` is where the next part goes on, which has
/// no heading: the parts one after the other are the file.
struct CsvPart {
    std::string text;
    std::optional<std::string> next;
};
Result<CsvPart> linked_pairs_csv(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                 const LinkedQuery& query);
Result<CsvPart> linked_clusters_csv(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                    const LinkedQuery& query);

struct TwoPersons {
    SubjectId one, other;
};
BOOST_DESCRIBE_STRUCT(TwoPersons, (), (one, other))
struct ExplainedPair {
    Recorded one, other;
    bool linked = false;  ///< by the newest linking, as it explained it; else by the model in memory
    double probability = 0, weight = 0;
    std::string model;
    Waterfall why;
};
BOOST_DESCRIBE_STRUCT(ExplainedPair, (), (one, other, linked, probability, weight, model, why))
/// Why any two persons are, or are not, one.
Result<ExplainedPair> explain_pair(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                   Recognition& recognition, const TwoPersons& wanted);

struct PutInReview {
    LinkingId id;
    SubjectId one, other;
};
BOOST_DESCRIBE_STRUCT(PutInReview, (), (id, one, other))
struct InReview {
    ReviewId review;
};
BOOST_DESCRIBE_STRUCT(InReview, (), (review))
/// The pair waits to be decided, as if it had been found by the review itself.
Result<InReview> put_in_review(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                               const PutInReview& wanted);

/// Which model recognises and links.
struct AnsweringModel {
    std::string model;                ///< version
    std::optional<std::string> note;  ///< why it is not the one that the force trained
    std::optional<Instant> trained_at;
    std::optional<std::int64_t> trained_on;  ///< records; nothing of the standard one
};
BOOST_DESCRIBE_STRUCT(AnsweringModel, (), (model, note, trained_at, trained_on))

/// GET and POST /api/v1/people/linkings, …/{id}, …/{id}/pairs, …/clusters, …/pairs.csv, …/clusters.csv, …/review;
/// GET /api/v1/people/identity/explain, …/model.
void add_linking_routes(api::Router& router, const policy::Book& book, std::shared_ptr<Recognition> recognition);

}  // namespace bluelamp::people

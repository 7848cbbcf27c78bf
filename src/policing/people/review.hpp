// SPDX-License-Identifier: Apache-2.0
/// The review: pairs of persons that may be one, for people to decide. Owned by whoever holds the role that the policy
/// names (deciders.identity_review), and in nobody else's queue.
///
/// Owns the pairs that wait, found by reading what changed on the register a little at a time. Each is shown side by
/// side with the model's reasons; accepting and refusing are decisions (merge.hpp), postponing is not.
///
/// Promises: a pair is seen only by who may see both persons and all that they are compared by, and never one of
/// somebody hidden. A pair that was decided
/// comes back only when somebody takes the decision back, whatever it is scored later. What is journalled names the
/// model's version. Refuses: an older version of a pair than there is; a day of postponing that is not ahead.
/// Start reading at review_find.cpp; what people do at review_decide.cpp.
#pragma once

#include "policing/people/merge.hpp"
#include "policing/people/recognition.hpp"

namespace bluelamp::people {

using ReviewId = Id<struct ReviewTag>;

// ---- finding --------------------------------------------------------------------------------------------------------

/// Other persons who may be the same as one, each probability that of the pair alone.
using LikelySame = std::function<Result<Recognitions>(db::Reader&, const SubjectId&)>;
/// By the register in memory, with everything there is in sight but hidden persons.
LikelySame likely_same_by(Recognition& recognition, const ForceId& force);

struct FoundPair {
    SubjectId one, other;
    double probability = 0, weight = 0;
    std::string model;
    Waterfall why;
};
struct FoundPairs {
    std::vector<SubjectId> looked_at;
    std::vector<FoundPair> pairs;
    std::int64_t changed = 0, profile = 0;  ///< how far the register was read
    bool more = false;
};
/// Reads persons who changed since the last time, at most so many.
Result<FoundPairs> find_pairs(db::Reader& reader, const ForceId& force, const policy::Review& bounds,
                              const LikelySame& likely_same, std::int64_t most = 100);
/// Keeps what was found, and tells the reviewers when there was nothing to do before.
Result<void> keep_pairs(db::Transaction& tx, const Act& act, const policy::Policy& policy, const FoundPairs& found);

/// The pair was decided, or is open again; nothing where nobody proposed it. Part of a decision.
Result<void> settle_pair(db::Transaction& tx, const SubjectId& one, const SubjectId& other);
Result<void> reopen_pair(db::Transaction& tx, const SubjectId& one, const SubjectId& other);

// ---- what people do: Permission::review_people and the policy's role ------------------------------------------------

enum class ReviewState { waiting, postponed };
BOOST_DESCRIBE_ENUM(ReviewState, waiting, postponed)

struct ReviewPair {
    ReviewId id;
    Recorded one, other;
    ReviewState state = ReviewState::waiting;
    double probability = 0, weight = 0;
    std::string model;
    Instant found_at;
    std::optional<LocalDate> postponed_until;
    std::optional<std::string> postponed_because;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ReviewPair, (),
                      (id, one, other, state, probability, weight, model, found_at, postponed_until, postponed_because,
                       version))

struct ReviewQuery {
    std::optional<ReviewState> state;  ///< waiting when nobody said
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(ReviewQuery, (), (state, after, limit))
/// The surest first. A postponed pair waits again from its day on.
Result<api::Page<ReviewPair>> list_review(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                          const ReviewQuery& query);

/// Whether he may know everything that is said under these records, which is what scores and reasons rest on.
Result<bool> sees_all_said_of(db::Reader& reader, const Act& act, const std::set<SubjectId>& records);

/// How many pairs wait that this reader may see: the rest are for others to decide.
Result<std::int64_t> count_waiting_seen(db::Reader& reader, const Act& act);

struct OneReview {
    ReviewId id;
};
BOOST_DESCRIBE_STRUCT(OneReview, (), (id))

enum class Agrees { yes, nearly, no, unknown };
BOOST_DESCRIBE_ENUM(Agrees, yes, nearly, no, unknown)

/// One thing that both records tell, or only one of them.
struct SideBySide {
    std::string what;  ///< "Date of birth"
    std::vector<std::string> one, other;
    Agrees agrees = Agrees::unknown;     ///< as the model judged it when the pair was found; the same letters agree
    std::optional<std::string> level{};  ///< what the model says of it, "one digit different": where it is nearly so
};
BOOST_DESCRIBE_STRUCT(SideBySide, (), (what, one, other, agrees, level))

struct Reviewed {
    ReviewPair pair;
    std::vector<SideBySide> compared;
    Waterfall why;
    Person one, other;  ///< with markers and history
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (pair, compared, why, one, other, version))
Result<Reviewed> read_review(db::Reader& reader, const Act& act, const policy::Policy& policy, const OneReview& wanted);

struct DecidePair {
    ReviewId id;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(DecidePair, (), (id, reason))
/// If-Match names the version of the pair, here and below.
Result<PairDecision> accept_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const DecidePair& wanted);
Result<PairDecision> refuse_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const DecidePair& wanted);

struct PostponePair {
    ReviewId id;
    LocalDate until;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(PostponePair, (), (id, until, reason))
Result<ReviewPair> postpone_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const PostponePair& wanted);

/// GET /api/v1/people/review, …/review/{id}; POST …/review/{id}/accept, …/refuse, …/postpone.
void add_review_routes(api::Router& router, const policy::Book& book);

}  // namespace bluelamp::people

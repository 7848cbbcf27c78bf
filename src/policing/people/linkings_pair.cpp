// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "policing/people/finds.hpp"
#include "policing/people/linkings.sql.hpp"
#include "policing/people/linkings_told.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/review.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

struct ToldPair {
    KeptPair kept;
    std::string model;
    Waterfall why;
};

/// The pair, if the newest linking has it and the reader is told of it.
Result<std::optional<ToldPair>> told_pair(db::Reader& reader, const Act& act, const SubjectId& one,
                                          const SubjectId& other) {
    struct Place {
        std::int64_t nr = 0, cluster = 0;
        std::string why;
    };
    const auto newest = TRY(newest_result(reader, act.force));
    if (!newest) {
        return std::nullopt;
    }
    const auto& [first, second] = std::minmax(one, other);
    const auto place =
        TRY(reader.maybe(sql::linked_pair_of, {act.force, newest->id, first, second}, [](const db::Row& row) {
            return Place{row.bigint(0), row.bigint(1), row.string(2)};
        }));
    std::optional<ToldPair> found;
    if (place) {
        TRY(Clustered(reader, act, newest->id, place->cluster).each(place->cluster, [&](Told&& told) {
            const auto kept = std::ranges::find(told.pairs, place->nr, &KeptPair::nr);
            if (kept != told.pairs.end()) {
                found = ToldPair{std::move(*kept), newest->model, {}};
            }
            return true;
        }));
    }
    if (found) {
        found->why = TRY(json::from_text<Waterfall>(place->why));
    }
    return found;
}

/// One refusal whatever the cause: nobody learns from it which of the two is hidden, restricted or unknown.
tl::unexpected<Error> untold() {
    return fail(ErrorCode::not_found, "one",
                "These two cannot be compared: one of them is not on the register, or what is known of him is not for "
                "you to see, or too little is known to compare by.");
}

/// Of two persons who were not linked.
Result<ExplainedPair> explained_now(db::Reader& reader, const Act& act, Recognition& recognition,
                                    const TwoPersons& wanted) {
    ExplainedPair out;
    const auto hidden = TRY(hidden_among(reader, act.force, {wanted.one, wanted.other}));
    for (const auto& [id, side] : {std::pair(&wanted.one, &out.one), std::pair(&wanted.other, &out.other)}) {
        const auto person = find_person(reader, act, *id, "one");
        if (!person && person.error().code != ErrorCode::not_found) {
            return tl::unexpected(person.error());
        }
        if (!person || !hidden.empty()) {
            return untold();
        }
        *side = {*id, person->person.title};
    }
    const auto why = TRY(recognition.explain(reader, {act.force, act.actor.clearance}, wanted.one, wanted.other));
    if (!why) {
        return untold();
    }
    out.probability = why->probability;
    out.weight = why->weight;
    out.model = recognition.answering(act.force).model;
    out.why = waterfall_of(*why);
    return out;
}

}  // namespace

Result<ExplainedPair> explain_pair(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                   Recognition& recognition, const TwoPersons& wanted) {
    TRY(require_reviewer(act, policy));
    if (wanted.one == wanted.other) {
        return fail(ErrorCode::invalid, "other", "Both are one record; give two.");
    }
    const auto linked = TRY(told_pair(reader, act, wanted.one, wanted.other));
    if (!linked) {
        return explained_now(reader, act, recognition, wanted);
    }
    const LinkedPair& pair = linked->kept.pair;
    return ExplainedPair{pair.one, pair.other, true, pair.probability, pair.weight, linked->model, linked->why};
}

Result<InReview> put_in_review(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                               const PutInReview& wanted) {
    TRY(with_result(tx, act, policy, wanted.id));
    const auto linked = TRY(told_pair(tx, act, wanted.one, wanted.other));
    if (!linked) {
        return fail(ErrorCode::not_found, "one", "This linking has no such pair, or it is not for you to see.");
    }
    const LinkedPair& pair = linked->kept.pair;
    TRY(tx.execute(sql::keep_pair,
                   {tx.force(), act.new_id<ReviewId>(), pair.one.person, pair.other.person, pair.probability,
                    pair.weight, linked->model, json::to_text(linked->why), act.now}));
    const InReview kept{TRY(tx.one(sql::review_of_pair, {tx.force(), pair.one.person, pair.other.person},
                                   [](const db::Row& row) { return row.id<ReviewId>(0); }))};
    const KeptPerson one = TRY(find_person(tx, act, pair.one.person, "one"));
    const KeptPerson other = TRY(find_person(tx, act, pair.other.person, "other"));
    TRY(record_of_pair(tx, act, "person.review_asked", {one, other}, json::to_text(pair)));
    return kept;
}

}  // namespace bluelamp::people

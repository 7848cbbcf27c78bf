// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>

#include "core/text.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/review.hpp"
#include "policing/people/review.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

struct Kept {
    ReviewPair pair;
    std::string why;
};

Kept read_pair(const db::Row& row) {
    Kept kept;
    ReviewPair& out = kept.pair;
    out.id = row.id<ReviewId>(0);
    out.one = {row.id<SubjectId>(1), read_name(row, 2).title};
    out.other = {row.id<SubjectId>(6), read_name(row, 7).title};
    out.state = enum_of<ReviewState>(row.text(11));
    out.probability = row.real(12);
    out.weight = row.real(13);
    out.model = row.string(14);
    out.found_at = row.instant(15);
    if (const auto until = row.maybe_text(16)) {
        out.postponed_until = date_of(*until);
    }
    out.postponed_because = row.maybe_text(17);
    out.version = row.bigint(18);
    kept.why = row.string(19);
    return kept;
}

/// A reader who may not know some of what is said of the two, under whatever records, is shown no such pair.
Result<bool> sees_all_behind(db::Reader& reader, const Act& act, const ReviewPair& pair) {
    std::set<SubjectId> records = TRY(group_of(reader, act.force, pair.one.person));
    records.merge(TRY(group_of(reader, act.force, pair.other.person)));
    return sees_all_said_of(reader, act, records);
}

Result<Kept> find_pair(db::Reader& reader, const Act& act, const policy::Policy& policy, const ReviewId& id) {
    TRY(require_reviewer(act, policy));
    const auto& clearance = act.actor.clearance;
    auto found = TRY(reader.maybe(
        sql::one_pair, {act.force, clearance.level, clearance.owners, iso(in_london(act.now).date), id}, read_pair));
    const bool seen = found && TRY(sees_all_behind(reader, act, found->pair));
    if (!seen) {
        return fail(ErrorCode::not_found, "id",
                    "There is no such pair to review: it was decided, or is alike no more, or is not for you to see.");
    }
    return *std::move(found);
}

/// Where a page goes on: by probability, then id, both falling.
struct Cursor {
    double probability = 2;
    std::string id;
};
Result<Cursor> read_cursor(const std::optional<std::string>& text) {
    Cursor cursor;
    if (!text) {
        return cursor;
    }
    const std::size_t colon = text->find(':');
    const auto read = std::from_chars(text->data(), text->data() + std::min(colon, text->size()), cursor.probability);
    if (colon == std::string::npos || read.ec != std::errc() || read.ptr != text->data() + colon ||
        !is_uuid(std::string_view(*text).substr(colon + 1))) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the page before.");
    }
    cursor.id = text->substr(colon + 1);
    return cursor;
}

/// As many as the reader may see, from there on.
Result<std::vector<ReviewPair>> pairs_from(db::Reader& reader, const Act& act, ReviewState state, Cursor from,
                                           std::size_t most) {
    const auto& clearance = act.actor.clearance;
    const std::string today = iso(in_london(act.now).date);
    std::vector<ReviewPair> pairs;
    for (bool last = false; !last;) {
        auto rows = TRY(reader.many(sql::pairs_to_review,
                                    {act.force, clearance.level, clearance.owners, today, text_of(state),
                                     from.probability, from.id, static_cast<std::int64_t>(most)},
                                    read_pair));
        last = rows.size() < most;
        for (Kept& row : rows) {
            from = {row.pair.probability, row.pair.id.text()};
            const bool seen = TRY(sees_all_behind(reader, act, row.pair));
            if (seen) {
                pairs.push_back(std::move(row.pair));
            }
            if (pairs.size() == most) {
                return pairs;
            }
        }
    }
    return pairs;
}

std::vector<std::string> one_text(const std::optional<std::string>& text) {
    return text && !text->empty() ? std::vector{*text} : std::vector<std::string>();
}

/// Any of the one's is any of the other's, but for case and accents. What only one of them tells proves nothing.
SideBySide beside(std::string what, std::vector<std::string> one, std::vector<std::string> other) {
    SideBySide out{std::move(what), std::move(one), std::move(other), Agrees::unknown};
    if (!out.one.empty() && !out.other.empty()) {
        out.agrees = Agrees::no;
        for (const std::string& mine : out.one) {
            for (const std::string& his : out.other) {
                out.agrees = fold(mine) == fold(his) ? Agrees::yes : out.agrees;
            }
        }
    }
    return out;
}

/// What the engine calls a level says whether it is the same, another, or something between: a misheard digit is not
/// another number.
Agrees agreement_of(std::string_view level) {
    if (level.starts_with("equal") || level.starts_with("same address")) {
        return Agrees::yes;
    }
    static constexpr std::array<std::string_view, 4> differs{"different", "same street, another number",
                                                             "another address", "another postcode"};
    const bool differing =
        std::any_of(differs.begin(), differs.end(), [&](std::string_view each) { return level.starts_with(each); });
    return differing ? Agrees::no : Agrees::nearly;
}

/// What is not letter by letter the same is as the model judged it, where it compared that.
SideBySide judged(SideBySide row, const Waterfall& why, std::string_view comparison) {
    const auto step = std::ranges::find(why.steps, comparison, &Reason::comparison);
    if (row.agrees == Agrees::no && step != why.steps.end()) {
        row.agrees = agreement_of(step->level);
        row.level = row.agrees == Agrees::nearly ? std::optional(step->level) : std::nullopt;
    }
    return row;
}

std::vector<std::string> used(const Person& person, SubjectKind kind) {
    std::vector<std::string> titles;
    for (const Used& each : person.used) {
        if (each.kind == kind) {
            titles.push_back(each.title);
        }
    }
    return titles;
}

std::vector<std::string> other_names(const Person& person) {
    std::vector<std::string> names;
    for (const PersonName& name : person.names) {
        std::string text;
        for (const auto& part : {name.given_name, name.other_names, name.family_name}) {
            text += part && !part->empty() ? (text.empty() ? "" : " ") + *part : "";
        }
        names.push_back(text);
    }
    return names;
}

std::vector<std::string> born(const Person& person) {
    return person.date_of_birth ? std::vector{in_words(*person.date_of_birth)} : std::vector<std::string>();
}

std::vector<SideBySide> compare(const Person& one, const Person& other, const Waterfall& why) {
    const auto text = [&](std::string what, const std::optional<std::string> Person::*field,
                          std::string_view comparison) {
        return judged(beside(std::move(what), one_text(one.*field), one_text(other.*field)), why, comparison);
    };
    const auto things = [&](std::string what, SubjectKind kind, std::string_view comparison) {
        return judged(beside(std::move(what), used(one, kind), used(other, kind)), why, comparison);
    };
    return {text("Given name", &Person::given_name, "given name"),
            text("Other given names", &Person::other_names, "middle name"),
            text("Family name", &Person::family_name, "surname"),
            beside("Names before, by marriage, aliases", other_names(one), other_names(other)),
            judged(beside("Date of birth", born(one), born(other)), why, "date of birth"),
            text("Sex", &Person::sex, "sex"),
            things("Telephone numbers", SubjectKind::phone, "telephone"),
            things("Addresses", SubjectKind::address, "address"),
            things("Vehicles", SubjectKind::vehicle, "")};
}

Result<PairDecision> decide_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const DecidePair& wanted, Verdict verdict) {
    const ReviewPair pair = TRY(find_pair(tx, act, policy, wanted.id)).pair;
    TRY(act.expect_version(pair.version));
    PairDecision made = TRY(decide(tx, act,
                                   {pair.one.person,
                                    pair.other.person,
                                    verdict,
                                    wanted.reason.text,
                                    {pair.model, pair.probability, pair.weight}}));
    TRY(settle_pair(tx, made.one, made.other));
    return made;
}

template <class In, class Out>
api::Router::CommandFunction<In, Out> under(const policy::Book& book,
                                            Result<Out> (*run)(db::Transaction&, const Act&, const policy::Policy&,
                                                               const In&)) {
    return [&book, run](db::Transaction& tx, const Act& act, const In& in) {
        return run(tx, act, *book.version(act.policy_version, act.now), in);
    };
}

}  // namespace

Result<bool> sees_all_said_of(db::Reader& reader, const Act& act, const std::set<SubjectId>& records) {
    const auto& clearance = act.actor.clearance;
    for (const SubjectId& record : records) {
        const auto unseen =
            TRY(reader.maybe(sql::said_out_of_sight, {act.force, clearance.level, clearance.owners, record},
                             [](const db::Row& row) { return row.bigint(0); }));
        if (unseen) {
            return false;
        }
    }
    return true;
}

Result<api::Page<ReviewPair>> list_review(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                          const ReviewQuery& query) {
    TRY(require_reviewer(act, policy));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    const Cursor from = TRY(read_cursor(query.after));
    api::Page<ReviewPair> page;
    page.items = TRY(
        pairs_from(reader, act, query.state.value_or(ReviewState::waiting), from, static_cast<std::size_t>(limit) + 1));
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = fmt::format("{}:{}", page.items.back().probability, page.items.back().id.text());
    }
    return page;
}

Result<std::int64_t> count_waiting_seen(db::Reader& reader, const Act& act) {
    constexpr std::size_t all = 1'000'000;
    return static_cast<std::int64_t>(TRY(pairs_from(reader, act, ReviewState::waiting, {}, all)).size());
}

Result<Reviewed> read_review(db::Reader& reader, const Act& act, const policy::Policy& policy,
                             const OneReview& wanted) {
    const Kept kept = TRY(find_pair(reader, act, policy, wanted.id));
    Reviewed out;
    out.pair = kept.pair;
    out.version = kept.pair.version;
    out.why = TRY(json::from_text<Waterfall>(kept.why));
    out.one = TRY(read_person(reader, act, policy, {kept.pair.one.person}));
    out.other = TRY(read_person(reader, act, policy, {kept.pair.other.person}));
    out.compared = compare(out.one, out.other, out.why);
    return out;
}

Result<PairDecision> accept_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const DecidePair& wanted) {
    return decide_pair(tx, act, policy, wanted, Verdict::same);
}

Result<PairDecision> refuse_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const DecidePair& wanted) {
    return decide_pair(tx, act, policy, wanted, Verdict::different);
}

Result<ReviewPair> postpone_pair(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                 const PostponePair& wanted) {
    ReviewPair pair = TRY(find_pair(tx, act, policy, wanted.id)).pair;
    TRY(act.expect_version(pair.version));
    if (wanted.until <= in_london(act.now).date) {
        return fail(ErrorCode::invalid, "until", "It waits again from a later day on; give tomorrow or later.");
    }
    if (trim(wanted.reason.text).empty()) {
        return fail(ErrorCode::invalid, "reason", "Say what it waits for.");
    }
    TRY(tx.execute(sql::postpone_pair, {tx.force(), pair.id, iso(wanted.until), wanted.reason.text}));
    pair.state = ReviewState::postponed;
    pair.postponed_until = wanted.until;
    pair.postponed_because = wanted.reason.text;
    ++pair.version;
    const KeptPerson one = TRY(find_person(tx, act, pair.one.person, "id"));
    const KeptPerson other = TRY(find_person(tx, act, pair.other.person, "id"));
    TRY(record_of_pair(tx, act, "person.review_postponed", {one, other}, json::to_text(pair)));
    return pair;
}

void add_review_routes(api::Router& router, const policy::Book& book) {
    router.get<ReviewQuery, api::Page<ReviewPair>>(
        "/api/v1/people/review", Permission::review_people, "Pairs of persons that may be one, the surest first.",
        [&book](db::Reader& reader, const Act& act, const ReviewQuery& in) {
            return list_review(reader, act, *book.version(act.policy_version, act.now), in);
        });
    router
        .get<OneReview, Reviewed>("/api/v1/people/review/{id}", Permission::review_people,
                                  "One pair side by side, with the model's reasons.",
                                  [&book](db::Reader& reader, const Act& act, const OneReview& in) {
                                      return read_review(reader, act, *book.version(act.policy_version, act.now), in);
                                  })
        .one_state = true;
    router
        .post("/api/v1/people/review/{id}/accept", Permission::review_people, "Decides that the two are one person.",
              under(book, accept_pair))
        .needs_version = true;
    router
        .post("/api/v1/people/review/{id}/refuse", Permission::review_people,
              "Decides that the two are different persons.", under(book, refuse_pair))
        .needs_version = true;
    router
        .post("/api/v1/people/review/{id}/postpone", Permission::review_people,
              "Leaves the pair until a later day, with a reason.", under(book, postpone_pair))
        .needs_version = true;
}

}  // namespace bluelamp::people

// SPDX-License-Identifier: Apache-2.0
/// A register with reviewers, and a likeness that a test sets: what the engine would say of which two.
#pragma once

#include <map>

#include "policing/people/never_link.hpp"
#include "policing/people/review.hpp"
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {

class AReview : public ARegister {
   protected:
    void SetUp() override {
        ARegister::SetUp();
        if (!IsSkipped()) {
            reg = actor(a_person("reg", {"registrar"}).id);
            cmu = actor(a_person("cmu", {"crime_recorder"}).id);
        }
    }

    /// Both are as likely one person from now on.
    void alike(const SubjectId& one, const SubjectId& other, double probability) {
        likeness[std::minmax(one, other)] = probability;
    }
    void find() {
        const auto found = read([&](db::Reader& reader) {
            return find_pairs(
                reader, force, policy.review,
                [&](db::Reader&, const SubjectId& person) -> Result<Recognitions> { return like(person); });
        });
        ASSERT_TRUE(found) << access::why(found);
        const auto kept = write([&](db::Transaction& tx) -> Result<bool> {
            TRY(keep_pairs(tx, act(console), policy, *found));
            return true;
        });
        ASSERT_TRUE(kept) << access::why(kept);
    }
    Recognitions like(const SubjectId& person) {
        Recognitions out;
        out.model = "model-1";
        for (const auto& [pair, probability] : likeness) {
            if (pair.first == person || pair.second == person) {
                Recognised other;
                other.person = pair.first == person ? pair.second : pair.first;
                other.probability = probability;
                other.why.prior = -10;
                other.why.steps = reasons;
                other.why.weight = 2.5;
                out.persons.push_back(other);
            }
        }
        return out;
    }

    Result<api::Page<ReviewPair>> try_list(const access::Actor& by, const ReviewQuery& query = {}) {
        return read([&](db::Reader& reader) { return list_review(reader, act(by), policy, query); });
    }
    std::vector<ReviewPair> listed(const access::Actor& by, ReviewState state = ReviewState::waiting) {
        const auto page = try_list(by, {state, {}, {}});
        EXPECT_TRUE(page) << access::why(page);
        return page ? page->items : std::vector<ReviewPair>();
    }
    ReviewPair the_pair() {
        const auto pairs = listed(reg);
        EXPECT_EQ(pairs.size(), 1U);
        return pairs.empty() ? ReviewPair{} : pairs.front();
    }

    template <class In, class Out>
    Result<Out> decided(Result<Out> (*run)(db::Transaction&, const Act&, const policy::Policy&, const In&),
                        const In& wanted, std::optional<std::int64_t> version = {}) {
        return write([&](db::Transaction& tx) {
            Act acting = act(reg);
            acting.if_match = version;
            return run(tx, acting, policy, wanted);
        });
    }
    Result<PairDecision> accept(const ReviewPair& pair) {
        return decided(accept_pair, DecidePair{pair.id, {"One date of birth"}}, pair.version);
    }
    Result<PairDecision> refuse(const ReviewPair& pair) {
        return decided(refuse_pair, DecidePair{pair.id, {"Twins"}}, pair.version);
    }
    Result<PairDecision> try_join(const SubjectId& one, const SubjectId& other) {
        return decided(join_persons, JoinPersons{one, other, {"Her sister said so"}});
    }
    PairDecision join(const SubjectId& one, const SubjectId& other) {
        const auto made = try_join(one, other);
        EXPECT_TRUE(made) << access::why(made);
        return made.value_or(PairDecision{});
    }
    Result<PairDecision> split(const PairDecision& decision) {
        return decided(undo_decision, UndoDecision{decision.id, {"Two people after all"}});
    }

    Result<NeverLink> try_hide(const NewNeverLink& wanted) {
        return write([&](db::Transaction& tx) { return set_never_link(tx, act(reg), wanted); });
    }
    NeverLink hide(const SubjectId& person, std::optional<SubjectId> from, Hiding kind) {
        NewNeverLink wanted{person, std::move(from), kind, {"Court order of June"}, {}, {}, {}};
        if (kind == Hiding::relocated_victim) {
            wanted.since = in_london(clock.now()).date;
        }
        const auto made = try_hide(wanted);
        EXPECT_TRUE(made) << access::why(made);
        return made.value_or(NeverLink{});
    }
    Person read_as(const access::Actor& by, const SubjectId& person) {
        const auto found = read([&](db::Reader& reader) { return read_person(reader, act(by), policy, {person}); });
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(Person{});
    }

    access::Actor reg, cmu;
    std::map<std::pair<SubjectId, SubjectId>, double> likeness;
    std::vector<identity::Step> reasons{
        {"surname", "nearly the same spelling", "Surname: nearly the same spelling.", 12.5}};
};

}  // namespace bluelamp::people

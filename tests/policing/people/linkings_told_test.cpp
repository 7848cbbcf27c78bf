// SPDX-License-Identifier: Apache-2.0
/// What is told of a linking where somebody asks for the absurd, or where a cluster is not whole any more.
#include <gmock/gmock.h>

#include "tests/policing/people/a_linking.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class LinkingIsTold : public ALinking {
   protected:
    template <class Out>
    Result<Out> asked(Result<Out> (*what)(db::Reader&, const Act&, const policy::Policy&, const LinkedQuery&),
                      const LinkedQuery& query) {
        return read([&](db::Reader& reader) { return what(reader, act(reg), policy, query); });
    }
    template <class Out>
    void refuses(Result<Out> (*what)(db::Reader&, const Act&, const policy::Policy&, const LinkedQuery&),
                 const LinkedQuery& query, const std::string& field) {
        const auto refused = asked(what, query);
        ASSERT_FALSE(refused) << query.after.value_or("") << " " << query.limit.value_or(0);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().field, field);
    }
    /// So many records that say the very same: too many to be compared two by two.
    std::vector<SubjectId> copies(int count) {
        std::vector<ImportedPerson> rows;
        for (int i = 0; i < count; ++i) {
            ImportedPerson row{"copy-" + std::to_string(i), {}};
            row.written[static_cast<std::size_t>(identity::Kind::given_name)] = "Oswin";
            row.written[static_cast<std::size_t>(identity::Kind::surname)] = "Hathersage";
            row.written[static_cast<std::size_t>(identity::Kind::date_of_birth)] = "1971-04-09";
            row.written[static_cast<std::size_t>(identity::Kind::phone)] = "07700 900612";
            row.written[static_cast<std::size_t>(identity::Kind::postcode)] = "EC1A 7JQ";
            rows.push_back(std::move(row));
        }
        import(rows);
        const auto found = read([&](db::Reader& reader) {
            return reader.many(db::raw_statement("SELECT id FROM persons WHERE family_name = 'Hathersage' ORDER BY id"),
                               {}, [](const db::Row& row) { return row.id<SubjectId>(0); });
        });
        EXPECT_TRUE(found) << why(found);
        return found.value_or(std::vector<SubjectId>());
    }
    /// Of each record in clusters.csv, its cluster.
    std::map<std::string, std::string> cluster_of(const access::Actor& by, const LinkingId& id, std::int64_t limit) {
        std::map<std::string, std::string> out;
        const std::string text = csv(linked_clusters_csv, by, id, limit);
        std::size_t rows = 0;
        for (std::size_t at = text.find("\r\n") + 2; at < text.size(); at = text.find("\r\n", at) + 2, ++rows) {
            const std::size_t comma = text.find(',', at), end = text.find("\r\n", at);
            out[text.substr(at, comma - at)] = text.substr(comma + 1, end - comma - 1);
        }
        EXPECT_EQ(out.size(), rows) << "every record once";
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, LinkingIsTold, db::both_engines(), db::engine_name);

// The bug: the number after the last one there is was the lowest one there is, and reading began there.
TEST_P(LinkingIsTold, refuses_cursors_that_no_page_has_given) {
    known(oswin());
    known(oswyn());
    const LinkingId id = linked().id;
    for (const char* after : {"9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808", "-0", "+1",
                              "", " 1", "1 ", "0x1", "1e3", "one", "99999999999999999999999999999999"}) {
        refuses(linked_clusters, {id, after, {}}, "after");
        refuses(linked_pairs, {id, after, {}}, "after");
        refuses(linked_pairs_csv, {id, after, {}}, "after");
        refuses(linked_clusters_csv, {id, after, {}}, "after");
    }
    for (const std::int64_t limit : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                                     std::int64_t{100'001}, std::numeric_limits<std::int64_t>::max()}) {
        refuses(linked_clusters, {id, {}, limit}, "limit");
        refuses(linked_pairs, {id, {}, limit}, "limit");
        refuses(linked_pairs_csv, {id, {}, limit}, "limit");
        refuses(linked_clusters_csv, {id, {}, limit}, "limit");
    }
    const std::string far = "9223372036854775806";
    EXPECT_THAT(asked(linked_clusters, {id, far, {}})->items, IsEmpty());
    EXPECT_THAT(asked(linked_pairs, {id, far, {}})->items, IsEmpty());
    EXPECT_EQ(asked(linked_pairs_csv, {id, far, {}})->text, "");
    EXPECT_EQ(asked(linked_clusters_csv, {id, "ffffffff-ffff-7fff-bfff-ffffffffffff", {}})->text, "");
}

// The bug: the refusal named the one of the two who was hidden, in other words than that of somebody restricted.
TEST_P(LinkingIsTold, refuses_to_explain_in_the_same_words_whatever_the_cause) {
    const SubjectId open = known(oswin()), hidden = known(oswyn()), secret = known(o_hathersedge(), Role::caller, 2);
    const SubjectId of_secret_words = known(bill());
    hide(hidden);
    const SubjectId unknown("01900000-0000-7000-8000-000000000000");
    std::set<std::tuple<ErrorCode, std::string, std::string>> told;
    int refusals = 0;
    for (const SubjectId& untold : {hidden, secret, unknown}) {
        for (const auto& [one, other] : {std::pair(open, untold), std::pair(untold, open)}) {
            const auto refused = explained(reviewer(0), one, other);
            ASSERT_FALSE(refused);
            told.emplace(refused.error().code, refused.error().field, refused.error().message);
            ++refusals;
        }
    }
    EXPECT_EQ(refusals, 6);
    EXPECT_THAT(told, SizeIs(1));
    EXPECT_TRUE(explained(reviewer(0), open, of_secret_words));
}

// The bug: B named the group that he was joined with, A the pair, and so they seemed to be two.
TEST_P(LinkingIsTold, in_clusters_as_in_pairs_after_somebody_was_joined_from_outside) {
    const SubjectId older = known(bill());
    const SubjectId one = known(oswin()), other = known(oswyn());
    const Said far = on_phone(a_name("Peregrine", "Quillfeather", "1950-01-02"), "07700 900555");
    const SubjectId far_one = known(far), far_other = known(far);
    const Linking done = linked();
    decide_on(older, other, Verdict::same);
    decide_on(one, far_other, Verdict::same);  // and through him with another cluster
    const SubjectId lowest = std::min({older, one, other, far_one, far_other});
    const auto told = pairs(reg, done.id);
    ASSERT_THAT(told, SizeIs(2));
    for (const std::int64_t limit : {100'000, 7, 1}) {
        const auto clusters = cluster_of(reg, done.id, limit);
        EXPECT_THAT(clusters, SizeIs(65));
        for (const auto& [left, right] : told) {
            EXPECT_EQ(clusters.at(left), clusters.at(right));
        }
        for (const SubjectId& record : {older, one, other, far_one, far_other}) {
            EXPECT_EQ(clusters.at(record.text()), lowest.text()) << limit;
        }
    }
}

// The bug: a cluster of many was gone as soon as one of them was hidden, which told of him.
TEST_P(LinkingIsTold, of_a_cluster_of_many_without_whoever_was_hidden_or_parted) {
    const auto all = copies(300);
    ASSERT_THAT(all, SizeIs(300));
    const Linking done = linked();
    EXPECT_EQ(done.clusters, 1);
    EXPECT_THAT(clusters(reg, done.id), ElementsAre(SizeIs(300)));
    decide_on(all[7], all[100], Verdict::different);
    auto told = clusters(reg, done.id);
    ASSERT_THAT(told, ElementsAre(SizeIs(299)));
    EXPECT_EQ(told[0].count(all[7].text()) + told[0].count(all[100].text()), 1U);
    hide(all.front());  // with whom all others were compared
    told = clusters(reg, done.id);
    ASSERT_THAT(told, Not(IsEmpty()));
    EXPECT_THAT(told, ElementsAre(SizeIs(298)));
    EXPECT_THAT(csv(linked_pairs_csv, reg, done.id), Not(HasSubstr(all.front().text())));
    hide(all[200]);
    told = clusters(reg, done.id);
    std::size_t left = 0;
    for (const auto& cluster : told) {
        left += cluster.size();
    }
    EXPECT_GE(left, 295U);
}

}  // namespace
}  // namespace bluelamp::people

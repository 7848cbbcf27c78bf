// SPDX-License-Identifier: Apache-2.0
/// Linking the whole register: begun, run, and told to each reader as he may see it.
#include "tests/policing/people/a_linking.hpp"

#include <numeric>

namespace bluelamp::people {
namespace {

using access::why;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class LinkingTheRegister : public ALinking {};
INSTANTIATE_TEST_SUITE_P(Engines, LinkingTheRegister, db::both_engines(), db::engine_name);

TEST_P(LinkingTheRegister, finds_who_is_recorded_twice_and_says_why) {
    const SubjectId one = known(oswin()), other = known(oswyn()), third = known(o_hathersedge());
    link(say(a_call(), on_phone(a_name("Oswin", "Hathersage"), "07700 900613")), one);
    const Linking done = linked();
    EXPECT_EQ(done.state, LinkingState::done);
    EXPECT_EQ(done.begun_by, "Display reg");
    EXPECT_EQ(done.persons, 63);
    EXPECT_EQ(done.records, 64) << "Oswin is known by what he said in two calls";
    EXPECT_EQ(done.clusters, 1);
    EXPECT_GT(done.compared, 0);
    EXPECT_THAT(pairs(reg, done.id), UnorderedElementsAre(two(one, other), two(one, third), two(other, third)));
    EXPECT_THAT(clusters(reg, done.id), ElementsAre(std::set{one.text(), other.text(), third.text()}));
    const auto page = try_pairs(reg, {done.id, {}, {}});
    for (const LinkedPair& pair : page->items) {
        const auto reasons = explained(reg, pair.one.person, pair.other.person);
        ASSERT_TRUE(reasons) << why(reasons);
        EXPECT_TRUE(reasons->linked);
        EXPECT_EQ(reasons->model, done.model);
        EXPECT_NEAR(reasons->weight, pair.weight, 1e-4);
        const double sum = std::accumulate(reasons->why.steps.begin(), reasons->why.steps.end(), reasons->why.prior,
                                           [](double all, const Reason& step) { return all + step.weight; });
        EXPECT_NEAR(sum, pair.weight, 1e-4) << "what is shown adds up to what is shown";
    }
}

TEST_P(LinkingTheRegister, is_begun_by_reviewers_one_at_a_time_and_journalled) {
    const auto refused = try_start(jo);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    const Linking begun = start();
    EXPECT_EQ(begun.state, LinkingState::waiting);
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "linking.begun");
    EXPECT_THAT(*row.content, HasSubstr(R"("model":")" + identity::Model::standard()->version() + '"'));
    const auto second = try_start(reg);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    const auto early = try_pairs(reg, {begun.id, {}, {}});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::conflict);
    const auto taken = take();
    ASSERT_TRUE(taken);
    EXPECT_FALSE(take()) << "another server finds that it is taken";
    EXPECT_EQ(as_it_is(begun.id).state, LinkingState::running);
    run(*taken);
    EXPECT_EQ(journal_rows().back().action, "linking.done");
    EXPECT_FALSE(try_pairs(jo, {begun.id, {}, {}}));
    EXPECT_TRUE(try_start(reg));
}

TEST_P(LinkingTheRegister, tells_of_persons_only_whoever_may_see_both_and_all_they_are_compared_by) {
    const SubjectId one = known(oswin()), other = known(oswyn()), restricted = known(o_hathersedge(), Role::caller, 1);
    const Linking done = linked();
    EXPECT_THAT(pairs(reviewer(1), done.id), SizeIs(3));
    EXPECT_THAT(pairs(reviewer(0), done.id), ElementsAre(two(one, other)));
    EXPECT_THAT(clusters(reviewer(0), done.id), ElementsAre(std::set{one.text(), other.text()}));
    EXPECT_THAT(csv(linked_pairs_csv, reviewer(0), done.id), Not(HasSubstr(restricted.text())));
    EXPECT_THAT(csv(linked_clusters_csv, reviewer(0), done.id), Not(HasSubstr(restricted.text())));
    const auto unseen = explained(reviewer(0), one, restricted);
    ASSERT_FALSE(unseen);
    EXPECT_EQ(unseen.error().code, ErrorCode::not_found);
    EXPECT_TRUE(explained(reviewer(1), one, restricted));
    // What is said of him in a record that is not for the reader is behind the weight, too.
    link(say(a_call(), on_phone({}, "07700 900777"), Role::caller, 2), other);
    EXPECT_THAT(pairs(reviewer(1), done.id), ElementsAre(two(one, restricted)));
}

TEST_P(LinkingTheRegister, never_tells_of_somebody_hidden_before_or_since) {
    const SubjectId before = known(oswin()), twin = known(oswyn());
    const SubjectId since = known(bill()), bills = known(bill());
    hide(before);
    const Linking done = linked();
    EXPECT_THAT(pairs(reg, done.id), ElementsAre(two(since, bills)));
    EXPECT_EQ(done.clusters, 1) << "nor is he counted";
    hide(since);
    EXPECT_THAT(pairs(reg, done.id), IsEmpty());
    EXPECT_THAT(clusters(reg, done.id), IsEmpty());
    EXPECT_THAT(csv(linked_clusters_csv, reg, done.id), HasSubstr(since.text() + "," + since.text() + "\r\n"))
        << "as anybody else who is in no cluster";
    for (const auto& [one, other] : {std::pair(before, twin), std::pair(bills, since)}) {
        const auto refused = explained(reg, one, other);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::not_found);
        EXPECT_THAT(refused.error().message, HasSubstr("cannot be compared"));
    }
}

TEST_P(LinkingTheRegister, decisions_outrank_it_whenever_they_were_made) {
    const SubjectId one = known(oswin()), other = known(oswyn()), third = known(o_hathersedge());
    decide_on(one, other, Verdict::different);
    const Linking done = linked();
    const auto apart = clusters(reg, done.id);
    ASSERT_THAT(apart, SizeIs(1)) << "the third goes with one of them only";
    EXPECT_THAT(apart[0], AllOf(SizeIs(2), testing::Contains(third.text())));
    EXPECT_THAT(pairs(reg, done.id), ElementsAre(testing::AnyOf(two(one, third), two(other, third))));
    decide_on(one, third, Verdict::different);
    EXPECT_THAT(pairs(reg, done.id), ElementsAre(two(other, third)));
    decide_on(other, third, Verdict::same);
    EXPECT_THAT(pairs(reg, done.id), IsEmpty()) << "what is decided is no finding";
    const Linking again = linked();
    EXPECT_EQ(again.persons, 62) << "two records are one person now";
    EXPECT_THAT(pairs(reg, again.id), IsEmpty());
    EXPECT_THAT(clusters(reg, again.id), IsEmpty());
    const std::string told = csv(linked_clusters_csv, reg, again.id);
    const SubjectId head = std::min(other, third);
    EXPECT_THAT(told, HasSubstr(other.text() + "," + head.text() + "\r\n"));
    EXPECT_THAT(told, HasSubstr(third.text() + "," + head.text() + "\r\n"));
    EXPECT_THAT(told, HasSubstr(one.text() + "," + one.text() + "\r\n"));
}

TEST_P(LinkingTheRegister, writes_csv_in_parts_that_are_one_file) {
    const SubjectId one = known(oswin()), other = known(oswyn());
    const SubjectId bill_one = known(bill()), bill_other = known(bill());
    const Linking done = linked();
    const std::string whole = csv(linked_pairs_csv, reg, done.id);
    EXPECT_THAT(whole, testing::StartsWith("id_left,id_right,probability,weight\r\n"));
    EXPECT_EQ(csv(linked_pairs_csv, reg, done.id, 1), whole);
    const std::string people = csv(linked_clusters_csv, reg, done.id);
    EXPECT_EQ(csv(linked_clusters_csv, reg, done.id, 7), people);
    EXPECT_THAT(people, testing::StartsWith("id,cluster\r\n"));
    EXPECT_EQ(std::count(people.begin(), people.end(), '\n'), 1 + 64) << "every record once";
    for (const auto& [first, second] : {two(one, other), two(bill_one, bill_other)}) {
        EXPECT_THAT(people, HasSubstr(first + "," + first + "\r\n"));
        EXPECT_THAT(people, HasSubstr(second + "," + first + "\r\n"));
    }
    const auto first = try_pairs(reg, {done.id, {}, 1});
    ASSERT_TRUE(first && first->next);
    const auto second = try_pairs(reg, {done.id, first->next, 1});
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->next);
    EXPECT_NE(first->items.at(0).cluster, second->items.at(0).cluster);
    EXPECT_FALSE(try_pairs(reg, {done.id, "x", {}}));
    EXPECT_FALSE(try_pairs(reg, {done.id, {}, 501}));
}

TEST_P(LinkingTheRegister, that_was_interrupted_says_so_and_can_be_started_again) {
    known(oswin());
    known(oswyn());
    const Linking first = linked();
    ASSERT_EQ(first.pairs, 1);
    const Linking killed = start();
    ASSERT_TRUE(take());  // and then its server is gone
    clock.advance(std::chrono::seconds(10));
    EXPECT_FALSE(take());
    EXPECT_FALSE(try_start(reg)) << "it may only be slow";
    clock.advance(std::chrono::seconds(11));
    EXPECT_FALSE(take());
    EXPECT_EQ(as_it_is(killed.id).state, LinkingState::stopped);
    EXPECT_THAT(*as_it_is(killed.id).failure, HasSubstr("Start the linking again"));
    EXPECT_THAT(pairs(reg, first.id), SizeIs(1)) << "what was found before is still to be read";
    const Linking stopped = start();
    const auto taken = take();
    ASSERT_TRUE(taken);
    run(*taken, [] { return true; });
    EXPECT_EQ(as_it_is(stopped.id).state, LinkingState::stopped);
    const Linking second = linked();
    EXPECT_EQ(second.state, LinkingState::done);
    EXPECT_THAT(pairs(reg, second.id), SizeIs(1));
    EXPECT_FALSE(try_pairs(reg, {first.id, {}, {}})) << "replaced";
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM linked_pairs"), std::vector<std::int64_t>{1});
    const auto all = read([&](db::Reader& reader) { return list_linkings(reader, act(reg), policy, {}); });
    ASSERT_TRUE(all);
    EXPECT_THAT(all->items, SizeIs(4));
}

TEST_P(LinkingTheRegister, ends_a_run_that_was_given_up_without_keeping_anything) {
    known(oswin());
    known(oswyn());
    start();
    const auto slow = take();
    ASSERT_TRUE(slow);
    clock.advance(std::chrono::seconds(30));
    const Linking second = start();  // gives the slow one up
    const auto ran = run_linking(database(), {[this] { return act(console); }, {}, 1, 1}, *slow);
    EXPECT_FALSE(ran);
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM linked_pairs"), std::vector<std::int64_t>{0});
    EXPECT_EQ(as_it_is(second.id).state, LinkingState::waiting);
}

TEST_P(LinkingTheRegister, puts_a_pair_into_the_review) {
    const SubjectId one = known(oswin()), other = known(oswyn()), stranger = known(bill());
    const Linking done = linked();
    const auto put = [&](const SubjectId& a, const SubjectId& b) {
        return write([&](db::Transaction& tx) { return put_in_review(tx, act(reg), policy, {done.id, a, b}); });
    };
    EXPECT_FALSE(try_pairs(reg, {done.id, {}, {}})->items.at(0).review);
    const auto asked = put(other, one);
    ASSERT_TRUE(asked) << why(asked);
    EXPECT_EQ(journal_rows().back().action, "person.review_asked");
    EXPECT_EQ(try_pairs(reg, {done.id, {}, {}})->items.at(0).review, asked->review);
    const auto compared =
        read([&](db::Reader& reader) { return read_review(reader, act(reg), policy, {asked->review}); });
    ASSERT_TRUE(compared) << why(compared);
    EXPECT_EQ(compared->pair.model, done.model);
    EXPECT_FALSE(compared->why.steps.empty());
    EXPECT_EQ(put(one, other)->review, asked->review) << "once";
    EXPECT_FALSE(put(one, stranger));
}

TEST_P(LinkingTheRegister, explains_any_two_by_the_model_that_answers) {
    const SubjectId one = known(oswin()), stranger = known(bill());
    const auto reasons = explained(reg, one, stranger);
    ASSERT_TRUE(reasons) << why(reasons);
    EXPECT_FALSE(reasons->linked);
    EXPECT_LT(reasons->weight, 0);
    EXPECT_EQ(reasons->model, identity::Model::standard()->version());
    EXPECT_FALSE(explained(jo, one, stranger));
    EXPECT_FALSE(explained(reg, one, one));
}

TEST_P(LinkingTheRegister, as_a_report_shows_only_persons_of_whom_everyone_may_know_everything) {
    const SubjectId one = known(oswin()), other = known(oswyn());
    known(o_hathersedge(), Role::caller, 1);
    const SubjectId bill_one = known(bill()), bill_other = known(bill());
    const auto shown = [&] {
        std::set<Two> examples;
        const auto report = report_register(database(), force, {}, 6);
        EXPECT_TRUE(report) << why(report);
        for (const auto& example : report ? report->examples : std::vector<RegisterReport::Example>()) {
            examples.insert(two(example.one, example.other));
        }
        EXPECT_EQ(report->pairs, report->persons == 65 ? 4U : 3U) << "all are counted";
        return examples;
    };
    EXPECT_THAT(shown(), UnorderedElementsAre(two(one, other), two(bill_one, bill_other)));
    link(say(a_call(), on_phone({}, "07700 900777"), Role::caller, 1), other);
    EXPECT_THAT(shown(), ElementsAre(two(bill_one, bill_other))) << "some of what he is known by is not for everyone";
    hide(bill_one);
    EXPECT_THAT(shown(), IsEmpty());
}

// The bug: the version of a model that cannot be read stood in the journal, while the standard one had answered.
TEST_P(LinkingTheRegister, names_the_model_that_links_not_one_that_cannot_be_read) {
    db::alter(database(), force,
              "INSERT INTO identity_models (force_id, number, version, model, records, trained_at, trained_by) "
              "SELECT force_id, 1, 'ffffffffffff', 'bluelamp identity model 99', 5, 0, 'x' FROM persons LIMIT 1");
    const std::string standard = identity::Model::standard()->version();
    known(oswin());
    EXPECT_THAT(*journal_rows().back().content, HasSubstr(R"("model":")" + standard + '"'));
    known(oswyn());
    const Linking done = linked();
    EXPECT_EQ(done.model, standard);
    EXPECT_EQ(done.pairs, 1);
    a_town(150);  // fewer than 100 persons teach nothing
    const auto trained = train(database(), [&] { return act(console); });
    ASSERT_TRUE(trained) << why(trained);
    EXPECT_EQ(linked().model, trained->version);
    known(bill());
    EXPECT_THAT(*journal_rows().back().content, HasSubstr(R"("model":")" + trained->version + '"'));
}

}  // namespace
}  // namespace bluelamp::people

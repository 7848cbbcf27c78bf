// SPDX-License-Identifier: Apache-2.0
/// Reading contacts: lists, lines, clearance; how SQLite finds them; the lists that stand in code and in the schema.
#include <fstream>
#include <sstream>

#include "policing/contacts/store.sql.hpp"
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using access::why;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class ListContacts : public AContact {
   protected:
    Result<api::Page<Contact>> try_list(const access::Actor& by, const ContactQuery& query) {
        return read([&](db::Reader& reader) { return list_contacts(reader, acting(by), query); });
    }
    std::vector<std::string> listed(const access::Actor& by, std::optional<ContactState> state,
                                    std::optional<bool> mine = {}) {
        const auto page = try_list(by, {state, mine, {}, {}});
        EXPECT_TRUE(page) << why(page);
        std::vector<std::string> references;
        for (const Contact& contact : page.value_or(api::Page<Contact>{}).items) {
            references.push_back(contact.reference.substr(0, contact.reference.find(" of")));
        }
        return references;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ListContacts, db::both_engines(), db::engine_name);

TEST_P(ListContacts, shows_those_of_one_state_newest_first_and_ones_own) {
    call(Presented::spoken);
    clock.advance(std::chrono::seconds(1));
    const Contact second = call(Presented::spoken).contact;
    call(Presented::abandoned);
    const Contact fourth = call(Presented::spoken).contact;
    end_of(fourth.id, "Wrong number");
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return hand_over(tx, acting(jo, second.version), policy, {second.id, "person:" + ann.id.text(), {}});
    }));
    ASSERT_TRUE(try_receive(ann, Receive{}));
    EXPECT_THAT(listed(jo, {}), ElementsAre("Call 5", "Call 1"));
    EXPECT_THAT(listed(jo, ContactState::live, true), ElementsAre("Call 1"));
    EXPECT_THAT(listed(ann, ContactState::live, true), ElementsAre("Call 5"));
    EXPECT_THAT(listed(ann, ContactState::parked, true), ElementsAre("Call 2")) << "handed over to her";
    EXPECT_THAT(listed(ann, ContactState::abandoned), ElementsAre("Call 3"));
    EXPECT_THAT(listed(ann, ContactState::ended), ElementsAre("Call 4"));
}

TEST_P(ListContacts, goes_page_by_page) {
    for (int i = 0; i < 5; ++i) {
        call(Presented::spoken, "");
    }
    std::set<std::string> seen;
    ContactQuery query;
    query.limit = 2;
    do {
        const auto page = try_list(jo, query);
        ASSERT_TRUE(page) << why(page);
        for (const Contact& contact : page->items) {
            EXPECT_TRUE(seen.insert(contact.reference).second);
        }
        query.after = page->next;
    } while (query.after);
    EXPECT_THAT(seen, SizeIs(5));
    for (const std::int64_t limit : {0, 501}) {
        query.limit = limit;
        EXPECT_EQ(try_list(jo, query).error().field, "limit");
    }
    query = {};
    query.after = "yesterday";
    EXPECT_EQ(try_list(jo, query).error().field, "after");
}

TEST_P(ListContacts, shows_nobody_what_he_may_not_know) {
    const Contact made = call(Presented::spoken).contact;
    db::alter(database(), force, "UPDATE contacts SET visibility = 1, owner = 'team:x'");
    EXPECT_THAT(listed(jo, {}), SizeIs(0));
    EXPECT_EQ(try_read(jo, made.id).error().code, ErrorCode::not_found);
    const auto said = read([&](db::Reader& reader) { return read_lines(reader, acting(jo), {made.id, {}, {}}); });
    EXPECT_EQ(said.error().code, ErrorCode::not_found);
    access::Actor cleared = jo;
    cleared.clearance.level = 1;
    EXPECT_THAT(listed(cleared, {}), SizeIs(1));
    const auto importer = actor(a_person("an_importer", {"importer"}).id);
    EXPECT_EQ(try_list(importer, {}).error().code, ErrorCode::forbidden);
}

TEST_P(ListContacts, shows_lines_page_by_page_with_who_said_them) {
    const Contact made = call(Presented::spoken).contact;
    for (int i = 2; i <= 6; ++i) {
        say(made.id, "line " + std::to_string(i));
    }
    std::vector<std::string> texts;
    LinesQuery query{made.id, {}, 2};
    do {
        const auto page = read([&](db::Reader& reader) { return read_lines(reader, acting(ann), query); });
        ASSERT_TRUE(page) << why(page);
        for (const ContactLine& line : page->items) {
            EXPECT_EQ(line.author.name, "Display jo");
            EXPECT_EQ(line.role, "call_handler");
            texts.push_back(line.text);
        }
        query.after = page->next ? std::optional(std::stoll(*page->next)) : std::nullopt;
    } while (query.after);
    EXPECT_THAT(texts, ElementsAre("Received: 999, spoken.", "line 2", "line 3", "line 4", "line 5", "line 6"));
    const auto early = write([&](db::Transaction& tx) {
        return contacts::say(tx, acting(jo), {made.id, {"x"}, clock.now() + std::chrono::minutes(3)});
    });
    EXPECT_EQ(early.error().field, "happened_at");
}

class ContactPlan : public AContact {
   protected:
    std::string plan_of(const db::Query& query) {
        const auto steps = read([&](db::Reader& reader) {
            return reader.many(db::raw_statement("EXPLAIN QUERY PLAN " + std::string(query.sqlite)),
                               {"", "", "", "", "", "", "", ""},
                               [](const db::Row& row) { return row.string(3) + "\n"; });
        });
        EXPECT_TRUE(steps) << why(steps);
        std::string plan;
        for (const std::string& step : steps.value_or(std::vector<std::string>{})) {
            plan += step;
        }
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ContactPlan, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(ContactPlan, finds_a_state_a_queue_and_a_number_in_an_index) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::list_contacts, "SEARCH c USING INDEX contacts_listed (force_id=? AND state=?"},
        {sql::abandoned_calls, "SEARCH c USING INDEX contacts_listed (force_id=? AND state=?"},
        {sql::other_contacts, "SEARCH e USING INDEX contacts_of_number (force_id=? AND plain_phone=?"},
        {sql::contacts_since, "SEARCH contacts USING INDEX contacts_of_number (force_id=? AND plain_phone=?"},
        {sql::owned_by_person, "INDEX contacts_of_person (force_id=? AND owner"},
        {sql::unowned_contacts, "INDEX contacts_listed (force_id=? AND state=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), AllOf(HasSubstr(index), Not(HasSubstr("SCAN c")))) << query.name;
    }
}

template <class Enum>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto each) { names.emplace_back(each.name); });
    return names;
}

/// The values that a CHECK list of the schema allows for a column.
std::vector<std::string> allowed_by_the_schema(const std::string& column) {
    std::ifstream file(BLUELAMP_SOURCE_DIR "/src/policing/contacts/schema/0013_contacts.sql");
    std::stringstream text;
    text << file.rdbuf();
    const std::string schema = text.str();
    const std::string opens = "CHECK (" + column + " IN (";
    const std::size_t from = schema.find(opens) + opens.size();
    EXPECT_NE(schema.find(opens), std::string::npos) << column;
    std::stringstream list(schema.substr(from, schema.find(')', from) - from));
    std::vector<std::string> values;
    for (std::string value; std::getline(list, value, ',');) {
        value.erase(0, value.find('\'') + 1);
        values.push_back(value.substr(0, value.find('\'')));
    }
    return values;
}

TEST(ContactEnums, are_the_check_lists_of_the_database) {
    EXPECT_EQ(names_of<Channel>(), allowed_by_the_schema("channel"));
    EXPECT_EQ(names_of<Presented>(), allowed_by_the_schema("presented"));
    EXPECT_EQ(names_of<ContactState>(), allowed_by_the_schema("state"));
    EXPECT_EQ(names_of<InformantRole>(), allowed_by_the_schema("informant"));
    EXPECT_EQ(names_of<Decision>(), allowed_by_the_schema("decision"));
    EXPECT_EQ(names_of<AttemptOutcome>(), allowed_by_the_schema("outcome"));
}

}  // namespace
}  // namespace bluelamp::contacts

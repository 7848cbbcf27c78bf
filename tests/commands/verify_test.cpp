// SPDX-License-Identifier: Apache-2.0
/// What `bluelamp verify` says of records that were changed behind its back.
#include <gmock/gmock.h>

#include <fstream>

#include "commands/commands.hpp"
#include "commands/opened.hpp"
#include "tests/support/db_fixture.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::commands {
namespace {

using testing::HasSubstr;

class Verify : public db::OnBothEngines {
   protected:
    struct Told {
        bool ok = false;
        std::int64_t acts = 0;
        std::optional<std::int64_t> first_bad;
        std::string why, words;
    };
    Told told() {
        const auto found = verify(place());
        EXPECT_TRUE(found) << found.error().message;
        const json::Object answer = json::parse(found->json)->get_object();
        EXPECT_EQ(found->ok, answer.at("ok").get_bool());
        Told out{
            found->ok, answer.at("acts").get_int64(), {}, std::string(answer.at("why").get_string()), found->words};
        if (!answer.at("first_bad").is_null()) {
            out.first_bad = answer.at("first_bad").get_int64();
        }
        return out;
    }
    [[nodiscard]] Place place() const { return {target().data_dir, target().postgres_url, {}, {}}; }
    void alter(const std::string& statement) { db::alter(database(), ForceId("city-of-london"), statement); }
    std::int64_t position_of(const std::string& action) {
        return db::numbers(database(), "SELECT position FROM journal WHERE action = '" + action + "'").at(0);
    }

    void import_two() {
        const auto file = std::filesystem::temp_directory_path() / ("bluelamp-verify-" + std::to_string(getpid()));
        std::ofstream(file) << "ID,Date,Station Name,Description,TOC,ORD,MOB,IA,LS,AH,MAV,CD\n"
                               "1,01/07/2020,A,F/CAR,10:00:00,10:01:00,10:02:00,10:09:00,,,10:20:00,10:30:00\n"
                               "2,01/07/2020,A,F/CAR,11:00:00,11:01:00,11:02:00,11:09:00,,,11:20:00,11:30:00\n";
        const auto done = import_cad(
            place(), {file.string(), std::string(BLUELAMP_SOURCE_DIR) + "/reference/maps/dublin-fire-brigade.toml"});
        std::filesystem::remove(file);
        ASSERT_TRUE(done) << done.error().message;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Verify, db::both_engines(), db::engine_name);

// The bug: a changed bit in an imported incident changed response times, and verify said that all was well.
TEST_P(Verify, names_the_act_of_the_import_whose_incident_was_changed) {
    import_two();
    const Told whole = told();
    EXPECT_TRUE(whole.ok) << whole.why;
    EXPECT_FALSE(whole.first_bad);
    alter("UPDATE incidents SET arrived_at = arrived_at - 300000 WHERE source_id = '2'");
    const Told altered = told();
    EXPECT_FALSE(altered.ok);
    EXPECT_EQ(altered.first_bad, position_of("imported_incidents.stored"));
    EXPECT_THAT(altered.why, HasSubstr("dublin-fire-brigade 2) no longer says what was imported"));
    alter("UPDATE incidents SET arrived_at = arrived_at + 300000 WHERE source_id = '2'");
    EXPECT_TRUE(told().ok);
    alter("DELETE FROM incidents WHERE source_id = '2'");
    EXPECT_EQ(told().first_bad, position_of("imported_incidents.stored"));
    EXPECT_EQ(told().why, "the 1 imported incidents are not the 2 that were imported");
}

// The bug: first_bad was 0, and nothing said which record was meant.
TEST_P(Verify, misses_the_act_of_an_incident_after_the_last_act_and_names_the_incident) {
    import_two();
    alter(
        "INSERT INTO incidents (force_id, id, opened_on, number, status, summary, place, happened_at, opened_at, "
        "opened_by, visibility, owner, version, origin, exercise, clock_fault) VALUES ('city-of-london', "
        "'01a1fe14-9767-7ee8-a79d-640b21802a4b', '2026-11-20', 7, 'open', 'x', 'x', 0, 0, 'x', 0, 'x', 1, 'live', 0, "
        "0)");
    const Told found = told();
    EXPECT_FALSE(found.ok);
    EXPECT_EQ(found.first_bad, found.acts + 1);
    EXPECT_EQ(found.why, "no act tells of incident 01a1fe14-9767-7ee8-a79d-640b21802a4b (Log 7 of 20 November 2026)");
    EXPECT_THAT(found.words, HasSubstr(found.why));
    alter("UPDATE incidents SET arrived_at = arrived_at - 1 WHERE source_id = '2'");
    EXPECT_EQ(told().first_bad, position_of("imported_incidents.stored")) << "an act that is there comes first";
}

// The bug: publishing again could be undone by hand, and the older figures counted.
TEST_P(Verify, finds_a_published_file_that_was_set_back_to_an_earlier_vintage) {
    const auto folder = std::filesystem::temp_directory_path() / ("bluelamp-vintage-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    for (const std::string outcome : {"Under investigation", "Local resolution"}) {
        std::ofstream(folder / "2021-06-city-of-london-street.csv")
            << "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
               "Last outcome category,Context\n"
            << std::string(64, 'a') << ",2021-06,City of London Police,City of London Police,-0.09,51.51,"
            << "On or near Lombard Street,E01032739,City of London 001F,Drugs," << outcome << ",\n";
        const auto done = import_police_uk(place(), folder.string());
        ASSERT_TRUE(done) << done.error().message;
    }
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(told().ok) << told().why;
    alter("UPDATE published_files SET vintage = 1");
    EXPECT_FALSE(told().ok);
    EXPECT_THAT(told().why, HasSubstr("vintage 1 counts, and not this newer one"));
}

// The bug: a mistake in a file that decides nothing any more stopped the server and its verdict.
TEST_P(Verify, warns_of_a_broken_policy_file_and_goes_on_with_the_policy_of_the_records) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / ("bluelamp-forces-" + std::to_string(getpid()));
    fs::create_directories(folder / "forces");
    fs::create_directory_symlink(BLUELAMP_SOURCE_DIR "/reference", folder / "reference");
    const std::string file = (folder / "forces" / "city-of-london-2014.toml").string();
    std::ofstream(file) << "version = \"x\"\nforce = = 7\n";
    Place beside = place();
    beside.reference = (folder / "reference").string();
    const auto first = open(beside);
    EXPECT_EQ(first ? "" : first.error().field, file + ":2") << "there is no other policy";
    import_two();
    testing::internal::CaptureStderr();
    const auto found = verify(beside);
    const std::string warned = testing::internal::GetCapturedStderr();
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->ok) << found->words;
    EXPECT_THAT(warned, HasSubstr(file + ":2: This is not TOML"));
    EXPECT_THAT(warned, HasSubstr("the policy city-of-london-2014.1 of the records is in force"));
    EXPECT_THAT(warned, HasSubstr("Mend it; \"bluelamp policy check\" names everything wrong"));
    fs::remove_all(folder);
}

// The bug: what cannot be read ended the program without a verdict.
TEST_P(Verify, gives_its_verdict_on_records_that_cannot_be_read) {
    import_two();
    if (GetParam() == "sqlite") {
        alter("UPDATE journal SET happened_at = 'abc' WHERE position = 2");
        EXPECT_FALSE(told().ok);
        EXPECT_THAT(told().why, HasSubstr("cannot be read"));
    }
    alter("UPDATE areas SET geometry = 'no shape' WHERE geometry IS NOT NULL");
    EXPECT_FALSE(told().ok);
}

// The bug: a file that was emptied was filled with new tables, and all was said to be well.
TEST(VerifyAPlace, refuses_an_empty_file) {
    const auto folder = std::filesystem::temp_directory_path() / ("bluelamp-empty-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "bluelamp.sqlite").flush();
    const auto found = verify({folder.string(), {}, {}, {}});
    EXPECT_FALSE(found);
    EXPECT_EQ(std::filesystem::file_size(folder / "bluelamp.sqlite"), 0U);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bluelamp::commands

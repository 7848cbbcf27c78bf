// SPDX-License-Identifier: Apache-2.0
/// The catalogue: search by words and code, how each class is counted, lists that contradict themselves; and the lists
/// that stand twice: in code and in the schema.
#include <filesystem>
#include <fstream>

#include "core/file.hpp"
#include "core/text.hpp"
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> found(const std::string& typed, std::size_t limit = 5) {
    std::vector<std::string> codes;
    for (const Offence& offence : the_catalogue().search(typed, limit)) {
        codes.push_back(offence.code);
    }
    return codes;
}

TEST(Search, finds_by_words_of_which_the_last_may_be_a_beginning) {
    EXPECT_EQ(found("shoplifting").at(0), "46");
    EXPECT_EQ(found("SHOPLIFT").at(0), "46");
    EXPECT_EQ(found("burglary resid").at(0), "28E");
    EXPECT_EQ(found("pedal cycle theft").at(0), "44") << "in any order";
    EXPECT_THAT(found("shop lift"), ElementsAre()) << "only the last may be a beginning, of one word";
    EXPECT_THAT(found("ass injury"), ElementsAre());
    EXPECT_THAT(found(" , "), ElementsAre());
    EXPECT_EQ(found("theft", 3).size(), 3U);
}

TEST(Search, shows_whole_words_before_beginnings_and_classes_before_single_offences) {
    const auto rape = the_catalogue().search("rape", 100);
    ASSERT_GT(rape.size(), 10U);
    std::size_t classes = 0;
    while (classes < rape.size() && !rape[classes].trial) {
        ++classes;
    }
    EXPECT_EQ(classes, 6U) << "the six classes first";
    for (std::size_t i = classes; i < rape.size(); ++i) {
        EXPECT_TRUE(rape[i].trial) << rape[i].title;
    }
    const auto arson = the_catalogue().search("robbe", 100);
    EXPECT_EQ(arson.at(0).code, "34A");
    const auto rob = the_catalogue().search("assault", 100);
    const auto begins = [](const Offence& offence) {
        const auto title = words(offence.title);
        return std::find(title.begin(), title.end(), "assault") == title.end();
    };
    EXPECT_TRUE(std::is_partitioned(rob.begin(), rob.end(), [&](const Offence& each) { return !begins(each); }));
}

TEST(Search, finds_by_code_and_never_a_class_kept_for_old_outcomes) {
    EXPECT_EQ(found("8n").at(0), "8N");
    EXPECT_EQ(found("37.2").at(0), "37.2");
    EXPECT_EQ(found("cj88001").at(0), "CJ88001");
    EXPECT_EQ(found("4.1").at(0), "4.1");
    for (const std::string& code : found("burglary dwelling", 100)) {
        EXPECT_NE(code, "28A");
    }
    EXPECT_NE(the_catalogue().find("28A"), nullptr) << "but it is known";
}

TEST(Catalogue, tells_the_class_of_a_single_offence_only_where_the_lists_do) {
    EXPECT_EQ(the_catalogue().find("TH68010")->home_office, "46");
    EXPECT_EQ(the_catalogue().find("SX03002")->home_office, "19C");
    const Offence* burglary = the_catalogue().find("TH68027");
    EXPECT_FALSE(burglary->home_office);
    EXPECT_THAT(burglary->classes, ElementsAre("30C", "30D"));
}

TEST(Catalogue, counts_each_class_as_the_rules_say) {
    struct Case {
        std::string code;
        CountedAs counted_as;
        StateVictim state;
        std::string guide;
    };
    const std::vector<Case> table{
        {"28E", CountedAs::premises, StateVictim::no, "household"},
        {"30C", CountedAs::premises, StateVictim::no, "occupier"},
        {"58C", CountedAs::victim, StateVictim::no, "owner"},
        {"92E", CountedAs::offender, StateVictim::yes, "State"},
        {"92A", CountedAs::offender_group, StateVictim::yes, "group of offenders"},
        {"10D", CountedAs::offender, StateVictim::yes, "State"},
        {"8N", CountedAs::victim, StateVictim::no, "each person"},
        {"1", CountedAs::victim, StateVictim::no, "each person"},
        {"19C", CountedAs::victim, StateVictim::no, "each person"},
        {"34B", CountedAs::victim, StateVictim::no, "each person who was robbed"},
        {"34A", CountedAs::victim, StateVictim::no, "each business"},
        {"9A", CountedAs::incident, StateVictim::may, "each incident"},
        {"62A", CountedAs::incident, StateVictim::yes, "each incident"},
        {"46", CountedAs::premises, StateVictim::no, "each shop"},
        {"44", CountedAs::victim, StateVictim::no, "owner"},
        {"79", CountedAs::offender, StateVictim::may, "State"},
        {"CJ88001", CountedAs::victim, StateVictim::no, "each person"},
    };
    for (const Case& each : table) {
        const Counting* counting = the_catalogue().counting(each.code);
        ASSERT_NE(counting, nullptr) << each.code;
        EXPECT_EQ(counting->counted_as, each.counted_as) << each.code;
        EXPECT_EQ(counting->state_victim, each.state) << each.code;
        EXPECT_THAT(counting->guide, HasSubstr(each.guide)) << each.code;
        EXPECT_FALSE(counting->status.empty()) << "says how sure we are of " << each.code;
    }
    EXPECT_EQ(the_catalogue().counting("8Z"), nullptr);
}

/// The shipped lists with one text of one of them replaced.
std::string refusal(const std::string& file, const std::string& text, const std::string& by) {
    const fs::path folder = fs::temp_directory_path() / ("bluelamp-catalogue-" + std::to_string(getpid()));
    fs::create_directories(folder);
    for (const char* name :
         {"offence_groups.csv", "offences.csv.gz", "counting.csv", "outcomes.csv", "outcome_rules.csv"}) {
        fs::copy_file(fs::path(BLUELAMP_SOURCE_DIR "/reference") / name, folder / name,
                      fs::copy_options::overwrite_existing);
    }
    std::string content = *read_all(folder / file, std::size_t{1} << 20);
    const std::size_t at = content.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    content.replace(at, text.size(), by);
    std::ofstream(folder / file) << content;
    const auto loaded = Catalogue::load(folder.string());
    fs::remove_all(folder);
    return loaded ? "accepted" : fs::path(loaded.error().field).filename().string() + ": " + loaded.error().message;
}

TEST(Catalogue, refuses_lists_that_contradict_themselves) {
    EXPECT_EQ(refusal("counting.csv", "household", "home"), "accepted");
    EXPECT_THAT(refusal("counting.csv", "Arson,", "Arsons,"), HasSubstr("counting.csv: Nothing says how class 56A"));
    EXPECT_THAT(refusal("counting.csv", "Arson,victim", "Arson,owner"), HasSubstr("counting.csv:12"));
    EXPECT_THAT(refusal("outcome_rules.csv", "\n5,", "\n0,"), HasSubstr("not an outcome type"));
    EXPECT_THAT(refusal("outcome_rules.csv", "92C 92D", "92C 92Z"), HasSubstr("92Z is not in offence_groups"));
    EXPECT_THAT(refusal("outcome_rules.csv", "cps_reference", "cps_letter"), HasSubstr("no evidence named cps_letter"));
    EXPECT_THAT(refusal("offence_groups.csv", "\n46,", "\n946,"), HasSubstr("offences.csv.gz:"));
}

template <class Enum>
std::string check_list() {
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto each) { names += std::string(names.empty() ? "'" : ", '") + each.name + "'"; });
    return "IN (" + names + ")";
}

TEST(Schema, holds_the_names_of_the_lists_in_code) {
    std::string schema = *read_all(BLUELAMP_SOURCE_DIR "/src/policing/crimes/schema/0014_crimes.sql", 1 << 20);
    std::string plain;  // lists run over lines
    for (const char c : schema) {
        if (c != '\n' && !(c == ' ' && plain.ends_with(' '))) {
            plain += c;
        } else if (!plain.ends_with(' ')) {
            plain += ' ';
        }
    }
    EXPECT_THAT(plain, HasSubstr("status " + check_list<Status>()));
    EXPECT_THAT(plain, HasSubstr("counted_as " + check_list<CountedAs>()));
    EXPECT_THAT(plain, HasSubstr("part " + check_list<Part>()));
    EXPECT_THAT(plain, HasSubstr("state " + check_list<SuspectState>()));
    EXPECT_THAT(plain, HasSubstr("entitled " + check_list<EntitledAs>()));
    EXPECT_THAT(plain, HasSubstr("state " + check_list<OutcomeState>()));
    EXPECT_THAT(plain, HasSubstr("ground " + check_list<Ground>()));
}

}  // namespace
}  // namespace bluelamp::crimes

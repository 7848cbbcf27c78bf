// SPDX-License-Identifier: Apache-2.0
/// Broken policy files: each says the line, the key and what to write instead.
#include <gmock/gmock.h>

#include "tests/policy/small_policy.hpp"

namespace bluelamp::policy {
namespace {

using testing::HasSubstr;

struct Broken {
    std::string from, to;  ///< what is written instead of what
    std::string at;        ///< the error names the line on which this stands
    std::string key;
    std::string remedy;  ///< part of the message
};

std::int64_t line_of(const std::string& text, const std::string& part) {
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n');
}

void expect_refused(const std::vector<Broken>& table) {
    for (const Broken& each : table) {
        const std::string text = replaced(small_policy(), each.from, each.to);
        const auto found = problems(text, "a.toml");
        const std::string what = each.from + " as " + each.to;
        const auto said = std::find_if(found.begin(), found.end(), [&](const PolicyProblem& problem) {
            return problem.key == each.key && problem.message.find(each.remedy) != std::string::npos;
        });
        ASSERT_NE(said, found.end()) << what << "\nsaid: "
                                     << (found.empty() ? "nothing" : found[0].key + ": " + found[0].message);
        EXPECT_EQ(said->line, line_of(text, each.at)) << what;
        EXPECT_EQ(said->file, "a.toml");
        const auto parsed = parse(text, "a.toml");
        ASSERT_FALSE(parsed) << what;
        EXPECT_EQ(parsed.error().field, "a.toml:" + std::to_string(found.front().line)) << what;
        EXPECT_EQ(parsed.error().code, ErrorCode::invalid);
    }
}

TEST(ParsePolicy, reads_the_smallest_sound_file) {
    const auto policy = parse(small_policy(), "small.toml");
    ASSERT_TRUE(policy) << policy.error().field << policy.error().message;
    EXPECT_EQ(policy->version, "small.1");
    ASSERT_EQ(policy->levels.size(), 3);
    EXPECT_EQ(policy->levels[0].limit_s, 900);
    EXPECT_EQ(policy->levels[1].rank, 2);
    EXPECT_EQ(policy->levels[1].clock, ClockBasis::received);
    EXPECT_EQ(policy->levels[2].limit_s, std::nullopt);
    EXPECT_EQ(policy->fastest().code, "immediate");
    EXPECT_EQ(policy->slowest_sent().code, "routine");
    EXPECT_EQ(policy->level_of(National::priority)->code, "immediate") << "none of that shape: the next faster one";
    EXPECT_EQ(policy->type("silent")->floor, "telephone") << "levels may be named by their national shape";
    EXPECT_EQ(policy->question("weapon")->raises[0].level, "immediate");
    EXPECT_TRUE(policy->question("weapon")->must);
    EXPECT_EQ(policy->attendance.reassurance_s, 172'800);
    EXPECT_EQ(policy->deciders.identity_review, "registrar");
    EXPECT_EQ(policy->review.from, 0.05);
    EXPECT_EQ(policy->deciders.cancel_rape, "registrar") << "what a file does not say stays as it is";
    ASSERT_EQ(policy->deadlines[0].tell.size(), 2);
    EXPECT_EQ(policy->deadlines[0].tell[0].offset_s, -300);
    EXPECT_EQ(policy->deadlines[0].tell[1].to, "supervisor");
    EXPECT_EQ(policy->type("no such"), nullptr);
    EXPECT_EQ(policy->recording.reference, "{number}/{yy}");
}

TEST(ParsePolicy, names_the_line_the_key_and_the_remedy_of_what_is_written_wrongly) {
    expect_refused({
        {"version = \"small.1\"\n", "", "force =", "version", "version = \"…\""},
        {"title = \"Small\"", "title = 7", "title = 7", "title", "text in quotes"},
        {"title = \"Small\"", "title = \"Small\"\ncolour = \"blue\"", "colour", "colour",
         "is not known here; use: version"},
        {"[deciders]", "[decider]", "[decider]", "decider", "is not known here"},
        {"limit = \"15 min\"", "limit = \"soon\"", "limit = \"soon\"", "level[1].limit", "\"12 min\""},
        {"limit = \"15 min\"", "limit = \"5 working days\"", "limit = \"5 w", "level[1].limit", "\"15 min\""},
        {"national = \"emergency\"", "national = \"urgent\"", "national = \"urgent\"", "level[1].national",
         "emergency, priority, scheduled, without_deployment"},
        {"code = \"routine\"", "code = \"immediate\"", "code = \"immediate\"\ntitle = \"Routine\"", "level[2].code",
         "given twice"},
        {"code = \"routine\"", "code = \"Routine!\"", "code = \"Routine!\"", "level[2].code", "a-z, 0-9 and _"},
        {"basis = \"everything\"", "basis = \"something\"", "basis = \"something\"", "attendance.basis",
         "victim_wishes"},
        {"from = 9", "from = 9.5", "from = 9.5", "thrive.step[1].from", "whole number"},
        {"must = true", "must = \"yes\"", "must = \"yes\"", "question_set[1].question[1].must", "true or false"},
        {"crime_words = [\"stolen\", \"broke in\"]", "crime_words = \"stolen\"", "crime_words", "recording.crime_words",
         "list of texts in quotes"},
        {"crime_words = [\"stolen\"", "crime_words = [\"!\"", "crime_words", "recording.crime_words", "holds no word"},
        {"silent_type = \"silent\"", "silent_type = \"quiet\"", "silent_type", "silent_type", "no incident type"},
        {"title = \"Small\"", "bank_holidays = [\"Christmas\"]\ntitle = \"Small\"", "bank_holidays", "bank_holidays",
         "2026-12-25"},
        {"title = \"Small\"", "crime_reference = \"{number}\"\ntitle = \"Small\"", "crime_reference", "crime_reference",
         "{yy}"},
        {"title = \"Small\"", "include = \"common.toml\"\ntitle = \"Small\"", "include", "include", "whole text"},
        {"[attendance]", "[[attendance]]", "[[attendance]]", "attendance", "must be a table"},
        {"[[result]]\ncode = \"dealt", "[result]\ncode = \"dealt", "[[result]]\ncode = \"not", "", "This is not TOML"},
    });
}

TEST(ParsePolicy, refuses_what_points_to_nothing) {
    expect_refused({
        {"floor = \"routine\"", "floor = \"quick\"", "floor = \"quick\"", "incident_type[1].floor",
         "use immediate, routine, telephone"},
        {"floor = \"routine\"", "floor = \"emergency\"", "floor = \"emergency\"", "incident_type[1].floor",
         "national:emergency"},
        {"question_sets = [\"now\"]", "question_sets = [\"then\"]", "question_sets", "incident_type[1].question_sets",
         "no question set"},
        {"results = [\"dealt_with\"", "results = [\"solved\"", "results =", "incident_type[1].results", "no result"},
        {"reassurance_by = \"officer\"", "reassurance_by = \"postman\"", "reassurance_by", "attendance.reassurance_by",
         "use one of: call_handler"},
        {"downgrade = \"supervisor\"", "downgrade = \"boss\"", "downgrade", "deciders.downgrade", "is no role"},
        {"to = [\"supervisor\"]", "to = [\"boss\"]", "tell =", "deadline[1].tell[2].to", "neither owner nor a role"},
        {"starts = [\"incident.graded\"]", "starts = [\"incident.grated\"]", "starts", "deadline[1].starts",
         "nobody ever reports"},
        {"vulnerable = true\n", "vulnerable = true\nnotify = [\"boss\"]\n", "notify", "incident_type[1].notify",
         "is no role"},
    });
}

TEST(ParsePolicy, refuses_a_rule_that_can_never_be_met) {
    expect_refused({
        {"limit = \"15 min\"", "limit = \"72 h\"", "limit = \"48 h\"", "level[2].limit", "is not longer than that of"},
        {"limit = \"15 min\"\n", "", "[[level]]", "level[1].limit", "within what time"},
        {"national = \"without_deployment\"", "national = \"without_deployment\"\nlimit = \"72 h\"", "limit = \"72 h\"",
         "level[3].limit", "nobody is sent"},
        {"floor = \"national:without_deployment\"", "floor = \"routine\"", "code = \"telephone\"", "level[3].code",
         "ever proposes Telephone"},
        {"from = 9", "from = 90", "from = 90", "thrive.step[1].from", "18 at most"},
        {"[recording]", "[[thrive.step]]\nfrom = 12\nlevel = \"routine\"\n[recording]", "from = 12",
         "thrive.step[2].from", "highest first"},
        {"in_words = ", "target_share = 70\nin_words = ", "target_share", "attendance.target_share", "0 to 1"},
        {"[recording]", "[review]\nfrom = 0.9\nto = 0.5\n[recording]", "from = 0.9", "review.from",
         "the first the lower"},
        {"downgrade = \"supervisor\"", "identity_review = \"officer\"\ndowngrade = \"supervisor\"", "identity_review",
         "deciders.identity_review", "review_people"},
        {"in_words = ", "attend_score = 4\nin_words = ", "attend_score", "attendance.attend_score", "take it away"},
        {"basis = \"everything\"", "basis = \"threat_risk_harm\"", "[attendance]", "attendance.attend_score",
         "give 1 to 18"},
        {"reassurance_by = \"officer\"\n", "", "[attendance]", "attendance.reassurance_by", "nobody makes it"},
        {"reassurance_by = \"officer\"", "reassurance_by = \"importer\"", "reassurance_by", "attendance.reassurance_by",
         "no inbox"},
        {"downgrade = \"supervisor\"", "downgrade = \"call_handler\"", "downgrade", "deciders.downgrade",
         "approve_downgrade"},
        {"units_forbidden = [\"horse\"]", "units_forbidden = [\"van\"]", "units_required",
         "incident_type[1].units_required", "nobody could be sent"},
        {"results = [\"dealt_with\", ", "results = [", "results", "incident_type[1].results", "at risk"},
        {"floor = \"national:without_deployment\"", "floor = \"national:without_deployment\"\nalways_attend = true",
         "floor = \"national:without_deployment\"", "incident_type[2].floor", "sends nobody"},
        {"question_sets = [\"now\"]\n", "", "code = \"now\"", "question_set[1].code", "no incident type asks them"},
        {"when = \"yes\"", "when = \"perhaps\"", "raises", "question_set[1].question[1].raises[1].when",
         "can never be the answer"},
        {"level = \"national:emergency\", because = \"A weapon is there\", crime = true", "because = \"A weapon\"",
         "raises", "question_set[1].question[1].raises[1]", "raises nothing"},
        {"meets = [\"incident.attended\"]\n", "", "[[deadline]]", "deadline[1].meets", "could never be kept"},
        {"meets = [\"incident.attended\"]", "meets = [\"incident.graded\"]", "starts", "deadline[1].starts",
         "ends it at once"},
        {"before = \"5 min\"", "before = \"15 min\"", "tell", "deadline[1].tell",
         "before the start: the limit is 15 min"},
        {"{ before = \"5 min\", to = [\"owner\"] }, { to = [\"supervisor\"] }",
         "{ to = [\"supervisor\"] }, { before = \"5 min\", to = [\"owner\"] }", "tell", "deadline[1].tell",
         "order of time"},
        {", { to = [\"supervisor\"] }", "", "tell", "deadline[1].tell", "tells nobody when the promise is broken"},
        {"by_level = true\n", "", "[[deadline]]", "deadline[1].limit", "by_level = true, or limit"},
        {"by_level = true", "by_level = true\nlimit = \"24 h\"", "limit = \"24 h\"", "deadline[1].limit", "by_level"},
        {"to = [\"supervisor\"]", "to = [\"inspector\"]", "tell", "deadline[1].tell", "no inbox"},
    });
}

TEST(ParsePolicy, says_everything_that_is_wrong_in_the_order_of_the_file) {
    std::string text = replaced(small_policy(), "title = \"Small\"", "title = 7");
    text = replaced(text, "limit = \"15 min\"", "limit = \"soon\"");
    text = replaced(text, "source = \"The force\"", "sauce = \"The force\"");
    std::vector<std::string> keys;
    std::int64_t line = 0;
    for (const PolicyProblem& problem : problems(text, "a.toml")) {
        keys.push_back(problem.key);
        EXPECT_GE(problem.line, line);
        line = problem.line;
    }
    EXPECT_THAT(keys, testing::IsSupersetOf({"title", "level[1].limit", "deadline[1].sauce", "deadline[1].source"}));
    EXPECT_TRUE(problems(small_policy(), "a.toml").empty());
}

TEST(ParsePolicy, reads_no_text_that_would_not_end) {
    const std::string deep = "version = " + std::string(4'000, '[');
    const std::string dotted = [] {
        std::string key = "a";
        for (int i = 0; i < 100'000; ++i) {
            key += ".a";
        }
        return key + " = 1\n";
    }();
    for (const std::string& text : {deep, dotted, std::string(largest_policy + 1, '\n'), std::string("\xff\xfe"),
                                    std::string("version = \"a\\u0000b\""), std::string()}) {
        const auto refused = parse(text, "a.toml");
        ASSERT_FALSE(refused) << text.substr(0, 40);
        EXPECT_TRUE(refused.error().field.starts_with("a.toml:")) << refused.error().field;
        EXPECT_FALSE(refused.error().message.empty());
    }
}

TEST(WholeText, holds_what_it_includes_and_errors_name_the_file_and_its_own_line) {
    const std::string& small = small_policy();
    const std::size_t cut = small.find("[[incident_type]]");
    const std::string own = "include = \"common.toml\"\n" + small.substr(0, cut);
    const std::string common = small.substr(cut);
    const auto load = [](const std::string& text) {
        return [text](std::string_view name) -> Result<std::string> {
            EXPECT_EQ(name, "common.toml");
            return text;
        };
    };
    const auto whole = whole_text(own, "own.toml", load(common));
    ASSERT_TRUE(whole) << whole.error().message;
    const auto policy = parse(*whole, "own.toml");
    ASSERT_TRUE(policy) << policy.error().field << ": " << policy.error().message;
    EXPECT_NE(policy->type("fight"), nullptr);

    const auto broken = whole_text(own, "own.toml", load(replaced(common, "floor = \"routine\"", "floor = \"quick\"")));
    const auto found = problems(*broken, "own.toml");
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0].file, "common.toml");
    EXPECT_EQ(found[0].line, 4) << "counted in the included file";
    const auto earlier = problems(replaced(*whole, "title = \"Small\"", "title = 7"), "own.toml");
    ASSERT_EQ(earlier.size(), 1);
    EXPECT_EQ(earlier[0].file, "own.toml");
    EXPECT_EQ(earlier[0].line, 4) << "the include line still counts";
}

TEST(WholeText, refuses_an_include_that_is_not_one_file_of_tables_beside_it) {
    struct Case {
        std::string own, included, field, remedy;
    };
    const std::vector<Case> table{
        {"include = \"../secret.toml\"\n", "", "own.toml:1", "beside this one"},
        {"include = \"passwd\"\n", "", "own.toml:1", "beside this one"},
        {"include = [\"a.toml\"]\n", "", "own.toml:1", "beside this one"},
        {"title = \"x\"\ninclude = \"a.toml\"\ninclude = \"b.toml\"\n", "[a]\n", "own.toml:3", "given twice"},
        {"include = \"a.toml\"\n", "[a]\nb = 1\n", "", ""},
        {"include = \"a.toml\"\n", "\ninclude = \"b.toml\"\n", "a.toml:2", "tables only"},
        {"include = \"a.toml\"\n", "[a\n", "a.toml:1", "not TOML"},
    };
    for (const Case& each : table) {
        const auto whole =
            whole_text(each.own, "own.toml", [&](std::string_view) -> Result<std::string> { return each.included; });
        ASSERT_EQ(whole.has_value(), each.field.empty()) << each.own;
        if (!whole) {
            EXPECT_EQ(whole.error().field, each.field) << each.own;
            EXPECT_THAT(whole.error().message, HasSubstr(each.remedy));
        }
    }
    EXPECT_FALSE(read_whole("/nowhere/at/all.toml"));
}

TEST(WholeText, lets_a_force_declare_where_it_varies_from_what_it_includes) {
    const std::string varied = small_policy() + "[vary.fight]\nfloor = \"immediate\"\ntitle = \"Brawl\"\n";
    const auto policy = parse(varied, "a.toml");
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy->type("fight")->floor, "immediate");
    EXPECT_EQ(policy->type("fight")->title, "Brawl");
    EXPECT_EQ(policy->type("fight")->question_sets, std::vector<std::string>{"now"}) << "the rest stays";
    struct Case {
        std::string vary, key;
    };
    for (const Case& each : std::vector<Case>{{"[vary.brawl]\nfloor = \"immediate\"\n", "vary.brawl"},
                                              {"[vary.fight]\ncode = \"brawl\"\n", "vary.fight"},
                                              {"[vary.fight]\nfloor = \"quick\"\n", "incident_type[1].floor"},
                                              {"[vary.fight]\ncolour = \"red\"\n", "incident_type[1].colour"}}) {
        const auto found = problems(small_policy() + each.vary, "a.toml");
        ASSERT_FALSE(found.empty()) << each.vary;
        EXPECT_EQ(found[0].key, each.key);
        EXPECT_GE(found[0].line, line_of(small_policy() + each.vary, "[vary")) << "where it varies, not what it varies";
    }
}

}  // namespace
}  // namespace bluelamp::policy

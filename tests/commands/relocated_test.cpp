// SPDX-License-Identifier: Apache-2.0
/// Whatever somebody asks who has found the offender, or the victim by her name: no way leads to where she lives now.
#include <gmock/gmock.h>

#include <regex>

#include "tests/commands/every_route.hpp"

namespace bluelamp::commands {
namespace {

using testing::HasSubstr;
using testing::Not;

class Relocated : public EveryRoute {
   protected:
    /// He hit her at their home. Who asks is of another team; who records is of the control room, whose the logs are.
    void SetUp() override {
        EveryRoute::SetUp();
        if (IsSkipped()) {
            return;
        }
        jo = token_of("jo", {"call_handler"});
        reg = of_team("Registrars", "reg", {"registrar"}, access::Visibility::secret);
        sam = of_team("Elsewhere", "sam", {"supervisor", "crime_recorder", "analyst", "inspector"},
                      access::Visibility::everyone);
        const std::string call = a_call("07700 900123");
        him = confirm(name(call, "suspect", John + R"(,"address":"14 Long Lane")"));
        her = confirm(name(call, "victim", Joan + R"(,"address":"14 Long Lane")"));
        clock.advance(std::chrono::hours(48));
        for (auto& [username, token] : {std::pair("jo", &jo), std::pair("reg", &reg), std::pair("sam", &sam)}) {
            *token = token_in(enter(username, password_of(username)));
        }
        moved_on = iso(in_london(clock.now()).date);
    }

    std::string of_team(const std::string& team, const std::string& username, std::vector<std::string> roles,
                        access::Visibility clearance) {
        access::CreateAccount wanted;
        wanted.username = username;
        wanted.display_name = "Display " + username;
        wanted.password_hash = *access::hash_password(password_of(username), access::cheap);
        wanted.roles = std::move(roles);
        wanted.clearance = clearance;
        wanted.home_team =
            write([&](db::Transaction& tx) { return access::create_team(tx, act(console), {team}); }).value().id;
        const auto account = try_account(console, wanted);
        EXPECT_TRUE(account) << access::why(account);
        return token_in(enter(username, password_of(username)));
    }

    api::Answered done(const std::string& path, const std::string& body, const std::string& token) {
        clock.advance(std::chrono::minutes(1));
        const api::Answered answer = post("/api/v1/" + path, body, token);
        EXPECT_LT(answer.status, 300) << path << answer.body;
        keep_ids(answer.body);
        return answer;
    }
    std::string a_call(const std::string& phone) {
        return std::string(
            done("contacts", R"({"channel":"non_emergency_101","presented":"spoken","phone":")" + phone + R"("})", jo)
                .at("contact", "id")
                .as_string());
    }
    std::string name(const std::string& call, const std::string& role, const std::string& said) {
        return done("contacts/" + call + "/mentions", R"({"role":")" + role + R"(","said":{)" + said + "}}", jo)
            .text("id");
    }
    /// Whom the mention made; or that person, whom it is decided to be.
    std::string confirm(const std::string& mention, const std::string& person = "") {
        const std::string as = person.empty() ? "{}" : R"({"reason":"Known","person":")" + person + R"("})";
        return done("people/mentions/" + mention + "/confirm", as, jo).text("person");
    }
    std::string send(const std::string& call) {
        return std::string(
            done("contacts/send", R"({"contact":")" + call + R"(","reason":"Man before 9 New Road",)" + place + "}", jo)
                .at("incident", "id")
                .as_string());
    }
    void hide() {
        done("people/persons/" + her + "/never-links",
             R"({"kind":"relocated_victim","reason":"Refuge","since":")" + moved_on + R"(","other":")" + him + R"("})",
             reg);
    }
    /// What people record of her since, each way in which she comes to be named in a log or a crime.
    void record_everything() {
        for (const bool decided_first : {false, true}) {
            const std::string call = a_call("07700 900999");
            const std::string victim = name(call, "victim", new_home);
            confirm(name(call, "suspect", John), him);
            if (decided_first) {
                confirm(victim, her);
            }
            const std::string incident = send(call);
            done("incidents/" + incident + "/lines", R"({"text":"He stands before 9 New Road"})", jo);
            done("crimes", R"({"incident":")" + incident + R"("})", jo);
            if (!decided_first) {
                confirm(victim, her);
            }
            logs.push_back(incident);
        }
        const std::string told = a_call("07700 900124");
        confirm(name(told, "victim", new_home), her);
        const std::string standing =
            done("incidents", R"({"summary":"Shouting, 9 New Road",)" + place + "}", jo).text("id");
        done("contacts/" + told + "/join", R"({"incident":")" + standing + R"("})", jo);
        logs.push_back(standing);
        const std::string direct(done("crimes", R"({"summary":"Window broken, 9 New Road",)" + place + "}", jo)
                                     .at("crime", "id")
                                     .as_string());
        const auto crime_names = [&](const std::string& part, const std::string& said, const std::string& person) {
            const api::Answered crime =
                done("crimes/" + direct + "/people", R"({"part":")" + part + R"(","said":{)" + said + "}}", jo);
            const auto mentions = crime.at("mentions").as_array();
            confirm(std::string(mentions.at(mentions.size() - 1).as_object().at("id").as_string()), person);
        };
        crime_names("suspect", John, him);
        crime_names("counted_victim", new_home, her);
    }

    void keep_ids(const std::string& body) {
        static const std::regex id(
            R"rx("(?:id|subject|person|address|phone|vehicle|mention|incident)":"([^"]{8,})")rx");
        for (auto each = std::sregex_iterator(body.begin(), body.end(), id); each != std::sregex_iterator(); ++each) {
            ids_seen.insert((*each)[1]);
        }
    }

    /// All that `token` is answered to every question that can be asked, by what was asked.
    std::map<std::string, std::string> all_answers(const std::string& token) {
        std::map<std::string, std::string> answers;
        const auto ask_for = [&](const std::string& path) {
            const api::Answered answer = get(path, token);
            if (answer.status == 200) {
                answers[path] = answer.body;
            }
        };
        for (const auto& route : router->routes()) {
            if (route->method != http::Method::get || route->streams) {
                continue;
            }
            const std::size_t from = route->path.find('{'), to = route->path.find('}');
            if (from == std::string::npos) {
                ask_for(route->path);
                continue;
            }
            for (const std::string& id : ids_seen) {
                ask_for(route->path.substr(0, from) + id + route->path.substr(to + 1));
            }
        }
        for (const char* asked :
             {"look-up?name=John%20Example", "look-up?name=Joan%20Example", "look-up?name=Jo", "look-up?name=Example",
              "look-up?phone=07700900123", "look-up?phone=07700900124", "look-up?phone=07700900999",
              "look-up?address=14%20Long%20Lane", "look-up?address=9%20New%20Ro", "look-up?postcode=N1%209Z",
              "look-up?registration=NR19ZZZ", "look-up?name=John%20Example&address=14%20Long%20Lane"}) {
            ask_for("/api/v1/people/" + std::string(asked));
        }
        for (const std::string& id : ids_seen) {
            ask_for("/api/v1/people/mentions?record=" + id);
        }
        for (const char* asked :
             {"incidents?status=all", "incidents?status=open", "incidents?number=1", "incidents?number=2",
              "incidents/near?latitude=51.53&longitude=-0.1", "contacts?state=live", "contacts?state=sent",
              "contacts?state=ended", "deadlines?late=true", "crimes?state=draft"}) {
            ask_for("/api/v1/" + std::string(asked));
        }
        return answers;
    }
    void expect_no_way_to_her() {
        const auto answers = all_answers(sam);
        EXPECT_GT(answers.size(), 40U);
        for (const auto& [asked, told] : answers) {
            const bool by_her_address = asked.find("New%20Ro") != std::string::npos;  // whoever types it knows it
            EXPECT_TRUE(by_her_address || told.find("New Road") == std::string::npos) << asked << "\n" << told;
            for (const char* telling : {"N1 9ZZ", "900999", "NR19", "51.53"}) {
                EXPECT_THAT(told, Not(HasSubstr(telling))) << asked;
            }
        }
        for (const journal::Row& row : journal_rows()) {
            EXPECT_TRUE(row.visibility > 0 || row.content.value_or("").find("New Road") == std::string::npos)
                << row.action << " is told to every screen: " << *row.content;
        }
        EXPECT_THAT(get("/api/v1/people/look-up?name=John%20Example", sam).body, HasSubstr(him));
        for (const std::string& log : logs) {
            EXPECT_EQ(get("/api/v1/incidents/" + log, sam).status, 404);
            const api::Answered owners = get("/api/v1/incidents/" + log, jo);
            EXPECT_EQ(owners.status, 200);
            EXPECT_THAT(owners.body, HasSubstr("9 New Road")) << "whose log it is goes on with it";
            EXPECT_LT(post("/api/v1/incidents/" + log + "/lines", R"({"text":"On scene"})", jo).status, 300);
        }
    }

    const std::string John = R"("given_name":"John","family_name":"Example","date_of_birth":"1968-01-02")";
    const std::string Joan = R"("given_name":"Joan","family_name":"Example","date_of_birth":"1970-05-03")";
    const std::string new_home =
        Joan + R"(,"phone":"07700 900999","address":"9 New Road","postcode":"N1 9ZZ","registration":"NR19 ZZZ")";
    const std::string place = R"("place":{"text":"9 New Road","latitude":51.53,"longitude":-0.1})";
    std::string jo, reg, sam, him, her, moved_on;
    std::vector<std::string> logs;
    std::set<std::string> ids_seen;
};
INSTANTIATE_TEST_SUITE_P(Engines, Relocated, db::both_engines(), db::engine_name);

TEST_P(Relocated, complaint_37_no_question_leads_to_where_she_lives_now) {
    hide();
    record_everything();
    expect_no_way_to_her();
}

TEST_P(Relocated, complaint_37_nor_to_what_was_recorded_before_it_was_set) {
    record_everything();
    EXPECT_THAT(get("/api/v1/incidents?status=all", sam).body, HasSubstr("New Road")) << "seen until it is set";
    hide();
    expect_no_way_to_her();
}

}  // namespace
}  // namespace bluelamp::commands

// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/handling.hpp"

namespace bluelamp::incidents {
namespace {

/// Registers the commands of this desk: each is run under the policy version that its act names.
class Commands {
   public:
    Commands(api::Router& router, const policy::Book& book, FindAreas find_areas)
        : router_(router), book_(book), find_areas_(std::make_shared<const FindAreas>(std::move(find_areas))) {}

    template <class In, class Out>
    api::Route& post(std::string_view path, Permission permission, std::string_view summary,
                     Result<Out> (*run)(db::Transaction&, const Act&, const Ground&, const In&)) {
        return post_with<In, Out>(path, permission, summary, run);
    }

    /// As `post`, for a command that knows more than its ground.
    template <class In, class Out, class Run>
    api::Route& post_with(std::string_view path, Permission permission, std::string_view summary, Run run) {
        return router_.post<In, Out>(path, permission, summary,
                                     [&book = book_, find_areas = find_areas_, run = std::move(run)](
                                         db::Transaction& tx, const Act& act, const In& in) {
                                         const auto policy = book.version(act.policy_version, act.now);
                                         return run(tx, act, Ground{*policy, *find_areas}, in);
                                     });
    }

    template <class Out>
    void get(std::string_view path, Permission permission, std::string_view summary,
             Result<Out> (*run)(db::Reader&, const Act&, const policy::Policy&, const OneIncident&)) {
        router_.get<OneIncident, Out>(
            path, permission, summary,
            [&book = book_, run](db::Reader& reader, const Act& act, const OneIncident& query) {
                return run(reader, act, *book.version(act.policy_version, act.now), query);
            });
    }

   private:
    api::Router& router_;
    const policy::Book& book_;
    std::shared_ptr<const FindAreas> find_areas_;
};

Result<Incident> open_reported(db::Transaction& tx, const Act& act, const Ground& ground, const Report& report) {
    return open_incident(tx, act, ground, report);
}

void add_reading(api::Router& router) {
    constexpr Permission reads = Permission::read_incidents;
    router.get("/api/v1/incidents", reads, "Incidents, newest first, open ones unless asked otherwise.",
               list_incidents);
    router.get("/api/v1/incidents/near", reads, "Open incidents of the last 4 hours near a place.", near);
    router.get("/api/v1/incidents/{id}", reads, "One incident.", read_incident).quick = true;
    router.get("/api/v1/incidents/{id}/lines", reads, "The log of one incident, oldest line first.", read_log);
    router.get("/api/v1/incidents/{id}/nearby", reads, "Open incidents that may be the same.", nearby);
    router.get("/api/v1/incidents/{id}/answers", reads, "The newest answer to each question.", list_answers);
    router.get("/api/v1/incidents/{id}/assessments", reads, "Assessments, newest first.", list_assessments);
    router.get("/api/v1/incidents/{id}/grade-changes", reads, "Every change of its grade.", list_grade_changes);
    router.get("/api/v1/incidents/{id}/places", reads, "Every place ever given; the newest of a kind is in force.",
               list_places);
    router.get("/api/v1/incidents/{id}/joined", reads, "Duplicates joined to it.", list_joined);
    router.get("/api/v1/incidents/{id}/contacts", reads, "Contacts that reported it, joined duplicates included.",
               list_contacts);
    router.get("/api/v1/incidents/{id}/crimes", reads, "Crimes raised from it.", list_crimes);
    router.get("/api/v1/figures/typed-twice", Permission::read_measures,
               "How many fields somebody typed although they were known.", typed_twice_figure);
}

void add_typing(Commands& commands, std::vector<Narrow> others) {
    commands
        .post_with<SetType, Incident>(
            "/api/v1/incidents/{id}/type", Permission::grade_incidents,
            "Gives it its type, or another one: what that brings is added, and a grade only raised.",
            [others = std::move(others)](db::Transaction& tx, const Act& act, const Ground& ground,
                                         const SetType& wanted) { return set_type(tx, act, ground, others, wanted); })
        .needs_version = true;
}

void add_grading(Commands& commands) {
    constexpr Permission grades = Permission::grade_incidents;
    commands.post("/api/v1/incidents/{id}/answers", grades, "Answers a question; one that raises the grade does so.",
                  answer_question);
    commands.post("/api/v1/incidents/{id}/assessments", grades, "Assesses threat, harm and risk.", assess);
    commands.get("/api/v1/incidents/{id}/proposal", Permission::read_incidents, "What the policy proposes, and why.",
                 read_proposal);
    commands
        .post("/api/v1/incidents/{id}/grade", grades,
              "Grades: higher at once; lower waits for a second person and needs a fresh assessment.", grade_incident)
        .needs_version = true;
    commands.post("/api/v1/incidents/{id}/grade-changes/{change}/approve", Permission::approve_downgrade,
                  "The second person lets a lower grade stand.", approve_downgrade);
    commands.post("/api/v1/incidents/{id}/grade-changes/{change}/refuse", Permission::approve_downgrade,
                  "The second person refuses a lower grade.", refuse_downgrade);
}

void add_resulting(Commands& commands) {
    constexpr Permission results = Permission::result_incidents;
    commands.post("/api/v1/incidents/{id}/join", results, "Closes a duplicate into its primary log.", join_incident);
    commands.post("/api/v1/incidents/{id}/unjoin", results, "Takes a duplicate out again, as it was.", unjoin_incident);
    commands
        .post("/api/v1/incidents/{id}/attendance", results, "Says whether somebody attended, or why nobody did.",
              record_attendance)
        .needs_version = true;
    commands.get("/api/v1/incidents/{id}/gaps", Permission::read_incidents, "What is missing before it can be closed.",
                 gaps);
    commands.post("/api/v1/incidents/{id}/close", results, "Closes with a result; names every gap.", close_incident)
        .needs_version = true;
    commands.post("/api/v1/incidents/{id}/reopen", results, "Opens a closed incident again.", reopen_incident)
        .needs_version = true;
}

}  // namespace

void add_routes(api::Router& router, const policy::Book& book, FindAreas find_areas, std::vector<Narrow> others) {
    Commands commands(router, book, std::move(find_areas));
    commands.post("/api/v1/incidents", Permission::log_incident, "Opens an incident: a place and a reason are enough.",
                  open_reported);
    add_reading(router);
    router.post("/api/v1/incidents/{id}/lines", Permission::add_line, "Adds a line to the log; lines are never edited.",
                add_line);
    commands.post("/api/v1/incidents/{id}/places", Permission::add_line,
                  "Gives a place: of the incident, the caller, the victim's home, or to meet.", give_place);
    add_typing(commands, std::move(others));
    add_grading(commands);
    add_resulting(commands);
    router
        .post("/api/v1/incidents/{id}/give", Permission::result_incidents, "Gives it to another owner.", give_incident)
        .needs_version = true;
    router.topic("incidents", "incident", Permission::read_incidents);
}

}  // namespace bluelamp::incidents

// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/crimes.hpp"

namespace bluelamp::crimes {
namespace {

struct Words {
    json::Text<200> words;
    std::optional<std::int64_t> limit;  ///< 1 to 100; 20 when nobody said
};
BOOST_DESCRIBE_STRUCT(Words, (), (words, limit))

struct OffencesFound {
    std::vector<Offence> items;
};
BOOST_DESCRIBE_STRUCT(OffencesFound, (), (items))

struct OneClass {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(OneClass, (), (code))

Result<OffencesFound> find_offences(const Act& act, const Catalogue& catalogue, const Words& query) {
    TRY(act.require(Permission::read_crimes));
    const std::int64_t limit = query.limit.value_or(20);
    if (limit < 1 || limit > 100) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 100.");
    }
    return OffencesFound{catalogue.search(query.words.text, static_cast<std::size_t>(limit))};
}

Result<Counting> read_counting(const Act& act, const Catalogue& catalogue, const OneClass& query) {
    TRY(act.require(Permission::read_crimes));
    const Counting* counting = catalogue.counting(query.code);
    if (counting == nullptr) {
        return fail(ErrorCode::not_found, "code", "There is no such class; look it up by its words.");
    }
    return *counting;
}

/// What every command of the desk is handed besides its request.
struct Given {
    const policy::Book& book;
    incidents::FindAreas find_areas;
    std::shared_ptr<const Catalogue> catalogue;

    template <class In>
    auto to(Result<WholeCrime> (*command)(db::Transaction&, const Act&, const Desk&, const In&)) const {
        return [given = *this, command](db::Transaction& tx, const Act& act, const In& in) {
            const auto policy = given.book.version(act.policy_version, act.now);
            return command(tx, act, Desk{*policy, given.find_areas, *given.catalogue}, in);
        };
    }
};

void add_lists(api::Router& router, const std::shared_ptr<const Catalogue>& catalogue) {
    router.get_now<Words, OffencesFound>(
        "/api/v1/crimes/offences", Permission::read_crimes,
        "Offences by words (the last may be a beginning) or by code, best first.",
        [catalogue](const Act& act, const Words& in) { return find_offences(act, *catalogue, in); });
    router.get_now<OneClass, Counting>(
        "/api/v1/crimes/counting/{code}", Permission::read_crimes, "How crimes of a class are counted.",
        [catalogue](const Act& act, const OneClass& in) { return read_counting(act, *catalogue, in); });
    router.get_now<api::Nothing, OutcomeRules>(
        "/api/v1/crimes/outcomes", Permission::read_crimes, "Outcome types in use today and what each needs.",
        [catalogue](const Act& act, const api::Nothing&) -> Result<OutcomeRules> {
            TRY(act.require(Permission::read_crimes));
            return catalogue->outcome_rules(in_london(act.now).date);
        });
}

}  // namespace

void add_routes(api::Router& router, const policy::Book& book, incidents::FindAreas find_areas,
                std::shared_ptr<const Catalogue> catalogue) {
    add_lists(router, catalogue);
    const Given given{book, std::move(find_areas), catalogue};
    const auto post = [&]<class In>(std::string_view path, Permission permission, std::string_view summary,
                                    Result<WholeCrime> (*command)(db::Transaction&, const Act&, const Desk&,
                                                                  const In&)) -> api::Route& {
        return router.post<In, WholeCrime>(path, permission, summary, given.to(command));
    };
    post("/api/v1/crimes", Permission::record_crimes,
         "Raises a crime from an incident or directly; what is missing is named and the rest kept.", raise_crime);
    post("/api/v1/crimes/{id}/classify", Permission::record_crimes, "Says which offence it is.", classify)
        .needs_version = true;
    post("/api/v1/crimes/{id}/people", Permission::record_crimes, "Names a victim, a person entitled or a suspect.",
         link_person);
    post("/api/v1/crimes/{id}/people/unlink", Permission::record_crimes, "Takes a victim off, or eliminates a suspect.",
         unlink_person);
    post("/api/v1/crimes/{id}/flags", Permission::record_crimes, "Sets the flags.", set_flags).needs_version = true;
    post("/api/v1/crimes/{id}/outcomes", Permission::record_crimes, "Proposes an outcome with its evidence.",
         propose_outcome);
    post("/api/v1/crimes/{id}/outcomes/finalise", Permission::finalise_outcomes, "Finalises a proposed outcome.",
         finalise_outcome);
    post("/api/v1/crimes/{id}/cancel", Permission::cancel_crimes, "Cancels a crime, which stays on the record.",
         cancel_crime);
    post("/api/v1/crimes/{id}/reinstate", Permission::cancel_crimes, "Makes a cancelled crime what it was.",
         reinstate_crime);
    post("/api/v1/crimes/{id}/give", Permission::record_crimes, "Gives a crime to another owner.", give_crime)
        .needs_version = true;
    router.get("/api/v1/crimes", Permission::read_crimes, "Crimes, newest first.", list_crimes);
    router
        .get<OneCrime, WholeCrime>("/api/v1/crimes/{id}", Permission::read_crimes,
                                   "One crime with its people, flags, outcomes and cancellations.",
                                   [catalogue](db::Reader& reader, const Act& act, const OneCrime& in) {
                                       return read_crime(reader, act, *catalogue, in);
                                   })
        .quick = true;
    router.get("/api/v1/crimes/{id}/lines", Permission::read_crimes, "The log of one crime, oldest line first.",
               read_log);
    router.post("/api/v1/crimes/{id}/lines", Permission::add_line, "Adds a line to the log; lines are never edited.",
                add_line);
    router.topic("crimes", "crime", Permission::read_crimes);
}

}  // namespace bluelamp::crimes

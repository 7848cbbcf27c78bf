// SPDX-License-Identifier: Apache-2.0
#include "policing/people/linkings.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/quality.hpp"
#include "policing/people/read_mentions.hpp"
#include "policing/people/recognition.hpp"

namespace bluelamp::people {
namespace {

/// A command under the policy in force, as a route takes it.
template <class In, class Out>
api::Router::CommandFunction<In, Out> under(const policy::Book& book,
                                            Result<Out> (*run)(db::Transaction&, const Act&, const policy::Policy&,
                                                               const In&)) {
    return [&book, run](db::Transaction& tx, const Act& act, const In& in) {
        return run(tx, act, *book.version(act.policy_version, act.now), in);
    };
}

}  // namespace

void add_routes(api::Router& router, const policy::Book& book, std::shared_ptr<Recognition> recognition,
                NarrowRecord narrow) {
    const std::shared_ptr<const Recogniser> finder = recogniser(recognition);
    router
        .get<LookUp, Found>("/api/v1/people/look-up", Permission::read_people,
                            "Persons, numbers, addresses and vehicles, as they are typed; exact ones first.",
                            [&book, finder](db::Reader& reader, const Act& act, const LookUp& typed) {
                                return look_up(reader, act, *book.version(act.policy_version, act.now), *finder, typed);
                            })
        .one_state = true;
    router.get("/api/v1/people/mentions", Permission::read_people, "Who was named in a record, as it was said.",
               read_mentions);
    router.get<OnePerson, Person>(
        "/api/v1/people/persons/{id}", Permission::read_people, "One person with what was used, markers and history.",
        [&book](db::Reader& reader, const Act& act, const OnePerson& wanted) {
            return read_person(reader, act, *book.version(act.policy_version, act.now), wanted);
        });
    router.post<ConfirmLink, Mention>(
        "/api/v1/people/mentions/{mention}/confirm", Permission::record_people,
        "Decides which person a mention is: somebody on the register, or a new person.",
        [narrow](db::Transaction& tx, const Act& act, const ConfirmLink& wanted) -> Result<Mention> {
            Mention linked = TRY(confirm_link(tx, act, wanted));
            TRY(narrow_records_of(tx, act, *linked.person, narrow));
            return linked;
        });
    router.post("/api/v1/people/mentions/{mention}/undo", Permission::record_people,
                "Undoes that decision and restores what was before.", undo_link);
    router.post("/api/v1/people/persons/{id}/names", Permission::record_people,
                "Records another name of a person: an alias, a former or a married name.", add_name);
    router.post("/api/v1/people/persons/{id}/names/{name}/end", Permission::record_people,
                "Says until when a person used that name.", end_name);
    router.post("/api/v1/people/persons/{id}/names/{name}/remove", Permission::record_people,
                "Takes a name off that never was the person's.", remove_name);
    router.post("/api/v1/people/markers", Permission::set_markers,
                "Sets a marker on a person, an address, a number or a vehicle.", under(book, set_marker));
    router.post("/api/v1/people/markers/{id}/remove", Permission::set_markers, "Removes a marker, with its reason.",
                under(book, remove_marker));
    router.post("/api/v1/people/markers/{id}/review", Permission::set_markers,
                "Reviews a marker: why it stands, and when it is looked at again.", under(book, review_marker));
    add_merge_routes(router, book);
    add_review_routes(router, book);
    add_never_link_routes(router, narrow);
    add_quality_routes(router);
    add_linking_routes(router, book, std::move(recognition));
    router.topic("people", "person", Permission::read_people);
    router.topic("linkings", "linking", Permission::review_people);
    router.topic("markers", "marker", Permission::read_people);
}

}  // namespace bluelamp::people

// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/contacts.hpp"

namespace bluelamp::contacts {
namespace {

/// A command under the policy that its act names.
template <class In, class Out>
api::Router::CommandFunction<In, Out> under(const policy::Book& book,
                                            Result<Out> (*run)(db::Transaction&, const Act&, const policy::Policy&,
                                                               const In&)) {
    return [&book, run](db::Transaction& tx, const Act& act, const In& wanted) {
        return run(tx, act, *book.version(act.policy_version, act.now), wanted);
    };
}

/// The same for one that may open an incident.
template <class In, class Out>
api::Router::CommandFunction<In, Out> grounded(const policy::Book& book,
                                               std::shared_ptr<const incidents::FindAreas> find_areas,
                                               Result<Out> (*run)(db::Transaction&, const Act&,
                                                                  const incidents::Ground&, const In&)) {
    return [&book, find_areas, run](db::Transaction& tx, const Act& act, const In& wanted) {
        const auto policy = book.version(act.policy_version, act.now);
        return run(tx, act, {*policy, *find_areas}, wanted);
    };
}

const ContactId& contact_of(const Sent& sent) { return sent.contact.id; }
const ContactId& contact_of(const Contact& contact) { return contact.id; }

/// The same for one that carries who is named in a contact to an incident: that is seen no more widely than may be.
template <class In, class Out>
api::Router::CommandFunction<In, Out> narrowing(const people::NarrowRecord& narrow,
                                                api::Router::CommandFunction<In, Out> run) {
    return [narrow, run = std::move(run)](db::Transaction& tx, const Act& act, const In& wanted) -> Result<Out> {
        Out done = TRY(run(tx, act, wanted));
        TRY(people::narrow_records_named_in(tx, act, contact_of(done).text(), narrow));
        return done;
    };
}

void add_who_has_it(api::Router& router, const policy::Book& book) {
    constexpr Permission take_calls = Permission::take_calls;
    router
        .post<Park, Contact>("/api/v1/contacts/{id}/park", take_calls, "Parks a live call, with the reason.",
                             under(book, park))
        .needs_version = true;
    router
        .post<Take, Contact>("/api/v1/contacts/{id}/take", take_calls, "Takes a parked, abandoned or another's call.",
                             under(book, take))
        .needs_version = true;
    router
        .post<HandOver, Contact>("/api/v1/contacts/{id}/hand-over", take_calls,
                                 "Hands the call over to a person or team, who is told.", under(book, hand_over))
        .needs_version = true;
    router
        .post<End, Contact>("/api/v1/contacts/{id}/end", take_calls,
                            "Ends a call: one without an incident with the reason why none.", under(book, end))
        .needs_version = true;
}

void add_abandoned(api::Router& router, const policy::Book& book) {
    router.get("/api/v1/contacts/abandoned", Permission::read_contacts,
               "Abandoned calls nobody has decided about, oldest first, with what their number is known for.",
               abandoned_calls);
    router.post<Try, Attempt>("/api/v1/contacts/{id}/attempts", Permission::take_calls,
                              "An attempt to ring an abandoned call back.", under(book, attempt));
    router
        .post<Decide, Contact>("/api/v1/contacts/{id}/decide", Permission::take_calls,
                               "What becomes of an abandoned call, decided by whoever asks.", under(book, decide))
        .needs_version = true;
}

}  // namespace

void add_routes(api::Router& router, const policy::Book& book, incidents::FindAreas find_areas,
                people::NarrowRecord narrow) {
    constexpr Permission take_calls = Permission::take_calls;
    constexpr Permission read_contacts = Permission::read_contacts;
    const auto areas = std::make_shared<const incidents::FindAreas>(std::move(find_areas));
    router.post<Receive, Received>("/api/v1/contacts", take_calls,
                                   "A contact arrives; a silent 999 from a number at high risk is sent to at once.",
                                   grounded(book, areas, receive));
    router.post<Send, Sent>("/api/v1/contacts/send", take_calls,
                            "Sends help: a place, or \"unknown\", and a reason are enough.",
                            narrowing(narrow, grounded(book, areas, send)));
    router.get("/api/v1/contacts", read_contacts, "Contacts in one state, newest first.", list_contacts);
    router.get("/api/v1/contacts/{id}", read_contacts, "One contact.", read_contact).quick = true;
    router.get("/api/v1/contacts/{id}/lines", read_contacts, "What was said and done in a contact, oldest first.",
               read_lines);
    router.post("/api/v1/contacts/{id}/lines", take_calls,
                "Something said: kept with the contact, and in the log once an incident stands.", say);
    router.post("/api/v1/contacts/{id}", take_calls, "The informant's role, wishes and language.", set_details)
        .needs_version = true;
    router.post("/api/v1/contacts/{id}/mentions", take_calls, "Somebody or something named, in the words it was said.",
                name_somebody);
    router.post<Tap, Tapped>("/api/v1/contacts/{id}/answers", take_calls, "A question for silent calls, answered.",
                             under(book, answer_by_tap));
    router.post<Join, Contact>("/api/v1/contacts/{id}/join", take_calls,
                               "The contact tells of an incident that stands already.",
                               narrowing<Join, Contact>(narrow, join));
    add_who_has_it(router, book);
    add_abandoned(router, book);
    router.topic("contacts", "contact", read_contacts);
}

}  // namespace bluelamp::contacts

// SPDX-License-Identifier: Apache-2.0
#include "simulate/go_on.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;
using contacts::Contact;
using contacts::ContactState;

Result<std::vector<Contact>> contacts_in(db::Reader& reader, const Act& act, ContactState state, std::int64_t most) {
    contacts::ContactQuery query;
    query.state = state;
    query.limit = most;
    return TRY(contacts::list_contacts(reader, act, query)).items;
}

/// Ends, takes up or decides about a call that nobody goes on with.
void finish_call(Stage& stage, const Contact& contact, Instant now) {
    Draws draws(stream(stage.settings.seed, contact.id.text()));
    const Instant at = now + draws.about(2min);
    const access::Actor& handler = stage.staff.on_duty(Duty::handler, at, draws);
    stage.timeline.act(at, "go on with a call", handler,
                       [&stage, id = contact.id](db::Transaction& tx, const Act& act) -> Result<void> {
                           Act one = act;
                           const Contact now_so = TRY(contacts::read_contact(tx, act, {id}));
                           one.if_match = now_so.version;
                           const auto policy = stage.policy(act.now);
                           if (now_so.state == ContactState::abandoned) {
                               contacts::Decide wanted;
                               wanted.id = id;
                               wanted.decision = now_so.incident ? contacts::Decision::incident
                                                                 : contacts::Decision::no_further_action;
                               wanted.reason = because("Rung back; nothing further");
                               TRY(contacts::decide(tx, one, *policy, wanted));
                           } else if (now_so.state != ContactState::ended) {
                               contacts::End wanted;
                               wanted.id = id;
                               if (!now_so.incident) {
                                   wanted.because = because("The line was cut; nothing further");
                               }
                               TRY(contacts::end(tx, one, *policy, wanted));
                           }
                           return {};
                       });
}

/// All pages of what `list` answers.
template <class Query, class List, class Visit>
Result<void> each(db::Reader& reader, const Act& act, Query query, List list, Visit visit) {
    query.limit = 500;
    do {
        const auto page = TRY(list(reader, act, query));
        for (const auto& item : page.items) {
            visit(item);
        }
        query.after = page.next;
    } while (query.after);
    return {};
}

}  // namespace

Result<std::optional<Instant>> last_call(const World& world, const Staff& staff, Instant now) {
    std::optional<Instant> last;
    Act act;
    act.force = world.force;
    act.actor = world.command_line;
    act.now = now;
    auto read = world.database.read([&](db::Reader& reader) -> Result<void> {
        for (const auto state :
             {ContactState::live, ContactState::parked, ContactState::abandoned, ContactState::ended}) {
            contacts::ContactQuery query;
            query.state = state;
            query.limit = 200;
            bool found = false;
            do {
                const auto page = TRY(contacts::list_contacts(reader, act, query));  // newest first
                for (const Contact& contact : page.items) {
                    if (!found && staff.works_here(contact.handler.id)) {
                        found = true;
                        last = std::max(last.value_or(contact.received_at), contact.received_at);
                    }
                }
                query.after = page.next;
            } while (!found && query.after);
        }
        return {};
    });
    TRY(std::move(read));
    return last;
}

Result<void> go_on(Stage& stage, IncidentWork& incidents, CrimeWork& crimes, Instant now) {
    const Act act = stage.looking(stage.world.command_line, now);
    return stage.read([&](db::Reader& reader) -> Result<void> {
        for (const auto state : {ContactState::live, ContactState::parked, ContactState::abandoned}) {
            for (const Contact& contact : TRY(contacts_in(reader, act, state, 500))) {
                if (stage.staff.works_here(contact.handler.id)) {
                    finish_call(stage, contact, now);
                }
            }
        }
        incidents::ListQuery open;
        open.status = incidents::Shown::open;
        TRY(each(reader, act, open, incidents::list_incidents, [&](const incidents::Incident& incident) {
            if (stage.staff.works_here(incident.opened_by.id)) {
                incidents.go_on_with(incident, now);
            }
        }));
        for (const auto status : {crimes::Status::draft, crimes::Status::recorded}) {
            crimes::ListQuery query;
            query.status = status;
            TRY(each(reader, act, query, crimes::list_crimes, [&](const crimes::Crime& crime) {
                if (stage.staff.works_here(crime.raised_by.id)) {
                    crimes.go_on_with(crime, now);
                }
            }));
        }
        return {};
    });
}

}  // namespace bluelamp::simulate

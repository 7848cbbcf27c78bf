// SPDX-License-Identifier: Apache-2.0
/// Never-links: protected persons, holders of a gender recognition certificate, relocated victims. Absolute and
/// invisible.
///
/// Owns who is hidden, from whom and since when. Whoever is hidden is never proposed to be somebody else, never joined
/// with anybody, and reached by no number, address or vehicle: only by the name itself. Beside the one it is from, a
/// hidden person is never shown: of the two the one whose name was typed stays, and when both fit, the other one.
/// Nobody is told that it is so; a refusal uses the words of any other.
///
/// Promises for a relocated victim: records in which the person was named since the relocation are shown, in whatever
/// list of this desk, only to whoever may know of the never-link or owns the record (SQL: view hidden_records).
/// Under a number, an address, a vehicle or somebody else, such a record tells its reference and no place, but to who
/// has Permission::keep_apart. The desks narrow these records themselves (narrow_records_of): contact, log and crime of
/// one event are no more widely seen than the never-link, but by whoever owns them. That stays when a never-link ends.
/// Refuses: somebody who is joined with another record (split first), a relocation without its day, anything else with
/// one. Start reading at never_link.cpp.
#pragma once

#include <set>

#include "policing/people/people.hpp"

namespace bluelamp::people {

using NeverLinkId = Id<struct NeverLinkTag>;

enum class Hiding { protected_person, gender_recognition, relocated_victim };
BOOST_DESCRIBE_ENUM(Hiding, protected_person, gender_recognition, relocated_victim)

struct NewNeverLink {
    SubjectId id;                    ///< who is hidden: the victim, the former identity
    std::optional<SubjectId> other;  ///< from whom; nothing: from everybody
    Hiding kind = Hiding::protected_person;
    json::Text<500> reason;
    std::optional<LocalDate> since;            ///< of a relocation: its day
    std::optional<LocalDate> review_on;        ///< in a year when nobody said
    std::optional<std::int64_t> visibility{};  ///< 2 (secret) when nobody said
};
BOOST_DESCRIBE_STRUCT(NewNeverLink, (), (id, other, kind, reason, since, review_on, visibility))

struct NeverLink {
    NeverLinkId id;
    Hiding kind = Hiding::protected_person;
    SubjectId person;
    std::string title;
    std::optional<SubjectId> other;
    std::optional<std::string> other_title;
    std::optional<LocalDate> since;
    std::string reason;
    LocalDate review_on;
    Instant set_at;
    std::string set_by;
    std::int64_t visibility = 2;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(NeverLink, (),
                      (id, kind, person, title, other, other_title, since, reason, review_on, set_at, set_by,
                       visibility, version))
/// Needs Permission::keep_apart, as does all below that is asked by somebody.
Result<NeverLink> set_never_link(db::Transaction& tx, const Act& act, const NewNeverLink& wanted);

struct RemoveNeverLink {
    NeverLinkId id;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(RemoveNeverLink, (), (id, reason))
Result<NeverLink> remove_never_link(db::Transaction& tx, const Act& act, const RemoveNeverLink& wanted);

struct NeverLinksQuery {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(NeverLinksQuery, (), (after, limit))
/// Those in force that the reader may know of, the oldest first.
Result<api::Page<NeverLink>> list_never_links(db::Reader& reader, const Act& act, const NeverLinksQuery& query);

/// Those of `persons` who are hidden, whoever asks.
Result<std::vector<SubjectId>> hidden_among(db::Reader& reader, const ForceId& force,
                                            const std::vector<SubjectId>& persons);

/// Those of all hidden whom the typed name names, and whom no other that it names keeps out of the answer: they are
/// found by name like anybody. The reader's clearance is not asked yet.
Result<std::vector<SubjectId>> hidden_who_are_named(db::Reader& reader, const Act& act, const LookUp& typed,
                                                    const std::set<SubjectId>& hidden);

/// Takes out of an answer whom it may not show, whoever asks: hidden persons that the typed name does not name, and one
/// of each two that are kept apart.
Result<void> keep_apart(db::Reader& reader, const Act& act, const LookUp& typed, std::vector<Hit>& hits);

/// Whether a record tells where somebody relocated is, and the reader neither may know of that nor owns the record.
Result<bool> leads_to_hidden(db::Reader& reader, const Act& act, std::string_view record);
/// The same of a file of many persons, where one of them must not hide the others: only what was said of the relocated.
Result<std::set<MentionId>> mentions_to_hide(db::Reader& reader, const Act& act, std::string_view record);

/// Narrows every record that names `person` although he was relocated before, and that more may see than may know of
/// it. Part of the act that names him there or hides him.
Result<void> narrow_records_of(db::Transaction& tx, const Act& act, const SubjectId& person,
                               const NarrowRecord& narrow);

/// GET and POST /api/v1/people/never-links…, see routes.
void add_never_link_routes(api::Router& router, const NarrowRecord& narrow);

}  // namespace bluelamp::people

// SPDX-License-Identifier: Apache-2.0
/// Rows to types for crimes, and what every change of a crime begins and ends with; known to this desk only.
#pragma once

#include "policing/crimes/crimes.hpp"

namespace bluelamp::crimes {

template <class Enum>
std::string text_of(Enum value) {
    return std::string(json::Format<Enum>::name(value));
}

/// The database's own CHECK lists hold these names, so another one is a broken invariant.
template <class Enum>
Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

/// One row of the view crime_rows.
Crime read_crime_row(const db::Row& row);

/// `number` is the one in its reference.
Result<void> insert(db::Transaction& tx, const Crime& crime, std::int64_t number);

/// The crime, when there is one that this reader may see.
Result<Crime> find_crime(db::Reader& reader, const Act& act, const CrimeId& id);
Result<WholeCrime> whole(db::Reader& reader, const Act& act, const Catalogue& catalogue, Crime crime);
Result<std::vector<Outcome>> outcomes_of(db::Reader& reader, const ForceId& force, const CrimeId& id);
Result<std::vector<Cancellation>> cancellations_of(db::Reader& reader, const ForceId& force, const CrimeId& id);

/// `crime` when it may be changed: a cancelled one is reinstated first.
Result<Crime> to_change(db::Reader& reader, const Act& act, const CrimeId& id);

[[nodiscard]] tasks::About about(const Crime& crime);

/// What a line of the log keeps.
struct Told {
    std::string text;
    Named author;
    json::Raw changed;  ///< the request or the record, whole
};
BOOST_DESCRIBE_STRUCT(Told, (), (text, author, changed))

/// Journals what was done to `crime`.
Result<void> tell(db::Transaction& tx, const Act& act, const Crime& crime, std::string_view action, const Told& told);

/// What was told of `crime` is for no more than `visibility` to see; the last that others are told is that it is so.
Result<void> out_of_sight(db::Transaction& tx, const Act& act, const Crime& crime, std::int64_t visibility);

/// Ends every change: a draft whose last gap was closed is recorded, its limit met; one entry in the log. An act that
/// closed the last gap is "crime.recorded", else `action`.
Result<WholeCrime> finish(db::Transaction& tx, const Act& act, const Desk& desk, const CrimeId& id,
                          std::pair<std::string_view, Told> done);

/// Puts the class on the crime: of a Home Office code, or of a single offence whose class is known.
Result<void> put_offence(db::Transaction& tx, const Act& act, const Desk& desk, const Crime& crime,
                         std::pair<std::string_view, std::optional<bool>> offence_and_state);

/// Names `mention` as a counted victim, who is entitled too.
Result<void> put_victim(db::Transaction& tx, const Act& act, const CrimeId& id, const people::MentionId& mention);

/// Whether the actor holds `role`, one of the policy's deciders.
Result<void> require_role(const Act& act, std::string_view role);

/// The victim was told, not in the future, or it says why not. Where the State is the victim there is nobody to tell.
Result<void> victim_was_told(const Crime& crime, const std::optional<Instant>& at,
                             const std::optional<json::Text<500>>& why_not, Instant now);

/// Whether nobody may be matched who is named anew in `crime` and not openly: somebody of its chain told anonymously.
Result<bool> told_anonymously(db::Reader& reader, const Act& act, const Crime& crime);
/// Somebody who is named anew in `crime`, kept as that allows.
Result<people::Mention> name_anew(db::Transaction& tx, const Act& act, const Crime& crime, const NewPerson& person);

/// What of `said` those named before have been called or rung by: typed twice.
[[nodiscard]] std::vector<incidents::TypedTwice> said_before(const people::Said& said,
                                                             const std::vector<people::Mention>& named);

[[nodiscard]] inline Named acting(const Act& act) { return {act.actor.id.text(), act.actor.name}; }

}  // namespace bluelamp::crimes

// SPDX-License-Identifier: Apache-2.0
// What an answer may not show is taken out of it here, after everything that finds has found.
#include <algorithm>
#include <set>

#include "core/text.hpp"
#include "policing/people/merge.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/never_link.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

/// Somebody who is hidden, from whom, and what he is called.
struct Hidden {
    SubjectId person;
    std::optional<SubjectId> other;
    Person named;
};

std::string between_commas(const std::vector<SubjectId>& persons) {
    std::string list = ",";
    for (const SubjectId& person : persons) {
        list += person.text() + ",";
    }
    return list;
}

Result<std::vector<Hidden>> hidden_of(db::Reader& reader, const ForceId& force, const std::vector<SubjectId>& persons) {
    if (persons.empty()) {
        return std::vector<Hidden>();
    }
    return reader.many(sql::hidden_of, {force, between_commas(persons)}, [](const db::Row& row) {
        const std::string other = row.string(1);
        return Hidden{row.id<SubjectId>(0), other.empty() ? std::nullopt : std::optional(SubjectId(other)),
                      read_name(row, 2)};
    });
}

/// Whether what was typed names this very person: each word begins one of his names, and there are two of them or his
/// date of birth. A family name alone is also that of whoever must not find him.
bool is_named(const LookUp& typed, const Person& person) {
    const std::vector<std::string> said = typed.name ? words(typed.name->text) : std::vector<std::string>();
    std::vector<std::string> names;
    for (const auto* part : {&person.given_name, &person.other_names, &person.family_name}) {
        const auto of_part = part->has_value() ? words(**part) : std::vector<std::string>();
        names.insert(names.end(), of_part.begin(), of_part.end());
    }
    const bool fits = std::all_of(said.begin(), said.end(), [&](const std::string& word) {
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return name.starts_with(word); });
    });
    const bool born = typed.date_of_birth && typed.date_of_birth == person.date_of_birth;
    return fits && !said.empty() && (said.size() > 1 || born);
}

/// Whether the reader sees a record of `person` that what was typed names.
Result<bool> is_seen_and_named(db::Reader& reader, const Act& act, const LookUp& typed, const SubjectId& person) {
    for (const SubjectId& record : TRY(one_as_seen(reader, act, person))) {
        auto known = find_person(reader, act, record, "person");
        if (!known && known.error().code == ErrorCode::not_found) {
            continue;
        }
        if (is_named(typed, TRY(std::move(known)).person)) {
            return true;
        }
    }
    return false;
}

class Answer {
   public:
    Answer(db::Reader& reader, const Act& act, const LookUp& typed, std::vector<Hit>& hits)
        : reader_(reader), act_(act), typed_(typed), hits_(hits) {}

    Result<void> keep_apart() {
        const auto hidden = TRY(hidden_of(reader_, act_.force, all()));
        for (const Hidden& each : hidden) {
            forget_users(each.person);
            if (!is_named(typed_, each.named)) {
                forget(each.person);
            } else if (each.other && shows(each.person)) {
                TRY(part(each.person, *each.other));
            }
        }
        return {};
    }

   private:
    [[nodiscard]] std::vector<SubjectId> all() const {
        std::set<SubjectId> ids;
        for (const Hit& hit : hits_) {
            ids.insert(hit.used_with.begin(), hit.used_with.end());
            if (hit.kind == SubjectKind::person) {
                ids.insert(hit.subject);
            }
        }
        return {ids.begin(), ids.end()};
    }
    [[nodiscard]] bool shows(const SubjectId& person) const {
        return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) { return hit.subject == person; });
    }
    void forget(const SubjectId& person) {
        std::erase_if(hits_, [&](const Hit& hit) { return hit.subject == person; });
    }
    /// A number or address with its users; who they are stands in its reasons, too.
    void forget_users(const SubjectId& person) {
        for (Hit& hit : hits_) {
            if (std::find(hit.used_with.begin(), hit.used_with.end(), person) != hit.used_with.end()) {
                hit.used_with.clear();
                hit.why.clear();
            }
        }
    }
    Result<void> part(const SubjectId& hidden, const SubjectId& other) {
        auto records = TRY(one_as_seen(reader_, act_, other));
        records.push_back(other);
        for (const SubjectId& record : records) {
            if (shows(record) && TRY(named(record))) {
                forget(hidden);
                return {};
            }
        }
        for (const SubjectId& record : records) {
            forget(record);
            forget_users(record);
        }
        return {};
    }
    Result<bool> named(const SubjectId& person) {
        const auto names = TRY(reader_.maybe(sql::name_of_person, {act_.force, person},
                                             [](const db::Row& row) { return read_name(row, 0); }));
        return names && is_named(typed_, *names);
    }

    db::Reader& reader_;
    const Act& act_;
    const LookUp& typed_;
    std::vector<Hit>& hits_;
};

}  // namespace

Result<std::vector<SubjectId>> hidden_among(db::Reader& reader, const ForceId& force,
                                            const std::vector<SubjectId>& persons) {
    std::vector<SubjectId> out;
    for (const Hidden& each : TRY(hidden_of(reader, force, persons))) {
        out.push_back(each.person);
    }
    return out;
}

Result<std::set<SubjectId>> hidden_persons(db::Reader& reader, const ForceId& force) {
    std::set<SubjectId> hidden;
    TRY(reader.each(sql::all_hidden, {force}, [&](const db::Row& row) { hidden.insert(row.id<SubjectId>(0)); }));
    return hidden;
}

Result<std::vector<SubjectId>> hidden_who_are_named(db::Reader& reader, const Act& act, const LookUp& typed,
                                                    const std::set<SubjectId>& hidden) {
    std::set<SubjectId> named, kept_out;
    for (const Hidden& each : TRY(hidden_of(reader, act.force, {hidden.begin(), hidden.end()}))) {
        if (!is_named(typed, each.named)) {
            continue;
        }
        named.insert(each.person);
        if (each.other && TRY(is_seen_and_named(reader, act, typed, *each.other))) {
            kept_out.insert(each.person);
        }
    }
    std::erase_if(named, [&](const SubjectId& person) { return kept_out.contains(person); });
    return std::vector<SubjectId>(named.begin(), named.end());
}

Result<void> keep_apart(db::Reader& reader, const Act& act, const LookUp& typed, std::vector<Hit>& hits) {
    return Answer(reader, act, typed, hits).keep_apart();
}

Result<bool> leads_to_hidden(db::Reader& reader, const Act& act, std::string_view record) {
    const auto& clearance = act.actor.clearance;
    return reader.one(sql::leads_to_hidden, {act.force, record, clearance.level, clearance.owners},
                      [](const db::Row& row) { return row.bigint(0) > 0; });
}

Result<std::set<MentionId>> mentions_to_hide(db::Reader& reader, const Act& act, std::string_view record) {
    const auto& clearance = act.actor.clearance;
    std::set<MentionId> hidden;
    TRY(reader.each(sql::mentions_to_hide, {act.force, record, clearance.level, clearance.owners},
                    [&](const db::Row& row) { hidden.insert(row.id<MentionId>(0)); }));
    return hidden;
}

}  // namespace bluelamp::people

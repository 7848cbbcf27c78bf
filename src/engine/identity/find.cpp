// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/find.hpp"

#include <algorithm>

#include "engine/identity/nicknames.hpp"
#include "engine/identity/spelling.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::size_t exact_keys = 6, loose_keys = 13, last_keys = 2;

std::uint64_t key_of_sounds(std::uint64_t given, std::uint64_t surname) {
    return key(101, std::min(given, surname), std::max(given, surname));  // either way round
}

std::array<std::uint64_t, exact_keys> exact_of(const KeyParts& parts) {
    return {key(102, parts.phone),   key(103, parts.email),    key(104, parts.identifier),
            key(105, parts.address), key(106, parts.postcode), key(107, parts.born)};
}
std::array<std::uint64_t, loose_keys> loose_of(const KeyParts& parts) {
    return {key(110, parts.surname_sound, parts.year),
            key(111, parts.surname_sound, parts.month_day),
            key(112, parts.given_sound, parts.year_month),
            key(113, parts.surname_sound, parts.district),
            key(114, parts.given_sound, parts.district),
            key(115, parts.number, parts.street),
            key(116, parts.surname_sound, parts.spot),
            key(117, parts.given_sound, parts.spot),
            key(118, parts.surname, parts.given_letter),
            key(119, parts.given, parts.surname_letter),
            key(123, parts.given_sound, parts.month_day),
            key(124, parts.phone_front),
            key(125, parts.phone_back)};
}
/// Those of all keys that few persons share, however many are on the register.
std::array<std::uint64_t, 7> sharp_of(const KeyParts& parts) {
    return {key(102, parts.phone),
            key(103, parts.email),
            key(104, parts.identifier),
            key(105, parts.address),
            key(111, parts.surname_sound, parts.month_day),
            key(112, parts.given_sound, parts.year_month),
            key(113, parts.surname_sound, parts.district)};
}
std::array<std::uint64_t, last_keys> last_of(const KeyParts& parts) {
    return {key(120, parts.surname), key(122, parts.given)};
}

/// How a name may sound that was meant: as typed, as its nicknames, as names one slip away.
std::vector<std::uint64_t> sounds_near(const Records& records, const Values& values, const Neighbours& neighbours,
                                       ValueId name) {
    std::vector<std::uint64_t> sounds;
    const NameFeatures& features = values.features(name);
    if (name == 0 || features.length < 2) {
        return sounds;
    }
    for (const std::uint16_t place : places_related(features.nickname)) {
        sounds.push_back(sound(name_at(place)));
    }
    for (const ValueId near : neighbours.of(records, values.name(name))) {
        sounds.push_back(records.features[near].sound);
    }
    std::sort(sounds.begin(), sounds.end());
    sounds.erase(std::unique(sounds.begin(), sounds.end()), sounds.end());
    std::erase(sounds, std::uint64_t{features.sound});
    std::erase(sounds, std::uint64_t{0});
    return sounds;
}

ValueId one_name(const Record& typed) {
    return typed.given == 0 || typed.surname == 0 ? std::max(typed.given, typed.surname) : 0;
}

/// A name and those one slip away, as keys have them.
std::vector<std::uint64_t> texts_near(const Records& records, const Values& values, const Neighbours& neighbours,
                                      ValueId name) {
    std::vector<std::uint64_t> texts;
    if (name != 0) {
        texts.push_back(digest(values.name(name)) | 1U);
        for (const ValueId near : neighbours.of(records, values.name(name))) {
            texts.push_back(digest(records.names[near]) | 1U);
        }
    }
    return texts;
}

/// Rows gathered so far, lists that are still to be read.
class Gathering {
   public:
    explicit Gathering(const Postings& filed) : filed_(filed) {}

    void want(std::uint64_t key) {
        if (key != 0) {
            if (const std::uint32_t count = filed_.count(key); count != 0) {
                wanted_.push_back({count, key});
            }
        }
    }
    /// Reads what is wanted, small lists first, until `most` rows are there.
    void gather(std::size_t most) {
        std::sort(wanted_.begin(), wanted_.end());
        wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
        for (const auto& [count, key] : wanted_) {
            if (rows_.size() + count > most) {
                break;
            }
            const auto rows = filed_.rows(key);
            rows_.insert(rows_.end(), rows.begin(), rows.end());
        }
        wanted_.clear();
    }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] std::vector<std::uint32_t> rows() && {
        std::sort(rows_.begin(), rows_.end());
        rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
        return std::move(rows_);
    }

   private:
    const Postings& filed_;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> wanted_;  // rows, key
    std::vector<std::uint32_t> rows_;
};

}  // namespace

template <class Visit>
void Finder::each_key(const KeyParts& parts, const Visit& visit) {
    const auto visit_known = [&](std::uint64_t key) {
        if (key != 0) {
            visit(key);
        }
    };
    visit_known(key_of_sounds(parts.given_sound, parts.surname_sound));
    for (const std::uint64_t each : exact_of(parts)) {
        visit_known(each);
    }
    for (const std::uint64_t each : loose_of(parts)) {
        visit_known(each);
    }
    for (const std::uint64_t each : last_of(parts)) {
        visit_known(each);
    }
}

void Finder::file(const Records& records, std::uint32_t row) {
    neighbours_.follow(records);
    each_key(key_parts(Values(records), records.rows[row]), [&](std::uint64_t key) { filed_.add(key, row); });
}

void Finder::take_out(const Records& records, std::uint32_t row) {
    each_key(key_parts(Values(records), records.rows[row]), [&](std::uint64_t key) { filed_.remove(key, row); });
}

std::vector<std::uint32_t> Finder::find(const Records& records, const Values& values, const Record& typed,
                                        Reach reach) const {
    constexpr std::size_t sharp = 100, enough = 1200, near = 200, few = 40, last = 2000;
    const KeyParts parts = key_parts(values, typed);
    Gathering gathering(filed_);
    if (reach == Reach::sharp) {
        for (const std::uint64_t each : sharp_of(parts)) {
            gathering.want(each);
        }
        gathering.gather(sharp);
        return std::move(gathering).rows();
    }
    gathering.want(key_of_sounds(parts.given_sound, parts.surname_sound));
    for (const std::uint64_t each : exact_of(parts)) {
        gathering.want(each);
    }
    gathering.gather(enough);
    if (reach == Reach::near) {
        return std::move(gathering).rows();
    }
    for (const std::uint64_t given : sounds_near(records, values, neighbours_, typed.given)) {
        gathering.want(key_of_sounds(given, parts.surname_sound));
    }
    for (const std::uint64_t surname : sounds_near(records, values, neighbours_, typed.surname)) {
        gathering.want(key_of_sounds(parts.given_sound, surname));
    }
    for (const std::uint64_t each : loose_of(parts)) {
        gathering.want(each);
    }
    gathering.gather(gathering.size() + near);
    if (gathering.size() < few) {
        for (const std::uint64_t each : last_of(parts)) {
            gathering.want(each);
        }
        // Whoever gave one name only may have given either, and with a slip.
        for (const std::uint64_t name : texts_near(records, values, neighbours_, one_name(typed))) {
            gathering.want(key(120, name));
            gathering.want(key(122, name));
        }
        gathering.gather(last);
    }
    return std::move(gathering).rows();
}

}  // namespace bluelamp::identity

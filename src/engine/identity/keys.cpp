// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/keys.hpp"

#include <algorithm>

namespace bluelamp::identity {

KeyParts key_parts(const Values& values, const Record& record) {
    KeyParts parts;
    const auto text = [&](Texts Records::*texts, ValueId id) {
        return id == 0 ? 0 : digest(values.text(texts, id)) | 1U;
    };
    const auto letter = [](std::string_view name) { return name.empty() ? 0ULL : static_cast<std::uint64_t>(name[0]); };
    const auto sound_of = [&](ValueId id) {
        const NameFeatures& features = values.features(id);
        return features.length > 1 ? std::uint64_t{features.sound} : 0;
    };
    parts.given = text(&Records::names, record.given);
    parts.given_sound = sound_of(record.given);
    parts.given_letter = letter(values.name(record.given));
    parts.surname = text(&Records::names, record.surname);
    parts.surname_sound = sound_of(record.surname);
    parts.surname_letter = letter(values.name(record.surname));
    const std::uint32_t year = record.born / 10000, month = record.born / 100 % 100, day = record.born % 100;
    const bool whole = year != 0 && month != 0 && day != 0;
    const bool told = whole && (month != 1 || day != 1);  // 1 January stands for "only the year is known"
    parts.born = whole ? record.born : 0;
    parts.year = year;
    parts.month_day = told ? std::min(month, day) * 100 + std::max(month, day) : 0;
    parts.year_month = told ? year * 100 + month : 0;
    parts.phone = text(&Records::phones, record.phone);
    if (record.phone != 0) {
        // One slip leaves one of the two halves as it was.
        const std::string_view number = values.text(&Records::phones, record.phone);
        const std::size_t back = std::min<std::size_t>(number.size() / 2, 5);
        parts.phone_front = digest(number.substr(0, number.size() - back)) | 1U;
        parts.phone_back = digest(number.substr(number.size() - back)) | 1U;
    }
    parts.email = text(&Records::emails, record.email);
    parts.identifier = text(&Records::identifiers, record.identifier);
    parts.spot =
        record.locality != 0 ? text(&Records::localities, record.locality) : text(&Records::places, record.place);
    parts.postcode = text(&Records::postcodes, record.postcode);
    if (record.postcode != 0) {
        const std::string_view plain = values.text(&Records::postcodes, record.postcode);
        parts.district = digest(plain.substr(0, outward_length(plain))) | 1U;
    }
    if (record.address != 0) {
        parts.address = text(&Records::addresses, record.address);
        parts.number = values.address_parts(record.address).number;
        const std::string_view street = values.street(record.address);
        parts.street = street.empty() ? 0 : digest(street.substr(0, 4)) | 1U;
    }
    return parts;
}

}  // namespace bluelamp::identity

// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/records.hpp"

#include <algorithm>
#include <cstring>

#include "engine/identity/spelling.hpp"

namespace bluelamp::identity {
namespace {

std::uint64_t mixed(std::uint64_t x) {
    // The finaliser of MurmurHash3 (Appleby, public domain).
    x ^= x >> 33;
    x *= 0xFF51AFD7ED558CCDULL;
    x ^= x >> 33;
    x *= 0xC4CEB9FE1A85EC53ULL;
    return x ^ x >> 33;
}

std::uint32_t letters_of(std::string_view text) {
    std::uint32_t letters = 0;
    for (const char c : text) {
        letters |= c >= 'a' && c <= 'z' ? 1U << (c - 'a') : (c == ' ' ? 0U : 1U << 26);
    }
    return letters;
}

NameFeatures features_of(std::string_view name) {
    NameFeatures features;
    features.sound = sound(name);
    features.nickname = nickname_id(name);
    features.length = static_cast<std::uint8_t>(std::min<std::size_t>(name.size(), 255));
    features.letters = letters_of(name);
    features.many_words = name.find(' ') != std::string_view::npos;
    if (features.sound == 0 && name.size() > 1) {
        features.sound = static_cast<std::uint32_t>(digest(name)) | 1U;  // no Latin letter: it sounds like itself
    }
    return features;
}

std::uint32_t short_digest(std::string_view text) {
    return text.empty() ? 0 : static_cast<std::uint32_t>(digest(text)) | 1U;
}

}  // namespace

std::uint64_t digest(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = mixed(seed ^ text.size());
    while (text.size() >= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data(), 8);
        hash = mixed(hash ^ eight);
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    if (!text.empty()) {
        std::memcpy(&rest, text.data(), text.size());
    }
    return mixed(hash ^ rest);
}

ValueId Texts::find(std::string_view text) const {
    if (text.empty()) {
        return 0;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = digest(text) & mask;; at = (at + 1) & mask) {
        if (slots_[at] == 0 || (*this)[slots_[at]] == text) {
            return slots_[at];
        }
    }
}

ValueId Texts::put(std::string_view text) {
    if (const ValueId known = find(text); known != 0 || text.empty()) {
        return known;
    }
    const auto id = static_cast<ValueId>(ends_.size() - 1);
    letters_.insert(letters_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
    if (ends_.size() * 2 > slots_.size()) {
        grow();
        return id;
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = digest(text) & mask;
    while (slots_[at] != 0) {
        at = (at + 1) & mask;
    }
    slots_[at] = id;
    return id;
}

void Texts::grow() {
    slots_.assign(slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (ValueId id = 1; id < size(); ++id) {
        std::size_t at = digest((*this)[id]) & mask;
        while (slots_[at] != 0) {
            at = (at + 1) & mask;
        }
        slots_[at] = id;
    }
}

std::size_t Texts::bytes() const { return letters_.capacity() + 4 * (ends_.capacity() + slots_.capacity()); }

ValueId Records::put_name(std::string_view plain) {
    const ValueId id = names.put(plain);
    if (id >= features.size()) {
        features.push_back(features_of(plain));
    }
    return id;
}

ValueId Records::put_address(const PlainAddress& plain) {
    if (plain.empty()) {
        return 0;
    }
    const std::string joined = plain.joined();
    const ValueId id = addresses.put(joined);
    if (id >= address_parts.size()) {
        AddressParts parts;
        parts.flat = short_digest(plain.flat);
        parts.number = short_digest(plain.number);
        parts.letters = letters_of(plain.street);
        for (const char c : plain.number.substr(0, 4)) {
            parts.number_value = static_cast<std::uint16_t>(c >= '0' && c <= '9' ? parts.number_value * 10 + (c - '0')
                                                                                 : parts.number_value);
        }
        parts.street_from = static_cast<std::uint8_t>(std::min<std::size_t>(joined.size() - plain.street.size(), 255));
        address_parts.push_back(parts);
    }
    return id;
}

PlainRecord plain_record(const Written& written) {
    PlainRecord plain;
    plain.name = plain_name(written);
    plain.born = plain_date(written);
    plain.sex = plain_sex(written[Kind::sex]);
    plain.phone = plain_phone(written[Kind::phone]);
    plain.email = plain_email(written[Kind::email]);
    plain.postcode = plain_postcode(written[Kind::postcode]);
    if (!written[Kind::address].empty()) {
        plain.address = plain_address(written[Kind::address]);
        plain.postcode = plain.postcode.empty() ? plain.address.postcode : plain.postcode;
    }
    plain.locality = plain_text(written[Kind::locality]);
    plain.place = plain_text(written[Kind::place]);
    plain.identifier = plain_text(written[Kind::identifier]);
    plain.other = plain_text(written[Kind::other]);
    return plain;
}

namespace {

/// `name`, `address` and `text` give ids.
template <class Name, class Address, class Text>
Record with_ids(const PlainRecord& plain, const Name& name, const Address& address, const Text& text) {
    Record record;
    record.given = name(plain.name.given);
    record.middle = name(plain.name.middle);
    record.surname = name(plain.name.surname);
    record.born = plain.born;
    record.sex = plain.sex;
    record.phone = text(&Records::phones, plain.phone);
    record.email = text(&Records::emails, plain.email);
    record.address = address(plain.address);
    record.postcode = text(&Records::postcodes, plain.postcode);
    record.locality = text(&Records::localities, plain.locality);
    record.place = text(&Records::places, plain.place);
    record.identifier = text(&Records::identifiers, plain.identifier);
    record.other = text(&Records::others, plain.other);
    return record;
}

}  // namespace

Record Records::put(const PlainRecord& plain_form) {
    return with_ids(
        plain_form, [this](const std::string& plain) { return put_name(plain); },
        [this](const PlainAddress& plain) { return put_address(plain); },
        [this](Texts Records::*texts, const std::string& plain) { return (this->*texts).put(plain); });
}

Record Records::ask(const Written& written, Records& own) const {
    const auto known_or = [](ValueId known, ValueId made) { return known != 0 || made == 0 ? known : made | of_own; };
    return with_ids(
        plain_record(written),
        [&](const std::string& plain) {
            const ValueId known = names.find(plain);
            return known_or(known, known == 0 ? own.put_name(plain) : 0);
        },
        [&](const PlainAddress& plain) {
            const ValueId known = plain.empty() ? 0 : addresses.find(plain.joined());
            return known_or(known, known == 0 ? own.put_address(plain) : 0);
        },
        [&](Texts Records::*texts, const std::string& plain) {
            const ValueId known = (this->*texts).find(plain);
            return known_or(known, known == 0 ? (own.*texts).put(plain) : 0);
        });
}

namespace {

constexpr std::array<ValueId Record::*, 12> every_value{
    &Record::given,   &Record::middle,   &Record::surname,  &Record::born,  &Record::phone,      &Record::email,
    &Record::address, &Record::postcode, &Record::locality, &Record::place, &Record::identifier, &Record::other};

}  // namespace

int Record::fields_said() const {
    int said = sex != 0 ? 1 : 0;
    for (const auto member : every_value) {
        said += this->*member != 0 ? 1 : 0;
    }
    return said;
}

void Record::leave_out(const Record& said) {
    for (const auto member : every_value) {
        this->*member = this->*member == said.*member ? 0 : this->*member;
    }
    sex = sex == said.sex ? '\0' : sex;
}

std::size_t Records::bytes() const {
    std::size_t sum = rows.capacity() * sizeof(Record) + features.capacity() * sizeof(NameFeatures) +
                      address_parts.capacity() * sizeof(AddressParts);
    for (const Texts* texts :
         {&names, &phones, &emails, &addresses, &postcodes, &localities, &places, &identifiers, &others}) {
        sum += texts->bytes();
    }
    return sum;
}

}  // namespace bluelamp::identity

// SPDX-License-Identifier: Apache-2.0
/// Records: the plain forms of many records, each distinct value kept once. About 60 bytes for each record, and the
/// values. Grows only; whoever takes a record out forgets its row.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/identity/nicknames.hpp"
#include "engine/identity/plain.hpp"

namespace bluelamp::identity {

using ValueId = std::uint32_t;  ///< 0: nothing was said

/// Distinct texts, numbered from 1.
class Texts {
   public:
    Texts() : ends_{0, 0}, slots_(16, 0) {}
    ValueId put(std::string_view text);                       ///< 0 for empty text
    [[nodiscard]] ValueId find(std::string_view text) const;  ///< 0 when it is not there
    [[nodiscard]] std::string_view operator[](ValueId id) const {
        return {letters_.data() + ends_[id], ends_[id + 1] - ends_[id]};
    }
    [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }  ///< one more than the highest id
    [[nodiscard]] std::size_t bytes() const;

   private:
    void grow();
    std::vector<char> letters_;
    std::vector<std::uint32_t> ends_;  // of id's text: from ends_[id] to ends_[id + 1]
    std::vector<ValueId> slots_;       // open addressing
};

/// What is worked out once for each distinct name.
struct NameFeatures {
    std::uint32_t sound = 0;
    std::uint32_t letters = 0;  ///< which letters it has, a bit each
    NicknameId nickname = 0;
    std::uint8_t length = 0;
    bool many_words = false;
};

/// What is worked out once for each distinct address.
struct AddressParts {
    std::uint32_t flat = 0, number = 0;  ///< digests; 0: none
    std::uint32_t letters = 0;           ///< which letters the street has, a bit each
    std::uint16_t number_value = 0;      ///< its digits
    std::uint8_t street_from = 0;        ///< where the street begins in its text
};

/// A record in plain texts, before they have ids.
struct PlainRecord {
    PlainName name;
    std::uint32_t born = 0;
    char sex = 0;
    std::string phone, email, postcode, locality, place, identifier, other;
    PlainAddress address;
};
[[nodiscard]] PlainRecord plain_record(const Written& written);

struct Record {
    ValueId given = 0, middle = 0, surname = 0;  ///< of `names`
    std::uint32_t born = 0;                      ///< as plain_date
    ValueId phone = 0, email = 0, address = 0, postcode = 0, locality = 0, place = 0, identifier = 0, other = 0;
    char sex = 0;

    bool operator==(const Record&) const = default;
    [[nodiscard]] int fields_said() const;
    /// Leaves out what `other` says as well.
    void leave_out(const Record& said);
};

class Records {
   public:
    /// Keeps the values of a record.
    Record put(const PlainRecord& plain_form);
    Record make(const Written& written) { return put(plain_record(written)); }
    /// The same for somebody who only asks: what no record says is kept in `own`, with `of_own` set in its id.
    [[nodiscard]] Record ask(const Written& written, Records& own) const;
    std::uint32_t add(const Record& record) {
        rows.push_back(record);
        return static_cast<std::uint32_t>(rows.size() - 1);
    }
    ValueId put_name(std::string_view plain);
    ValueId put_address(const PlainAddress& plain);

    [[nodiscard]] std::string_view street(ValueId address) const {
        return addresses[address].substr(address_parts[address].street_from);
    }
    [[nodiscard]] std::size_t bytes() const;

    std::vector<Record> rows;
    Texts names;
    std::vector<NameFeatures> features{NameFeatures{}};  ///< by name
    Texts phones, emails, addresses, postcodes, localities, places, identifiers, others;
    std::vector<AddressParts> address_parts{AddressParts{}};  ///< by address
};

inline constexpr ValueId of_own = 0x80000000U;

/// Values by their ids: of records, and of somebody who asks about them.
class Values {
   public:
    explicit Values(const Records& records, const Records* own = nullptr) : records_(records), own_(own) {}
    [[nodiscard]] std::string_view text(Texts Records::*texts, ValueId id) const {
        return (whose(id).*texts)[id & ~of_own];
    }
    [[nodiscard]] std::string_view name(ValueId id) const { return text(&Records::names, id); }
    [[nodiscard]] const NameFeatures& features(ValueId id) const { return whose(id).features[id & ~of_own]; }
    [[nodiscard]] const AddressParts& address_parts(ValueId id) const { return whose(id).address_parts[id & ~of_own]; }
    [[nodiscard]] std::string_view street(ValueId id) const { return whose(id).street(id & ~of_own); }

   private:
    [[nodiscard]] const Records& whose(ValueId id) const { return (id & of_own) != 0 ? *own_ : records_; }
    const Records& records_;
    const Records* own_;
};

/// A digest of text, the same on every machine.
[[nodiscard]] std::uint64_t digest(std::string_view text, std::uint64_t seed = 0);

}  // namespace bluelamp::identity

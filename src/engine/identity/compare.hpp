// SPDX-License-Identifier: Apache-2.0
/// Compare: how two records agree, field by field: for each comparison one level, and how rare the value is that they
/// agree on. Knows values and how often they are seen, no weights.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/identity/records.hpp"

namespace bluelamp::identity {

enum class Comparison : std::uint8_t {
    given,
    middle,
    surname,
    born,
    sex,
    phone,
    where,  ///< address and postcode together: whoever moves changes both
    locality,
    place,
    email,
    identifier,
    other
};
inline constexpr std::size_t comparisons = 12;
inline constexpr std::size_t most_levels = 30;
inline constexpr std::uint8_t missing = 0;  ///< the level when either side says nothing: weighs nothing
inline constexpr std::uint8_t exact = 1;    ///< the level of equal values, in every comparison but `where`

namespace given {
inline constexpr std::uint8_t nickname = 2, close = 3, alike = 4, initial = 5, as_middle = 6, swapped = 7,
                              swapped_close = 8, differ = 9;
}
namespace middle {
inline constexpr std::uint8_t close = 2, initial = 3, differ = 4;
}
namespace surname {
inline constexpr std::uint8_t close = 2, alike = 3, part = 4, initial = 5, swapped = 6, swapped_close = 7, differ = 8;
}
namespace born {
inline constexpr std::uint8_t day_month_swapped = 2, one_digit = 3, other_year = 4, other_day = 5, other_month = 6,
                              year_only = 7, differ = 8;
}
namespace sex {
inline constexpr std::uint8_t differ = 2;
}
namespace nearly {  // phone, email, identifier, other
inline constexpr std::uint8_t close = 2, differ = 3;
}
namespace place {  // locality and place; what a postcode that agrees says already is a level of its own
inline constexpr std::uint8_t exact_by_postcode = 2, close = 3, differ = 4, differ_by_postcode = 5;
}
namespace where {  // address * postcodes + postcode
inline constexpr std::uint8_t same = 1, alike = 2, other_flat = 3, other_number = 4, differ = 5;
inline constexpr std::uint8_t addresses = 6;
inline constexpr std::uint8_t close_postcode = 2, district = 3, other_postcode = 4;
inline constexpr std::uint8_t postcodes = 5;
}  // namespace where

/// What two records have in common. `rarity` is the base-2 logarithm of the share of persons who have the value agreed
/// on (of near levels: the rarer of the two values), where the level depends on it; 0 elsewhere.
struct Compared {
    std::array<std::uint8_t, comparisons> level{};
    std::array<float, comparisons> rarity{};
};

/// Counts by date: few dates, asked for again and again.
class DateCounts {
   public:
    DateCounts() : slots_(1024) {}
    std::uint32_t& operator[](std::uint32_t date);
    [[nodiscard]] std::uint32_t count(std::uint32_t date) const { return slots_[slot_of(date)].count; }
    [[nodiscard]] std::vector<std::uint32_t> all() const;

   private:
    struct Slot {
        std::uint32_t date = 0, count = 0;  // no date: empty
    };
    [[nodiscard]] std::size_t slot_of(std::uint32_t date) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = (date * 0x9E3779B1U >> 8) & mask;
        while (slots_[at].date != 0 && slots_[at].date != date) {
            at = (at + 1) & mask;
        }
        return at;
    }
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

/// How many persons have each value.
class Frequencies {
   public:
    /// Counts each value once for each group: `group_of[row]` names a row's person.
    void count(const Records& records, const std::vector<std::uint32_t>& group_of);
    /// What a person says is counted once more, or once less.
    enum class Person { known, first_or_last };
    void add(const Record& record, int times, Person person);

    [[nodiscard]] double persons() const { return persons_; }
    [[nodiscard]] float given(ValueId id) const { return value(Comparison::given, id); }
    [[nodiscard]] float surname(ValueId id) const { return value(Comparison::surname, id); }
    [[nodiscard]] float middle(ValueId id) const { return value(Comparison::middle, id); }
    [[nodiscard]] float born(std::uint32_t date) const { return log_share(born_.count(date)); }
    /// Of the values of a comparison other than birth and sex; of `where`, addresses.
    [[nodiscard]] float value(Comparison comparison, ValueId id) const {
        return share_of(values_[static_cast<std::size_t>(comparison)], id);
    }
    [[nodiscard]] float postcode(ValueId id) const { return share_of(postcodes_, id); }
    /// Chance that two unrelated persons have the same value, over those who have one (the sum of squared shares).
    [[nodiscard]] double chance(Comparison comparison) const;

   private:
    using Counts = std::vector<std::uint32_t>;
    [[nodiscard]] float share_of(const Counts& counts, ValueId id) const {
        return log_share(id < counts.size() ? counts[id] : 0);
    }
    [[nodiscard]] float log_share(std::uint32_t count) const;
    void settle();

    std::array<Counts, comparisons> values_;
    Counts postcodes_;
    DateCounts born_;
    std::array<std::uint32_t, 256> sexes_{};
    double persons_ = 0;
    float log_persons_ = 0;
};

/// Compares records, one pair after another. Remembers how names compared, for it meets the same ones again and again;
/// so each thread has its own.
class Comparer {
   public:
    /// `remembered`: pairs of names, a power of two.
    Comparer(const Values& values, const Frequencies& frequencies, std::size_t remembered = 256)
        : values_(values), frequencies_(frequencies), names_(remembered) {}
    [[nodiscard]] Compared operator()(const Record& a, const Record& b);
    /// The same in two steps, for whoever stops where names and birth leave no hope.
    [[nodiscard]] const Compared& begin(const Record& a, const Record& b);
    [[nodiscard]] const Compared& finish(const Record& a, const Record& b);

   private:
    struct NamePair {
        std::uint64_t names = 0;
        int apart = 0;
    };
    [[nodiscard]] int apart(ValueId a, ValueId b);
    [[nodiscard]] int measure_apart(ValueId a, ValueId b) const;
    [[nodiscard]] bool may_be_near(ValueId a, ValueId b) const;
    [[nodiscard]] int given_apart(ValueId a, ValueId b);
    [[nodiscard]] bool is_initial(ValueId name) const { return values_.features(name).length == 1; }
    [[nodiscard]] char first_letter(ValueId name) const { return values_.name(name).front(); }
    void set(Comparison comparison, std::uint8_t level, float rarity = 0) {
        found_.level[static_cast<std::size_t>(comparison)] = level;
        found_.rarity[static_cast<std::size_t>(comparison)] = rarity;
    }
    void names(const Record& a, const Record& b);
    bool one_name(const Record& one, const Record& whole);
    bool swapped(const Record& turned, const Record& right);
    void given_names(const Record& a, const Record& b);
    void surnames(ValueId a, ValueId b);
    void middle_names(ValueId a, ValueId b);
    void birth(std::uint32_t a, std::uint32_t b);
    void nearly(Comparison comparison, Texts Records::*texts, ValueId a, ValueId b);
    void whereabouts(const Record& a, const Record& b);
    [[nodiscard]] std::uint8_t address_level(ValueId a, ValueId b) const;
    [[nodiscard]] std::uint8_t postcode_level(ValueId a, ValueId b) const;
    void places(Comparison comparison, Texts Records::*texts, ValueId a, ValueId b);

    const Values values_;
    const Frequencies& frequencies_;
    std::vector<NamePair> names_;
    Compared found_;
};

}  // namespace bluelamp::identity

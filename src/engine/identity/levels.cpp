// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/model.hpp"

namespace bluelamp::identity {
namespace {

struct LevelKind {
    std::string_view name;
    Counting counting = Counting::unused;
};

constexpr auto plain = Counting::plain, value = Counting::value, near = Counting::near;
using Levels = std::array<LevelKind, 10>;

constexpr Levels of_given{{{"missing"},
                           {"equal", value},
                           {"nickname", near},
                           {"nearly the same spelling", near},
                           {"alike", near},
                           {"initial", plain},
                           {"as a middle name", plain},
                           {"swapped with the surname", value},
                           {"nearly, swapped with the surname", plain},
                           {"different", plain}}};
constexpr Levels of_surname{{{"missing"},
                             {"equal", value},
                             {"nearly the same spelling", near},
                             {"alike", near},
                             {"one of two parts", plain},
                             {"initial", plain},
                             {"swapped with the given name", value},
                             {"nearly, swapped with the given name", plain},
                             {"different", plain}}};
constexpr Levels of_middle{
    {{"missing"}, {"equal", value}, {"nearly the same spelling", near}, {"initial", plain}, {"different", plain}}};
constexpr Levels of_born{{{"missing"},
                          {"equal", value},
                          {"day and month swapped", plain},
                          {"one digit different", plain},
                          {"another year", plain},
                          {"another day", plain},
                          {"another month", plain},
                          {"as far as known", plain},
                          {"different", plain}}};
constexpr Levels of_sex{{{"missing"}, {"equal", plain}, {"different", plain}}};
constexpr Levels of_values{{{"missing"}, {"equal", value}, {"nearly equal", value}, {"different", plain}}};
constexpr Levels of_place{{{"missing"},
                           {"equal", value},
                           {"equal, as the postcode or address says already", Counting::unused},
                           {"nearly equal", plain},
                           {"different", plain},
                           {"different, at one postcode or address", Counting::unused}}};

const Levels& levels_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::given: return of_given;
        case Comparison::middle: return of_middle;
        case Comparison::surname: return of_surname;
        case Comparison::born: return of_born;
        case Comparison::sex: return of_sex;
        case Comparison::locality:
        case Comparison::place: return of_place;
        default: return of_values;
    }
}

}  // namespace

Counting counting(Comparison comparison, std::uint8_t level) {
    if (comparison == Comparison::where) {
        if (level == missing || level >= where::addresses * where::postcodes) {
            return Counting::unused;
        }
        const bool agreed = level / where::postcodes == where::same || level % where::postcodes == exact;
        return agreed ? value : plain;
    }
    return level < of_given.size() ? levels_of(comparison)[level].counting : Counting::unused;
}

std::string_view name(Comparison comparison) {
    static constexpr std::array<std::string_view, comparisons> names{
        "given name", "middle name", "surname", "date of birth", "sex",        "telephone",
        "address",    "locality",    "place",   "email",         "identifier", "other"};
    return names[static_cast<std::size_t>(comparison)];
}

std::string level_name(Comparison comparison, std::uint8_t level) {
    if (comparison != Comparison::where) {
        return std::string(level < of_given.size() ? levels_of(comparison)[level].name : "");
    }
    static constexpr std::array<std::string_view, where::addresses> addresses{
        "",
        "same address",
        "nearly the same address",
        "same street, the number or flat not quite",
        "same street, another number",
        "another address"};
    static constexpr std::array<std::string_view, where::postcodes> postcodes{
        "", "same postcode", "nearly the same postcode", "same postcode district", "another postcode"};
    const std::string_view address = addresses[level / where::postcodes],
                           postcode = postcodes[level % where::postcodes];
    return std::string(address) + (address.empty() || postcode.empty() ? "" : ", ") + std::string(postcode);
}

bool of_household(Comparison comparison) {
    switch (comparison) {
        case Comparison::surname:
        case Comparison::phone:
        case Comparison::where:
        case Comparison::locality:
        case Comparison::place:
        case Comparison::email: return true;
        default: return false;
    }
}

}  // namespace bluelamp::identity

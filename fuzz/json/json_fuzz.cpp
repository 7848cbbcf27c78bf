// SPDX-License-Identifier: Apache-2.0
/// Any bytes as the body of a request. It is JSON or refused with where it breaks; each described type reads it or
/// names the field to mend; what was read is written as JSON that can be read, and is then written the same. Numbers
/// with a point are left out of that last promise: Boost.JSON reads the 17th digit one off now and then.
#include <cstdint>

#include "access/accounts.hpp"
#include "core/text.hpp"
#include "fuzz/require.hpp"
#include "policing/incidents/incident.hpp"

namespace {

using namespace bluelamp;

enum class Colour { blue, dark_blue };
BOOST_DESCRIBE_ENUM(Colour, blue, dark_blue)

struct Inner {
    json::Text<5> few;
    Colour colour;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (few, colour))

/// Every kind of field that a body may have, but for numbers with a point.
struct Everything {
    std::optional<std::string> text;
    std::optional<std::int64_t> whole;
    std::optional<bool> flag;
    std::optional<Instant> at;
    std::optional<LocalDate> on;
    std::optional<Month> month;
    std::optional<AccountId> id;
    std::optional<Colour> colour;
    std::optional<Inner> inner;
    std::optional<std::vector<Inner>> list;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (text, whole, flag, at, on, month, id, colour, inner, list))

struct Reals {
    std::optional<double> real;
    std::optional<std::vector<LatLon>> where;
};
BOOST_DESCRIBE_STRUCT(Reals, (), (real, where))

template <class T>
constexpr bool has_reals = std::is_same_v<T, Reals> || std::is_same_v<T, incidents::Report>;

void refused_with_a_remedy(const Error& error, bool is_object) {
    require(error.code == ErrorCode::invalid && !error.message.empty());
    require(!error.field.empty() || !is_object);
    require(valid_utf8(error.field) && valid_utf8(error.message));
}

template <class T>
void read_as(const json::Value& value) {
    const auto read = json::read<T>(value);
    if (!read) {
        refused_with_a_remedy(read.error(), value.is_object());
        return;
    }
    const std::string text = json::to_text(*read);
    require(valid_utf8(text));
    const auto again = json::from_text<T>(text);
    require(again.has_value());
    require(has_reals<T> || json::to_text(*again) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = json::parse({reinterpret_cast<const char*>(data), size});
    if (!value) {
        refused_with_a_remedy(value.error(), true);
        return 0;
    }
    read_as<Everything>(*value);
    read_as<Reals>(*value);
    read_as<incidents::Report>(*value);
    read_as<access::GiveRoles>(*value);
    read_as<access::DisableAccount>(*value);
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// The shapes and the letters allowed in each place are those of BS 7666-2 and the Government Data Standards Catalogue
// ("Post Code").
#include "geography/postcode.hpp"

#include <array>

#include "core/text.hpp"

namespace bluelamp::geography {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view first_letter = "ABCDEFGHIJKLMNOPRSTUWYZ";   // not Q, V, X
constexpr std::string_view second_letter = "ABCDEFGHKLMNOPQRSTUVWXY";  // not I, J, Z
constexpr std::string_view after_a9 = "ABCDEFGHJKPSTUW";               // W1A
constexpr std::string_view after_aa9 = "ABEHMNPRVWXY";                 // EC1A
constexpr std::string_view inward_letter = "ABDEFGHJLNPQRSTUWXYZ";     // not C, I, K, M, O, V

using Shape = std::array<std::string_view, 4>;  // which characters each place allows; empty: the place is not there
constexpr std::array<Shape, 6> outward_shapes{{
    {first_letter, digits},                            // M1
    {first_letter, digits, digits},                    // B33
    {first_letter, digits, after_a9},                  // W1A
    {first_letter, second_letter, digits},             // CR2
    {first_letter, second_letter, digits, digits},     // DN55
    {first_letter, second_letter, digits, after_aa9},  // EC1A
}};
constexpr Shape inward_shape{digits, inward_letter, inward_letter};

bool fits(std::string_view text, const Shape& shape) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i < text.size() ? shape[i].find(text[i]) == std::string_view::npos : !shape[i].empty()) {
            return false;
        }
    }
    return text.size() <= shape.size();
}

bool is_outward(std::string_view text) {
    for (const Shape& shape : outward_shapes) {
        if (fits(text, shape)) {
            return true;
        }
    }
    return text == "GIR";  // Girobank's own, GIR 0AA: in no table, and still in use
}

/// Capitals without spaces; nothing when there is any other character.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '\t') {
            continue;
        }
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

}  // namespace

Result<Postcode> parse_postcode(std::string_view text) {
    const std::string whole = squeezed(trim(text));
    if (whole.size() >= 5) {
        const std::string_view view = whole;
        const std::string_view outward = view.substr(0, view.size() - 3);
        const std::string_view inward = view.substr(view.size() - 3);
        const bool girobank = outward != "GIR" || inward == "0AA";
        if (is_outward(outward) && fits(inward, inward_shape) && girobank) {
            return Postcode{std::string(outward), std::string(inward)};
        }
    } else if (is_outward(whole) && whole != "GIR") {
        return Postcode{whole, {}};
    }
    return fail(ErrorCode::invalid, "postcode",
                "This is not a postcode. Write it as SW1A 1AA, or the first half alone as SW1A; "
                "take care with the letter O and the digit 0.");
}

}  // namespace bluelamp::geography

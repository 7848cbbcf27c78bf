// SPDX-License-Identifier: Apache-2.0
/// Any line as a grid reference and as a postcode. Refusals name the field; what is read is written the way the house
/// writes it, reads the same again, and a square of the grid lies where its reference says.
#include <cmath>
#include <cstdint>

#include "fuzz/require.hpp"
#include "geography/national_grid.hpp"
#include "geography/postcode.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::geography;

void read_reference(std::string_view text) {
    const auto square = parse_grid_reference(text);
    if (!square) {
        require(square.error().field == "grid_reference" && !square.error().message.empty());
        return;
    }
    require(on_grid(square->corner) && on_grid(square->centre()));
    const int digits = 10 - 2 * static_cast<int>(std::lround(std::log10(square->side_m)));
    const auto written = grid_reference(square->centre(), digits);
    require(written.has_value());
    const auto again = parse_grid_reference(*written);
    require(again && again->side_m == square->side_m && again->corner.easting == square->corner.easting &&
            again->corner.northing == square->corner.northing);
    const GridPosition there = to_grid(from_grid(square->centre()));
    require(std::hypot(there.easting - square->centre().easting, there.northing - square->centre().northing) < 0.001);
}

void read_postcode(std::string_view text) {
    const auto postcode = parse_postcode(text);
    if (!postcode) {
        require(postcode.error().field == "postcode" && !postcode.error().message.empty());
        return;
    }
    require(postcode->whole() ? postcode->inward.size() == 3 : postcode->inward.empty());
    const auto again = parse_postcode(postcode->text());
    require(again && *again == *postcode);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_reference(bytes);
    read_postcode(bytes);
    return 0;
}

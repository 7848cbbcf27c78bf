// SPDX-License-Identifier: Apache-2.0
/// Any bytes through the GeoJSON reader, and every shape it accepts through the index: what is read can be written and
/// read again, and a corner of a shape always lies in some shape.
#include <cstdint>

#include "fuzz/require.hpp"
#include "geography/area_index.hpp"
#include "geography/geojson.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::geography;

void check_shape(const Shape& shape) {
    const auto again = parse_geometry(write_geometry(shape));
    // Rounded to a centimetre, a very thin ring may have no size left; then it is refused, and that is right.
    if (again) {
        require(write_geometry(std::get<Shape>(*again)) == write_geometry(shape));
    }
    require(area_km2(shape) == area_km2(shape));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto features = parse_geojson({reinterpret_cast<const char*>(data), size});
    if (!features) {
        require(!features.error().message.empty());
        return 0;
    }
    std::vector<const Shape*> shapes;
    for (const Feature& feature : *features) {
        if (const auto* shape = std::get_if<Shape>(&feature.geometry)) {
            check_shape(*shape);
            shapes.push_back(shape);
        }
    }
    const AreaIndex index(shapes);
    for (const Shape* shape : shapes) {
        require(index.at(shape->front().front().front()).has_value());
    }
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "geography/geojson.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/json.hpp"

namespace bluelamp::geography {
namespace {

std::string_view text_of(const json::Object& object, std::string_view key) {
    const json::Value* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

/// Reads geometries and remembers where it is, so that an error can say so.
class GeometryReader {
   public:
    GeometryReader(std::string place, std::size_t& positions_left)
        : place_(std::move(place)), positions_left_(positions_left) {}

    [[nodiscard]] tl::unexpected<Error> refused(std::string_view why) const {
        return fail(ErrorCode::invalid, place_, std::string(why));
    }

    Result<Geometry> geometry(const json::Value& value) {
        if (value.is_null()) {
            return Geometry();  // RFC 7946 section 3.2: a feature without a place
        }
        if (!value.is_object()) {
            return refused("The geometry is not an object; give a Polygon, MultiPolygon or Point.");
        }
        const json::Object& object = value.get_object();
        const std::string_view type = text_of(object, "type");
        const json::Value* coordinates = object.if_contains("coordinates");
        if (coordinates == nullptr || !coordinates->is_array()) {
            return refused("The geometry has no list of coordinates.");
        }
        if (type == "Point") {
            return Geometry(TRY(position(*coordinates)));
        }
        if (type == "Polygon") {
            return Geometry(Shape{TRY(polygon(*coordinates))});
        }
        if (type == "MultiPolygon") {
            return Geometry(TRY(shape(coordinates->get_array())));
        }
        return refused("This kind of geometry is not taken; give a Polygon, MultiPolygon or Point.");
    }

   private:
    Result<Shape> shape(const json::Array& polygons) {
        if (polygons.empty()) {
            return refused("The MultiPolygon is empty; give at least one polygon, or no geometry (null).");
        }
        Shape out;
        for (const json::Value& each : polygons) {
            out.push_back(TRY(polygon(each)));
        }
        return out;
    }

    Result<Polygon> polygon(const json::Value& rings) {
        if (!rings.is_array() || rings.get_array().empty()) {
            return refused("A polygon has no rings; give at least its outline.");
        }
        Polygon out;
        for (const json::Value& each : rings.get_array()) {
            out.push_back(TRY(ring(each)));
        }
        return out;
    }

    Result<Ring> ring(const json::Value& positions) {
        if (!positions.is_array() || positions.get_array().size() < 4) {
            return refused("A ring needs at least four positions, the last one equal to the first.");
        }
        Ring out;
        out.reserve(positions.get_array().size());
        for (const json::Value& each : positions.get_array()) {
            out.push_back(TRY(position(each)));
        }
        if (!(out.front() == out.back())) {
            return refused("A ring is not closed; repeat its first position at the end.");
        }
        if (!has_size(out)) {
            return refused("A ring covers nothing: all its positions lie on one line.");
        }
        return out;
    }

    static bool has_size(const Ring& ring) {
        for (std::size_t i = 2; i < ring.size(); ++i) {
            const LatLon a = ring[0];
            const double cross = (ring[i - 1].longitude - a.longitude) * (ring[i].latitude - a.latitude) -
                                 (ring[i].longitude - a.longitude) * (ring[i - 1].latitude - a.latitude);
            if (cross != 0) {
                return true;
            }
        }
        return false;
    }

    Result<LatLon> position(const json::Value& value) {
        if (!value.is_array() || value.get_array().size() < 2) {
            return refused("A position is not a list of longitude and latitude.");
        }
        if (positions_left_ == 0) {
            return fail(ErrorCode::too_large, place_,
                        "There are too many positions; simplify the outlines or split the file.");
        }
        --positions_left_;
        LatLon at;
        const json::Array& numbers = value.get_array();
        if (!number(numbers[0], at.longitude) || !number(numbers[1], at.latitude) || !on_earth(at)) {
            return refused(fmt::format("The position {} is not on Earth; give longitude, latitude in WGS 84 degrees.",
                                       boost::json::serialize(value)));
        }
        return at;
    }

    static bool number(const json::Value& value, double& into) {
        boost::json::error_code failed;
        into = value.is_number() ? value.to_number<double>(failed) : std::nan("");
        return !failed && std::isfinite(into);
    }

    std::string place_;
    std::size_t& positions_left_;
};

std::string property_text(const json::Value& value) {
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

Result<Feature> read_feature(const json::Value& value, GeometryReader& reader) {
    if (!value.is_object() || text_of(value.get_object(), "type") != "Feature") {
        return reader.refused("This is not a GeoJSON Feature.");
    }
    const json::Object& object = value.get_object();
    const json::Value* geometry = object.if_contains("geometry");
    if (geometry == nullptr) {
        return reader.refused("The feature has no geometry; write null when its place is not known.");
    }
    Feature feature{TRY(reader.geometry(*geometry)), {}};
    const json::Value* properties = object.if_contains("properties");
    if (properties != nullptr && properties->is_object()) {
        for (const auto& [key, property] : properties->get_object()) {
            if (!property.is_structured() && !property.is_null()) {
                feature.properties.emplace(key, property_text(property));
            }
        }
    }
    return feature;
}

void write_position(std::string& out, LatLon at) {
    // Fixed notation without trailing zeros: the same position is always the same text.
    const auto degrees = [&out](double value) {
        std::string digits = fmt::format("{:.7f}", value);
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') {
            digits.pop_back();
        }
        out += digits == "-0" ? "0" : digits;
    };
    out += '[';
    degrees(at.longitude);
    out += ',';
    degrees(at.latitude);
    out += ']';
}

template <class List, class WriteOne>
void write_list(std::string& out, const List& list, WriteOne write_one) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        out += i == 0 ? "" : ",";
        write_one(out, list[i]);
    }
    out += ']';
}

void write_polygon(std::string& out, const Polygon& polygon) {
    write_list(out, polygon, [](std::string& into, const Ring& ring) { write_list(into, ring, write_position); });
}

}  // namespace

std::string_view Feature::get(std::string_view property) const {
    const auto found = properties.find(property);
    return found == properties.end() ? std::string_view() : std::string_view(found->second);
}

Result<std::vector<Feature>> parse_geojson(std::string_view text, const GeoJsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return fail(ErrorCode::too_large, "geojson", "This GeoJSON is too long; simplify the outlines or split it.");
    }
    const json::Value document = TRY(json::parse(text));
    const json::Value* features = nullptr;
    if (document.is_object() && text_of(document.get_object(), "type") == "FeatureCollection") {
        features = document.get_object().if_contains("features");
    }
    if (features == nullptr || !features->is_array()) {
        return fail(ErrorCode::invalid, "geojson", "This is not a GeoJSON FeatureCollection.");
    }
    if (features->get_array().size() > limits.features) {
        return fail(ErrorCode::too_large, "geojson", "There are too many features; split the file.");
    }
    std::size_t positions_left = limits.positions;
    std::vector<Feature> out;
    for (const json::Value& each : features->get_array()) {
        GeometryReader reader(fmt::format("features[{}]", out.size()), positions_left);
        out.push_back(TRY(read_feature(each, reader)));
    }
    return out;
}

Result<Geometry> parse_geometry(std::string_view text) {
    const json::Value value = TRY(json::parse(text));
    std::size_t positions_left = GeoJsonLimits{}.positions;
    return GeometryReader("geometry", positions_left).geometry(value);
}

std::string write_geometry(const Shape& shape) {
    std::string out;
    if (shape.size() == 1) {
        out = R"({"type":"Polygon","coordinates":)";
        write_polygon(out, shape.front());
    } else {
        out = R"({"type":"MultiPolygon","coordinates":)";
        write_list(out, shape, write_polygon);
    }
    out += '}';
    return out;
}

}  // namespace bluelamp::geography

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/problem.hpp"
#include "api/router.hpp"
#include "core/gzip.hpp"
#include "core/sha256.hpp"
#include "geography/geography.hpp"

namespace bluelamp::geography {
namespace {

struct MapLayer {
    std::string name;
    std::string title;
    std::int64_t areas = 0;
};
BOOST_DESCRIBE_STRUCT(MapLayer, (), (name, title, areas))

struct MapLayers {
    std::vector<MapLayer> items;
};
BOOST_DESCRIBE_STRUCT(MapLayers, (), (items))

struct WhichLayer {
    std::string layer;
};
BOOST_DESCRIBE_STRUCT(WhichLayer, (), (layer))

struct FeatureCollection {
    std::string type;
    std::vector<json::Raw> features;
};
BOOST_DESCRIBE_STRUCT(FeatureCollection, (), (type, features))

struct AreaFound {
    std::string layer;
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AreaFound, (), (layer, code, name))

struct AreasFound {
    std::optional<std::string> ward, borough, force;  // codes
    std::vector<AreaFound> areas;
};
BOOST_DESCRIBE_STRUCT(AreasFound, (), (ward, borough, force, areas))

struct WhereAndWhen {
    double latitude = 0;
    double longitude = 0;
    std::optional<LocalDate> on;
};
BOOST_DESCRIBE_STRUCT(WhereAndWhen, (), (latitude, longitude, on))

struct Typed {
    json::Text<200> q;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(Typed, (), (q, limit))

struct Where {
    double latitude = 0;
    double longitude = 0;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(Where, (), (latitude, longitude, limit))

struct GazetteerEntry {
    std::string text;
    double latitude = 0;
    double longitude = 0;
    std::string kind;                          // "address", "street" or "grid_reference"
    std::optional<std::string> ward, borough;  // names
    std::optional<std::string> reference;      // property reference of an address
    std::optional<double> uncertainty_m;       // side of the square of a grid reference
};
BOOST_DESCRIBE_STRUCT(GazetteerEntry, (), (text, latitude, longitude, kind, ward, borough, reference, uncertainty_m))

struct GazetteerEntries {
    std::vector<GazetteerEntry> items;
};
BOOST_DESCRIBE_STRUCT(GazetteerEntries, (), (items))

Result<LatLon> checked(double latitude, double longitude) {
    const LatLon where{latitude, longitude};
    if (!on_earth(where)) {
        return fail(ErrorCode::invalid, "latitude",
                    "Latitude is -90 to 90 degrees and longitude -180 to 180; check their order.");
    }
    return where;
}

Result<std::size_t> checked_limit(std::optional<std::int64_t> limit) {
    constexpr std::int64_t most = 100;
    if (limit.value_or(20) < 1 || limit.value_or(20) > most) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 100.");
    }
    return static_cast<std::size_t>(limit.value_or(20));
}

/// What every entry says: where it is, and in which ward and borough that lies today.
GazetteerEntry entry(const Areas& areas, const Act& act, std::string kind, std::string text, LatLon at) {
    GazetteerEntry out;
    out.text = std::move(text);
    out.latitude = at.latitude;
    out.longitude = at.longitude;
    out.kind = std::move(kind);
    const LocalDate today = in_london(act.now).date;
    if (const Area* ward = areas.at(at, today, "ward")) {
        out.ward = ward->name;
    }
    if (const Area* borough = areas.at(at, today, "borough")) {
        out.borough = borough->name;
    }
    return out;
}

GazetteerEntry entry(const Areas& areas, const Act& act, const Place& place) {
    const bool postcode_in_address = place.postcode.empty() || place.address.find(place.postcode) != std::string::npos;
    GazetteerEntry out = entry(areas, act, "address",
                               place.address + (postcode_in_address ? "" : ", " + place.postcode), place.position);
    out.reference = place.reference;
    return out;
}

/// The layers that can be drawn.
MapLayers list_layers(const Areas& areas) {
    MapLayers out;
    for (const Layer& layer : areas.layers()) {
        MapLayer one{layer.layer, layer.title, 0};
        for (const Area* area : areas.in_layer(layer.layer)) {
            one.areas += area->shape.empty() ? 0 : 1;
        }
        if (one.areas > 0) {
            out.items.push_back(std::move(one));
        }
    }
    return out;
}

/// A layer as it is sent: made once, because a map asks for it whenever it is opened.
struct Drawn {
    std::shared_ptr<const std::string> plain, packed;
    std::string etag;
};

void write_feature(std::string& out, const Area& area) {
    out += R"({"type":"Feature","properties":{"code":)";
    json::write_string(out, area.key.code);
    out += R"(,"name":)";
    json::write_string(out, area.name);
    if (area.parent) {
        out += R"(,"parent":)";
        json::write_string(out, area.parent->code);
    }
    out += fmt::format(R"(,"km2":{:.3f}}},"geometry":)", area.km2);
    out += write_geometry(area.shape);
    out += '}';
}

Drawn draw(const Areas& areas, const Layer& layer) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    bool first = true;
    for (const Area* area : areas.in_layer(layer.layer)) {
        if (area->shape.empty()) {
            continue;
        }
        text += first ? "" : ",";
        first = false;
        write_feature(text, *area);
    }
    text += "]}";
    Drawn drawn;
    drawn.etag = '"' + sha256_hex(text).substr(0, 32) + '"';
    drawn.packed = std::make_shared<const std::string>(pack_gzip(text));
    drawn.plain = std::make_shared<const std::string>(std::move(text));
    return drawn;
}

using DrawnLayers = std::map<std::string, Drawn, std::less<>>;

void send_layer(const DrawnLayers& layers, const api::Call& call) {
    http::Response response;
    const auto found = layers.find(call.path.front().second);
    if (found == layers.end()) {
        return api::refuse(call, {ErrorCode::not_found, "layer", "There is no such layer; ask for the list.", {}});
    }
    response.headers.push_back({"ETag", found->second.etag});
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    response.headers.push_back({"Vary", "Accept-Encoding"});
    if (call.request.header("if-none-match") == found->second.etag) {
        response.status = 304;
        return call.reply.send(std::move(response));
    }
    response.content_type = "application/geo+json";  // RFC 7946 section 12
    const bool packed = call.request.header("accept-encoding").find("gzip") != std::string_view::npos;
    if (packed) {
        response.headers.push_back({"Content-Encoding", "gzip"});
    }
    response.shared_body = packed ? found->second.packed : found->second.plain;
    call.reply.send(std::move(response));
}

Result<AreasFound> areas_at(const Areas& areas, const Act& act, const WhereAndWhen& asked) {
    const LatLon where = TRY(checked(asked.latitude, asked.longitude));
    AreasFound out;
    for (const Area* area : areas.at(where, asked.on.value_or(in_london(act.now).date))) {
        out.areas.push_back({area->key.layer, area->key.code, area->name});
        for (auto [layer, field] : {std::pair("ward", &out.ward), {"borough", &out.borough}, {"force", &out.force}}) {
            if (area->key.layer == layer) {
                *field = area->key.code;
            }
        }
    }
    return out;
}

Result<GazetteerEntries> search(const Areas& areas, db::Reader& reader, const Act& act, const Typed& typed) {
    const std::size_t most = TRY(checked_limit(typed.limit));
    const std::string& text = typed.q.text;
    GazetteerEntries out;
    if (const auto square = parse_grid_reference(text)) {
        out.items.push_back(entry(areas, act, "grid_reference", text, from_grid(square->centre())));
        out.items.back().uncertainty_m = square->side_m;
    }
    for (const Place& place : TRY(search_places(reader, act.force, text, most))) {
        out.items.push_back(entry(areas, act, place));
    }
    for (const Street& street : TRY(search_streets(reader, act.force, text, most))) {
        out.items.push_back(entry(areas, act, "street", street.name, street.position));
    }
    out.items.resize(std::min(out.items.size(), most));
    return out;
}

Result<GazetteerEntries> nearby(const Areas& areas, db::Reader& reader, const Act& act, const Where& asked) {
    const LatLon where = TRY(checked(asked.latitude, asked.longitude));
    const std::size_t most = TRY(checked_limit(asked.limit));
    GazetteerEntries out;
    for (const Place& place : TRY(nearest_places(reader, act.force, where, most))) {
        out.items.push_back(entry(areas, act, place));
    }
    return out;
}

}  // namespace

void add_routes(api::Router& router, std::shared_ptr<const Areas> areas) {
    constexpr auto permission = Permission::read_geography;
    auto drawn = std::make_shared<DrawnLayers>();
    for (const Layer& layer : areas->layers()) {
        drawn->emplace(layer.layer, draw(*areas, layer));
    }
    router.get_now<api::Nothing, MapLayers>(
        "/api/v1/geography/layers", permission, "The layers of areas that can be drawn, the largest areas first.",
        [areas](const Act&, const api::Nothing&) -> Result<MapLayers> { return list_layers(*areas); });
    router.raw<WhichLayer, FeatureCollection>(http::Method::get, "/api/v1/geography/layers/{layer}", permission,
                                              "One layer as GeoJSON, in WGS 84 degrees.",
                                              [drawn](const api::CallPtr& call) { send_layer(*drawn, *call); });
    router.get_now<WhereAndWhen, AreasFound>(
        "/api/v1/geography/at", permission,
        "The areas that hold a position on a day (today unless said), the largest first.",
        [areas](const Act& act, const WhereAndWhen& asked) { return areas_at(*areas, act, asked); });
    router.get<Typed, GazetteerEntries>(
        "/api/v1/geography/gazetteer", permission,
        "Where something typed may be: a grid reference, a property reference, a postcode, an address or a street. "
        "Exact first.",
        [areas](db::Reader& reader, const Act& act, const Typed& typed) { return search(*areas, reader, act, typed); });
    router.get<Where, GazetteerEntries>(
        "/api/v1/geography/gazetteer/near", permission, "The addresses nearest to a position, nearest first.",
        [areas](db::Reader& reader, const Act& act, const Where& asked) { return nearby(*areas, reader, act, asked); });
}

}  // namespace bluelamp::geography

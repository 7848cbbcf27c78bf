// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "api/router.hpp"
#include "core/file.hpp"
#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::HasSubstr;

/// Catches the answer of a raw route.
class Caught final : public http::Reply::Sink {
   public:
    void send(http::Response response) override { answer = std::move(response); }
    std::shared_ptr<http::Stream> stream(http::Response /*head*/) override { return nullptr; }
    http::Response answer;
};

class Routes : public Stored {
   protected:
    void SetUp() override {
        Stored::SetUp();
        if (IsSkipped()) {
            return;
        }
        ScratchFolder folder;
        folder.write(
            "layers.csv",
            "layer,title,file,valid_from\nborough,Boroughs,b.geojson,1900-01-01\nward,Wards,w.geojson,1900-01-01\n");
        const std::string shape =
            R"("geometry":{"type":"Polygon","coordinates":[[[-1,51],[0,51],[0,52],[-1,52],[-1,51]]]}}]})";
        folder.write(
            "b.geojson",
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"B1","name":"Easton"},)" +
                shape);
        folder.write("w.geojson",
                     R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"W1",)"
                     R"("name":"Ash \"&\" Elm","parent_layer":"borough","parent":"B1"},)" +
                         shape);
        ASSERT_TRUE(load_areas(lane(), folder.path()));
        ASSERT_TRUE(load_gazetteer(
            lane(), folder.write("a.csv", "uprn,address,pc,lat,lon\n7,1 High Street,AL1 3JE,51.5,-0.5\n"),
            {.postcode = "pc", .latitude = "lat", .longitude = "lon"}));
        add_routes(router_, read([](db::Reader& reader, const ForceId& force) { return read_areas(reader, force); }));
    }

    /// The body a GET answers, or its error's field.
    std::string get(std::string_view path, json::Object input) {
        const auto found = router_.match(http::Method::get, path);
        EXPECT_NE(found.route, nullptr) << path;
        EXPECT_EQ(found.route->permission, Permission::read_geography);
        const json::Value value(found.route->coerce(std::move(input)));
        Result<api::Answer> answer = api::Answer();
        if (found.route->answer) {
            answer = found.route->answer(act(), value);
        } else {
            const auto run = found.route->query(value);
            if (!run) {
                return run.error().field;
            }
            EXPECT_TRUE(database().read([&](db::Reader& reader) -> Result<void> {
                answer = (*run)(reader, act());
                return {};
            }));
        }
        return answer ? answer->body : answer.error().field;
    }

    http::Response layer(const std::string& name, std::vector<http::Header> headers = {}) {
        const auto found = router_.match(http::Method::get, "/api/v1/geography/layers/" + name);
        const auto caught = std::make_shared<Caught>();
        http::Request request;
        request.headers = std::move(headers);
        found.route->raw(std::make_shared<const api::Call>(
            api::Call{std::move(request), http::Reply(caught), found.route, found.path}));
        return caught->answer;
    }

    static std::string header(const http::Response& response, std::string_view name) {
        for (const http::Header& each : response.headers) {
            if (each.name == name) {
                return each.value;
            }
        }
        return {};
    }

    api::Router router_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Routes, db::both_engines(), db::engine_name);

TEST_P(Routes, list_the_layers_and_draw_one) {
    EXPECT_EQ(
        get("/api/v1/geography/layers", {}),
        R"({"items":[{"name":"borough","title":"Boroughs","areas":1},{"name":"ward","title":"Wards","areas":1}]})");
    const auto plain = layer("ward");
    EXPECT_EQ(plain.content_type, "application/geo+json");
    EXPECT_THAT(*plain.shared_body,
                HasSubstr(R"("properties":{"code":"W1","name":"Ash \"&\" Elm","parent":"B1","km2":)"));
    EXPECT_EQ(parse_geojson(*plain.shared_body)->size(), 1U);
    EXPECT_EQ(layer("parish").status, 404);
}

TEST_P(Routes, send_a_layer_packed_and_only_once) {
    const auto packed = layer("ward", {{"accept-encoding", "br, gzip"}});
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    ScratchFolder folder;
    EXPECT_EQ(read_all(folder.write("layer.gz", *packed.shared_body), 1 << 20).value(), *layer("ward").shared_body);
    const auto again = layer("ward", {{"if-none-match", header(packed, "ETag")}});
    EXPECT_EQ(again.status, 304);
    EXPECT_FALSE(again.shared_body);
}

TEST_P(Routes, say_what_holds_a_position) {
    EXPECT_EQ(get("/api/v1/geography/at", {{"latitude", "51.5"}, {"longitude", "-0.5"}}),
              R"({"ward":"W1","borough":"B1","force":null,"areas":[{"layer":"borough","code":"B1","name":"Easton"},)"
              R"({"layer":"ward","code":"W1","name":"Ash \"&\" Elm"}]})");
    EXPECT_THAT(get("/api/v1/geography/at", {{"latitude", "51"}, {"longitude", "20"}, {"on", "2021-06-01"}}),
                HasSubstr(R"("areas":[])"));
    EXPECT_EQ(get("/api/v1/geography/at", {{"latitude", "151"}, {"longitude", "-0.5"}}), "latitude");
    EXPECT_EQ(get("/api/v1/geography/at", {{"latitude", "51"}, {"longitude", "-0.5"}, {"on", "2021-02-30"}}), "on");
}

TEST_P(Routes, find_addresses_and_grid_references) {
    EXPECT_EQ(get("/api/v1/geography/gazetteer", {{"q", "high st"}}),
              R"({"items":[{"text":"1 High Street, AL1 3JE","latitude":51.5,"longitude":-0.5,"kind":"address",)"
              R"("ward":"Ash \"&\" Elm",)"
              R"("borough":"Easton","reference":"7","uncertainty_m":null}]})");
    EXPECT_THAT(get("/api/v1/geography/gazetteer", {{"q", "TQ 30 80"}}), HasSubstr(R"("kind":"grid_reference")"));
    EXPECT_THAT(get("/api/v1/geography/gazetteer", {{"q", "TQ 30 80"}}), HasSubstr(R"("uncertainty_m":1000)"));
    EXPECT_THAT(get("/api/v1/geography/gazetteer/near", {{"latitude", "51.5001"}, {"longitude", "-0.5"}}),
                HasSubstr(R"("reference":"7")"));
    EXPECT_EQ(get("/api/v1/geography/gazetteer", {{"q", "high"}, {"limit", "0"}}), "limit");
    EXPECT_EQ(get("/api/v1/geography/gazetteer", {{"q", ""}}), "q");
}

}  // namespace
}  // namespace bluelamp::geography

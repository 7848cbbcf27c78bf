// SPDX-License-Identifier: Apache-2.0
// The areas that the repository carries, and real positions against real outlines.
#include <chrono>
#include <map>

#include <gmock/gmock.h>

#include "core/csv_header.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "geography/area_file.hpp"
#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::ElementsAre;

const Areas& the_reference() {
    static const std::unique_ptr<Areas> areas = [] {
        std::vector<Layer> layers;
        std::vector<Area> all;
        const auto files = read_layers(reference_areas()).value();
        for (const AreaFile& file : files) {
            layers.push_back(file.layer);
            auto read = read_area_file(file).value();
            std::move(read.areas.begin(), read.areas.end(), std::back_inserter(all));
        }
        return std::make_unique<Areas>(layers, std::move(all),
                                       read_populations(reference_areas() / "populations.csv.gz").value());
    }();
    return *areas;
}

const LocalDate today = day(2026, 1, 1);

TEST(Reference, holds_what_running_needs) {
    const std::map<std::string, std::size_t> expected{
        {"force", 4}, {"csp", 48}, {"borough", 48}, {"ward", 880}, {"lsoa", 6851}};
    for (const auto& [layer, count] : expected) {
        EXPECT_EQ(the_reference().in_layer(layer).size(), count) << layer;
    }
}

TEST(Reference, has_areas_of_the_published_size) {
    // ONS standard area measurements, land to mean high water, in round km²; outlines are generalised, so within 1.5 %.
    const std::pair<std::string_view, double> table[] = {{"city-of-london", 2.9},
                                                         {"hertfordshire", 1643},
                                                         {"metropolitan", 1569},
                                                         {"E09000007", 21.8},
                                                         {"E07000240", 161.2}};
    for (const auto& [code, km2] : table) {
        const Area* area = the_reference().find(code).value();
        EXPECT_NEAR(area->km2, km2, km2 * 0.015) << area->name;
    }
}

TEST(Reference, puts_known_places_where_they_are) {
    struct Row {
        std::string_view place;
        LatLon at;
        std::string_view force, borough, ward;
    };
    const Row table[] = {
        {"Guildhall", {51.5158, -0.0919}, "city-of-london", "City of London", "Cheap"},
        {"New Scotland Yard", {51.5029, -0.1246}, "metropolitan", "Westminster", "St James's"},
        {"Watford Junction", {51.6635, -0.3964}, "hertfordshire", "Watford", "Central"},
        {"Heathrow Terminal 5", {51.4723, -0.4886}, "metropolitan", "Hillingdon", "Heathrow Villages"},
    };
    for (const Row& row : table) {
        const auto& areas = the_reference();
        EXPECT_EQ(areas.at(row.at, today, "force")->key.code, row.force) << row.place;
        EXPECT_EQ(areas.at(row.at, today, "borough")->name, row.borough) << row.place;
        EXPECT_EQ(areas.at(row.at, today, "ward")->name, row.ward) << row.place;
    }
    EXPECT_TRUE(the_reference().at({53.4, -2.98}, today).empty()) << "Liverpool is known by name only";
}

TEST(Reference, keeps_each_ward_inside_its_borough_and_force) {
    // Boroughs and forces are dissolved from the wards, so a position in a ward lies in that ward's borough and force
    // as well.
    for (const Area* ward : the_reference().in_layer("ward")) {
        const Bounds box = bounds(ward->shape);
        const LatLon middle{(box.south + box.north) / 2, (box.west + box.east) / 2};
        const Area* here = the_reference().at(middle, today, "ward");
        if (here == nullptr) {
            continue;
        }
        const auto chain = the_reference().with_parents(*here);
        ASSERT_EQ(chain.size(), 4U) << here->name;
        EXPECT_EQ(the_reference().at(middle, today, "borough"), chain[1]) << here->name;
        EXPECT_EQ(the_reference().at(middle, today, "force"), chain[3]) << here->name;
    }
}

TEST(Reference, follows_census_areas_of_both_censuses) {
    for (const Area* lsoa : the_reference().in_layer("lsoa")) {
        const auto chain = the_reference().of_lsoa(lsoa->key.code);
        ASSERT_GE(chain.size(), 4U) << lsoa->key.code;
        EXPECT_EQ(chain.back()->key.layer, "force") << lsoa->key.code;
    }
}

TEST(Reference, knows_forces_by_every_name_they_go_by) {
    for (const auto& [typed, code] : std::map<std::string, std::string>{{"Metropolitan Police", "metropolitan"},
                                                                        {"london, city of", "city-of-london"},
                                                                        {"E23000027", "hertfordshire"},
                                                                        {"Hertfordshire", "hertfordshire"},
                                                                        {"City of London", "E09000001"},
                                                                        {"camden", "E09000007"},
                                                                        {"st albans", "E07000240"},
                                                                        {"Liverpool", "E08000012"}}) {
        const auto found = the_reference().find(typed);
        ASSERT_TRUE(found) << found.error().message;
        EXPECT_EQ((*found)->key.code, code) << typed;
    }
}

TEST(Reference, adds_up_the_residents_of_a_force) {
    const auto residents = the_reference().population(*the_reference().get("force", "hertfordshire"), 2020);
    ASSERT_TRUE(residents);
    EXPECT_EQ(residents->year, 2020);
    EXPECT_NEAR(static_cast<double>(residents->count), 1'195'672, 5'000) << "ONS mid-2020 for the county";
}

/// LSOA polygons of a county, by their code.
Areas lsoas(const std::filesystem::path& data, const std::string& county, const std::string& year) {
    const AreaFile file{
        {"lsoa", "Census areas", 0}, data / "geo" / (county + "-lsoa-" + year + ".geojson.gz"), day(1900, 1, 1)};
    return Areas({file.layer}, read_area_file(file).value().areas, {});
}

struct Agreement {
    std::int64_t rows = 0, inside = 0;
    [[nodiscard]] double share() const { return static_cast<double>(inside) / static_cast<double>(rows); }
};

/// How many street rows lie in the polygon of the LSOA they name, among those with a position and a known LSOA.
void add_file(const std::filesystem::path& path, const Areas& areas, Agreement& total) {
    static constexpr CsvColumn columns[] = {{"Longitude"}, {"Latitude"}, {"LSOA code"}};
    const auto source = open_file(path).value();
    CsvReader reader(*source, path.string());
    const auto header = read_csv_header(reader, columns, UnknownColumns::ignore).value();
    CsvRow row;
    while (reader.next(row).value()) {
        ASSERT_FALSE(row.refused()) << path << ":" << row.line;
        const auto longitude = parse_real(header.get(row, 0));
        const auto latitude = parse_real(header.get(row, 1));
        if (!longitude || !latitude || areas.get("lsoa", header.get(row, 2)) == nullptr) {
            continue;
        }
        const Area* found = areas.at({*latitude, *longitude}, today, "lsoa");
        ++total.rows;
        total.inside += found != nullptr && found->key.code == header.get(row, 2) ? 1 : 0;
    }
}

TEST(RealPositions, lie_in_the_census_area_they_name_as_often_as_measured) {
    const auto data = shared_data();
    if (data.empty()) {
        GTEST_SKIP() << "Set BLUELAMP_SHARED to the folder of real data to run this.";
    }
    struct Row {
        std::string force, county;
        double share;
    };
    // Map points are anonymised and outlines generalised, so not all agree. The share for the City was counted a second
    // time by a plain ray casting in another language: the same 31,437 of 32,874.
    const Row table[] = {{"hertfordshire", "hertfordshire", 0.9676},
                         {"city-of-london", "london", 0.9563},
                         {"metropolitan", "london", 0.9441}};
    for (const auto& [force, county, share] : table) {
        const Areas areas = lsoas(data, county, "2011");
        Agreement total;
        for (const auto& file : std::filesystem::directory_iterator(data / "police-uk" / force)) {
            const std::string name = file.path().filename().string();
            const bool of_2011 = name < "2022";  // later files carry the codes of the 2021 census
            if (of_2011 && name.find("street") != std::string::npos) {
                add_file(file.path(), areas, total);
            }
        }
        RecordProperty(force, std::to_string(total.share()));
        EXPECT_GT(total.rows, 10'000);
        EXPECT_NEAR(total.share(), share, 0.0001) << force;
    }
}

}  // namespace
}  // namespace bluelamp::geography

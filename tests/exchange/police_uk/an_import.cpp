// SPDX-License-Identifier: Apache-2.0
#include "tests/exchange/police_uk/an_import.hpp"

#include <unistd.h>
#include <atomic>

namespace bluelamp::police_uk {
namespace {

const ForceId areas_force{"city-of-london"};

access::Actor an_importer(IdSource& ids, Instant now) {
    access::Actor actor;
    actor.id = ids.make<AccountId>(now);
    actor.name = "Importing";
    actor.role = "importer";
    actor.permissions.set(static_cast<std::size_t>(Permission::import_records));
    actor.teams.push_back(ids.make<TeamId>(now));
    return actor;
}

std::shared_ptr<const geography::Areas> load() {
    const db::TestDatabase there("sqlite");
    const auto database = there.open();
    SeededIds ids(7);
    const Instant now = *parse_rfc3339("2026-11-20T09:00:00Z");
    const access::Actor actor = an_importer(ids, now);
    const geography::Lane lane = [&](const geography::Step& step) {
        const Act act{areas_force, actor, {}, now, &ids, "1", {}, {}};
        return database->write(areas_force, [&](db::Transaction& tx) { return step(tx, act); });
    };
    const auto loaded = geography::load_areas(lane, std::filesystem::path(BLUELAMP_SOURCE_DIR) / "reference/areas");
    EXPECT_TRUE(loaded) << why(loaded);
    std::shared_ptr<const geography::Areas> areas;
    const auto read = database->read([&](db::Reader& reader) -> Result<void> {
        areas = TRY(geography::read_areas(reader, areas_force));
        return {};
    });
    EXPECT_TRUE(read) << why(read);
    return areas;
}

}  // namespace

const geography::Areas& reference_areas() {
    static const std::shared_ptr<const geography::Areas> areas = load();
    return *areas;
}

std::string a_burglary(const std::string& id, const std::string& outcome) {
    return id +
           ",2021-06,City of London Police,City of London Police,-0.095914,51.520348,On or near Beech Street,E01000001,"
           "City of London 001A,Burglary," +
           outcome + ",\n";
}

std::string a_nuisance() {
    return ",2021-06,City of London Police,City of London Police,-0.095914,51.520348,On or near Beech Street,E01000001,"
           "City of London 001A,Anti-social behaviour,,\n";
}

std::string a_search(const std::string& at, const std::string& outcome) {
    return "Person search," + at +
           ",False,,51.514933,-0.074896,Male,18-24,White - Any other White background,White,"
           "Misuse of Drugs Act 1971 (section 23),Controlled drugs," +
           outcome + ",,\n";
}

void AnImport::SetUp() {
    OnBothEngines::SetUp();
    static std::atomic<int> folders{0};
    folder = std::filesystem::temp_directory_path() /
             ("bluelamp-published-" + std::to_string(getpid()) + "-" + std::to_string(++folders));
    std::filesystem::create_directories(folder);
    actor = an_importer(ids, clock.now());
}

void AnImport::TearDown() {
    std::filesystem::remove_all(folder);
    OnBothEngines::TearDown();
}

void AnImport::put(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
}

Importer AnImport::importer() {
    const auto act = [this] { return Act{force, actor, {}, clock.now(), &ids, "1", {}, {}}; };
    return {database(), reference_areas(), act, {}, rows_compared_at_once};
}

Result<ImportReport> AnImport::try_import(const std::filesystem::path& from) {
    return import_police_uk(importer(), from);
}

ImportReport AnImport::import(const std::filesystem::path& from) {
    auto report = try_import(from);
    EXPECT_TRUE(report) << why(report);
    const ImportReport made = std::move(report).value_or(ImportReport{});
    EXPECT_EQ(made.rows_in, made.rows_stored + made.rows_changed + made.rows_unchanged + made.rows_refused);
    EXPECT_EQ(made.rows_refused, made.refusals.total());
    return made;
}

FilesVerified AnImport::verify() {
    auto verified = verify_files(database(), force);
    EXPECT_TRUE(verified) << why(verified);
    return std::move(verified).value_or(FilesVerified{});
}

std::vector<std::string> AnImport::column(const FileKey& file, std::int64_t vintage, std::size_t cell) {
    std::vector<std::string> found;
    std::optional<StoredFile> stored;
    const auto look_up = [&](db::Reader& reader) -> Result<void> {
        stored = TRY(find_file(reader, force, file));
        return {};
    };
    EXPECT_TRUE(database().read(look_up));
    if (stored) {
        const auto read = each_row(database(), force, {file.kind, stored->id, vintage},
                                   [&](const StoredRow& row) { found.emplace_back(row.row.content.cells[cell]); });
        EXPECT_TRUE(read) << why(read);
    }
    return found;
}

std::int64_t AnImport::vintage_of(const FileKey& file) {
    std::int64_t vintage = 0;
    const auto look_up = [&](db::Reader& reader) -> Result<void> {
        const auto stored = TRY(find_file(reader, force, file));
        vintage = stored ? stored->vintage : 0;
        return {};
    };
    EXPECT_TRUE(database().read(look_up));
    return vintage;
}

std::vector<journal::Row> AnImport::acts() {
    std::vector<journal::Row> rows;
    const auto look_up = [&](db::Reader& reader) -> Result<void> {
        rows = TRY(journal::after(reader, force, 0, 1'000));
        return {};
    };
    EXPECT_TRUE(database().read(look_up));
    return rows;
}

}  // namespace bluelamp::police_uk

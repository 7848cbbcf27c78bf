// SPDX-License-Identifier: Apache-2.0
#include "commands/opened.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "commands/store.sql.hpp"
#include "core/csv.hpp"
#include "core/file.hpp"

namespace bluelamp::commands {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view usual_force = "city-of-london";

/// --reference, or the folder `reference` beside the program or in a folder above it (a build tree), or where packages
/// put it, or where it stood when the program was built.
Result<std::string> find_reference(const std::string& given) {
    const auto holds = [](const fs::path& folder) { return fs::exists(folder / "areas" / "layers.csv"); };
    if (!given.empty()) {
        if (!holds(given)) {
            return fail(ErrorCode::invalid, "--reference",
                        given + " holds no areas/layers.csv; name the repository's folder reference.");
        }
        return given;
    }
    std::error_code unreadable;
    for (fs::path at = fs::read_symlink("/proc/self/exe", unreadable).parent_path(); at.has_relative_path();
         at = at.parent_path()) {
        if (holds(at / "reference")) {
            return (at / "reference").string();
        }
    }
    for (const char* usual : {"/usr/share/bluelamp/reference", BLUELAMP_BUILT_WITH_REFERENCE}) {
        if (holds(usual)) {
            return std::string(usual);
        }
    }
    return fail(ErrorCode::invalid, "--reference",
                "The reference lists were not found; name the repository's folder reference.");
}

/// Names of the forces by their police.uk id, from reference/forces.csv.
Result<std::map<std::string, std::string>> force_names(const std::string& reference) {
    const std::string path = reference + "/forces.csv";
    const std::unique_ptr<ByteSource> file = TRY(open_file(path));
    CsvReader reader(*file, path);
    std::map<std::string, std::string> names;
    CsvRow row;
    while (TRY(reader.next(row))) {
        if (!row.refused() && row.fields.size() > 1 && row[0] != "police_uk_id") {
            names.emplace(row[0], row[1]);
        }
    }
    return names;
}

/// The force asked for; else the only one there; else the usual one.
Result<access::Force> choose_force(db::Database& database, const std::string& asked, const std::string& reference) {
    std::vector<access::Force> there;
    const auto read = database.read([&](db::Reader& reader) -> Result<void> {
        there = TRY(reader.many(sql::forces, {}, [](const db::Row& row) {
            return access::Force{ForceId(row.string(0)), row.string(1)};
        }));
        return {};
    });
    TRY(read);
    if (asked.empty() && there.size() > 1) {
        return fail(ErrorCode::invalid, "--force", "The database holds several forces; name one with --force.");
    }
    if (asked.empty() && there.size() == 1) {
        return there.front();
    }
    const std::string id = asked.empty() ? std::string(usual_force) : asked;
    const auto names = TRY(force_names(reference));
    const auto found = names.find(id);
    if (found == names.end()) {
        return fail(ErrorCode::invalid, "--force",
                    fmt::format("\"{}\" is not a force; use an id of reference/forces.csv, as {}.", id, usual_force));
    }
    return access::Force{ForceId(id), found->second};
}

/// The text of the file, which can be read as a policy.
Result<std::string> policy_in(const std::string& file) {
    std::string text = TRY(policy::read_whole(file));
    TRY(policy::parse(text, file));
    return text;
}

/// The policy in force; at the very first start that is the file shipped for the force, which stands beside the lists.
/// Later that file decides nothing, so that a mistake in it stops nobody.
Result<void> open_policy(Opened& opened) {
    TRY(opened.shelf.refresh(*opened.database, opened.force));
    const fs::path beside = fs::path(opened.reference) / ".." / "forces" / policy::shipped_file(opened.force);
    const std::string file = beside.lexically_normal().string();
    auto text = policy_in(file);
    if (!text && !opened.shelf.empty()) {
        fmt::print(
            stderr,
            "bluelamp: the policy {} of the records is in force, and {} was not read. Mend it; \"bluelamp policy "
            "check\" names everything wrong in it. {}: {}\n",
            opened.shelf.in_force(opened.clock.now())->version, file, text.error().field, text.error().message);
        return {};
    }
    Act first;
    first.force = opened.force;
    first.actor = opened.actor;
    first.now = opened.clock.now();
    first.ids = &opened.ids;
    const std::string whole = TRY(std::move(text));
    TRY(policy::ensure_policy(*opened.database, first, whole));
    return opened.shelf.refresh(*opened.database, opened.force);
}

}  // namespace

Act Opened::act() {
    Act act;
    act.force = force;
    act.actor = actor;
    act.now = clock.now();
    act.ids = &ids;
    act.policy_version = shelf.in_force(act.now)->version;
    return act;
}

Result<void> Opened::in_lane(const std::function<Result<void>(db::Transaction&, const Act&)>& step) {
    const Act one = act();
    return database->write(force, [&](db::Transaction& tx) { return step(tx, one); });
}

Result<std::unique_ptr<Opened>> open(const Place& place, const db::Settings& settings) {
    auto opened = std::make_unique<Opened>();
    opened->reference = TRY(find_reference(place.reference));
    opened->database = TRY(db::Database::open({place.data, place.database}, settings));
    const access::Force force = TRY(choose_force(*opened->database, place.force, opened->reference));
    opened->force = force.id;
    opened->force_name = force.name;
    opened->started = TRY(access::bootstrap(*opened->database, force, opened->clock, opened->ids));
    const auto read = opened->database->read([&](db::Reader& reader) -> Result<void> {
        opened->actor = TRY(access::command_line_actor(reader, opened->force, opened->clock.now()));
        return {};
    });
    TRY(read);
    TRY(open_policy(*opened));
    const auto lane = [&](const geography::Step& step) { return opened->in_lane(step); };
    TRY(geography::load_areas(lane, opened->reference + "/areas"));
    const auto read_areas = opened->database->read([&](db::Reader& reader) -> Result<void> {
        opened->areas = TRY(geography::read_areas(reader, opened->force));
        return {};
    });
    TRY(read_areas);
    return opened;
}

Result<std::unique_ptr<Opened>> open_existing(const Place& place) {
    const bool folder = place.database.empty() && !place.data.empty();
    std::error_code none;
    const auto size = folder ? fs::file_size(fs::path(place.data) / "bluelamp.sqlite", none) : 1;
    if (none || size == 0) {  // an empty file is a lost database, not a new one
        return fail(ErrorCode::invalid, "--data",
                    place.data + " holds no records; name the folder that was served or imported into.");
    }
    return open(place);
}

}  // namespace bluelamp::commands

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "core/file.hpp"
#include "core/sha256.hpp"
#include "geography/area_file.hpp"
#include "geography/geography.hpp"
#include "geography/store.hpp"

namespace bluelamp::geography {
namespace {

using Finish = std::function<Result<void>(db::Transaction&, const Act&, const Counts&)>;

/// Stores `items` a few at a time; the last command also runs `finish`, so that the act is written with the last rows
/// or not at all.
template <class Item>
Result<Counts> in_steps(const Lane& lane, const std::vector<Item>& items,
                        Result<void> (*store)(db::Transaction&, std::span<const Item>, Counts&), const Finish& finish) {
    Counts total;
    std::size_t from = 0;
    do {
        const std::size_t to = std::min(from + rows_of_step, items.size());
        Counts so_far;
        const Step step = [&](db::Transaction& tx, const Act& act) -> Result<void> {
            TRY(act.require(Permission::import_records));
            so_far = total;
            TRY(store(tx, std::span(items).subspan(from, to - from), so_far));
            return to == items.size() ? finish(tx, act, so_far) : Result<void>();
        };
        TRY(lane(step));
        total = so_far;
        from = to;
    } while (from < items.size());
    return total;
}

/// Parents must stand in a layer above, loaded before; else lookups would be empty or go in circles.
Result<void> check_parents(const AreaFile& file, const std::vector<Area>& areas, const std::vector<AreaFile>& files) {
    for (const Area& area : areas) {
        if (!area.parent) {
            continue;
        }
        const bool above = std::any_of(files.begin(), files.end(), [&](const AreaFile& other) {
            return other.layer.layer == area.parent->layer && other.layer.position < file.layer.position;
        });
        if (!above) {
            return fail(
                ErrorCode::invalid, fmt::format("{}: {}", file.path.string(), area.key.code),
                fmt::format("Its parent's layer \"{}\" does not stand above \"{}\" in layers.csv; put it there.",
                            area.parent->layer, area.key.layer));
        }
    }
    return {};
}

bool same_file(const std::optional<LayerFile>& before, const LayerFile& now) {
    return before && before->sha256 == now.sha256 && before->valid_from == now.valid_from &&
           before->layer.title == now.layer.title && before->layer.position == now.layer.position;
}

Counts all_unchanged(std::size_t rows) {
    Counts counts;
    counts.rows_in = counts.unchanged = static_cast<std::int64_t>(rows);
    return counts;
}

Result<Counts> load_layer(const Lane& lane, const AreaFile& file, const std::vector<AreaFile>& files) {
    const ReadAreas read = TRY(read_area_file(file));
    TRY(check_parents(file, read.areas, files));
    const LayerFile now{file.layer, file.valid_from, read.sha256, static_cast<std::int64_t>(read.areas.size())};
    std::optional<LayerFile> before;
    const Step ask = [&](db::Transaction& tx, const Act& act) -> Result<void> {
        TRY(act.require(Permission::import_records));
        before = TRY(find_layer_file(tx, tx.force(), file.layer.layer));
        return {};
    };
    TRY(lane(ask));
    if (same_file(before, now)) {
        return all_unchanged(read.areas.size());
    }
    if (before && before->valid_from > file.valid_from) {
        return fail(ErrorCode::conflict, file.path.string(),
                    fmt::format("The layer \"{}\" already holds an edition from {}; an older one cannot follow it.",
                                file.layer.layer, iso(before->valid_from)));
    }
    const std::string record = "areas:" + file.layer.layer;
    const Finish finish = [&](db::Transaction& tx, const Act& act, const Counts& counts) -> Result<void> {
        TRY(store_layer_file(tx, now, act.now));
        return record_load(tx, act, {"area_file", record, file.path.filename().string(), read.sha256}, counts);
    };
    return in_steps<Area>(lane, read.areas, store_areas, finish);
}

/// The fingerprint of the newest population file is kept in a register, so that a start need not compare its rows.
Result<Counts> load_populations(const Lane& lane, const std::filesystem::path& path) {
    const auto source = TRY(open_file(path));
    HashingSource hashing(*source);
    TRY(hashing.drain());
    const std::string sha256 = hashing.sha256();
    const auto populations = TRY(read_populations(path));
    bool known = false;
    const Step ask = [&](db::Transaction& tx, const Act& act) -> Result<void> {
        TRY(act.require(Permission::import_records));
        const db::Register& kept = TRY(tx.keep("populations"));
        known = kept.text == sha256;
        return {};
    };
    TRY(lane(ask));
    if (known) {
        return all_unchanged(populations.size());
    }
    const Finish finish = [&](db::Transaction& tx, const Act& act, const Counts& counts) -> Result<void> {
        db::Register& kept = TRY(tx.keep("populations"));
        kept.text = sha256;
        return record_load(tx, act, {"area_file", "areas:populations", path.filename().string(), sha256}, counts);
    };
    return in_steps<Population>(lane, populations, store_populations, finish);
}

}  // namespace

Result<Counts> load_areas(const Lane& lane, const std::filesystem::path& folder) {
    const auto files = TRY(read_layers(folder));
    Counts total;
    for (const AreaFile& file : files) {
        total += TRY(load_layer(lane, file, files));
    }
    for (const std::string_view name : {"populations.csv", "populations.csv.gz"}) {
        if (std::filesystem::exists(folder / name)) {
            total += TRY(load_populations(lane, folder / name));
        }
    }
    return total;
}

Result<std::shared_ptr<const Areas>> read_areas(db::Reader& reader, const ForceId& force) {
    auto layers = TRY(all_layers(reader, force));
    auto areas = TRY(all_areas(reader, force));
    const auto populations = TRY(all_populations(reader, force));
    return std::make_shared<const Areas>(std::move(layers), std::move(areas), populations);
}

}  // namespace bluelamp::geography

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/csv_header.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "geography/gazetteer.hpp"
#include "geography/gazetteer_store.hpp"
#include "geography/national_grid.hpp"
#include "geography/postcode.hpp"

namespace bluelamp::geography {
namespace {

constexpr std::size_t longest_reference = 40;
constexpr std::size_t longest_address = 500;

/// The columns of one file, found by name. Numbers are places in the list given to read_csv_header.
struct Plan {
    std::vector<CsvColumn> columns;
    std::size_t addresses = 0;  // columns 1 to addresses
    std::optional<std::size_t> postcode;
    std::size_t across = 0, up = 0;  // longitude and latitude, or easting and northing
    bool on_grid = false;
};

Result<Plan> plan(const GazetteerColumns& wanted) {
    const bool degrees = !wanted.latitude.empty() && !wanted.longitude.empty();
    const bool metres = !wanted.easting.empty() && !wanted.northing.empty();
    if (wanted.reference.empty() || wanted.address.empty() || degrees == metres) {
        return fail(ErrorCode::invalid, "columns",
                    "Name the columns of the reference and the address, and either latitude and longitude or easting "
                    "and northing.");
    }
    Plan made;
    made.on_grid = metres;
    made.columns.push_back({wanted.reference});
    for (const std::string& column : wanted.address) {
        made.columns.push_back({column});
    }
    made.addresses = wanted.address.size();
    made.across = made.columns.size();
    made.columns.push_back({metres ? wanted.easting : wanted.longitude});
    made.up = made.columns.size();
    made.columns.push_back({metres ? wanted.northing : wanted.latitude});
    if (!wanted.postcode.empty()) {
        made.postcode = made.columns.size();
        made.columns.push_back({wanted.postcode});
    }
    return made;
}

std::string address_of(const CsvRow& row, const CsvHeader& header, const Plan& plan) {
    std::string address;
    for (std::size_t i = 1; i <= plan.addresses; ++i) {
        const std::string_view part = header.get(row, i);
        if (!part.empty()) {
            address += (address.empty() ? "" : ", ") + std::string(part);
        }
    }
    return address;
}

std::optional<LatLon> position_of(const CsvRow& row, const CsvHeader& header, const Plan& plan) {
    const auto across = parse_real(header.get(row, plan.across));
    const auto up = parse_real(header.get(row, plan.up));
    if (!across || !up) {
        return std::nullopt;
    }
    if (!plan.on_grid) {
        const LatLon at{*up, *across};
        return on_earth(at) ? std::optional(at) : std::nullopt;
    }
    const GridPosition at{*across, *up};
    return on_grid(at) ? std::optional(from_grid(at)) : std::nullopt;
}

/// The place of a row, or why it is refused.
tl::expected<Place, std::string_view> place_of(const CsvRow& row, const CsvHeader& header, const Plan& plan) {
    Place place;
    place.reference = header.get(row, 0);
    place.address = address_of(row, header, plan);
    if (place.reference.empty() || place.reference.size() > longest_reference) {
        return tl::unexpected<std::string_view>("reference_missing_or_too_long");
    }
    if (place.address.empty() || place.address.size() > longest_address) {
        return tl::unexpected<std::string_view>("address_missing_or_too_long");
    }
    const auto position = position_of(row, header, plan);
    if (!position) {
        return tl::unexpected<std::string_view>("position_missing_or_not_on_the_map");
    }
    place.position = *position;
    const std::string_view postcode = plan.postcode ? header.get(row, *plan.postcode) : std::string_view();
    if (!postcode.empty()) {
        const auto read = parse_postcode(postcode);
        if (!read) {
            return tl::unexpected<std::string_view>("postcode_not_valid");
        }
        place.postcode = read->text();
    }
    return place;
}

/// Collects places and stores them a step at a time; holds the last ones back until it knows that they are the last.
class Loader {
   public:
    Loader(const Lane& lane, std::string source) : lane_(lane), source_(std::move(source)) {}

    Result<void> add(Place place) {
        if (waiting_.size() == rows_of_step) {
            TRY(store(nullptr));
        }
        place.source = source_;
        waiting_.push_back(std::move(place));
        return {};
    }

    void refuse(std::string_view why) { counts_.refuse(why); }

    Result<Counts> finish(const LoadedFile& file) {
        TRY(store(&file));
        return counts_;
    }

   private:
    Result<void> store(const LoadedFile* last) {
        Counts so_far;
        const Step step = [&](db::Transaction& tx, const Act& act) -> Result<void> {
            TRY(act.require(Permission::import_records));
            so_far = counts_;
            TRY(store_places(tx, waiting_, act.now, so_far));
            return last == nullptr ? Result<void>() : record_load(tx, act, *last, so_far);
        };
        TRY(lane_(step));
        counts_ = so_far;
        waiting_.clear();
        return {};
    }

    const Lane& lane_;
    std::string source_;
    std::vector<Place> waiting_;
    Counts counts_;
};

}  // namespace

Result<Counts> load_gazetteer(const Lane& lane, const std::filesystem::path& file, const GazetteerColumns& columns) {
    const Plan made = TRY(plan(columns));
    const auto opened = TRY(open_file(file));
    HashingSource source(*opened);
    CsvReader reader(source, file.string());
    const CsvHeader header = TRY(read_csv_header(reader, made.columns, UnknownColumns::ignore));
    const std::string name = file.filename().string();
    Loader loader(lane, name);
    CsvRow row;
    while (TRY(reader.next(row))) {
        if (row.refused()) {
            loader.refuse(bluelamp::name(row.fault));
            continue;
        }
        auto place = place_of(row, header, made);
        if (!place) {
            loader.refuse(place.error());
            continue;
        }
        TRY(loader.add(*std::move(place)));
    }
    TRY(source.drain());
    const std::string record = "gazetteer:" + name;
    return loader.finish({"gazetteer_file", record, name, source.sha256()});
}

}  // namespace bluelamp::geography

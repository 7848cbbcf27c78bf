// SPDX-License-Identifier: Apache-2.0
/// The gazetteer: addresses by property reference, loadable from any CSV file that has reference, address and position.
///
/// A search shows exact hits first, always: the reference, then the postcode, then addresses that begin as typed, then
/// those that hold all words typed, the last of which may be unfinished.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/position.hpp"
#include "core/result.hpp"
#include "db/database.hpp"
#include "geography/loading.hpp"

namespace bluelamp::geography {

/// One address.
struct Place {
    std::string reference;  ///< UPRN, or the force's own
    std::string address;
    std::string postcode;  ///< as Royal Mail writes it; empty when not known
    LatLon position;
    std::string source;  ///< the file it came from
};

/// Which columns of the file mean what. Give latitude and longitude, or easting and northing.
struct GazetteerColumns {
    std::string reference = "uprn";
    std::vector<std::string> address = {"address"};  ///< several are joined by ", "
    std::string postcode = {};
    std::string latitude = {}, longitude = {};
    std::string easting = {}, northing = {};
};

/// Loads a CSV file, plain or gzipped. Needs Permission::import_records. Broken rows are refused one by one and counted
/// by reason.
[[nodiscard]] Result<Counts> load_gazetteer(const Lane& lane, const std::filesystem::path& file,
                                            const GazetteerColumns& columns);

[[nodiscard]] Result<std::optional<Place>> find_place(db::Reader& reader, const ForceId& force,
                                                      std::string_view reference);

/// At most `most` places for what somebody types: a reference, a postcode or words of an address. Exact before similar.
[[nodiscard]] Result<std::vector<Place>> search_places(db::Reader& reader, const ForceId& force, std::string_view text,
                                                       std::size_t most = 20);

/// The places nearest to a position, nearest first, none farther than 6.4 km.
[[nodiscard]] Result<std::vector<Place>> nearest_places(db::Reader& reader, const ForceId& force, LatLon where,
                                                        std::size_t most = 20);

}  // namespace bluelamp::geography

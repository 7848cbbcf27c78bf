// SPDX-License-Identifier: Apache-2.0
/// Geography: where things are. The public header; others include this and nothing else of the folder.
///
/// Owns areas with their dates, outlines and parents, populations, the gazetteer of addresses, and the streets that
/// published crimes name. Does not own what happened there.
///
/// Promises: a position lies in at most one area of a layer on a day; what was loaded is never taken away, a newer
/// edition ends the older one on its first day; loading the same file again changes nothing; each loaded file is one
/// act in the journal, written with its last rows, and one load stops the lane for a few milliseconds at a time.
/// Positions are WGS 84 degrees; sizes km²; distances metres; areas are open to everyone who may read geography.
/// Areas (areas.hpp) is safe to call from any thread. Start reading at load_areas.cpp.
#pragma once

#include <filesystem>
#include <memory>

#include "access/act.hpp"
#include "core/result.hpp"
#include "db/database.hpp"
#include "geography/area.hpp"
#include "geography/areas.hpp"
#include "geography/gazetteer.hpp"
#include "geography/geojson.hpp"
#include "geography/loading.hpp"
#include "geography/national_grid.hpp"
#include "geography/postcode.hpp"
#include "geography/streets.hpp"

namespace bluelamp::api {
class Router;
}

namespace bluelamp::geography {

/// Loads the layers, areas and populations of a folder such as reference/areas (layers.csv says what is in it). Needs
/// Permission::import_records. A file that is already loaded is skipped.
[[nodiscard]] Result<Counts> load_areas(const Lane& lane, const std::filesystem::path& folder);

/// The force's areas as they stand in the database.
[[nodiscard]] Result<std::shared_ptr<const Areas>> read_areas(db::Reader& reader, const ForceId& force);

/// GET layers, a layer as GeoJSON, areas at a position, gazetteer. `areas` must outlive the router.
void add_routes(api::Router& router, std::shared_ptr<const Areas> areas);

}  // namespace bluelamp::geography

// SPDX-License-Identifier: Apache-2.0
/// The words in which the tests of geography are written.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "geography/geography.hpp"
#include "tests/support/db_fixture.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::geography {

inline LocalDate day(int year, unsigned month, unsigned date) { return {year, month, date}; }

/// A square of one degree with its south-west corner at (south, west).
inline Shape square(double south, double west, double side = 1) {
    return {{{{south, west}, {south, west + side}, {south + side, west + side}, {south + side, west}, {south, west}}}};
}

/// What the repository carries.
inline std::filesystem::path reference_areas() {
    return std::filesystem::path(BLUELAMP_SOURCE_DIR) / "reference" / "areas";
}

/// Real data that tests read where it is: BLUELAMP_SHARED, or "shared" beside the repository. Empty when there is none.
inline std::filesystem::path shared_data() {
    const char* named = std::getenv("BLUELAMP_SHARED");
    const std::filesystem::path folder = named != nullptr
                                             ? std::filesystem::path(named)
                                             : std::filesystem::path(BLUELAMP_SOURCE_DIR).parent_path() / "shared";
    return std::filesystem::exists(folder / "data" / "geo") ? folder / "data" : std::filesystem::path();
}

/// A database, somebody who may import, and a lane that counts its steps.
class Stored : public db::OnBothEngines {
   protected:
    Act act() {
        Act made;
        made.force = ForceId("hertfordshire");
        made.actor.id = AccountId("0190b6a0-0000-7000-8000-000000000001");
        made.actor.role = "importer";
        made.actor.permissions.set(static_cast<std::size_t>(Permission::import_records), may_import);
        made.now = Instant{1'700'000'000'000 + steps};
        made.ids = &ids_;
        return made;
    }

    Lane lane() {
        return [this](const Step& step) {
            ++steps;
            return database().write(ForceId("hertfordshire"), [&](db::Transaction& tx) { return step(tx, act()); });
        };
    }

    /// What `ask` answers from a reader.
    template <class Ask>
    auto read(Ask ask) {
        decltype(ask(std::declval<db::Reader&>(), ForceId())) answer;
        const auto done = database().read([&](db::Reader& reader) -> Result<void> {
            answer = ask(reader, ForceId("hertfordshire"));
            return {};
        });
        EXPECT_TRUE(done);
        EXPECT_TRUE(answer) << answer.error().message << answer.error().cause;
        return *answer;
    }

    std::vector<journal::Row> acts() {
        return read([](db::Reader& reader, const ForceId& force) { return journal::after(reader, force, 0, 1000); });
    }

    bool may_import = true;
    int steps = 0;

   private:
    SeededIds ids_{1};
};

}  // namespace bluelamp::geography

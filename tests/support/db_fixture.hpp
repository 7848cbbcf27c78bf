// SPDX-License-Identifier: Apache-2.0
/// A fresh, migrated database for each test, on SQLite and on PostgreSQL.
///
///     class IncidentStore : public OnBothEngines {};
///     INSTANTIATE_TEST_SUITE_P(Engines, IncidentStore, both_engines(), engine_name);
///     TEST_P(IncidentStore, keeps_what_was_logged) { database().write(a_force(), ...); }
///
/// SQLite lives in a temporary folder. PostgreSQL is a schema of its own inside the database that
/// BLUELAMP_TEST_POSTGRES names (a libpq URL); where that is not set, its tests are skipped. Link
/// bluelamp_test_database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "db/database.hpp"

namespace bluelamp::db {

/// Owns the folder or the schema and removes it in the end.
class TestDatabase {
   public:
    explicit TestDatabase(std::string_view engine);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] const Target& target() const { return target_; }

    /// Opens it, which creates and migrates the first time. Throws when that fails.
    [[nodiscard]] std::unique_ptr<Database> open(const Settings& settings = {}) const;

    /// Runs one statement (or several, as one transaction) on PostgreSQL outside Bluelamp, as an administrator would;
    /// the first field of the answer.
    static std::string administer(const std::string& url, const std::string& statement);

   private:
    Target target_;
    std::string schema_;
};

/// The URL in BLUELAMP_TEST_POSTGRES, or nothing.
[[nodiscard]] std::string postgres_for_tests();

class OnBothEngines : public testing::TestWithParam<std::string_view> {
   protected:
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] const Target& target() const { return there_->target(); }

    /// Closes the database and opens it again, as a restart would.
    Database& open_again(const Settings& settings = {});
    void close() { database_.reset(); }

    /// A second server's view of the same database, beside the first.
    [[nodiscard]] std::unique_ptr<Database> second_handle(const Settings& settings = {}) {
        return there_->open(settings);
    }

   private:
    std::unique_ptr<TestDatabase> there_;
    std::unique_ptr<Database> database_;
};

[[nodiscard]] inline auto both_engines() {
    return testing::Values(std::string_view("sqlite"), std::string_view("postgres"));
}

[[nodiscard]] inline std::string engine_name(const testing::TestParamInfo<std::string_view>& engine) {
    return std::string(engine.param);
}

}  // namespace bluelamp::db

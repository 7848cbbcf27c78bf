// SPDX-License-Identifier: Apache-2.0
#include "tests/support/db_fixture.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace bluelamp::db {
namespace {

std::string temporary_folder() {
    std::string made = (std::filesystem::temp_directory_path() / "bluelamp-test.XXXXXX").string();
    if (mkdtemp(made.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder in " + made);
    }
    return made;
}

/// Different for each test of each process; CTest runs several at once.
std::string fresh_schema() {
    static std::atomic<int> counter{0};
    return "test_" + std::to_string(getpid()) + "_" + std::to_string(counter++);
}

}  // namespace

std::string postgres_for_tests() {
    const char* url = std::getenv("BLUELAMP_TEST_POSTGRES");
    return url == nullptr ? "" : url;
}

TestDatabase::TestDatabase(std::string_view engine) {
    if (engine == "sqlite") {
        target_.data_dir = temporary_folder();
        return;
    }
    const std::string url = postgres_for_tests();
    schema_ = fresh_schema();
    administer(url, "DROP SCHEMA IF EXISTS " + schema_ + " CASCADE; CREATE SCHEMA " + schema_);
    const char joint = url.find('?') == std::string::npos ? '?' : '&';
    target_.postgres_url = url + joint + "options=-csearch_path%3D" + schema_;
}

TestDatabase::~TestDatabase() {
    if (!schema_.empty()) {
        administer(postgres_for_tests(), "DROP SCHEMA " + schema_ + " CASCADE");
        return;
    }
    std::error_code error;
    std::filesystem::remove_all(target_.data_dir, error);
}

std::unique_ptr<Database> TestDatabase::open(const Settings& settings) const {
    auto opened = Database::open(target_, settings);
    if (!opened) {
        throw std::runtime_error(opened.error().field + ": " + opened.error().message + " [" + opened.error().cause +
                                 "]");
    }
    return *std::move(opened);
}

std::string TestDatabase::administer(const std::string& url, const std::string& statement) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(url.c_str()), PQfinish);
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> answer(PQexec(connection.get(), statement.c_str()), PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error("PostgreSQL for tests: " + std::string(PQerrorMessage(connection.get())));
    }
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

void OnBothEngines::SetUp() {
    if (GetParam() == "postgres" && postgres_for_tests().empty()) {
        GTEST_SKIP() << "BLUELAMP_TEST_POSTGRES is not set. Run `tools/postgres-for-tests ctest ...`, or ./test.";
    }
    there_ = std::make_unique<TestDatabase>(GetParam());
    database_ = there_->open();
}

void OnBothEngines::TearDown() {
    database_.reset();
    there_.reset();
}

Database& OnBothEngines::open_again(const Settings& settings) {
    database_.reset();
    database_ = there_->open(settings);
    return *database_;
}

}  // namespace bluelamp::db

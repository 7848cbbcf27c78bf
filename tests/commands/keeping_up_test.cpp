// SPDX-License-Identifier: Apache-2.0
/// A server whose register is large works before it is read, reads on beside the requests, and tells how far it is.
#include "commands/keeping_up.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "commands/operations.hpp"
#include "policing/people/import_persons.hpp"
#include "tests/commands/every_route.hpp"

namespace bluelamp::commands {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class KeepingRegister : public EveryRoute {
   protected:
    void import(int persons) {
        std::vector<people::ImportedPerson> rows;
        for (int i = 0; i < persons; ++i) {
            people::ImportedPerson row{"town-" + std::to_string(i), {}};
            row.written[static_cast<std::size_t>(identity::Kind::given_name)] = "Alice";
            row.written[static_cast<std::size_t>(identity::Kind::surname)] = "Archer" + std::to_string(i);
            rows.push_back(std::move(row));
        }
        const people::PersonsFile file{"town.csv", "sha of town.csv"};
        const auto done = write([&](db::Transaction& tx) -> Result<bool> {
            const Act by = act(console);
            TRY(people::begin_import(tx, by, file));
            TRY(people::import_persons(tx, by, file, {0, persons, rows}));
            TRY(people::finish_import(tx, by, file));
            return true;
        });
        EXPECT_TRUE(done) << access::why(done);
    }
    std::string metrics(const KeepingUp& keeping_up) {
        http::Request request;
        request.method = http::Method::get;
        request.path = "/metrics";
        return answer_operations(request, {*api, *live, database(), keeping_up})->body;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, KeepingRegister, db::both_engines(), db::engine_name);

TEST_P(KeepingRegister, what_a_start_left_is_read_beside_the_requests) {
    constexpr int persons = 1'200;
    import(persons);
    const auto recognition = register_in_memory(database(), force, 500);
    ASSERT_TRUE(recognition) << access::why(recognition);
    ASSERT_EQ((*recognition)->size(force), 500U) << "a start waits for so many and no more";
    KeepingUp keeping_up(door->services, *recognition);
    const auto read = [&] { return keeping_up.known().profiles == persons; };
    for (int i = 0; i < 600 && !read(); ++i) {
        std::this_thread::sleep_for(100ms);
    }
    EXPECT_TRUE(read());
    EXPECT_FALSE(keeping_up.known().behind);
    EXPECT_THAT(metrics(keeping_up), HasSubstr("\nbluelamp_register_profiles 1200\n"));
    EXPECT_THAT(metrics(keeping_up), HasSubstr("\nbluelamp_register_behind 0\n"));
}

}  // namespace
}  // namespace bluelamp::commands

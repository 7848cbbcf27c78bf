// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Query make_things{"test.make_things", "CREATE TABLE things (n BIGINT, x DOUBLE PRECISION, words TEXT)", {}};
constexpr Query insert_thing{"test.insert_thing", "INSERT INTO things (n, x, words) VALUES ($1, $2, $3)", {}};
constexpr Query all_things{"test.all_things", "SELECT n, x, words FROM things", {}};
constexpr Query one{"test.one", "SELECT 1", {}};

class Values : public Notebook {
   protected:
    void SetUp() override {
        Notebook::SetUp();
        if (!IsSkipped()) {
            ASSERT_TRUE(write([](Transaction& tx) { return tx.execute(make_things, {}); }));
        }
    }

    Result<void> keep(Parameters thing) {
        return write([&](Transaction& tx) { return tx.execute(insert_thing, thing); });
    }

    void read(const Query& query, Parameters parameters, const Visitor& visit) {
        const auto done = database().read([&](Reader& reader) { return reader.each(query, parameters, visit); });
        ASSERT_TRUE(done) << done.error().cause;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Values, both_engines(), engine_name);

TEST_P(Values, come_back_as_they_went) {
    using Whole = std::numeric_limits<std::int64_t>;
    struct Thing {
        std::int64_t n;
        double x;
        std::string words;
    };
    const Thing things[] = {
        {Whole::max(), 0.1 + 0.2, "O'Brien said \"stop\"; DROP TABLE things; --"},
        {Whole::min(), -1e300, ""},
        {1'763'676'000'000, 5e-324,
         "\xF0\x9F\x9A\x93 Stra\xC3\x9F"
         "e, $1 and ?1, back\\slash\r\n\ttab"},
        {0, -0.0, std::string(100'000, 'n')},
    };
    for (const Thing& thing : things) {
        const auto kept = keep({thing.n, thing.x, thing.words});
        ASSERT_TRUE(kept) << kept.error().cause;
    }
    std::size_t at = 0;
    read(all_things, {}, [&](const Row& row) {
        EXPECT_EQ(row.bigint(0), things[at].n);
        EXPECT_EQ(row.real(1), things[at].x);
        EXPECT_EQ(row.text(2), things[at].words);
        ++at;
    });
    EXPECT_EQ(at, 4U);
}

TEST_P(Values, may_be_null_of_every_type) {
    ASSERT_TRUE(keep({std::optional<std::int64_t>(), std::optional<double>(), std::optional<std::string>()}));
    ASSERT_TRUE(keep({std::optional<Instant>(), std::optional(1.5), std::optional<std::string>("x")}));
    std::vector<bool> nulls;
    read(all_things, {}, [&](const Row& row) {
        for (int column = 0; column < 3; ++column) {
            nulls.push_back(row.null(column));
        }
    });
    EXPECT_THAT(nulls, ElementsAre(true, true, true, true, false, false));
    read(all_things, {}, [](const Row& row) {
        EXPECT_EQ(row.maybe_bigint(0), std::nullopt);
        EXPECT_EQ(row.maybe_text(2).has_value(), row.maybe_real(1).has_value());
    });
}

TEST_P(Values, keep_their_types_in_arithmetic_beyond_32_bits) {
    constexpr Query later{"test.later", "SELECT $1 + 1000, $1 / 7", {}};
    const Instant at{1'763'676'000'123};
    read(later, {at}, [&](const Row& row) {
        EXPECT_EQ(row.bigint(0), at.ms + 1000);
        EXPECT_EQ(row.bigint(1), at.ms / 7);
    });
}

TEST_P(Values, may_be_used_twice_and_out_of_order) {
    constexpr Query mixed{"test.mixed", "SELECT $3, $1, $3, $2 WHERE $1 = $1", {}};
    read(mixed, {"first", "second", "third"}, [](const Row& row) {
        EXPECT_EQ(row.text(0), "third");
        EXPECT_EQ(row.text(1), "first");
        EXPECT_EQ(row.text(2), "third");
        EXPECT_EQ(row.text(3), "second");
    });
}

TEST_P(Values, of_another_type_prepare_the_query_again) {
    constexpr Query echo{"test.echo", "SELECT $1", {}};
    read(echo, {"words"}, [](const Row& row) { EXPECT_EQ(row.text(0), "words"); });
    read(echo, {7}, [](const Row& row) { EXPECT_EQ(row.bigint(0), 7); });
    read(echo, {0.5}, [](const Row& row) { EXPECT_EQ(row.real(0), 0.5); });
    read(echo, {"again"}, [](const Row& row) { EXPECT_EQ(row.text(0), "again"); });
}

TEST_P(Values, refuse_what_the_engines_would_store_differently) {
    struct Case {
        Value value;
        std::string_view remedy;
    };
    const std::string nul("nul \0 inside a longer text", 26);
    const Case cases[] = {
        {Value(nul), "NUL"},
        {Value(std::string_view("\0", 1)), "NUL"},
        {Value("latin-1 caf\xE9 in a longer text"), "UTF-8"},
        {Value("surrogate \xED\xA0\x80"), "UTF-8"},
    };
    for (const Case& bad : cases) {
        const auto refused = keep({1, 1.0, bad.value});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_THAT(refused.error().message, HasSubstr(std::string(bad.remedy)));
    }
    for (const double x : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const auto refused = keep({1, x, "x"});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    }
    const auto sought = database().read([&](Reader& reader) { return reader.each(one, {nul}, [](const Row&) {}); });
    ASSERT_FALSE(sought);
    EXPECT_EQ(sought.error().code, ErrorCode::invalid);
    read(all_things, {}, [](const Row&) { ADD_FAILURE() << "something was kept"; });
    EXPECT_TRUE(database().health().ready);
}

TEST_P(Values, that_are_missing_are_a_broken_query) {
    const auto missing = write([](Transaction& tx) { return tx.execute(insert_thing, {1, 2.0}); });
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::internal);
    EXPECT_THAT(missing.error().cause, HasSubstr("test.insert_thing"));
}

TEST_P(Values, read_as_what_they_are_not_break_an_invariant) {
    ASSERT_TRUE(keep({std::optional<std::int64_t>(), 1.5, "words"}));
    const std::vector<std::function<void(const Row&)>> misreadings = {
        [](const Row& row) { (void)row.bigint(0); }, [](const Row& row) { (void)row.bigint(1); },
        [](const Row& row) { (void)row.bigint(2); }, [](const Row& row) { (void)row.real(2); },
        [](const Row& row) { (void)row.text(0); },   [](const Row& row) { (void)row.text(1); },
        [](const Row& row) { (void)row.text(3); },
    };
    for (const auto& misread : misreadings) {
        EXPECT_THROW(read(all_things, {}, misread), InvariantBroken);
    }
    read(one, {}, [](const Row& row) { EXPECT_EQ(row.real(0), 1.0); });
}

TEST_P(Values, of_text_sort_by_their_bytes) {
    for (const auto* words : {"b", "B", "a", "\xC3\xA9", "z", "Z", "10", "9", "_"}) {
        ASSERT_TRUE(keep({0, 0.0, words}));
    }
    constexpr Query sorted{"test.sorted", "SELECT words FROM things ORDER BY words", {}};
    std::string order;
    read(sorted, {}, [&](const Row& row) { order += row.string(0) + " "; });
    EXPECT_EQ(order, "10 9 B Z _ a b z \xC3\xA9 ");
}

}  // namespace
}  // namespace bluelamp::db

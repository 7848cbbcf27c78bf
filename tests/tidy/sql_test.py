# SPDX-License-Identifier: Apache-2.0
"""Queries and migrations."""
from a_tree import LICENCE, TreeTest

STORE = "src/journal/store.sql"
SCHEMA = {
    "src/journal/schema/0001_journal.sql": "CREATE TABLE journal (\n    id TEXT NOT NULL, visibility BIGINT NOT NULL,\n"
    "    ended_at BIGINT,\n    place TEXT CHECK (place IN ('a', 'b')), PRIMARY KEY (id)\n);\n",
    "src/journal/schema/0002_more.sql": "ALTER TABLE journal ADD COLUMN left_at BIGINT;\n",
    "src/db/schema_head.txt": "0001_journal\n0002_more\n",
}


def query(text, path=STORE):
    return {**SCHEMA, path: f"-- name: a\n{text}\n"}


class Portable(TreeTest):
    def test_what_the_databases_answer_differently_is_refused(self):
        for text in ["SELECT 1 WHERE a LIKE $1", "SELECT lower(a) FROM t", "SELECT $1::bigint",
                     "SELECT a ->> 'b' FROM t",
                     "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t", "SELECT TRUE", "SELECT now()",
                     "SELECT random()", "SELECT a FROM t WHERE b = ?", "SELECT a FROM t LIMIT 1, 2",
                     "INSERT OR IGNORE INTO t VALUES (1)", "SELECT a FROM t WHERE b = :name"]:
            with self.subTest(text):
                self.assertEqual(set(self.found("sql-portable", query(text))), {(STORE, 2)})

    def test_the_same_in_a_string_or_comment_is_good(self):
        text = "-- LIKE would not do\nSELECT 'a LIKE :b' FROM t WHERE c = $1 AND d <> $12"
        self.assert_clean("sql-portable", query(text))

    def test_a_dialect_file_may_differ(self):
        self.assert_clean("sql-portable", query("SELECT $1::bigint", "src/journal/store.postgres.sql"))

    def test_sum_and_avg_without_a_cast_are_refused(self):
        self.assert_found("sql-aggregate", query("SELECT avg(a),\n       sum(b) FROM t"), (STORE, 2), (STORE, 3))
        good = "SELECT CAST(sum(a) AS BIGINT), CAST(coalesce(sum(b), 0) AS BIGINT),"
        good += " avg(CAST(c AS DOUBLE PRECISION)) FROM t"
        self.assert_clean("sql-aggregate", query(good))

    def test_ordering_by_what_may_be_null_says_where_null_goes(self):
        for column in ("ended_at", "j.left_at DESC", "place"):
            with self.subTest(column):
                text = f"SELECT id FROM journal j\nORDER BY {column}\nLIMIT $1"
                self.assert_found("sql-null-order", query(text), (STORE, 3))
        good = "SELECT id FROM journal ORDER BY id, ended_at DESC NULLS LAST LIMIT 1"
        self.assert_clean("sql-null-order", query(good))

    def test_a_window_orders_too(self):
        text = "SELECT row_number() OVER (PARTITION BY id ORDER BY ended_at) FROM journal ORDER BY id"
        self.assert_found("sql-null-order", query(text), (STORE, 2))

    def test_a_type_of_one_database_is_refused(self):
        self.assert_found("column-type", query("SELECT CAST(a AS INTEGER) FROM t"), (STORE, 2))
        self.assert_clean("column-type", query("SELECT CAST(a AS DOUBLE PRECISION) FROM t"))


class Clearance(TreeTest):
    def test_reading_guarded_records_without_clearance_is_refused(self):
        self.assert_found("sql-clearance", query("SELECT id FROM journal"), (STORE, 1))

    def test_showing_the_visibility_is_not_comparing_it(self):
        self.assert_found("sql-clearance", query("SELECT visibility FROM journal"), (STORE, 1))

    def test_comparing_it_or_saying_why_not_is_good(self):
        self.assert_clean("sql-clearance", query("SELECT id FROM journal j WHERE j.visibility <= $1"))
        self.assert_clean("sql-clearance", query("-- clearance: numbers only\nSELECT count(*) FROM journal"))

    def test_an_empty_reason_is_refused(self):
        self.assert_found("sql-clearance", query("-- clearance:\nSELECT count(*) FROM journal"), (STORE, 1))

    def test_writing_needs_none(self):
        self.assert_clean("sql-clearance", query("INSERT INTO journal (id, visibility) VALUES ($1, $2)"))


class Names(TreeTest):
    def test_a_query_nobody_uses_is_refused(self):
        self.assert_found("sql-used", query("SELECT 1"), (STORE, 1))
        self.assert_clean("sql-used", {**query("SELECT 1"), "src/journal/store.cpp": LICENCE + "run(sql::a);\n"})
        self.assert_clean("sql-used", {**query("SELECT 1"), "src/api/a.cpp": LICENCE + "run(journal::sql::a);\n"})

    def test_a_file_below_uses_the_queries_of_the_folder_above(self):
        below = "src/journal/feed/store.cpp"
        self.assert_clean("sql-used", {**query("SELECT 1"), below: LICENCE + "run(sql::a);\n"})

    def test_a_query_nobody_wrote_is_refused(self):
        files = {"src/journal/store.cpp": LICENCE + "run(sql::b);\n"}
        self.assert_found("sql-used", files, ("src/journal/store.cpp", 2))

    def test_a_name_twice_and_a_name_without_text_are_refused(self):
        self.assert_found("sql-names", {STORE: "-- name: a\nSELECT 1\n-- name: a\nSELECT 2\n"}, (STORE, 3))
        self.assert_found("sql-names", {STORE: "-- name: a\n-- only talk\n"}, (STORE, 1))

    def test_a_query_file_without_names_is_refused(self):
        self.assert_found("sql-names", {STORE: "SELECT 1\n"}, (STORE, 1))

    def test_half_a_pair_and_a_pair_without_a_reason_are_refused(self):
        lite, post = "src/search/find.sqlite.sql", "src/search/find.postgres.sql"
        self.assert_found("sql-dialects", {lite: "-- name: a\n-- why\nSELECT 1\n"}, (lite, 1))
        self.assert_found("sql-dialects", {lite: "-- name: a\nSELECT 1\n", post: "-- name: a\nSELECT 1\n"}, (lite, 1))
        self.assert_clean("sql-dialects", {lite: "-- name: a\n-- why\nSELECT 1\n", post: "-- name: a\nSELECT 1\n"})

    def test_the_eleventh_pair_is_refused(self):
        pairs = "".join(f"-- name: q{number}\n-- why\nSELECT 1\n" for number in range(11))
        files = {"src/search/find.sqlite.sql": pairs, "src/search/find.postgres.sql": pairs}
        self.assert_found("sql-dialects", files, ("src/search/find.sqlite.sql", 31))


class Migrations(TreeTest):
    def test_numbers_in_order_and_listed_are_good(self):
        self.assert_clean("migration-order", SCHEMA)

    def test_a_number_twice_is_refused(self):
        again = "src/policing/crimes/schema/0002_crimes.sql"
        self.assertIn((again, 1), self.found("migration-order", {**SCHEMA, again: "CREATE TABLE c (a TEXT);\n"}))

    def test_a_migration_that_is_not_listed_is_refused(self):
        files = {**SCHEMA, "src/api/schema/0003_answers.sql": "CREATE TABLE a (b TEXT);\n"}
        self.assert_found("migration-order", files, ("src/db/schema_head.txt", 3))

    def test_a_head_that_lists_what_is_gone_is_refused(self):
        files = {**SCHEMA, "src/db/schema_head.txt": "0001_journal\n0002_more\n0003_gone\n"}
        self.assert_found("migration-order", files, ("src/db/schema_head.txt", 3))

    def test_a_name_without_a_number_is_refused(self):
        files = {**SCHEMA, "src/api/schema/answers.sql": "CREATE TABLE a (b TEXT);\n"}
        self.assert_found("migration-order", files, ("src/api/schema/answers.sql", 1))

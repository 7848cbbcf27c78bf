# SPDX-License-Identifier: Apache-2.0
"""Who may use whom."""
from a_tree import LICENCE, TreeTest

PAPER = """# The house

```edges
core ->
db -> core
api -> db core
policing/incidents -> api db core
policing/crimes -> policing/incidents core
```
"""
LIBRARY = "bluelamp_library(NAME {} LINK {})\n"


def tree_with(path, text, **more):
    return {"ARCHITECTURE.md": PAPER, path: LICENCE + text, **more}


class Edges(TreeTest):
    def test_a_paper_without_the_list_is_refused(self):
        self.assert_found("edge-list", {"ARCHITECTURE.md": "# The house\n"}, ("ARCHITECTURE.md", 1))

    def test_a_folder_missing_from_the_list_is_refused(self):
        files = {"ARCHITECTURE.md": PAPER, "src/search/CMakeLists.txt": LIBRARY.format("search", "bluelamp_core")}
        self.assert_found("edge-list", files, ("src/search/CMakeLists.txt", 1))

    def test_a_circle_is_refused(self):
        paper = "```edges\na -> b\nb -> c\nc -> a\n```\n"
        self.assert_found("edge-list", {"ARCHITECTURE.md": paper}, ("ARCHITECTURE.md", 2))

    def test_the_list_above_is_good(self):
        self.assert_clean("edge-list", {"ARCHITECTURE.md": PAPER})

    def test_an_include_along_an_edge_is_good(self):
        self.assert_clean("include-edge", tree_with("src/db/lane.cpp", '#include "core/result.hpp"\n'))

    def test_an_include_against_the_edges_is_refused(self):
        files = tree_with("src/core/id.cpp", '\n#include "db/database.hpp"\n')
        self.assert_found("include-edge", files, ("src/core/id.cpp", 3))

    def test_an_include_in_a_comment_is_nobodys_business(self):
        self.assert_clean("include-edge", tree_with("src/core/id.cpp", '// #include "db/database.hpp"\n'))

    def test_a_link_against_the_edges_is_refused(self):
        files = {"ARCHITECTURE.md": PAPER, "src/db/CMakeLists.txt": LIBRARY.format("db", "bluelamp_api"),
                 "src/api/CMakeLists.txt": LIBRARY.format("api", "bluelamp_db")}
        self.assert_found("link-edge", files, ("src/db/CMakeLists.txt", 1))

    def test_a_link_to_a_library_nobody_declares_is_refused(self):
        files = {"ARCHITECTURE.md": PAPER, "src/db/CMakeLists.txt": LIBRARY.format("db", "bluelamp_coer")}
        self.assert_found("link-edge", files, ("src/db/CMakeLists.txt", 1))

    def test_another_desks_own_affairs_are_refused(self):
        files = tree_with("src/policing/crimes/crime.cpp", '#include "policing/incidents/store.hpp"\n')
        self.assert_found("desk-header", files, ("src/policing/crimes/crime.cpp", 2))

    def test_a_desks_public_header_is_good(self):
        files = tree_with("src/policing/crimes/crime.cpp", '#include "policing/incidents/incidents.hpp"\n')
        self.assert_clean("desk-header", files)

    def test_an_include_that_is_not_there_is_refused(self):
        self.assert_found("include-path", tree_with("src/core/id.cpp", '#include "id.hpp"\n'), ("src/core/id.cpp", 2))

    def test_the_header_of_a_query_file_is_there_when_the_query_file_is(self):
        files = tree_with("src/db/a.cpp", '#include "db/store.sql.hpp"\n', **{"src/db/store.sql": "-- name: a\n"})
        self.assert_clean("include-path", files)


class Walls(TreeTest):
    def test_the_http_library_outside_http_is_refused(self):
        code = LICENCE + "#include <restinio/all.hpp>\nboost::asio::io_context loop;\n"
        self.assert_found("http-library", {"src/api/a.cpp": code}, ("src/api/a.cpp", 2), ("src/api/a.cpp", 3))
        self.assert_clean("http-library", {"src/http/a.cpp": code})

    def test_a_driver_outside_db_is_refused(self):
        code = LICENCE + "#include <sqlite3.h>\nauto r = PQexec(c, text);\n"
        self.assert_found("driver", {"src/journal/a.cpp": code}, ("src/journal/a.cpp", 2), ("src/journal/a.cpp", 3))
        self.assert_clean("driver", {"src/db/a.cpp": code})

    def test_a_driver_in_a_comment_or_message_is_good(self):
        self.assert_clean("driver", {"src/journal/a.cpp": LICENCE + '// sqlite3 does it\nauto m = "sqlite3";\n'})

    def test_asking_for_the_dialect_is_refused(self):
        code = LICENCE + "void f() { if (dialect == Dialect::sqlite) {} }\n"
        code += 'void g() { if (db.engine() == "sqlite") {} }\n'
        self.assert_found("dialect", {"src/api/a.cpp": code}, ("src/api/a.cpp", 2), ("src/api/a.cpp", 3))
        self.assert_clean("dialect", {"src/db/a.cpp": code})

    def test_the_wall_clock_is_refused(self):
        code = LICENCE + "auto a = std::chrono::system_clock::now();\nauto b = std::time(nullptr);\n"
        self.assert_found("wall-clock", {"src/api/a.cpp": code}, ("src/api/a.cpp", 2), ("src/api/a.cpp", 3))
        self.assert_clean("wall-clock", {"src/core/instant.cpp": code})

    def test_sql_in_a_string_is_refused(self):
        code = LICENCE + 'auto a = "SELECT id FROM t";\nauto b = R"(\nDELETE FROM t)";\nauto c = "Select a ward.";\n'
        self.assert_found("sql-in-code", {"src/api/a.cpp": code}, ("src/api/a.cpp", 2), ("src/api/a.cpp", 3),
                          ("src/api/a.cpp", 5))
        self.assert_clean("sql-in-code", {"src/db/a.cpp": code})

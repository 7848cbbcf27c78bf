# SPDX-License-Identifier: Apache-2.0
"""Lengths, parameters, nesting, names and first lines."""
from a_tree import LICENCE, TreeTest

PATH = "src/core/a.cpp"


def cpp(text):
    return {PATH: LICENCE + text}


def function_of(lines, head="int f(int a)"):
    return f"{head} {{\n" + "    a += 1;\n" * (lines - 2) + "}\n"


class Lengths(TreeTest):
    def test_a_file_of_401_lines_is_refused(self):
        self.assert_clean("file-length", cpp("\n" * 399))
        self.assert_found("file-length", cpp("\n" * 400), (PATH, 401))

    def test_a_line_of_121_columns_is_refused_wherever_a_person_reads_it(self):
        self.assert_clean("line-length", {"tools/a.py": "#" * 120 + "\n"})
        self.assert_found("line-length", {"tools/a.py": "#" * 121 + "\n", "web/src/a.tsx": "x" * 121},
                          ("tools/a.py", 1), ("web/src/a.tsx", 1))

    def test_columns_are_characters_not_bytes(self):
        self.assert_clean("line-length", {"tools/a.py": "#" + "é" * 119 + "\n"})

    def test_blanks_at_the_end_and_tabs_are_refused(self):
        self.assert_found("line-length", cpp("int a; \n\tint b;\n"), (PATH, 2), (PATH, 3))

    def test_a_function_of_61_lines_is_refused(self):
        self.assert_clean("function-length", cpp(function_of(60)))
        self.assert_found("function-length", cpp(function_of(61)), (PATH, 2))

    def test_functions_of_every_shape_are_found(self):
        heads = ["A::A(int a) : a_{a}, b_(b)", "template <class T>\nauto g(T a) -> Result<T>", "~A() noexcept",
                 "bool operator==(const A& a) const", "static Result<std::vector<int>> h(std::map<int, int> a)",
                 "const auto f = [](int a)"]
        for head in heads:
            with self.subTest(head):
                text = f"namespace x {{\nclass A {{\n   public:\n{function_of(61, head)}}};\n}}\n"
                self.assert_found("function-length", cpp(text), (PATH, 5))

    def test_a_long_table_is_not_a_function(self):
        self.assert_clean("function-length", cpp("constexpr int table[] = {\n" + "    1,\n" * 80 + "};\n"))

    def test_braces_in_strings_and_comments_do_not_count(self):
        text = 'int f(int a) {\n    auto b = "}"; // }\n    auto c = R"({)";\n' + "    a += 1;\n" * 60 + "}\n"
        self.assert_found("function-length", cpp(text), (PATH, 2))

    def test_a_long_python_function_is_refused(self):
        self.assert_found("function-length", {"tools/a.py": "def f():\n" + "    a = 1\n" * 60}, ("tools/a.py", 1))

    def test_python_that_does_not_parse_is_refused(self):
        self.assert_found("python-syntax", {"tools/a.py": "def f(:\n"}, ("tools/a.py", 1))


class Heads(TreeTest):
    def test_six_parameters_are_refused(self):
        five = "int a, int b, int c, int d, std::map<int, std::pair<A, B>> e"
        self.assert_clean("parameters", cpp(f"void f({five}) {{}}\n"))
        self.assert_found("parameters", cpp(f"void f({five}, int g = h(1, 2)) {{}}\n"), (PATH, 2))

    def test_six_parameters_imposed_by_a_library_are_good(self):
        text = "// The signature is imposed by OpenSSL.\nint f(int a, int b, int c, int d, int e, int g) {}\n"
        self.assert_clean("parameters", cpp(text))

    def test_six_parameters_of_a_python_function_are_refused(self):
        self.assert_found("parameters", {"tools/a.py": "def f(a, b, c, d, e, g):\n    pass\n"}, ("tools/a.py", 1))

    def test_four_blocks_inside_one_another_are_refused(self):
        three = "void f() {\nfor (int i = 0; i < 3; ++i) {\nif (a) {\nwhile (b) {\n{}}\n}\n}\n}\n"
        self.assert_clean("nesting", cpp(three.replace("{}", "c();\n")))
        self.assert_found("nesting", cpp(three.replace("{}", "try {\n} catch (...) {\n}\n")), (PATH, 6))

    def test_blocks_beside_one_another_are_good(self):
        self.assert_clean("nesting", cpp("void f() {\n" + "    if (a) {\n    } else if (b) {\n    }\n" * 5 + "}\n"))


class Names(TreeTest):
    def test_names_that_say_nothing_are_refused(self):
        self.assert_found("empty-name", cpp("class LaneManager {};\nstruct Data {};\n"), (PATH, 2), (PATH, 3))
        self.assert_found("empty-name", {"src/core/text_utils.hpp": LICENCE, "web/src/dateHelper.ts": LICENCE},
                          ("src/core/text_utils.hpp", 1), ("web/src/dateHelper.ts", 1))

    def test_names_that_hold_such_a_word_and_say_more_are_good(self):
        self.assert_clean("empty-name", cpp("class Database {};\nstruct DataFolder {};\n"))

    def test_a_source_without_its_licence_line_is_refused(self):
        self.assert_found("licence-line", {PATH: "int a;\n"}, (PATH, 1))
        self.assert_clean("licence-line", {"tools/a": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"})

    def test_a_header_without_pragma_once_is_refused(self):
        self.assert_found("pragma-once", {"src/core/a.hpp": LICENCE}, ("src/core/a.hpp", 1))

    def test_putting_off_is_refused(self):
        self.assert_found("later", cpp("int a;  // TODO: more\n"), (PATH, 2))
        self.assert_clean("later", {"docs/a.md": "The library still has a `TODO` there.\n"})

    def test_a_path_of_one_machine_is_refused(self):
        self.assert_found("one-machine", cpp('auto a = "/root/x";\n'), (PATH, 2))
        self.assert_clean("one-machine", cpp('auto a = "https://example.org/root/x";\n'))


class Dead(TreeTest):
    def test_a_source_that_is_not_built_is_refused(self):
        self.assert_found("unbuilt", {PATH: LICENCE}, (PATH, 1))
        self.assert_clean("unbuilt", {PATH: LICENCE, "src/core/CMakeLists.txt": "bluelamp_library(NAME core)\n"})

    def test_a_source_below_is_built_when_the_folder_above_names_its_folder(self):
        files = {"src/db/sqlite/open.cpp": LICENCE, "src/db/CMakeLists.txt": "bluelamp_library(NAME db)\n"}
        self.assert_found("unbuilt", files, ("src/db/sqlite/open.cpp", 1))
        files["src/db/CMakeLists.txt"] += "file(GLOB more sqlite/*.cpp)\n"
        self.assert_clean("unbuilt", files)

    def test_a_header_only_its_source_includes_is_refused(self):
        files = {"src/core/a.hpp": LICENCE, PATH: LICENCE + '#include "core/a.hpp"\n'}
        self.assert_found("unincluded", files, ("src/core/a.hpp", 1))
        self.assert_clean("unincluded", {**files, "src/core/b.cpp": '#include "core/a.hpp"\n'})

    def test_a_tool_nobody_names_is_refused(self):
        self.assert_found("unnamed-tool", {"tools/old": "#!/bin/sh\n"}, ("tools/old", 1))
        self.assert_clean("unnamed-tool", {"tools/old": "#!/bin/sh\n", "CONTRIBUTING.md": "Run tools/old.\n"})

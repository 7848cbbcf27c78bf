// SPDX-License-Identifier: Apache-2.0
/// Reading one policy file: every key is asked for once, what nobody asked for is unknown, and everything wrong is
/// noted rather than the first only. Known to this folder only.
#pragma once

#include <map>
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/json.hpp"
#include "policy/policy.hpp"

namespace bluelamp::policy {

/// A line of a whole text from which on it is the text of an included file; its first line follows.
inline constexpr std::string_view file_mark = "#:file ";

/// What is wrong, and where every key stands.
class Notes {
   public:
    Notes(std::string_view text, std::string_view file);

    void place(const std::string& key, std::int64_t line) { lines_[key] = line; }
    /// Wrong at `key`, or at what holds it when it is missing.
    void say(const std::string& key, std::string message);
    void say_at(std::int64_t line, const std::string& key, std::string message);
    /// In order of the text.
    [[nodiscard]] std::vector<PolicyProblem> problems() const;

   private:
    struct Part {
        std::int64_t before;  ///< lines of the whole text before its first
        std::string file;
    };
    std::vector<Part> parts_;
    std::map<std::string, std::int64_t> lines_;
    std::multimap<std::int64_t, PolicyProblem> problems_;
};

/// One table of the file. `over` holds what a force varies of it.
class Table {
   public:
    Table(Notes& notes, const toml::table* table, std::string path, const toml::table* over = nullptr);

    /// Asked for, whatever it holds.
    [[nodiscard]] bool take_any(std::string_view key) { return take(key) != nullptr; }
    [[nodiscard]] bool has(std::string_view key) const { return look(key) != nullptr; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view key) const;
    void wrong(std::string_view key, std::string message) { notes_.say(path_of(key), std::move(message)); }

    /// Text of one line; "" when it is missing, which is wrong for `text` and not for `maybe_text`.
    std::string text(std::string_view key);
    std::string maybe_text(std::string_view key);
    /// A text that is stored with records, and that no other of `taken` has.
    std::string code(std::string_view key, std::set<std::string, std::less<>>& taken);
    std::int64_t number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
    std::optional<double> real(std::string_view key);
    bool flag(std::string_view key);
    std::vector<std::string> list(std::string_view key);
    std::optional<Limit> limit(std::string_view key);
    /// Elapsed seconds.
    std::optional<std::int64_t> seconds(std::string_view key);
    Table table(std::string_view key);
    std::vector<Table> tables(std::string_view key);

    template <class Enum>
    Enum choice(std::string_view key, Enum otherwise) {
        const std::string given = maybe_text(key);
        if (given.empty()) {
            return otherwise;
        }
        const auto value = json::Format<Enum>::parse(given, "");
        if (!value) {
            wrong(key, value.error().message);
        }
        return value.value_or(otherwise);
    }

    /// Notes every key that nobody asked for.
    void end();
    [[nodiscard]] std::vector<std::string> keys() const;
    /// This table with the table of `varied` laid over it that is named as the text at `key` here.
    [[nodiscard]] Table varied_by(Table& varied, std::string_view key) const;

   private:
    const toml::table* raw(std::string_view key);
    [[nodiscard]] const toml::node* look(std::string_view key) const;
    const toml::node* take(std::string_view key);

    Notes& notes_;
    const toml::table* table_;
    const toml::table* over_;
    std::string path_;
    std::vector<std::string> taken_;
};

/// A level by its code or by its national shape ("national:emergency"); notes when there is none and answers "" then.
std::string level_named(Table& table, std::string_view key, const Policy& policy);
/// A role of access; notes when there is none.
std::string role_named(Table& table, std::string_view key, std::string otherwise);

void read_question_sets(Table& top, Policy& policy);
void read_types(Table& top, Policy& policy);
void read_deadlines(Table& top, Policy& policy);

/// Notes rules that can never be met and words that say nothing. What parsing noted already is not said again.
void check_levels(const Policy& policy, Notes& notes);
void check_types(const Policy& policy, Notes& notes);
void check_deciders(const Policy& policy, Notes& notes);
void check_deadlines(const Policy& policy, Notes& notes);

}  // namespace bluelamp::policy

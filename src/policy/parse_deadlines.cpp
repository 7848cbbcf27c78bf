// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

/// `{ before = "5 min", to = ["owner"] }`; with neither before nor after, at the limit.
void read_tellings(Table& table, DeadlineRule& rule) {
    for (Table& each : table.tables("tell")) {
        const std::int64_t before = each.seconds("before").value_or(0);
        const std::int64_t after = each.seconds("after").value_or(0);
        const std::vector<std::string> to = each.list("to");
        if (before > 0 && after > 0) {
            each.wrong("after", "stands beside before; give one of them");
        }
        if (to.empty()) {
            each.wrong("to", "is missing; write [\"owner\"], or roles as [\"supervisor\"]");
        }
        for (const std::string& who : to) {
            if (who != "owner" && !access::find_role(who)) {
                each.wrong("to", fmt::format("\"{}\" is neither owner nor a role; use owner or supervisor", who));
            }
            rule.tell.push_back({after - before, who});
        }
        each.end();
    }
}

}  // namespace

void read_deadlines(Table& top, Policy& policy) {
    std::set<std::string, std::less<>> codes;
    for (Table& table : top.tables("deadline")) {
        DeadlineRule rule;
        rule.code = table.code("code", codes);
        rule.title = table.text("title");
        rule.starts = table.list("starts");
        rule.meets = table.list("meets");
        rule.ends = table.list("ends");
        rule.by_level = table.flag("by_level");
        rule.limit = table.limit("limit").value_or(Limit{});
        if (rule.by_level == table.has("limit")) {
            table.wrong("limit", "is the level's or a time of its own; write by_level = true, or limit = \"24 h\"");
        }
        read_tellings(table, rule);
        rule.pause_reasons = table.list("pause_reasons");
        rule.source = table.text("source");
        table.end();
        policy.deadlines.push_back(std::move(rule));
    }
}

}  // namespace bluelamp::policy

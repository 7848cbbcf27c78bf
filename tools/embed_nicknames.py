#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns lists of nicknames into C++: embed_nicknames.py NICKNAMES.csv ... OUT.cpp

Every name once, sorted; for each the places of the names it is used for or that are used for it, sorted."""
import csv
import sys

related = {}
for path in sys.argv[1:-1]:
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one, other = row["name1"].strip().lower(), row["name2"].strip().lower()
            if one and other and one != other:
                related.setdefault(one, set()).add(other)
                related.setdefault(other, set()).add(one)
names = sorted(related, key=lambda name: name.encode())
place = {name: i for i, name in enumerate(names)}
starts, all_related = [0], []
for name in names:
    all_related += sorted(place[other] for other in related[name])
    starts.append(len(all_related))


def lines(values):
    text, line = [], "   "
    for value in values:
        if len(line) + len(value) > 110:
            text.append(line)
            line = "   "
        line += f" {value},"
    return "\n".join(text + [line])


with open(sys.argv[-1], "w", encoding="utf-8") as out:
    out.write(f"""// Made from reference/identity by tools/embed_nicknames.py.
#include "engine/identity/nicknames.hpp"

namespace bluelamp::identity::nicknames {{
namespace {{
constexpr std::string_view names_[] = {{
{lines(f'"{name}"' for name in names)}
}};
constexpr std::uint16_t starts_[] = {{
{lines(map(str, starts))}
}};
constexpr std::uint16_t related_[] = {{
{lines(map(str, all_related))}
}};
}}  // namespace
const std::span<const std::string_view> names(names_);
const std::span<const std::uint16_t> starts(starts_);
const std::span<const std::uint16_t> related(related_);
}}  // namespace bluelamp::identity::nicknames
""")

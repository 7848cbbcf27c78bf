// SPDX-License-Identifier: Apache-2.0
/// The smallest sound policy, and short words for breaking it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "policy/policy.hpp"

namespace bluelamp::policy {

inline const std::string small_text = R"(version = "small.1"
force = "hertfordshire"
title = "Small"
consulted = "Nobody"
silent_type = "silent"
[[level]]
code = "immediate"
title = "Immediate"
meaning = "Danger"
national = "emergency"
limit = "15 min"
[[level]]
code = "routine"
title = "Routine"
meaning = "The rest"
national = "scheduled"
limit = "48 h"
clock = "received"
[[level]]
code = "telephone"
title = "Telephone"
meaning = "Nobody goes"
national = "without_deployment"
[attendance]
basis = "everything"
in_words = "We attend everything."
reassurance = "48 h"
reassurance_by = "officer"
[[attendance.reason]]
code = "online"
title = "Online"
[[thrive.step]]
from = 9
level = "immediate"
[recording]
crime_words = ["stolen", "broke in"]
crime_qualifiers = ["Hate: race"]
crime_closing_codes = ["Domestic incident"]
no_crime_reasons = ["no_offence"]
[[result]]
code = "dealt_with"
title = "Dealt with"
[[result]]
code = "not_needed"
title = "Not needed"
not_needed = true
[deciders]
downgrade = "supervisor"
[[marker]]
code = "abuse"
title = "High risk of abuse"
high_risk = true
[[question_set]]
code = "now"
title = "Now"
[[question_set.question]]
code = "weapon"
text = "Is a weapon there?"
must = true
raises = [{ when = "yes", level = "national:emergency", because = "A weapon is there", crime = true }]
[[incident_type]]
code = "fight"
title = "Fight"
floor = "routine"
question_sets = ["now"]
units_required = ["van"]
units_forbidden = ["horse"]
results = ["dealt_with", "not_needed"]
vulnerable = true
[[incident_type]]
code = "silent"
title = "Silent call"
floor = "national:without_deployment"
[[deadline]]
code = "attend"
title = "Attend"
starts = ["incident.graded"]
meets = ["incident.attended"]
ends = ["incident.closed"]
by_level = true
tell = [{ before = "5 min", to = ["owner"] }, { to = ["supervisor"] }]
source = "The force"
)";
inline const std::string& small_policy() { return small_text; }

/// `text` with its first `from` written as `to`.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << "the small policy no longer holds: " << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace bluelamp::policy

// SPDX-License-Identifier: Apache-2.0
// The national list, from reference/nsir_categories.csv; a test compares the two.
#include "policing/incidents/incident.hpp"

namespace bluelamp::incidents {

std::span<const std::string_view> categories() {
    static constexpr std::string_view list[] = {
        "Anti-social behaviour: personal",
        "Anti-social behaviour: nuisance",
        "Anti-social behaviour: environmental",
        "RTC - death or injury",
        "RTC - damage only",
        "Road-related offence",
        "Highway disruption",
        "Rail, air or water incident",
        "Abandoned call",
        "Absconder / AWOL",
        "Alarm activation",
        "Animals / wildlife",
        "Civil dispute",
        "Collapse, illness, injury or trapped",
        "Concern for safety",
        "Domestic incident",
        "Firearms incident",
        "Hoax call",
        "Immigration",
        "Industrial incident / accident",
        "Insecure premises or vehicle",
        "Licensing",
        "Lost or found property or person",
        "Missing person",
        "Natural disaster or warning",
        "Protest / demonstration",
        "Sudden death",
        "Suspicious circumstances",
        "Suspicious package or object",
        "Assistance to other agency",
        "Bail or curfew check",
        "Complaint against police",
        "Messages",
        "Police-generated resource activity",
        "Pre-planned event",
        "Duplicate",
        "Error / training",
    };
    return list;
}

std::span<const std::string_view> qualifiers() {
    static constexpr std::string_view list[] = {
        "Alcohol",
        "Drugs",
        "Young person",
        "Vulnerable victim",
        "Repeat victim",
        "Mental health",
        "Domestic",
        "Hate: disability",
        "Hate: race",
        "Hate: religion or belief",
        "Hate: sexual orientation",
        "Hate: transgender",
        "Honour-based abuse / forced marriage",
        "Bogus official",
        "Firearm",
        "Knife or bladed weapon",
        "Cyber / online enabled",
        "Child exploitation",
    };
    return list;
}

}  // namespace bluelamp::incidents

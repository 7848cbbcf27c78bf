// SPDX-License-Identifier: Apache-2.0
/// The lists that an invented force is made of: names by how often they are met, streets, the rhythm of a week, and
/// what calls are about. They stand in reference/demonstration, each with its source in reference/README.md.
/// Refuses, naming file and remedy: a list that is missing, broken or empty, and a force without streets.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>

#include "core/id.hpp"
#include "core/position.hpp"
#include "policy/policy.hpp"
#include "simulate/draws.hpp"

namespace bluelamp::simulate {

/// Names of one community and part ("M" and "F" given names, "family").
struct NameList {
    std::vector<std::string> names;
    Weights weights;
    const std::string& draw(Draws& draws) const { return names[weights.draw(draws)]; }
};

struct Community {
    NameList male, female, family;
    double share = 0;
};

struct Street {
    std::string name;
    LatLon at;
};

enum class Where { home, street, premises };

/// What a call is about, and what usually comes of it.
struct Kind {
    std::string type;  ///< policy::IncidentType code
    Where where = Where::street;
    std::string caller;                     ///< "victim", "witness", "third_party" or "professional"
    double emergency = 0, crime = 0;        ///< shares: by 999; that become a crime
    std::string offence;                    ///< Home Office class; may be empty
    std::vector<std::string> words, lines;  ///< what the caller says; what is logged meanwhile
};

struct Lists {
    std::vector<Community> communities;
    Weights community;
    std::vector<Street> streets;
    std::array<double, 168> rhythm{};  ///< share of a week's calls in each hour from Monday 0:00 on
    std::vector<Kind> kinds;           ///< those whose type the policy knows
    Weights kind;                      ///< by how often they are met; silent calls never, they come by themselves
    std::map<std::string, std::vector<std::string>> nicknames;  ///< by given name, folded

    [[nodiscard]] const Kind* find(std::string_view type) const;
};

/// `folder` is the folder reference/.
Result<std::shared_ptr<const Lists>> load_lists(const std::string& folder, const ForceId& force,
                                                const policy::Policy& policy);

}  // namespace bluelamp::simulate

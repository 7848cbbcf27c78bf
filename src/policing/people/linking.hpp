// SPDX-License-Identifier: Apache-2.0
/// Linking the whole register at once: who on it is one person, found as `bluelamp link` finds it in a file. Somebody
/// starts it and reads what came out over HTTP (linkings.hpp); a server does the work, or the command line for charts.
///
/// Promises: hidden persons (never-link) are not read; records joined by a decision are one person. Memory is that of
/// an identity::Linkage of all profiles and some 40 bytes a person. Start reading at linkings_run.cpp.
#pragma once

#include <functional>

#include "engine/identity/identity.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::people {

using LinkingId = Id<struct LinkingTag>;

// ---- what a server does ---------------------------------------------------------------------------------------------

struct TakenLinking {
    LinkingId id;
    std::int64_t model_number = 0;
};
/// Takes up the run that waits, if there is one; ends one that gave no sign of life for `silence_ms`.
Result<std::optional<TakenLinking>> take_linking(db::Database& database, const Act& act);
inline constexpr std::int64_t silence_ms = 20'000;

struct RunLinking {
    std::function<Act()> act;          ///< a fresh one of the server's own actor
    std::function<bool()> stopping{};  ///< asked now and then; true ends the run
    unsigned threads = 1;
    std::int64_t beat_ms = 2'000;
};
/// Runs it to its end, whatever that is, and keeps the end. An error is one of the database; the run is then told as
/// stopped after `silence_ms`.
Result<void> run_linking(db::Database& database, const RunLinking& how, const TakenLinking& taken);

// ---- what the command line does -------------------------------------------------------------------------------------

/// What a linking of the register came to, for charts; keeps nothing.
struct RegisterReport {
    std::size_t persons = 0, records = 0, pairs = 0, clusters = 0;
    std::shared_ptr<const identity::Model> model;
    std::string note;  ///< why it is not the model in force; empty when it is, or another was wanted
    std::vector<std::uint64_t> histogram;
    std::uint64_t compared = 0;
    struct Example {
        SubjectId one, other;
        identity::Explanation why;
    };
    std::vector<Example> examples;  ///< from the hardest to the surest; of persons of whom everyone may know all
};
/// By the model in force unless `options` names another.
Result<RegisterReport> report_register(db::Database& database, const ForceId& force, identity::LinkOptions options,
                                       std::size_t examples);

}  // namespace bluelamp::people

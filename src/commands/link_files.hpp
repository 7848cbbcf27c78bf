// SPDX-License-Identifier: Apache-2.0
/// Linking files of people from the command line, and the models that do it: `bluelamp link` and `bluelamp identity`.
/// Files are linked without a database; docs/linking.md is the guide.
#pragma once

#include <string>
#include <vector>

#include "commands/opened.hpp"
#include "engine/identity/identity.hpp"

namespace bluelamp::commands {

struct LinkFiles {
    std::string left, right;  ///< `right` empty: every pair of one file
    std::string map;
    std::string pairs, clusters, charts;  ///< files to write; any may be empty
    std::vector<std::string> explain;     ///< two ids, or none
    double threshold = 0.5;
    std::string model;    ///< trained on the records when empty
    std::string trained;  ///< file for the model that was trained
};
/// Checks the map, the places to write to and the ids before the work; writes each file whole or not at all. `words`
/// is the explanation asked for.
struct FilesLinked {
    std::string json, words;
};
Result<FilesLinked> link_files(const LinkFiles& options);

/// Threshold and model, as the engine takes them.
Result<identity::LinkOptions> link_options(const LinkFiles& options);

/// The page of charts for a force's register as it is now, under the model in force unless `options` names another;
/// written whole or not at all. The journal tells nothing of it, because nothing is changed.
Result<std::string> report_register(const Place& place, const LinkFiles& options);

/// Trains a model on a force's register and puts it in force, as one act.
Result<std::string> train_register(const Place& place);

}  // namespace bluelamp::commands

// SPDX-License-Identifier: Apache-2.0
#include "commands/keeping_up.hpp"
#include "commands/link_files.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {

Result<std::string> train_register(const Place& place) {
    const auto opened = TRY(open_existing(place));
    ProgressLine line;
    return json::to_text(TRY(people::train(
        *opened->database, [&] { return opened->act(); }, shown_on(line))));
}

}  // namespace bluelamp::commands

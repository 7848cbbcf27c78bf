// SPDX-License-Identifier: Apache-2.0
#include "commands/link_files.hpp"
#include "commands/progress.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {

Result<std::string> train_register(const Place& place) {
    const auto opened = TRY(open_existing(place));
    const std::int64_t all = TRY(people::profiles_on(*opened->database, opened->force));
    ProgressLine line;
    const auto progress = [&](std::size_t profiles) {
        const auto done = static_cast<std::int64_t>(profiles);
        line.show(done, all, done, "reading the register");
    };
    return json::to_text(TRY(people::train(
        *opened->database, [&] { return opened->act(); }, progress)));
}

}  // namespace bluelamp::commands

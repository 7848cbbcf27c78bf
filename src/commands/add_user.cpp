// SPDX-License-Identifier: Apache-2.0
#include "access/passwords.hpp"
#include "commands/commands.hpp"

namespace bluelamp::commands {

Result<std::string> add_user(const Place& place, const AddUser& options) {
    TRY(access::accept_password(options.password, options.username));
    const auto opened = TRY(open(place));
    access::CreateAccount wanted;
    wanted.username = options.username;
    wanted.display_name = options.display_name;
    wanted.password_hash = TRY(access::hash_password(options.password));
    wanted.roles = options.roles;
    wanted.home_team = opened->started.control_room;
    access::Account made;
    const auto done = opened->in_lane([&](db::Transaction& tx, const Act& act) -> Result<void> {
        made = TRY(access::create_account(tx, act, wanted));
        return {};
    });
    TRY(done);
    return json::to_text(made);
}

}  // namespace bluelamp::commands

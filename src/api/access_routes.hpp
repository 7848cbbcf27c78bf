// SPDX-License-Identifier: Apache-2.0
/// The routes of access: signing in and out, the lock screen, accounts, teams and roles.
///
/// Promises: passwords are hashed and compared on `slow` only, so that signing in never delays a read; what ends a
/// session holds on this server from its commit on; no answer, stored answer or log line holds a password, and a token
/// leaves only in its cookie. Creating an account is repeatable under its Idempotency-Key like every other command, but
/// the key is compared without the password, so that no quickly computed hash of one is stored.
/// Refuses: attempts that come too fast (access/throttle.hpp).
/// Start reading at session_routes.cpp.
#pragma once

#include "access/accounts.hpp"
#include "access/passwords.hpp"
#include "access/throttle.hpp"
#include "api/api.hpp"

namespace bluelamp::api {

/// What these routes share. Lives longer than the server.
struct AccessDoor {
    Services services;
    Workers& workers;
    Workers& slow;  ///< argon2id: 64 MiB and tens of milliseconds each, so as many threads as may run at once
    access::Throttle& throttle;
    access::OwnedRecords owned;
    access::PasswordCost cost;
    bool behind_proxy = false;  ///< cookies are Secure, and the peer is whom the proxy names last in X-Forwarded-For
};

void add_session_routes(Router& router, const AccessDoor& door);
void add_account_routes(Router& router, const AccessDoor& door);

}  // namespace bluelamp::api

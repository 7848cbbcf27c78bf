// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {
namespace {

struct SignedInFrom {
    AccountId account;
    std::string peer, device;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SignedInFrom, (), (account, peer, device, expires_at))

struct RefusedFrom {
    std::string peer;
    std::int64_t failures;
};
BOOST_DESCRIBE_STRUCT(RefusedFrom, (), (peer, failures))

/// Fit to store and to show: what a browser calls itself can hold anything.
std::string shown(std::string_view device) {
    std::string out(first_code_points(valid_utf8(device) ? device : "", 200));
    std::erase_if(out, [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; });
    return out;
}

}  // namespace

Result<Session> sign_in(db::Transaction& tx, const Act& act, const SignIn& wanted) {
    TRY(act.require(Permission::stay_signed_in));
    invariant(act.actor.id == wanted.account, "signing in is an act of the account itself");
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.account));
    const bool same = account.password_hash && *account.password_hash == wanted.checked_hash;
    if (account.disabled_at || account.kind != AccountKind::person || !same) {
        return fail(ErrorCode::unauthenticated, "password", "The username or the password is not right; try again.");
    }
    if (wanted.new_hash) {
        TRY(tx.execute(sql::set_password_quietly, {act.force, account.id, wanted.new_hash}));
    }
    const Session session{act.new_id<SessionId>(), account.id, act.now, act.now + wanted.limits.longest};
    const std::string device = shown(wanted.device);
    TRY(tx.execute(sql::insert_session,
                   {act.force, wanted.token_hash, session.id, account.id, act.now, session.expires_at,
                    std::optional<std::int64_t>(wanted.limits.idle.count()), wanted.peer, device}));
    TRY(note(tx, act, session.id, "access.signed_in",
             SignedInFrom{account.id, wanted.peer, device, session.expires_at}));
    return session;
}

Result<void> refuse_sign_in(db::Transaction& tx, const Act& act, const SignInRefused& refused) {
    const RefusedFrom content{refused.peer, refused.failures};
    if (refused.account) {
        return note(tx, act, TRY(account_row(tx, act.force, *refused.account)), "access.sign_in_refused", content);
    }
    const std::string text = json::to_text(content);
    const OwnerId owner = OwnerId::team(TRY(administration_team(tx, act.force)));
    TRY(act.record(tx, {.action = "access.sign_in_refused",
                        .kind = "force",
                        .record = act.force.text(),
                        .happened_at = act.now,
                        .content = text,
                        .owner = owner.text}));
    return {};
}

}  // namespace bluelamp::access

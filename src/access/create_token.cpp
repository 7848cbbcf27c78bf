// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

constexpr std::int64_t most_days = 365;

struct TokenMade {
    AccountId account;
    std::string name;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(TokenMade, (), (account, name, expires_at))

}  // namespace

/// A token is a session without an idle limit: a device in a drawer still works on Monday.
Result<Session> create_token(db::Transaction& tx, const Act& act, const CreateToken& wanted) {
    TRY(act.require(Permission::manage_accounts));
    const std::string name = TRY(need_line(wanted.name, "name", 100));
    if (wanted.days < 1 || wanted.days > most_days) {
        return fail(ErrorCode::invalid, "days", "Give 1 to 365 days; a new token can be made before this one ends.");
    }
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.account));
    if (account.kind != AccountKind::service || account.disabled_at) {
        return fail(ErrorCode::conflict, "account_id", "Tokens are for enabled service accounts; a person signs in.");
    }
    const Session session{act.new_id<SessionId>(), account.id, act.now, act.now + std::chrono::hours(24 * wanted.days)};
    TRY(tx.execute(sql::insert_session, {act.force, wanted.token_hash, session.id, account.id, act.now,
                                         session.expires_at, std::optional<std::int64_t>(), "", name}));
    TRY(note(tx, act, session.id, "access.token_made", TokenMade{account.id, name, session.expires_at}));
    return session;
}

}  // namespace bluelamp::access

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/sha256.hpp"
#include "journal/journal.hpp"
#include "journal/store.sql.hpp"

namespace bluelamp::journal {
namespace {

constexpr std::int64_t rows_at_once = 500;

/// The only action that may erase the content of other acts.
constexpr std::string_view content_erased = "journal.content_erased";

struct Seal {
    std::int64_t last = 0;
    std::int64_t first = 0;
    std::string root;
};

/// Walks the journal once, holding one page, the previous hash and the running seal. Each page is a read of its own,
/// because no read may live long beside the writers; the journal may grow meanwhile, and the end is judged by the read
/// that found it.
class Walk {
   public:
    Walk(db::Database& database, const ForceId& force) : database_(database), force_(force) {}

    Result<Verified> run() {
        for (bool more = true; more && found_.ok;) {
            const auto read = database_.read_snapshot([&](db::Reader& reader) -> Result<void> {
                more = TRY(page(reader));
                return {};
            });
            TRY(read);
        }
        return found_;
    }

   private:
    /// False when there is nothing after it.
    Result<bool> page(db::Reader& reader) {
        const auto rows = TRY(after(reader, force_, found_.acts, rows_at_once));
        for (const Row& row : rows) {
            if (!seal_ && !unsealed_tail_) {
                TRY(next_seal(reader));
                unsealed_tail_ = !seal_.has_value();
            }
            check(row);
            TRY(check_erasure(reader, row));
            if (!found_.ok) {
                return false;
            }
            check_seal(row);
        }
        if (rows.empty()) {
            TRY(check_end(reader));
        }
        return !rows.empty();
    }

    void bad(std::int64_t position, std::string why) {
        if (found_.ok) {
            found_.ok = false;
            found_.first_bad = position;
            found_.why = std::move(why);
        }
    }

    void check(const Row& row) {
        const std::int64_t expected = found_.acts + 1;
        if (row.position != expected) {
            return bad(expected, fmt::format("position {} is missing", expected));
        }
        if (row.content) {
            const auto salt = row.salt ? from_hex(*row.salt) : std::nullopt;
            if (!salt || content_hash(*salt, *row.content) != row.content_hash) {
                return bad(row.position, "the content is not what was recorded");
            }
        } else if (!row.erased_by) {
            return bad(row.position, "the content is gone and no act of erasure says why");
        }
        if (chain_hash(previous_, row) != row.hash) {
            return bad(row.position, "the row does not continue the chain: it, or the row before it, was changed");
        }
        previous_ = row.hash;
        found_.acts = row.position;
    }

    /// Content may be gone only by an act of erasure that came after it.
    Result<void> check_erasure(db::Reader& reader, const Row& row) {
        if (row.erased_by) {
            const auto act = TRY(after(reader, force_, *row.erased_by - 1, 1));
            if (*row.erased_by <= row.position || act.empty() || act.front().action != content_erased) {
                bad(row.position, fmt::format("the content is gone and act {} did not erase it", *row.erased_by));
            }
        }
        return {};
    }

    void check_seal(const Row& row) {
        running_.add_hash(row.hash);
        if (!seal_ || row.position != seal_->last) {
            return;
        }
        if (running_.hex() != seal_->root || row.position - running_.leaves() + 1 != seal_->first) {
            bad(seal_->first, fmt::format("the seal over positions {} to {} does not hold", seal_->first, seal_->last));
        }
        running_ = {};
        seal_.reset();
    }

    Result<void> next_seal(db::Reader& reader) {
        seal_ = TRY(reader.maybe(sql::seals_after, {force_, found_.acts}, [](const db::Row& row) {
            return Seal{row.bigint(0), row.bigint(1), row.string(2)};
        }));
        return {};
    }

    /// Rows cut off at the end leave a whole chain; the head kept under the lane and the seals tell.
    Result<void> check_end(db::Reader& reader) {
        const auto kept = TRY(reader.maybe(sql::head_register, {force_}, [](const db::Row& row) {
            return db::Register{row.bigint(0), row.string(1)};
        }));
        TRY(next_seal(reader));
        const db::Register head = kept.value_or(db::Register{});
        if (head.number != found_.acts || head.text != previous_) {
            bad(found_.acts + 1,
                fmt::format("the journal ends at {} but {} acts were given out", found_.acts, head.number));
        } else if (seal_) {
            bad(found_.acts + 1, fmt::format("position {} was sealed and is missing", seal_->last));
        }
        return {};
    }

    db::Database& database_;
    const ForceId& force_;
    Verified found_;
    std::string previous_;
    MerkleRoot running_;
    std::optional<Seal> seal_;
    bool unsealed_tail_ = false;  // no seal ends after here: do not ask again for each row
};

}  // namespace

Result<std::int64_t> seal(db::Transaction& tx, Instant now, std::int64_t most) {
    const std::int64_t sealed =
        TRY(tx.one(sql::last_sealed, {tx.force()}, [](const db::Row& row) { return row.bigint(0); }));
    const std::int64_t head = std::min(TRY(tx.keep("journal")).get().number, sealed + most);
    if (head == sealed) {
        return 0;
    }
    MerkleRoot root;
    TRY(tx.each(sql::hashes_between, {tx.force(), sealed + 1, head},
                [&](const db::Row& row) { root.add_hash(row.text(0)); }));
    TRY(tx.execute(sql::insert_seal, {tx.force(), head, sealed + 1, root.hex(), now}));
    return head - sealed;
}

Result<Verified> verify(db::Database& database, const ForceId& force) { return Walk(database, force).run(); }

}  // namespace bluelamp::journal

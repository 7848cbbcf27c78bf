// SPDX-License-Identifier: Apache-2.0
#include "db/batch.hpp"

#include "db/storable.hpp"

namespace bluelamp::db {
namespace {

/// Only a statement that begins with SELECT certainly changes nothing; a WITH may hold an INSERT.
bool only_reads(const Query& query) {
    constexpr std::string_view select = "SELECT";
    const std::string_view text = query.sqlite;
    const auto start = text.find_first_not_of(" \n\t");
    return start != std::string_view::npos && text.substr(start, select.size()) == select;
}

Result<void> run_guarded(const Command& command, Transaction& transaction) {
    constexpr auto shown = "Something is wrong on our side; nothing was kept. It has been logged.";
    try {
        return command.run(transaction);
    } catch (const std::exception& broken) {
        return fail(ErrorCode::internal, "", shown, broken.what());
    } catch (...) {
        return fail(ErrorCode::internal, "", shown, "a command threw something that is no std::exception");
    }
}

}  // namespace

void LaneTransaction::start() {
    failed_.reset();
    wrote_ = false;
    registers_.mark();
}

Result<void> LaneTransaction::note(Result<void> result) {
    if (!result && !failed_) {
        failed_ = result.error();
    }
    return result;
}

Result<void> LaneTransaction::each(const Query& query, std::span<const Value> parameters, const Visitor& visit) {
    invariant(!reading_, "a command asks a second question while it reads the answer of the first");
    if (failed_) {
        return tl::unexpected(*failed_);
    }
    TRY(note(storable(parameters)));
    wrote_ = wrote_ || !only_reads(query);
    reading_ = true;
    struct Done {
        bool& reading;
        ~Done() { reading = false; }
    } done{reading_};
    return note(writer_.each(query, parameters, visit));
}

Result<void> LaneTransaction::execute(const Query& query, std::span<const Value> parameters) {
    invariant(!reading_, "a command writes while it reads an answer");
    if (failed_) {
        return tl::unexpected(*failed_);
    }
    TRY(note(storable(parameters)));
    wrote_ = true;
    return note(writer_.execute(query, parameters));
}

Result<std::reference_wrapper<Register>> LaneTransaction::keep(std::string_view name) {
    invariant(!reading_, "a command asks for a register while it reads an answer");
    if (failed_) {
        return tl::unexpected(*failed_);
    }
    auto kept = registers_.keep(name);
    if (!kept) {
        failed_ = kept.error();
    }
    return kept;
}

std::optional<Attempt::Answers> Attempt::run(std::span<Command> commands,
                                             const std::set<std::string, std::less<>>& likely) {
    const auto begun = writer_.begin(force_, pace_).and_then([&] { return registers_.foresee(likely); });
    if (!begun) {
        return give_up(begun.error(), commands.size());
    }
    Answers answers(commands.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const Outcome outcome = run_one(commands[i], answers[i]);
        if (outcome == Outcome::rerun) {
            writer_.rollback();
            return std::nullopt;
        }
        if (outcome == Outcome::lost) {
            const auto& failed = transaction_.failed();
            return give_up(failed ? *failed : answers[i].error(), commands.size());
        }
    }
    const auto committed = registers_.write_back().and_then([&] { return writer_.commit(); });
    if (!committed) {
        return give_up(committed.error(), commands.size());
    }
    return answers;
}

Attempt::Outcome Attempt::run_one(Command& command, Result<void>& answer) {
    transaction_.start();
    if (pace_ == Pace::careful) {
        answer = writer_.savepoint();
        if (!answer) {
            return Outcome::lost;
        }
    }
    answer = run_guarded(command, transaction_);
    if (answer && transaction_.failed()) {
        answer = tl::unexpected(*transaction_.failed());  // whoever ignores a failed statement fails with it
    }
    if (answer && pace_ == Pace::careful) {
        answer = writer_.release();
        return answer ? Outcome::kept : Outcome::lost;
    }
    if (answer) {
        return Outcome::kept;
    }
    look(answer.error());
    return undo_one();
}

Attempt::Outcome Attempt::undo_one() {
    registers_.undo();
    const auto& failed = transaction_.failed();
    // What failed may be anybody's statement, or the wait for our turn: running it all again would not help.
    const bool out_of_reach = pace_ == Pace::optimistic && failed && failed->code == ErrorCode::unavailable;
    if (!writer_.in_transaction() || out_of_reach) {
        return Outcome::lost;
    }
    if (pace_ == Pace::optimistic) {
        return transaction_.wrote() || failed ? Outcome::rerun : Outcome::refused;
    }
    return writer_.roll_back() ? Outcome::refused : Outcome::lost;
}

void Attempt::look(const Error& error) {
    if (error.code == ErrorCode::unavailable) {
        trouble_ = error;
    }
}

std::optional<Attempt::Answers> Attempt::give_up(const Error& error, std::size_t commands) {
    const bool lost = !writer_.in_transaction();
    writer_.rollback();
    if (pace_ == Pace::optimistic && !lost && error.code != ErrorCode::unavailable) {
        return std::nullopt;
    }
    // Whatever ended the batch was not the fault of its other commands: for them storage was not available.
    Error shown = error;
    shown.code = ErrorCode::unavailable;
    shown.field.clear();
    trouble_ = shown;
    return Answers(commands, Result<void>(tl::unexpected(shown)));
}

}  // namespace bluelamp::db

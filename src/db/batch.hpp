// SPDX-License-Identifier: Apache-2.0
/// One attempt at a batch: the commands of one force in one transaction.
#pragma once

#include "db/registers.hpp"

namespace bluelamp::db {

/// What a command sees of the lane's transaction. Notices what the command did, because that decides what a failure
/// costs.
class LaneTransaction final : public Transaction {
   public:
    LaneTransaction(Writer& writer, Registers& registers, const ForceId& force)
        : writer_(writer), registers_(registers), force_(force) {}

    using Reader::each;
    using Transaction::execute;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override;
    Result<void> execute(const Query& query, std::span<const Value> parameters) override;
    [[nodiscard]] const ForceId& force() const override { return force_; }
    Result<std::reference_wrapper<Register>> keep(std::string_view name) override;

    /// The next command begins.
    void start();
    /// The first statement of this command that failed.
    [[nodiscard]] const std::optional<Error>& failed() const { return failed_; }
    /// Whether this command may have changed anything but registers.
    [[nodiscard]] bool wrote() const { return wrote_; }

   private:
    Result<void> note(Result<void> result);

    Writer& writer_;
    Registers& registers_;
    const ForceId& force_;
    std::optional<Error> failed_;
    bool wrote_ = false;
    bool reading_ = false;
};

class Attempt {
   public:
    using Answers = std::vector<Result<void>>;

    Attempt(Writer& writer, const ForceId& force, Pace pace)
        : writer_(writer),
          force_(force),
          pace_(pace),
          registers_(writer, force),
          transaction_(writer, registers_, force) {}

    /// Runs the commands and commits. Nothing means that nothing was kept and the batch must be run again carefully.
    /// `likely` names registers that will probably be wanted.
    [[nodiscard]] std::optional<Answers> run(std::span<Command> commands,
                                             const std::set<std::string, std::less<>>& likely);

    [[nodiscard]] std::set<std::string, std::less<>> used_registers() const { return registers_.used(); }

    /// The failure of storage, if there was one: of the whole batch, or of a command that was answered `unavailable`.
    [[nodiscard]] const std::optional<Error>& trouble() const { return trouble_; }

   private:
    enum class Outcome { kept, refused, rerun, lost };

    [[nodiscard]] Outcome run_one(Command& command, Result<void>& answer);
    [[nodiscard]] Outcome undo_one();
    [[nodiscard]] std::optional<Answers> give_up(const Error& error, std::size_t commands);
    void look(const Error& error);

    Writer& writer_;
    const ForceId& force_;
    Pace pace_;
    Registers registers_;
    LaneTransaction transaction_;
    std::optional<Error> trouble_;
};

}  // namespace bluelamp::db

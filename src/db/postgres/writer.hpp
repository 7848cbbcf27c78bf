// SPDX-License-Identifier: Apache-2.0
/// The lane's connection to PostgreSQL. Connects again, at growing intervals, when it was lost.
#pragma once

#include "db/postgres/session.hpp"

namespace bluelamp::db::postgres {

/// A connection that is made again when it was lost, not more often than its back-off allows.
class Line {
   public:
    Line(std::string url, const char* settings) : url_(std::move(url)), settings_(settings) {}

    /// The session, connected. Call while no transaction is open.
    Result<Session*> get();

    /// The session of the last `get`; null when there was none.
    [[nodiscard]] Session* now() const { return session_.get(); }
    void hang_up() { session_.reset(); }

   private:
    std::string url_;
    const char* settings_;
    std::unique_ptr<Session> session_;
    std::chrono::steady_clock::time_point not_before_{};
    std::chrono::milliseconds pause_{0};
    std::optional<Error> last_;
};

class LaneWriter final : public Writer {
   public:
    explicit LaneWriter(const std::string& url);

    [[nodiscard]] bool optimistic() const override { return true; }
    Result<void> begin(const ForceId& force, Pace pace) override;
    Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] bool in_transaction() const override;
    Result<void> savepoint() override;
    Result<void> release() override;
    Result<void> roll_back() override;
    Result<void> execute(const Query& query, std::span<const Value> parameters) override;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override;
    Result<void> ask(const Query& query, std::span<const Value> parameters, Visitor visit) override;
    Result<void> settle() override;

   private:
    Line line_;
    Pace pace_ = Pace::careful;
};

}  // namespace bluelamp::db::postgres

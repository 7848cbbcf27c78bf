// SPDX-License-Identifier: Apache-2.0
/// One row of a PostgreSQL answer in text format. Reads it by the house's three types, as strictly as SQLite's rows are
/// read.
#pragma once

#include <libpq-fe.h>

#include "db/query.hpp"

namespace bluelamp::db::postgres {

class AnswerRow final : public Row {
   public:
    explicit AnswerRow(const PGresult& answer) : answer_(answer) {}

    void at(int row) { row_ = row; }

    [[nodiscard]] bool null(int column) const override;
    [[nodiscard]] std::string_view text(int column) const override;
    [[nodiscard]] std::int64_t bigint(int column) const override;
    [[nodiscard]] double real(int column) const override;

   private:
    [[nodiscard]] std::string_view field(int column) const;
    [[nodiscard]] Oid type(int column) const;

    const PGresult& answer_;
    int row_ = 0;
};

}  // namespace bluelamp::db::postgres

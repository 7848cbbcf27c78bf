// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/lane_writer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace bluelamp::police_uk {
namespace {

constexpr double aim_ms = 4;  // of 5: the next piece may have longer rows
constexpr std::size_t least_rows = 50;
constexpr std::size_t most_rows = 4'000;

std::size_t next_rows(std::size_t rows, double ms) {
    const double wanted = static_cast<double>(rows) * aim_ms / std::max(ms, 0.01);
    const double growth = std::clamp(wanted / static_cast<double>(rows), 0.5, 1.5);
    return std::clamp(static_cast<std::size_t>(std::lround(static_cast<double>(rows) * growth)), least_rows, most_rows);
}

}  // namespace

LaneWriter::LaneWriter(db::Database& database, ForceId force) : database_(database), force_(std::move(force)) {}

LaneWriter::~LaneWriter() {
    std::unique_lock lock(shared_->mutex);
    shared_->done.wait(lock, [this] { return !shared_->busy; });
}

std::size_t LaneWriter::rows() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->rows;
}

Result<void> LaneWriter::send(std::size_t rows, Work work) {
    TRY(settle());
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->busy = true;
    }
    const auto held = std::make_shared<std::chrono::duration<double, std::milli>>();
    auto run = [work = std::move(work), held](db::Transaction& tx) {
        const auto started = std::chrono::steady_clock::now();
        auto result = work(tx);
        *held = std::chrono::steady_clock::now() - started;
        return result;
    };
    auto done = [shared = shared_, held, rows](Result<void> result) {
        const std::lock_guard lock(shared->mutex);
        if (result && rows >= shared->rows) {  // the short last piece of a file says nothing about a full one
            shared->rows = next_rows(rows, held->count());
        }
        shared->last = std::move(result);
        shared->busy = false;
        shared->done.notify_all();
    };
    database_.submit({force_, std::move(run), std::move(done)});
    return {};
}

Result<void> LaneWriter::settle() {
    std::unique_lock lock(shared_->mutex);
    shared_->done.wait(lock, [this] { return !shared_->busy; });
    if (shared_->last) {
        return {};
    }
    Error failed = std::move(shared_->last).error();
    shared_->last = {};
    return tl::unexpected(std::move(failed));
}

Result<void> LaneWriter::write(std::size_t rows, Work work) {
    TRY(send(rows, std::move(work)));
    return settle();
}

}  // namespace bluelamp::police_uk

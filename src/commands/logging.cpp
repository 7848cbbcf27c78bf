// SPDX-License-Identifier: Apache-2.0
#include "commands/logging.hpp"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace bluelamp::commands {
namespace {

constexpr std::size_t lines_held = 8192;

/// Tells what was dropped before it writes what was not. Runs on the log's own thread alone.
class Telling : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
   public:
    Telling(std::weak_ptr<spdlog::details::thread_pool> pool, std::promise<void>& written)
        : written_(written), pool_(std::move(pool)) {}

   private:
    void sink_it_(const spdlog::details::log_msg& line) override {
        const auto pool = pool_.lock();
        const std::size_t dropped = pool ? pool->overrun_counter() : told_;
        if (dropped > told_) {
            const std::string words = fmt::format("nobody read the log: {} lines were dropped", dropped - told_);
            told_ = dropped;
            out_.log(spdlog::details::log_msg(line.logger_name, spdlog::level::warn, words));
        }
        out_.log(line);
    }
    /// Asked for once, when all is to be written.
    void flush_() override {
        out_.flush();
        written_.set_value();
    }

    std::promise<void>& written_;
    std::weak_ptr<spdlog::details::thread_pool> pool_;
    std::size_t told_ = 0;
    spdlog::sinks::stdout_color_sink_mt out_;
};

}  // namespace

Logging::Logging() {
    spdlog::init_thread_pool(lines_held, 1);
    spdlog::set_default_logger(
        std::make_shared<spdlog::async_logger>("", std::make_shared<Telling>(spdlog::thread_pool(), written_),
                                               spdlog::thread_pool(), spdlog::async_overflow_policy::overrun_oldest));
}

Logging::~Logging() {
    spdlog::default_logger()->flush();
    if (written_.get_future().wait_for(std::chrono::seconds(2)) != std::future_status::ready) {
        // Everything is in the database by now, and whatever else ends a program waits for the reader once more.
        std::_Exit(as_told_ ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    spdlog::shutdown();
}

}  // namespace bluelamp::commands

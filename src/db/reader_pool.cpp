// SPDX-License-Identifier: Apache-2.0
#include "db/reader_pool.hpp"

#include "db/storable.hpp"

namespace bluelamp::db {
namespace {

/// Holds callers to what both engines can do: storable parameters, one question at a time.
class CheckedReader final : public Reader {
   public:
    explicit CheckedReader(Reader& reader) : reader_(reader) {}

    using Reader::each;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override {
        invariant(!reading_, "a reader is asked a second question while it answers the first");
        TRY(storable(parameters));
        reading_ = true;
        struct Done {
            bool& reading;
            ~Done() { reading = false; }
        } done{reading_};
        return reader_.each(query, parameters, visit);
    }

   private:
    Reader& reader_;
    bool reading_ = false;
};

}  // namespace

Result<void> ReaderPool::read(View view, const std::function<Result<void>(Reader&)>& run) {
    auto reader = take();
    if (!reader) {
        return fail(ErrorCode::unavailable, "", "Too many are reading; try again.");
    }
    // `run` may throw: the connection must come back all the same, with its transaction ended.
    struct Return {
        ReaderPool& pool;
        std::unique_ptr<PooledReader>& reader;
        ~Return() {
            reader->finish();
            pool.give_back(std::move(reader));
        }
    } later{*this, reader};
    TRY(reader->start(view));
    CheckedReader checked(*reader);
    return run(checked);
}

std::unique_ptr<PooledReader> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, patience, [this] { return !free_.empty(); })) {
        return nullptr;
    }
    auto reader = std::move(free_.back());
    free_.pop_back();
    return reader;
}

void ReaderPool::give_back(std::unique_ptr<PooledReader> reader) {
    {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(reader));
    }
    returned_.notify_one();
}

}  // namespace bluelamp::db

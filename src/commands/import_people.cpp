// SPDX-License-Identifier: Apache-2.0
// A file is read twice: once for its fingerprint, by which an import that broke off is known again, and once for its
// rows. Pieces are handed to the lane without waiting for each, so that many share one transaction.
#include <condition_variable>
#include <filesystem>
#include <thread>
#include <unordered_set>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/progress.hpp"
#include "core/file.hpp"
#include "exchange/linkage/records.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::size_t piece_rows = 40;  // a command holds the lane for a few milliseconds
/// Pieces in one transaction: tens of milliseconds of work, for which a call that a server beside this takes may wait.
constexpr int pieces_together = 3;
/// After them, so that whoever waits for the database gets it: SQLite knows no turns.
constexpr std::chrono::milliseconds rest(3);

struct Report {
    std::int64_t rows_in = 0, rows_stored = 0, rows_refused = 0;
    std::int64_t rows_known = 0;   ///< whose id a file of the same name brought before
    std::int64_t rows_before = 0;  ///< stored by an import of the same file that broke off
    std::map<std::string, std::uint64_t, std::less<>> refusals;
    std::vector<std::string> refusal_examples;
    double seconds = 0;
};

/// Pieces on their way: how many the lane still has, and the first that failed.
class Flight {
   public:
    void take_off() {
        const std::lock_guard lock(mutex_);
        ++flying_;
    }
    void land(const Result<void>& result) {
        const std::lock_guard lock(mutex_);
        if (!result && !failed_) {
            failed_ = result.error();
        }
        --flying_;
        landed_.notify_all();
    }
    Result<void> all_landed() {
        std::unique_lock lock(mutex_);
        landed_.wait(lock, [&] { return flying_ == 0; });
        return failed_ ? Result<void>(tl::unexpected(*failed_)) : Result<void>();
    }

   private:
    std::mutex mutex_;
    std::condition_variable landed_;
    std::size_t flying_ = 0;
    std::optional<Error> failed_;
};

Result<std::string> fingerprint(const std::string& file) {
    const auto source = TRY(open_file(file));
    HashingSource hashing(*source);
    TRY(hashing.drain());
    return hashing.sha256();
}

class PeopleImport {
   public:
    PeopleImport(Opened& opened, people::PersonsFile file, const std::string& path)
        : opened_(opened), file_(std::move(file)), path_(path) {}
    ~PeopleImport() { static_cast<void>(flight_.all_landed()); }  // pieces refer to this; run() has told what failed
    PeopleImport(const PeopleImport&) = delete;
    PeopleImport& operator=(const PeopleImport&) = delete;

    Result<Report> run(const linkage::LinkMap& map) {
        const auto started = std::chrono::steady_clock::now();
        const auto begun = opened_.in_lane([&](db::Transaction& tx, const Act& act) -> Result<void> {
            report_.rows_before = TRY(people::begin_import(tx, act, file_));
            return {};
        });
        TRY(begun);
        TRY(people::known_sources(*opened_.database, opened_.force, file_, [this](std::string_view source) {
            known_.insert(std::hash<std::string_view>{}(source));
        }));
        linkage::Refusals refusals;
        const auto reader = TRY(linkage::RecordReader::open(path_, map, refusals));
        linkage::Record record;
        ProgressLine line;
        while (TRY(reader->next(record))) {
            ++taken_;
            take(record);
            if (here_ == piece_rows) {
                TRY(send());
                line.show(static_cast<std::int64_t>(reader->share() * 1000), 1000, taken_, path_);
            }
        }
        TRY(send());
        TRY(flight_.all_landed());
        TRY(opened_.in_lane(
            [&](db::Transaction& tx, const Act& act) { return people::finish_import(tx, act, file_); }));
        TRY(people::gather_statistics(*opened_.database, opened_.force));
        for (const auto& [reason, rows] : refusals.reasons) {
            report_.refusals[reason] += rows;
        }
        report_.refusal_examples.insert(report_.refusal_examples.end(), refusals.first.begin(), refusals.first.end());
        report_.rows_refused += static_cast<std::int64_t>(refusals.rows);
        report_.rows_in = taken_ + static_cast<std::int64_t>(refusals.rows);
        report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return report_;
    }

   private:
    void take(const linkage::Record& record) {
        const bool here_before = taken_ <= report_.rows_before;
        if (!here_before) {
            ++here_;
        }
        if (!seen_.insert(std::hash<std::string_view>{}(record.id)).second) {
            return refuse(record, "repeated_id", "its id stood before in the file");
        }
        if (known_.contains(std::hash<std::string_view>{}(record.id))) {
            ++report_.rows_known;
            return;
        }
        people::ImportedPerson row{std::string(record.id), {}};
        for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
            row.written[kind] = std::string(record.written.text[kind]);
        }
        if (const std::string_view why = people::refusal_of(row); !why.empty()) {
            return refuse(record, why,
                          why == "no_name" ? "it names nobody" : "a field is longer than the register takes");
        }
        if (!here_before) {
            piece_.push_back(std::move(row));
        }
    }

    void refuse(const linkage::Record& record, std::string_view reason, std::string_view what) {
        ++report_.rows_refused;
        ++report_.refusals[std::string(reason)];
        if (report_.refusal_examples.size() < linkage::Refusals::named_at_most) {
            report_.refusal_examples.push_back(
                fmt::format("{}:{} {} \"{}\": {}", path_, record.line, reason, record.id, what));
        }
    }

    Result<void> send() {
        if (here_ == 0) {
            return {};
        }
        flight_.take_off();
        const auto rows = std::make_shared<std::vector<people::ImportedPerson>>(std::move(piece_));
        const std::int64_t here = static_cast<std::int64_t>(here_), before = taken_ - here;
        const auto act = std::make_shared<const Act>(opened_.act());
        report_.rows_stored += static_cast<std::int64_t>(rows->size());
        opened_.database->submit({opened_.force,
                                  [this, rows, here, before, act](db::Transaction& tx) {
                                      return people::import_persons(tx, *act, file_, {before, here, *rows});
                                  },
                                  [this](Result<void> result) { flight_.land(result); }});
        piece_.clear();
        here_ = 0;
        if (++together_ == pieces_together) {
            together_ = 0;
            TRY(flight_.all_landed());
            std::this_thread::sleep_for(rest);
        }
        return {};
    }

    Opened& opened_;
    people::PersonsFile file_;
    const std::string path_;
    Report report_;
    std::int64_t taken_ = 0;  ///< rows of the file so far, but for those the reader refused
    int together_ = 0;        ///< pieces on their way since the last rest
    std::size_t here_ = 0;    ///< of them for the next piece, refused ones counted
    std::vector<people::ImportedPerson> piece_;
    std::unordered_set<std::size_t> seen_;   ///< ids of this file
    std::unordered_set<std::size_t> known_;  ///< ids that files of its name brought before
    Flight flight_;
};

std::string told(const Report& report) {
    std::string out =
        fmt::format(R"({{"rows_in":{},"rows_stored":{},"rows_stored_before":{},"rows_known":{},"rows_refused":{},)",
                    report.rows_in, report.rows_stored, report.rows_before, report.rows_known, report.rows_refused);
    out += R"("refusals":{)";
    std::string_view comma;
    for (const auto& [reason, rows] : report.refusals) {
        out += comma;
        json::write_string(out, reason);
        out += fmt::format(":{}", rows);
        comma = ",";
    }
    out += R"(},"refusal_examples":)" + json::to_text(report.refusal_examples);
    return out + fmt::format(R"(,"seconds":{:.3f}}})", report.seconds);
}

}  // namespace

Result<std::string> import_people(const Place& place, const ImportPeople& options) {
    const linkage::LinkMap map = TRY(linkage::read_link_map(options.map));
    linkage::Refusals none;
    static_cast<void>(TRY(linkage::RecordReader::open(options.file, map, none)));  // before a force is made for it
    const std::string sha256 = TRY(fingerprint(options.file));
    db::Settings settings;
    settings.batch = pieces_together;
    const auto opened = TRY(open(place, settings));
    PeopleImport import(*opened, {std::filesystem::path(options.file).filename().string(), sha256}, options.file);
    return told(TRY(import.run(map)));
}

}  // namespace bluelamp::commands

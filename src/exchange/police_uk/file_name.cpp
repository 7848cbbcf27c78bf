// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/file_name.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace bluelamp::police_uk {
namespace {

struct Ending {
    std::string_view text;
    Kind kind;
};
constexpr std::array endings{Ending{"-street", Kind::street}, Ending{"-outcomes", Kind::outcomes},
                             Ending{"-stop-and-search", Kind::stop_and_search}};

/// A file cut down to one type of crime is another file than the whole month.
constexpr std::string_view burglary = "-burglary";

bool take_end(std::string_view& text, std::string_view end) {
    if (!text.ends_with(end)) {
        return false;
    }
    text.remove_suffix(end.size());
    return true;
}

bool is_force_name(std::string_view text) {
    return !text.empty() && text.size() <= 60 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string_view ending_of(Kind kind) {
    return std::find_if(endings.begin(), endings.end(), [&](const Ending& each) { return each.kind == kind; })->text;
}

bool earlier(const FoundFile& a, const FoundFile& b) {
    return std::tie(a.key.month, a.key.publisher, a.key.subset, a.key.kind, a.path) <
           std::tie(b.key.month, b.key.publisher, b.key.subset, b.key.kind, b.path);
}

void sort_in(Found& found, const std::filesystem::path& path) {
    if (auto key = parse_file_name(path.filename().string())) {
        found.files.push_back({*std::move(key), path});
    } else {
        found.skipped.push_back(path.string());
    }
}

}  // namespace

std::string FileKey::text() const {
    return fmt::format("{}-{}{}{}{}", iso(month), publisher, subset.empty() ? "" : "-", subset, ending_of(kind));
}

std::optional<FileKey> parse_file_name(std::string_view name) {
    take_end(name, ".gz");
    if (!take_end(name, ".csv") || name.size() < 9 || name[7] != '-') {
        return std::nullopt;
    }
    const auto month = parse_month(name.substr(0, 7));
    name.remove_prefix(8);
    for (const Ending& ending : endings) {
        if (month && take_end(name, ending.text)) {
            const bool cut = take_end(name, burglary);
            if (is_force_name(name)) {
                return FileKey{ending.kind, *month, std::string(name), cut ? "burglary" : ""};
            }
        }
    }
    return std::nullopt;
}

Result<Found> find_files(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    Found found;
    if (fs::is_regular_file(folder, error)) {
        sort_in(found, folder);
        return found;
    }
    fs::recursive_directory_iterator at(folder, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (at->is_regular_file(error)) {
            sort_in(found, at->path());
        }
    }
    if (error) {
        return fail(ErrorCode::invalid, folder.string(),
                    "This folder cannot be read; check its name and its permissions.", error.message());
    }
    std::sort(found.files.begin(), found.files.end(), earlier);
    std::sort(found.skipped.begin(), found.skipped.end());
    return found;
}

}  // namespace bluelamp::police_uk

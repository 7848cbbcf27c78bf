// SPDX-License-Identifier: Apache-2.0
#include "core/new_file.hpp"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace bluelamp {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t in_one_write = 1U << 20;

std::string reason(int code) { return std::generic_category().message(code); }

/// Nobody who names an output means a database.
bool is_database(const fs::path& path) {
    constexpr std::string_view begins = "SQLite format 3";
    std::string first(begins.size(), '\0');
    std::ifstream file(path, std::ios::binary);
    return file.read(first.data(), static_cast<std::streamsize>(first.size())) && first == begins;
}

}  // namespace

Result<std::unique_ptr<NewFile>> NewFile::create(const fs::path& path) {
    std::unique_ptr<NewFile> file(new NewFile);
    file->name_ = path.string();
    std::error_code none;
    const fs::file_status there = fs::status(path, none);
    if (fs::is_directory(there)) {
        return fail(ErrorCode::invalid, file->name_, "This is a folder. Name a file in it.");
    }
    if (fs::is_regular_file(there) && is_database(path)) {
        return fail(ErrorCode::invalid, file->name_, "This is a database, which stays as it is. Name another file.");
    }
    if (fs::exists(there) && !fs::is_regular_file(there)) {
        file->descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        const fs::path followed = fs::weakly_canonical(path, none);
        file->target_ = (none ? path : followed).string();
        const std::string beside = fmt::format("{}.{}.part", file->target_, ::getpid());
        file->descriptor_ = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        file->beside_ = file->descriptor_ < 0 ? "" : beside;
    }
    if (file->descriptor_ < 0) {
        return fail(
            ErrorCode::invalid, file->name_,
            fmt::format("No file can be written here ({}). Check the folder and its permissions.", reason(errno)));
    }
    return file;
}

NewFile::~NewFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (!beside_.empty()) {
        ::unlink(beside_.c_str());
    }
}

Result<void> NewFile::append(std::string_view bytes) {
    waiting_ += bytes;
    return waiting_.size() < in_one_write ? Result<void>() : flush();
}

Result<void> NewFile::flush() {
    std::string_view rest = waiting_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return fail(
                ErrorCode::unavailable, name_,
                fmt::format("Writing failed ({}). Make room or name another place; nothing was kept.", reason(errno)));
        }
    }
    waiting_.clear();
    return {};
}

Result<void> NewFile::finish() {
    TRY(flush());
    if (beside_.empty()) {
        return {};
    }
    if (::fsync(descriptor_) != 0 || std::rename(beside_.c_str(), target_.c_str()) != 0) {
        return fail(
            ErrorCode::unavailable, name_,
            fmt::format("The file could not be put in place ({}). Check the disk and the folder.", reason(errno)));
    }
    beside_.clear();
    return {};
}

}  // namespace bluelamp

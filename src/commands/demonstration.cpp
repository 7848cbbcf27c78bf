// SPDX-License-Identifier: Apache-2.0
#include "commands/demonstration.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "commands/demonstration_calls.hpp"
#include "core/file.hpp"
#include "core/sha256.hpp"
#include "exchange/police_uk/police_uk.hpp"

namespace bluelamp::commands {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kept_in = "demonstration-sign-ins";

/// Four groups of four letters and digits without look-alikes: 80 bits, easy to type.
std::string draw_password(IdSource& ids) {
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789x";
    std::string password;
    for (const char byte : ids.bytes(16)) {
        if (password.size() % 5 == 4) {
            password += '-';
        }
        password += letters[static_cast<unsigned char>(byte) % letters.size()];
    }
    return password;
}

std::vector<SignInLine> read_kept(const std::string& path) {
    std::vector<SignInLine> lines;
    std::ifstream file(path);
    for (SignInLine line; file >> line.role >> line.username >> line.password;) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<SignInLine> with(std::vector<SignInLine> lines, const std::vector<access::DemonstrationAccount>& more) {
    for (const auto& account : more) {
        std::erase_if(lines, [&](const SignInLine& line) { return line.username == account.username; });
        lines.push_back({account.role, account.username, account.password});
    }
    return lines;
}

/// Nothing is kept where there is no folder.
Result<void> keep(const std::string& path, const std::vector<SignInLine>& lines) {
    if (path.empty()) {
        return {};
    }
    const mode_t before = umask(0077);
    std::ofstream file(path, std::ios::trunc);
    for (const SignInLine& line : lines) {
        file << line.role << ' ' << line.username << ' ' << line.password << '\n';
    }
    file.close();
    umask(before);
    if (!file) {
        return fail(ErrorCode::unavailable, "--data", path + " cannot be written; make room or give another folder.");
    }
    return {};
}

Result<std::vector<SignInLine>> accounts(Opened& opened, const std::string& folder) {
    const std::string path = folder.empty() ? "" : (fs::path(folder) / kept_in).string();
    const std::vector<SignInLine> kept = path.empty() ? std::vector<SignInLine>() : read_kept(path);
    const auto wanted = access::demonstration_accounts([&](std::string_view username) {
        for (const SignInLine& line : kept) {
            if (line.username == username) {
                return line.password;
            }
        }
        return draw_password(opened.ids);
    });
    // Kept before they are made: an account whose password was lost in between could never be used.
    TRY(keep(path, with(kept, wanted)));
    const auto made = TRY(access::create_demonstration_accounts(*opened.database, opened.act(), wanted));
    std::vector<SignInLine> lines = with(kept, made);
    TRY(keep(path, lines));
    return lines;
}

}  // namespace

Result<std::vector<SignInLine>> make_demonstration(Opened& opened, const std::string& folder) {
    std::vector<SignInLine> lines = TRY(accounts(opened, folder));
    TRY(take_demonstration_calls(opened));
    const police_uk::Importer importer{*opened.database, *opened.areas, [&] { return opened.act(); }};
    TRY(police_uk::import_police_uk(importer, opened.reference + "/excerpts"));
    return lines;
}

}  // namespace bluelamp::commands

// SPDX-License-Identifier: Apache-2.0
/// What each command of the command line does, once its options are read. Each answers the text of --json.
#pragma once

#include <string>
#include <vector>

#include "commands/opened.hpp"

namespace bluelamp::commands {

struct ServeOptions {
    Place place;
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string tls_cert, tls_key;
    bool behind_proxy = false;
    bool demonstration = false;
    bool live = false;  ///< the demonstration's force goes on living
    std::string web;    ///< folder of the built pages; none served when empty
    int threads = 1;    ///< network threads
};
/// Serves until SIGINT or SIGTERM; prints the line "ready" when requests are answered.
Result<void> serve(const ServeOptions& options);

struct PublishedImport {
    std::string json;
    std::size_t files_refused = 0;  ///< whole
};
Result<PublishedImport> import_police_uk(const Place& place, const std::string& folder);

struct ImportCad {
    std::string file, map;
};
Result<std::string> import_cad(const Place& place, const ImportCad& options);

struct ImportPeople {
    std::string file, map;
};
/// Persons of another system onto the register; see policing/people/import_persons.hpp.
Result<std::string> import_people(const Place& place, const ImportPeople& options);

struct ImportGazetteer {
    std::string file;
    geography::GazetteerColumns columns;
};
Result<std::string> import_gazetteer(const Place& place, const ImportGazetteer& options);

/// Answers look-ups, one JSON object a line from standard input to standard output, until the input ends. A line that
/// cannot be read is answered with what is wrong in it.
Result<void> look_up_lines(const Place& place);

struct MeasureOptions {
    std::string name, area = "all", from, to, by;
    std::vector<std::string> options;  ///< "type=burglary"
    bool records = false;              ///< list what was counted instead
};
Result<std::string> measure(const Place& place, const MeasureOptions& options);
/// The measures there are; needs no database.
Result<std::string> list_measures();

/// Recomputes the journal's chain and compares records with it. `ok` false when something does not hold: `first_bad` is
/// then the position of the first act that is not as it was or whose records are not as it tells, and `why` says what
/// and which record. Where an act is missing it is the position after the last act.
struct Verification {
    bool ok = true;
    std::string json, words;
};
Result<Verification> verify(const Place& place);

struct AddUser {
    std::string username, display_name;
    std::vector<std::string> roles;
    std::string password;  ///< from ask_password, never an argument
};
Result<std::string> add_user(const Place& place, const AddUser& options);

/// Everything wrong with a policy file, "file:line: key: what to do" a line; `ok` false when there is anything.
Result<Verification> check_policy(const std::string& file);
/// What differs between two policy files, in words.
Result<Verification> diff_policies(const std::string& before, const std::string& after);
/// The whole text of a policy file with what it includes, as it is proposed to a running server.
Result<std::string> show_policy(const std::string& file);

/// The OpenAPI document of this binary, from routes registered on `place`, as the server registers them.
Result<std::string> describe_api(const Place& place);

}  // namespace bluelamp::commands

// SPDX-License-Identifier: Apache-2.0
#include "commands/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <set>

#include "commands/ask_password.hpp"
#include "commands/commands.hpp"
#include "commands/figures.hpp"
#include "commands/layout.hpp"
#include "commands/link_files.hpp"
#include "commands/simulate.hpp"

namespace bluelamp::commands {
namespace {

constexpr int done = 0, refused = 1, usage = 2;

/// Everything the options of all commands are read into.
struct Options {
    Place place;
    bool json = false;
    ServeOptions serve;
    std::string folder;
    ImportCad cad;
    ImportPeople people;
    ImportGazetteer gazetteer;
    MeasureOptions measure;
    bool list = false;
    AddUser user;
    std::string policy_file, other_policy_file;
    LinkFiles link;
    SimulateDays simulate;
    std::function<int()> run;
};

int refuse(const Error& error) {
    const std::string field = error.field.empty() ? "" : error.field + ": ";
    fmt::print(stderr, "bluelamp: {}{}\n", field, error.message);
    return refused;
}

using Layout = std::string (*)(const json::Object&);

/// One JSON object on the last line with --json; otherwise the same, laid out for reading.
int show(const Options& options, const Result<std::string>& answer, Layout layout = laid_out) {
    if (!answer) {
        return refuse(answer.error());
    }
    if (options.json) {
        fmt::print("{}\n", *answer);
        return done;
    }
    const auto value = json::parse(*answer);
    invariant(value && value->is_object(), "a command answers one JSON object");
    fmt::print("{}", layout(value->get_object()));
    return done;
}

void add_place(CLI::App& command, Options& options) {
    auto* data = command.add_option("--data", options.place.data, "Folder of the records (SQLite)");
    command.add_option("--database", options.place.database, "PostgreSQL address: postgresql://user@host/name")
        ->excludes(data);
    command.add_option("--force", options.place.force, "Force, by its police.uk id");
    command.add_option("--reference", options.place.reference, "Folder of the reference lists");
    command.add_flag("--json", options.json, "One JSON object as the last line of standard output");
}

void add_serve(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("serve", "Serve the pages and the API until stopped");
    add_place(*command, options);
    ServeOptions& serve_options = options.serve;
    command->add_option("--port", serve_options.port, "Port; 0 lets the system choose")->check(CLI::Range(0, 65535));
    command->add_option("--address", serve_options.address,
                        "Address to listen on; beyond loopback only with TLS or --behind-proxy");
    command->add_option("--tls-cert", serve_options.tls_cert, "Certificate chain (PEM)");
    command->add_option("--tls-key", serve_options.tls_key, "Private key (PEM)");
    command->add_flag("--behind-proxy", serve_options.behind_proxy, "A proxy in front speaks TLS");
    auto* invented =
        command->add_flag("--demonstration", serve_options.demonstration, "Make an invented force on the first start");
    command->add_flag("--live", serve_options.live, "The invented force has lived 30 days, and goes on")
        ->needs(invented);
    command->add_option("--web", serve_options.web, "Folder of the built pages");
    command->add_option("--threads", serve_options.threads, "Network threads")->check(CLI::Range(1, 64));
    command->callback([&options] {
        options.run = [&options] {
            options.serve.place = options.place;
            const auto served = serve(options.serve);
            return served ? done : refuse(served.error());
        };
    });
}

void add_imports(CLI::App& app, Options& options) {
    CLI::App* import = app.add_subcommand("import", "Bring in records from elsewhere")->require_subcommand(1);
    CLI::App* published =
        import->add_subcommand("police-uk", "Street, outcomes and stop-and-search files of data.police.uk");
    add_place(*published, options);
    published->add_option("DIR", options.folder, "Folder, searched through, or one file")->required();
    published->callback([&options] {
        options.run = [&options] {
            const auto imported = import_police_uk(options.place, options.folder);
            if (!imported) {
                return refuse(imported.error());
            }
            show(options, imported->json);
            return imported->files_refused == 0
                       ? done
                       : refuse({ErrorCode::invalid,
                                 "files_refused",
                                 fmt::format("{} of the files were refused whole; files_refused says why.",
                                             imported->files_refused),
                                 {}});
        };
    });
    CLI::App* cad = import->add_subcommand("cad", "Calls for service of another dispatch system");
    add_place(*cad, options);
    cad->add_option("FILE", options.cad.file, "CSV, plain or gzipped")->required();
    cad->add_option("--map", options.cad.map, "What its columns mean (TOML); see reference/maps")->required();
    cad->callback(
        [&options] { options.run = [&options] { return show(options, import_cad(options.place, options.cad)); }; });
    CLI::App* people = import->add_subcommand("people", "Persons of another system, onto the register");
    add_place(*people, options);
    people->add_option("FILE", options.people.file, "CSV, plain or gzipped")->required();
    people->add_option("--map", options.people.map, "What its columns hold (TOML); see docs/linking.md")->required();
    people->callback([&options] {
        options.run = [&options] { return show(options, import_people(options.place, options.people)); };
    });
    CLI::App* gazetteer = import->add_subcommand("gazetteer", "Addresses: property reference, address, position");
    add_place(*gazetteer, options);
    geography::GazetteerColumns& columns = options.gazetteer.columns;
    gazetteer->add_option("FILE", options.gazetteer.file, "CSV, plain or gzipped")->required();
    gazetteer->add_option("--reference-column", columns.reference, "Column of the property reference");
    gazetteer->add_option("--address-column", columns.address, "Column of the address; several are joined");
    gazetteer->add_option("--postcode-column", columns.postcode);
    gazetteer->add_option("--latitude-column", columns.latitude);
    gazetteer->add_option("--longitude-column", columns.longitude);
    gazetteer->add_option("--easting-column", columns.easting);
    gazetteer->add_option("--northing-column", columns.northing);
    gazetteer->callback([&options] {
        options.run = [&options] { return show(options, import_gazetteer(options.place, options.gazetteer)); };
    });
}

void add_lookup(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand(
        "lookup", "Recognise persons of the register: one JSON object a line in, one answer a line out");
    add_place(*command, options);
    command->callback([&options] {
        options.run = [&options] {
            const auto answered = look_up_lines(options.place);
            return answered ? done : refuse(answered.error());
        };
    });
}

/// Every option of every measure, by its name with underscores or hyphens; its measure judges the value.
void add_measure_options(CLI::App& command, MeasureOptions& asked) {
    const geography::Areas nowhere({}, {}, {});
    std::map<std::string, std::set<std::string>> values;
    const auto figures = figures_of(nowhere);
    for (const measures::Measure& measure : figures->list()) {
        for (const measures::Option& option : measure.options) {
            values[option.name].insert(option.values.begin(), option.values.end());
        }
    }
    for (const auto& [name, known] : values) {
        std::string hyphened = name;
        std::replace(hyphened.begin(), hyphened.end(), '_', '-');
        command.add_option_function<std::string>(
            hyphened == name ? "--" + name : fmt::format("--{},--{}", name, hyphened),
            [&asked, name = name](const std::string& value) { asked.options.push_back(name + "=" + value); },
            known.empty() ? "a whole number" : fmt::format("{}", fmt::join(known, ", ")));
    }
}

int show_measure(const Options& options) {
    const MeasureOptions& asked = options.measure;
    if (options.list) {
        return show(options, list_measures(), laid_out_measures);
    }
    const Layout layout = asked.records ? laid_out_records : asked.by.empty() ? laid_out : laid_out_series;
    return show(options, measure(options.place, asked), layout);
}

void add_measure(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("measure", "Read a figure");
    add_place(*command, options);
    MeasureOptions& asked = options.measure;
    command->add_option("NAME", asked.name, "Measure; see --list");
    command->add_flag("--list", options.list, "List the measures and what they count");
    command->add_option("--area", asked.area, "Code or name of a ward, borough or force; all");
    command->add_option("--from", asked.from, "First month, as 2021-06");
    command->add_option("--to", asked.to, "Last month, as 2021-09");
    command->add_option("--by", asked.by, "Group: month, area, ...");
    command->add_option("--option", asked.options, "Restriction as name=value; may be given several times");
    add_measure_options(*command, asked);
    command->add_flag("--records", asked.records, "List the records that were counted");
    command->callback([&options] { options.run = [&options] { return show_measure(options); }; });
}

/// What was found, in words or with --json, and whether it is good.
int show_found(const Options& options, const Result<Verification>& found) {
    if (!found) {
        return refuse(found.error());
    }
    fmt::print("{}\n", options.json ? found->json : found->words);
    return found->ok ? done : refused;
}

void add_verify(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("verify", "Recompute the journal's chain and compare the records with it");
    add_place(*command, options);
    command->callback([&options] { options.run = [&options] { return show_found(options, verify(options.place)); }; });
}

void add_simulate(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("simulate", "Let an invented force live some days, checked each hour");
    add_place(*command, options);
    add_simulate_options(*command, options.simulate);
    command->callback([&options] {
        options.run = [&options] { return show(options, simulate_days(options.place, options.simulate)); };
    });
}

void add_policy(CLI::App& app, Options& options) {
    CLI::App* policy = app.add_subcommand("policy", "Policy files")->require_subcommand(1);
    CLI::App* check = policy->add_subcommand("check", "Say everything that is wrong with a policy file");
    check->add_option("FILE", options.policy_file, "Policy (TOML); see forces/example.toml")->required();
    check->add_flag("--json", options.json, "One JSON object as the last line of standard output");
    check->callback(
        [&options] { options.run = [&options] { return show_found(options, check_policy(options.policy_file)); }; });
    CLI::App* diff = policy->add_subcommand("diff", "Say in words what differs between two policy files");
    diff->add_option("BEFORE", options.policy_file)->required();
    diff->add_option("AFTER", options.other_policy_file)->required();
    diff->add_flag("--json", options.json, "One JSON object as the last line of standard output");
    diff->callback([&options] {
        options.run = [&options] {
            return show_found(options, diff_policies(options.policy_file, options.other_policy_file));
        };
    });
    CLI::App* whole = policy->add_subcommand("show", "Print a policy file with what it includes, ready to be proposed");
    whole->add_option("FILE", options.policy_file)->required();
    whole->callback([&options] {
        options.run = [&options] {
            const auto text = show_policy(options.policy_file);
            if (!text) {
                return refuse(text.error());
            }
            fmt::print("{}", *text);
            return done;
        };
    });
}

void add_user_command(CLI::App& app, Options& options) {
    CLI::App* user = app.add_subcommand("user", "Accounts")->require_subcommand(1);
    CLI::App* add = user->add_subcommand("add", "Make an account; its password is read from standard input");
    add_place(*add, options);
    add->add_option("USERNAME", options.user.username)->required();
    add->add_option("--name", options.user.display_name, "Name to show")->required();
    add->add_option("--role", options.user.roles, "Role; may be given several times")->required();
    add->callback([&options] {
        options.run = [&options] {
            auto password = ask_password();
            if (!password) {
                return refuse(password.error());
            }
            options.user.password = *std::move(password);
            return show(options, add_user(options.place, options.user));
        };
    });
}

int show_linked(const Options& options) {
    const auto linked = link_files(options.link);
    if (!linked) {
        return refuse(linked.error());
    }
    if (!options.json && !linked->words.empty()) {
        fmt::print("{}", linked->words);
        return done;
    }
    return show(options, linked->json);
}

/// A file of people and what its columns hold.
void add_files(CLI::App& command, Options& options) {
    command.add_option("--map", options.link.map, "What the columns hold (TOML); see docs/linking.md")->required();
    command.add_option("--threshold", options.link.threshold, "Probability from which a pair is linked; 0.5");
    command.add_flag("--json", options.json, "One JSON object as the last line of standard output");
    command.callback([&options] { options.run = [&options] { return show_linked(options); }; });
}

void add_link(CLI::App& app, Options& options) {
    LinkFiles& link = options.link;
    CLI::App* command = app.add_subcommand("link", "Find the records of one file, or of two, that are one person");
    command->add_option("LEFT", link.left, "CSV, plain or gzipped")->required();
    command->add_option("RIGHT", link.right, "Second file: then only pairs across are looked for");
    command->add_option("--out", link.pairs, "File for the pairs: id_left,id_right,probability,weight");
    command->add_option("--clusters", link.clusters, "File for the clusters: id,cluster");
    command->add_option("--explain", link.explain, "Say why the records ID1 and ID2 have their weight")->expected(2);
    command->add_option("--model", link.model, "Model to use instead of training on the records");
    command->add_option("--charts", link.charts, "File for a page of charts (HTML)");
    add_files(*command, options);
}

void add_identity(CLI::App& app, Options& options) {
    LinkFiles& link = options.link;
    CLI::App* identity = app.add_subcommand("identity", "The model that recognises people")->require_subcommand(1);
    CLI::App* train = identity->add_subcommand(
        "train", "Train the register's model and put it in force, or a model on a file; without labels");
    add_place(*train, options);
    train->add_option("--map", link.map, "What the columns of the file hold (TOML); see docs/linking.md");
    train->add_option("--out", link.trained, "File for the model that is trained on a file");
    train->add_option("--file", link.left, "CSV, plain or gzipped")
        ->needs("--map")
        ->needs("--out")
        ->excludes("--data")
        ->excludes("--database");
    train->callback([&options] {
        options.run = [&options] {
            return options.link.left.empty() ? show(options, train_register(options.place)) : show_linked(options);
        };
    });
    CLI::App* report =
        identity->add_subcommand("report", "Charts of what a model learned and how it weighs the register, or a file");
    add_place(*report, options);
    report->add_option("--out", link.charts, "File for the page (HTML)")->required();
    report->add_option("--model", link.model, "Model to use instead of the one in force, or of training on the file");
    report->add_option("--threshold", link.threshold, "Probability from which a pair is linked; 0.5");
    report->add_option("--map", link.map, "What the columns of the file hold (TOML); see docs/linking.md");
    report->add_option("--file", link.left, "CSV, plain or gzipped")
        ->needs("--map")
        ->excludes("--data")
        ->excludes("--database");
    report->callback([&options] {
        options.run = [&options] {
            return options.link.left.empty() ? show(options, report_register(options.place, options.link))
                                             : show_linked(options);
        };
    });
}

void add_describe(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("describe-api", "Print the OpenAPI document");
    add_place(*command, options);
    command->callback([&options] {
        options.run = [&options] {
            const auto document = describe_api(options.place);
            if (!document) {
                return refuse(document.error());
            }
            fmt::print("{}", *document);
            return done;
        };
    });
}

}  // namespace

int run(int count, char** arguments) {
    Options options;
    CLI::App app("Bluelamp: one record from the call to the figure", "bluelamp");
    app.require_subcommand(1);
    app.set_version_flag("--version", "bluelamp " BLUELAMP_VERSION);
    add_serve(app, options);
    add_imports(app, options);
    add_lookup(app, options);
    add_measure(app, options);
    add_verify(app, options);
    add_user_command(app, options);
    add_policy(app, options);
    add_link(app, options);
    add_identity(app, options);
    add_describe(app, options);
    add_simulate(app, options);
    try {
        app.parse(count, arguments);
        return options.run();
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? done : usage;
    } catch (const std::exception& broken) {
        fmt::print(stderr, "bluelamp: this is a mistake of the program, please report it: {}\n", broken.what());
        return refused;
    }
}

}  // namespace bluelamp::commands

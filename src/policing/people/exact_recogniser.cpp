// SPDX-License-Identifier: Apache-2.0
// Each field that was typed is looked for by a range of an index, and all of them together by the identity engine; what
// is found by several stands before what is found by one, but never before a better match.
#include <fmt/format.h>

#include "core/text.hpp"
#include "policing/people/finds.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/search.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

std::string_view thing(SubjectKind kind) {
    switch (kind) {
        case SubjectKind::phone: return "number";
        case SubjectKind::address: return "address";
        case SubjectKind::vehicle: return "vehicle";
        case SubjectKind::person: break;
    }
    return "person";
}

/// A number, address or vehicle as the database finds it.
struct Thing {
    SubjectId id;
    std::string key, title;
    std::int64_t nth = 0;  ///< of an address: 0 when the key is the whole of it
    std::string flat, postcode;
};

Thing read_thing(const db::Row& row) { return {row.id<SubjectId>(0), row.string(1), row.string(2), 0, {}, {}}; }
Thing read_address(const db::Row& row) {
    return {row.id<SubjectId>(0), row.string(1), row.string(2), row.bigint(3), row.string(4), row.string(5)};
}

/// One look-up: what was typed, by whom.
class Search {
   public:
    Search(db::Reader& reader, const Act& act, const LookUp& typed, std::int64_t limit)
        : reader_(reader),
          act_(act),
          clearance_(act.actor.clearance),
          typed_(typed),
          limit_(limit),
          name_key_(typed.name ? joined(words(typed.name->text)) : "") {}

    /// `recognition` is nothing where exact and folded hits are enough.
    Result<Found> run(Recognition* recognition) {
        TRY(by_phone());
        TRY(by_registration());
        TRY(by_address());
        TRY(by_name());
        Found out;
        if (recognition != nullptr) {
            LookUp as_many = typed_;
            as_many.limit = limit_;
            out = TRY(recognise(reader_, act_, *recognition, as_many, finds_));
        }
        auto found = std::move(finds_).best(static_cast<std::size_t>(limit_));
        out.hits.reserve(found.size());
        for (Finds::Find& find : found) {
            if (find.hit.kind == SubjectKind::person) {
                find.hit.question = TRY(question_for(find, found));
            }
            out.hits.push_back(std::move(find.hit));
        }
        return out;
    }

   private:
    Result<void> by_phone() {
        constexpr std::ptrdiff_t enough = 6;  // digits from which a number is looked for by its beginning
        const std::string number = typed_.phone ? plain_number(typed_.phone->text) : "";
        if (number.empty()) {
            return {};
        }
        const std::string& written = typed_.phone->text;
        const bool begins =
            std::count_if(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; }) >= enough;
        const auto things = TRY(reader_.many(sql::phones_like,
                                             {act_.force, clearance_.level, clearance_.owners, number,
                                              begins ? after_all(number) : number + '\x01', limit_},
                                             read_thing));
        return add_things(SubjectKind::phone, things,
                          [&](const Thing& thing) { return thing.key == number ? Match::exact : Match::begins; });
    }

    Result<void> by_registration() {
        constexpr std::size_t enough = 3;
        const std::string plain = typed_.registration ? plain_registration(typed_.registration->text) : "";
        if (plain.empty()) {
            return {};
        }
        const auto things = TRY(reader_.many(sql::vehicles_like,
                                             {act_.force, clearance_.level, clearance_.owners, plain,
                                              plain.size() >= enough ? after_all(plain) : plain + '\x01', limit_},
                                             read_thing));
        return add_things(SubjectKind::vehicle, things, [&](const Thing& thing) {
            if (thing.title == typed_.registration->text) {
                return Match::exact;
            }
            return thing.key == plain ? Match::folded : Match::begins;
        });
    }

    Result<void> by_address() {
        const std::string apart = typed_.postcode ? typed_.postcode->text : "";
        const std::string written = typed_.address ? typed_.address->text : apart;
        if (written.empty()) {
            return {};
        }
        const PlainAddress plain = plain_address(written, apart);
        const std::string folded = plain.folded();
        std::string postcode = plain.postcode;
        if (plain.words.size() <= 2 && plain.flat.empty() && begins_postcode(plain_registration(folded))) {
            postcode = plain_registration(folded);
        }
        const bool by_postcode = !postcode.empty() && (plain.words.empty() || postcode != plain.postcode);
        if (by_postcode) {
            const std::string end = plain.words.empty() ? postcode + '\x01' : after_all(postcode);
            const auto things = TRY(
                reader_.many(sql::addresses_of_postcode,
                             {act_.force, clearance_.level, clearance_.owners, postcode, end, limit_}, read_address));
            TRY(add_things(SubjectKind::address, things, [&](const Thing& thing) {
                return thing.postcode == postcode ? Match::folded : Match::begins;
            }));
        }
        if (plain.words.empty()) {
            return {};
        }
        // One address may stand there from several of its words on; twice as many rows leave enough of them.
        auto things = TRY(reader_.many(sql::addresses_like,
                                       {act_.force, clearance_.level, clearance_.owners, folded, after_all(folded),
                                        2 * limit_, plain.flat, plain.postcode},
                                       read_address));
        return add_things(SubjectKind::address, things, [&](const Thing& thing) {
            if (thing.title == written) {
                return Match::exact;
            }
            const bool whole = thing.nth == 0 && thing.key == folded && thing.flat == plain.flat;
            return whole ? Match::folded : Match::begins;
        });
    }

    /// Things found, each with who was named with it. Where few were found, or one surely, those persons are hits too.
    template <class Judge>
    Result<void> add_things(SubjectKind kind, const std::vector<Thing>& things, Judge match_of) {
        constexpr std::size_t few = 3;
        const std::string born = typed_.date_of_birth ? iso(*typed_.date_of_birth) : "";
        for (const Thing& found : things) {
            Hit hit;
            hit.kind = kind;
            hit.subject = found.id;
            hit.title = found.title;
            hit.match = match_of(found);
            const bool show_persons = hit.match != Match::begins || things.size() <= few;
            const auto persons = TRY(persons_with(found.id, born));
            for (const With& with : persons) {
                std::string used =
                    fmt::format("This {} was used by {} {}.", thing(kind), with.name, times(with.events, with.or_more));
                if (show_persons) {
                    add_user(with, hit.match, used);
                }
                hit.why.push_back(std::move(used));
                hit.used_with.push_back(with.id);
            }
            finds_.add({std::move(hit), {}, 1});
        }
        return {};
    }

    /// How a name fits what was typed.
    struct Fit {
        Match match = Match::begins;
        std::string why;
    };
    [[nodiscard]] Fit fit_of(std::string_view key, std::string_view written, bool born_known) const {
        Fit fit{Match::begins, "The name begins so."};
        if (key == name_key_) {
            const bool same = written == trim(typed_.name->text);
            fit = same ? Fit{Match::exact, "The name is the same."}
                       : Fit{Match::folded, "The name is the same but for case and accents."};
        }
        if (typed_.date_of_birth && !born_known) {
            fit = {Match::begins, fit.why + " The date of birth is not known."};
        }
        return fit;
    }
    /// Whether what was typed is another date of birth than the register's: it may have been misheard.
    [[nodiscard]] bool born_else(const std::optional<LocalDate>& born) const {
        return typed_.date_of_birth && born && *born != *typed_.date_of_birth;
    }
    /// Whoever is found by something else may stand behind more of that name than are read.
    [[nodiscard]] std::optional<Fit> named_so(const Person& person) const {
        std::optional<Fit> best;
        if (name_key_.size() < 2) {
            return best;
        }
        for (const NameKey& name : name_keys(person.given_name, person.other_names, person.family_name)) {
            if (name.key.starts_with(name_key_)) {
                Fit fit = fit_of(name.key, name.written, person.date_of_birth.has_value());
                if (born_else(person.date_of_birth)) {
                    fit.match = Match::begins;
                }
                best = !best || fit.match < best->match ? std::optional(std::move(fit)) : best;
            }
        }
        return best;
    }

    struct With {
        SubjectId id;
        std::string name, title;
        std::optional<LocalDate> born;
        std::optional<Fit> named;
        std::int64_t events = 0;
        bool or_more = false;  ///< there are older records that were not read
    };
    void add_user(const With& with, Match match, const std::string& used) {
        const bool else_born = born_else(with.born);
        finds_.add(of_person({with.id, with.title, with.born}, else_born ? Match::begins : match, used));
        if (else_born) {
            finds_.tell(with.id, "The date of birth is another: " + in_words(*with.born) + ".");
        }
        if (with.named) {
            finds_.again(with.id, with.named->match, {with.named->why});
        }
    }

    Result<std::vector<With>> persons_with(const SubjectId& subject, const std::string& born) {
        return reader_.many(sql::persons_with, {act_.force, clearance_.level, clearance_.owners, subject, limit_, born},
                            [&](const db::Row& row) {
                                const Person person = read_name(row, 1);
                                return With{row.id<SubjectId>(0),
                                            full_name(person.given_name, person.other_names, person.family_name),
                                            person.title,
                                            person.date_of_birth,
                                            named_so(person),
                                            row.bigint(5),
                                            row.bigint(6) == most_records};
                            });
    }

    Result<void> by_name() {
        if (name_key_.size() < 2) {
            const bool alone = !typed_.phone && !typed_.address && !typed_.registration;
            return typed_.date_of_birth && alone ? born_that_day() : Result<void>();
        }
        const std::string end = after_all(name_key_);
        const std::int64_t rows = 2 * limit_;  // a person may stand there in several orders of his names
        const auto& [level, owners] = clearance_;
        if (typed_.date_of_birth) {
            for (const std::string& born : {iso(*typed_.date_of_birth), std::string()}) {
                TRY(add_named(sql::named_like_born, {act_.force, level, owners, name_key_, end, rows, born, 8}, rows));
            }
            return {};
        }
        const std::string written(trim(typed_.name->text));
        TRY(add_named(sql::named_exactly, {act_.force, level, owners, name_key_, written, rows}, rows));
        // Best first, and those written so stand there already: more would not be shown.
        return add_named(sql::named_like, {act_.force, level, owners, name_key_, end, rows}, limit_);
    }

    Result<void> born_that_day() {
        const std::string born = iso(*typed_.date_of_birth);
        return reader_.each(
            sql::named_like_born, {act_.force, clearance_.level, clearance_.owners, "", after_all(""), limit_, born, 0},
            [&](const db::Row& row) { finds_.add(of_person(named_in(row), Match::exact, "Born that day.")); });
    }

    /// A person as he is found.
    struct Named {
        SubjectId id;
        std::string title;
        std::optional<LocalDate> born;
    };
    static Named named_in(const db::Row& row) {
        Person person = read_name(row, 3);
        return {row.id<SubjectId>(0), std::move(person.title), person.date_of_birth};
    }

    /// Adds at most so many whom nothing else has found.
    Result<void> add_named(const db::Query& query, std::initializer_list<db::Value> values, std::int64_t most) {
        std::int64_t added = 0;
        return reader_.each(query, values, [&](const db::Row& row) {
            Fit fit = fit_of(row.text(2), row.text(1), !row.text(6).empty());
            if (!finds_.again(row.id<SubjectId>(0), fit.match, {fit.why}) && added < most) {
                ++added;
                finds_.add(of_person(named_in(row), fit.match, std::move(fit.why)));
            }
        });
    }

    static Finds::Find of_person(const Named& person, Match match, std::string why) {
        Hit hit;
        hit.kind = SubjectKind::person;
        hit.subject = person.id;
        hit.title = person.title;
        hit.match = match;
        hit.why.push_back(std::move(why));
        return {std::move(hit), person.born, 1};
    }

    /// One whose answer the register knows, whoever asks has not been told already, and no other hit shares.
    Result<std::optional<std::string>> question_for(const Finds::Find& find, const std::vector<Finds::Find>& found) {
        const auto& born = find.born;
        const auto sharing =
            std::count_if(found.begin(), found.end(), [&](const Finds::Find& other) { return other.born == born; });
        if (born && !typed_.date_of_birth && sharing == 1) {
            return std::optional<std::string>("What is your date of birth?");
        }
        const auto& clearance = act_.actor.clearance;
        const auto known =
            TRY(reader_.maybe(sql::home_postcode, {act_.force, clearance.level, clearance.owners, find.hit.subject},
                              [](const db::Row& row) { return row.string(0); }));
        if (known) {
            return std::optional<std::string>("What is the postcode of your home?");
        }
        return born ? std::optional<std::string>("What is your date of birth?") : std::nullopt;
    }

    db::Reader& reader_;
    const Act& act_;
    const access::Clearance& clearance_;
    const LookUp& typed_;
    std::int64_t limit_;
    std::string name_key_;  ///< the name that was typed, folded; empty when none was
    Finds finds_;
};

class ByRegister final : public Recogniser {
   public:
    explicit ByRegister(std::shared_ptr<Recognition> recognition) : recognition_(std::move(recognition)) {}

    Result<Found> find(db::Reader& reader, const Act& act, const LookUp& typed, std::int64_t limit) const override {
        return Search(reader, act, typed, limit).run(recognition_.get());
    }

   private:
    std::shared_ptr<Recognition> recognition_;
};

}  // namespace

std::unique_ptr<Recogniser> exact_recogniser() { return std::make_unique<ByRegister>(nullptr); }

std::unique_ptr<Recogniser> recogniser(std::shared_ptr<Recognition> recognition) {
    return std::make_unique<ByRegister>(std::move(recognition));
}

}  // namespace bluelamp::people

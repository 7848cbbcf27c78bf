// SPDX-License-Identifier: Apache-2.0
/// A register whose persons are recognised, as a server does it.
#pragma once

#include "policing/people/import_persons.hpp"
#include "policing/people/recognition.hpp"
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {

inline LookUp by_email(LookUp typed, const std::string& email) {
    typed.email = json::Text<60>{email};
    return typed;
}
inline LookUp and_address(LookUp typed, const std::string& address, const std::string& postcode = "") {
    typed.address = json::Text<300>{address};
    if (!postcode.empty()) {
        typed.postcode = json::Text<16>{postcode};
    }
    return typed;
}
inline LookUp and_phone(LookUp typed, const std::string& phone) {
    typed.phone = json::Text<60>{phone};
    return typed;
}
inline Said with_email(Said said, const std::string& email) {
    said.email = json::Text<60>{email};
    return said;
}

class AMemory : public ARegister {
   protected:
    Result<Found> try_recognise(const access::Actor& by, const LookUp& typed) {
        return read([&](db::Reader& reader) { return look_up(reader, act(by), policy, *recogniser(memory), typed); });
    }
    Found recognise(const LookUp& typed) { return recognise(jo, typed); }
    Found recognise(const access::Actor& by, const LookUp& typed) {
        const auto found = try_recognise(by, typed);
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(Found{});
    }
    static Said bill() {
        return with_email(
            on_phone(at_address(a_name("William", "Thistlewood", "1962-04-09"), "Flat 3, 27 Orchard Row", "EC1A 9HF"),
                     "07700 900321"),
            "bill@example.org");
    }
    /// The hit of that person, if he is found.
    static std::optional<Hit> hit_in(const Found& found, const SubjectId& person) {
        for (const Hit& hit : found.hits) {
            if (hit.subject == person) {
                return hit;
            }
        }
        return std::nullopt;
    }
    std::optional<Hit> recognised(const SubjectId& person, const LookUp& typed) {
        return hit_in(recognise(typed), person);
    }

    /// A street of people with names that nobody else has, so that the register is no village of one.
    void a_town(int people = 150) {
        static constexpr const char* given[] = {"Alice", "Brian", "Carol", "David", "Edith",
                                                "Frank", "Grace", "Henry", "Irene", "James"};
        static constexpr const char* family[] = {"Archer",   "Barlow", "Carver", "Dawson", "Ellison",
                                                 "Fletcher", "Gibson", "Harper", "Ingram", "Jarvis"};
        std::vector<ImportedPerson> rows;
        for (int i = 0; i < people; ++i) {
            ImportedPerson row{"town-" + std::to_string(i), {}};
            const auto put = [&](identity::Kind kind, std::string text) {
                row.written[static_cast<std::size_t>(kind)] = std::move(text);
            };
            put(identity::Kind::given_name, given[i % 10]);
            put(identity::Kind::surname, family[i / 10 % 10]);
            put(identity::Kind::date_of_birth,
                fmt::format("{}-{:02}-{:02}", 1940 + i % 60, 1 + i % 12, 1 + i * 7 % 28));
            put(identity::Kind::phone, fmt::format("07700 900{:03}", 500 + i % 400));
            put(identity::Kind::address, fmt::format("{} Mill Lane", i + 1));
            put(identity::Kind::postcode, fmt::format("AL{} {}AB", 1 + i % 9, 1 + i / 9 % 9));
            rows.push_back(std::move(row));
        }
        import(rows);
    }
    void import(const std::vector<ImportedPerson>& rows) {
        const PersonsFile file{"town.csv", "sha" + std::to_string(++files)};
        const auto done = write([&](db::Transaction& tx) -> Result<bool> {
            const Act by = act(console);
            TRY(begin_import(tx, by, file));
            const auto count = static_cast<std::int64_t>(rows.size());
            TRY(import_persons(tx, by, file, {0, count, rows}));
            TRY(finish_import(tx, by, file));
            return true;
        });
        EXPECT_TRUE(done) << access::why(done);
        const auto gathered = gather_statistics(database(), force);
        EXPECT_TRUE(gathered) << access::why(gathered);
    }

    std::shared_ptr<Recognition> memory = std::make_shared<Recognition>();
    int files = 0;
};

}  // namespace bluelamp::people

// SPDX-License-Identifier: Apache-2.0
/// A register that is linked whole, with reviewers who read what came out.
#pragma once

#include "policing/people/linkings.hpp"
#include "policing/people/never_link.hpp"
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {

class ALinking : public AMemory {
   protected:
    void SetUp() override {
        AMemory::SetUp();
        if (!IsSkipped()) {
            a_town(60);  // each with a name and a birthday of his own
            reg = actor(a_person("reg", {"registrar"}).id);
        }
    }

    static Said oswin() {
        return with_email(on_phone(at_address(a_name("Oswin", "Hathersage", "1971-04-09"), "11 Cloth Fair", "EC1A 7JQ"),
                                   "07700 900612"),
                          "oswin@example.org");
    }
    static Said oswyn() { return at_address(a_name("Oswyn", "Hathersage", "1971-04-09"), "11 Cloth Fair", "EC1A 7JQ"); }
    static Said bill() {
        return on_phone(at_address(a_name("William", "Thistlewood", "1962-04-09"), "27 Orchard Row", "EC1A 9HF"),
                        "07700 900321");
    }
    static Said o_hathersedge() {
        return with_email(on_phone(a_name("Oswin", "Hathersedge", "1971-04-09"), "07700 900612"), "oswin@example.org");
    }

    Result<Linking> try_start(const access::Actor& by) {
        return write([&](db::Transaction& tx) { return start_linking(tx, act(by), policy, {}); });
    }
    Linking start() {
        const auto begun = try_start(reg);
        EXPECT_TRUE(begun) << access::why(begun);
        return begun.value_or(Linking{});
    }
    std::optional<TakenLinking> take() {
        const auto taken = take_linking(database(), act(console));
        EXPECT_TRUE(taken) << access::why(taken);
        return taken.value_or(std::nullopt);
    }
    void run(const TakenLinking& taken, std::function<bool()> stopping = {}) {
        const auto ran = run_linking(database(), {[this] { return act(console); }, std::move(stopping), 2, 1}, taken);
        EXPECT_TRUE(ran) << access::why(ran);
    }
    /// The whole of it, as a server does it.
    Linking linked() {
        clock.advance(std::chrono::seconds(1));
        const LinkingId id = start().id;
        const auto taken = take();
        EXPECT_TRUE(taken);
        if (taken) {
            run(*taken);
        }
        return as_it_is(id);
    }
    Linking as_it_is(const LinkingId& id) {
        const auto found = read([&](db::Reader& reader) { return read_linking(reader, act(reg), policy, {id}); });
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(Linking{});
    }

    Result<api::Page<LinkedPair>> try_pairs(const access::Actor& by, const LinkedQuery& query) {
        return read([&](db::Reader& reader) { return linked_pairs(reader, act(by), policy, query); });
    }
    using Two = std::pair<std::string, std::string>;
    static Two two(const SubjectId& one, const SubjectId& other) { return std::minmax(one.text(), other.text()); }
    std::vector<Two> pairs(const access::Actor& by, const LinkingId& id) {
        std::vector<Two> out;
        const auto page = try_pairs(by, {id, {}, 500});
        EXPECT_TRUE(page) << access::why(page);
        for (const LinkedPair& pair : page ? page->items : std::vector<LinkedPair>()) {
            out.emplace_back(pair.one.person.text(), pair.other.person.text());
        }
        return out;
    }
    std::vector<std::set<std::string>> clusters(const access::Actor& by, const LinkingId& id) {
        const auto page = read([&](db::Reader& reader) {
            return linked_clusters(reader, act(by), policy, {id, {}, {}});
        });
        EXPECT_TRUE(page) << access::why(page);
        std::vector<std::set<std::string>> out;
        for (const LinkedCluster& cluster : page ? page->items : std::vector<LinkedCluster>()) {
            auto& members = out.emplace_back();
            for (const Recorded& person : cluster.persons) {
                members.insert(person.person.text());
            }
        }
        return out;
    }
    std::string csv(Result<CsvPart> (*what)(db::Reader&, const Act&, const policy::Policy&, const LinkedQuery&),
                    const access::Actor& by, const LinkingId& id, std::int64_t limit = 100'000) {
        std::string text;
        LinkedQuery query{id, {}, limit};
        do {
            const auto part = read([&](db::Reader& reader) { return what(reader, act(by), policy, query); });
            EXPECT_TRUE(part) << access::why(part);
            text += part ? part->text : "";
            query.after = part ? part->next : std::nullopt;
        } while (query.after);
        return text;
    }
    Result<ExplainedPair> explained(const access::Actor& by, const SubjectId& one, const SubjectId& other) {
        return read([&](db::Reader& reader) { return explain_pair(reader, act(by), policy, *memory, {one, other}); });
    }

    void decide_on(const SubjectId& one, const SubjectId& other, Verdict verdict) {
        const auto made = write([&](db::Transaction& tx) {
            return decide(tx, act(reg), {one, other, verdict, "Looked at by two officers", {}});
        });
        ASSERT_TRUE(made) << access::why(made);
    }
    void hide(const SubjectId& person) {
        const auto made = write([&](db::Transaction& tx) {
            return set_never_link(tx, act(reg), {person, {}, Hiding::protected_person, {"Court order"}, {}, {}, {}});
        });
        ASSERT_TRUE(made) << access::why(made);
    }
    /// Reviewers of another team.
    [[nodiscard]] access::Actor reviewer(std::int64_t level) const {
        access::Actor other = reg;
        other.clearance = {level, ",role:registrar,"};
        return other;
    }

    access::Actor reg;
};

}  // namespace bluelamp::people

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "policing/people/finds.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr double usual_cut = 0.05, likely = 0.5;

/// How likely each would be if as many callers were known as usual, in the order of `found`. Exactly one of them was
/// meant, or nobody on the register: that share of the odds is put back.
std::vector<double> if_known_as_usual(const Recognitions& found) {
    const auto odds = [](double share) { return share / (1 - share); };
    const double more = odds(identity::LookUpOptions().known) / odds(found.known);
    double all = 0;
    for (const Recognised& each : found.persons) {
        all += each.probability;
    }
    std::vector<double> out;
    for (const Recognised& each : found.persons) {
        out.push_back(each.probability * more / (1 + std::min(all, 1.0) * (more - 1)));
    }
    return out;
}

std::size_t digits_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// Whether what was typed so far can tell one person from most others.
bool enough_to_recognise(const LookUp& typed) {
    constexpr std::size_t number = 6, name = 4, name_among_others = 2, address = 5;
    if (typed.phone && digits_in(typed.phone->text) >= number) {
        return true;
    }
    if (typed.email && typed.email->text.find('@') != std::string::npos) {
        return true;
    }
    const std::size_t letters = typed.name ? joined(words(typed.name->text)).size() : 0;
    const bool place = (typed.address && typed.address->text.size() >= address) || typed.postcode;
    const bool born = typed.date_of_birth.has_value();
    return letters >= name || (letters >= name_among_others && (place || born)) || (place && born) ||
           (typed.address && typed.address->text.size() >= address);
}

Match match_of(identity::Level level) {
    switch (level) {
        case identity::Level::certain: return Match::certain;
        case identity::Level::probable: return Match::probable;
        case identity::Level::possible: break;
    }
    return Match::possible;
}

/// What speaks for him in words, the weightiest first.
std::vector<std::string> reasons_of(const identity::Explanation& why) {
    constexpr std::size_t most = 4;
    std::vector<const identity::Step*> steps;
    for (const identity::Step& step : why.steps) {
        if (step.weight > 0) {
            steps.push_back(&step);
        }
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const identity::Step* a, const identity::Step* b) { return a->weight > b->weight; });
    std::vector<std::string> words;
    for (std::size_t i = 0; i < std::min(most, steps.size()); ++i) {
        words.push_back(steps[i]->words);
    }
    return words;
}

/// Makes a hit of somebody recognised, or adds to the one that is there what the engine knows. Whoever the database
/// does not show any more is left out.
Result<void> add(db::Reader& reader, const Act& act, const Recognised& one, Finds& finds) {
    const Match match = match_of(one.level);
    const std::vector<std::string> why = reasons_of(one.why);
    if (!finds.again(one.person, match, why)) {
        auto person = find_person(reader, act, one.person, "person");
        if (!person && person.error().code == ErrorCode::not_found) {
            return {};
        }
        const Person known = TRY(std::move(person)).person;
        Hit hit;
        hit.kind = SubjectKind::person;
        hit.subject = one.person;
        hit.title = known.title;
        hit.match = match;
        hit.why = why;
        finds.add({std::move(hit), known.date_of_birth, 1});
    }
    Hit& hit = *finds.hit(one.person);
    hit.probability = one.probability;
    hit.waterfall = waterfall_of(one.why);
    hit.likewise = one.likewise;
    return {};
}

/// As identity::Level says of a probability.
identity::Level level_of(double probability) {
    constexpr double certain = 0.9, probable = 0.5;
    if (probability >= certain) {
        return identity::Level::certain;
    }
    return probability >= probable ? identity::Level::probable : identity::Level::possible;
}

double odds_of(const Recognised& one) { return std::exp2(std::min<double>(one.why.weight, 200)); }

/// Puts persons weighed alone among those who were weighed together: exactly one of all, or nobody, was meant.
void weigh_together(std::vector<Recognised>& persons, std::vector<Recognised> alone, std::size_t limit) {
    const bool any = !persons.empty() && persons.front().probability > 0;
    const double before = any ? odds_of(persons.front()) / persons.front().probability : 1;
    double sum = before;
    for (const Recognised& one : alone) {
        sum += odds_of(one);
    }
    for (Recognised& one : persons) {
        one.probability *= before / sum;
    }
    for (Recognised& one : alone) {
        one.probability = odds_of(one) / sum;
        persons.push_back(std::move(one));
    }
    for (Recognised& one : persons) {
        one.level = level_of(one.probability);
    }
    std::ranges::stable_sort(persons, std::greater<>(), &Recognised::probability);
    persons.resize(std::min(persons.size(), limit));
}

/// Hidden persons whom the typed name names, each weighed by name and date of birth only, and compared with nobody: no
/// number and no address leads to them, and nobody is held to be them.
Result<std::vector<Recognised>> hidden_by_name(db::Reader& reader, const Act& act, Recognition& recognition,
                                               const LookUp& typed, const std::set<SubjectId>& hidden) {
    using identity::Kind;
    std::vector<Recognised> out;
    const std::string born = typed.date_of_birth ? iso(*typed.date_of_birth) : "";
    identity::Written written;
    written[Kind::full_name] = typed.name ? std::string_view(typed.name->text) : std::string_view();
    written[Kind::date_of_birth] = born;
    for (const SubjectId& person : TRY(hidden_who_are_named(reader, act, typed, hidden))) {
        auto found = TRY(recognition.look_up(
            reader, {act.force, act.actor.clearance, 1, [&](const SubjectId& each) { return each != person; }},
            written));
        if (!found.persons.empty()) {
            out.push_back(std::move(found.persons.front()));
        }
    }
    return out;
}

}  // namespace

Waterfall waterfall_of(const identity::Explanation& why) {
    Waterfall out{why.prior, {}, why.weight};
    out.steps.reserve(why.steps.size());
    for (const identity::Step& step : why.steps) {
        out.steps.push_back({step.comparison, step.level, step.words, step.weight});
    }
    return out;
}

Result<Found> recognise(db::Reader& reader, const Act& act, Recognition& recognition, const LookUp& typed,
                        Finds& finds) {
    Found out;
    if (!enough_to_recognise(typed)) {
        return out;
    }
    using identity::Kind;
    identity::Written written;
    const std::string born = typed.date_of_birth ? iso(*typed.date_of_birth) : "";
    const auto take = [&](Kind kind, const auto& text) {
        written[kind] = text ? std::string_view(text->text) : std::string_view();
    };
    take(Kind::full_name, typed.name);
    take(Kind::phone, typed.phone);
    take(Kind::email, typed.email);
    take(Kind::address, typed.address);
    take(Kind::postcode, typed.postcode);
    written[Kind::date_of_birth] = born;
    const auto limit = static_cast<std::size_t>(typed.limit.value_or(10));
    const auto hidden = TRY(hidden_persons(reader, act.force));
    Recognitions found = TRY(recognition.look_up(reader,
                                                 {act.force, act.actor.clearance, static_cast<std::size_t>(limit),
                                                  [&](const SubjectId& person) { return hidden.contains(person); }},
                                                 written));
    if (found.behind) {
        out.note = "The register is still being read; until then only names, numbers and addresses as typed are found.";
        return out;
    }
    out.model = found.model;
    if (!found.note.empty()) {
        out.note = found.note;
    }
    auto alone = TRY(hidden_by_name(reader, act, recognition, typed, hidden));
    if (!alone.empty()) {
        weigh_together(found.persons, std::move(alone), limit);
    }
    // A register that knows few callers is less sure of each, but hides none that another would show.
    const double cut = typed.at_least.value_or(usual_cut);
    const std::vector<double> usual = if_known_as_usual(found);
    for (std::size_t i = 0; i < usual.size(); ++i) {
        const Recognised& one = found.persons[i];
        if (one.probability >= cut || (cut < likely && usual[i] >= cut)) {
            TRY(add(reader, act, one, finds));
        }
    }
    return out;
}

}  // namespace bluelamp::people

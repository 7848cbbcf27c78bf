// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {
namespace {

constexpr unsigned bit(ContactState state) { return 1U << static_cast<unsigned>(state); }

constexpr unsigned live = bit(ContactState::live);
constexpr unsigned parked = bit(ContactState::parked);
constexpr unsigned abandoned = bit(ContactState::abandoned);

struct Transition {
    Step step;
    unsigned from;
    std::string_view otherwise;
};

/// States and transitions: the one table of them.
constexpr Transition transitions[] = {
    {Step::send, live | parked | abandoned, "It has ended: send without naming it, as a contact of its own."},
    {Step::park, live, "Only a live call can be parked."},
    {Step::take, live | parked | abandoned, "It has ended; nobody needs to take it."},
    {Step::hand_over, live | parked | abandoned, "It has ended; nobody needs to take it."},
    {Step::end, live | parked, "An abandoned call ends by a decision about it, and what has ended is not ended again."},
    {Step::attempt, abandoned, "Only a call in the queue of abandoned calls is rung back."},
    {Step::decide, abandoned, "Only a call in the queue of abandoned calls is decided about."},
};

}  // namespace

Result<void> may(Step step, const Contact& contact) {
    for (const Transition& each : transitions) {
        if (each.step == step && (each.from & bit(contact.state)) != 0) {
            return {};
        }
        if (each.step == step) {
            return fail(ErrorCode::conflict, "id",
                        fmt::format("{} is {}. {}", contact.reference, in_words(contact.state), each.otherwise));
        }
    }
    throw InvariantBroken("a step stands in no transition");
}

Result<void> expect_version(const Act& act, const Contact& contact) {
    auto expected = act.expect_version(contact.version);
    if (!expected && expected.error().code == ErrorCode::stale) {
        expected.error().message =
            fmt::format("{} was changed meanwhile: it is {} and {} has it. Read it again and repeat your change.",
                        contact.reference, in_words(contact.state), contact.handler.name);
    }
    return expected;
}

std::string reference_of(LocalDate received_on, std::int64_t number) {
    return "Call" + incidents::reference_of(received_on, number).substr(std::string_view("Log").size());
}

std::vector<std::string> gaps_of(const Contact& contact) {
    std::vector<std::string> gaps;
    const bool somebody_spoke = contact.presented != Presented::dropped && contact.presented != Presented::abandoned;
    if (!somebody_spoke || !may_be_matched(contact)) {
        return gaps;
    }
    if (!contact.phone) {
        gaps.emplace_back("No telephone number: ask where to ring back.");
    }
    if (contact.informant == InformantRole::unknown) {
        gaps.emplace_back("Not known who is calling: ask whether as victim, witness or for somebody else.");
    }
    if (!contact.wishes.contacted) {
        gaps.emplace_back("Not asked whether to ring back, and when that is safe.");
    }
    return gaps;
}

bool may_be_matched(const Contact& contact) {
    return contact.channel != Channel::crimestoppers && contact.informant != InformantRole::anonymous;
}

bool without_a_word(Presented presented) { return presented != Presented::spoken && presented != Presented::written; }

Presented usual_for(Channel channel) {
    switch (channel) {
        case Channel::online:
        case Channel::email:
        case Channel::social_media:
        case Channel::text_service:
        case Channel::crimestoppers: return Presented::written;
        default: return Presented::spoken;
    }
}

bool is_landline(std::string_view plain) { return plain.starts_with("+441") || plain.starts_with("+442"); }

std::string how_it_came(const Contact& contact) {
    std::string channel = in_words(contact.channel);
    for (const std::string_view call : {"emergency ", "non emergency "}) {
        if (channel.starts_with(call)) {
            channel.erase(0, call.size());
        }
    }
    return channel + ", " + in_words(contact.presented);
}

tasks::About about_of(const Contact& contact) { return {"contact", contact.id.text(), contact.reference}; }

deadlines::Subject subject_of(const Contact& contact) {
    return {about_of(contact), contact.owner.id, contact.visibility};
}

}  // namespace bluelamp::contacts

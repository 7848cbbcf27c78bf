// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace bluelamp::police_uk {
namespace {

constexpr std::array crimes{
    Label{"Anti-social behaviour", "anti-social-behaviour"},
    Label{"Bicycle theft", "bicycle-theft"},
    Label{"Burglary", "burglary"},
    Label{"Criminal damage and arson", "criminal-damage-arson"},
    Label{"Drugs", "drugs"},
    Label{"Other theft", "other-theft"},
    Label{"Possession of weapons", "possession-of-weapons"},
    Label{"Public order", "public-order"},
    Label{"Robbery", "robbery"},
    Label{"Shoplifting", "shoplifting"},
    Label{"Theft from the person", "theft-from-the-person"},
    Label{"Vehicle crime", "vehicle-crime"},
    Label{"Violence and sexual offences", "violent-crime"},
    Label{"Violent crime", "violent-crime"},  // the same category until mid-2013
    Label{"Other crime", "other-crime"},
};

constexpr std::array outcomes{
    Label{"Investigation complete; no suspect identified", "no-further-action"},
    Label{"Unable to prosecute suspect", "unable-to-prosecute"},
    Label{"Under investigation", "under-investigation"},
    Label{"Suspect charged", "charged"},
    Label{"Court result unavailable", "court-result-unavailable"},
    Label{"Awaiting court outcome", "awaiting-court-result"},
    Label{"Status update unavailable", "status-update-unavailable"},
    Label{"Local resolution", "local-resolution"},
    Label{"Offender given a caution", "cautioned"},
    Label{"Offender given a drugs possession warning", "drugs-possession-warning"},
    Label{"Offender given penalty notice", "penalty-notice-issued"},
    Label{"Offender given a penalty notice", "penalty-notice-issued"},
    Label{"Further investigation is not in the public interest", "further-investigation-not-in-public-interest"},
    Label{"Further action is not in the public interest", "further-action-not-in-public-interest"},
    Label{"Formal action is not in the public interest", "formal-action-not-in-public-interest"},
    Label{"Action to be taken by another organisation", "action-taken-by-another-organisation"},
    Label{"Court case unable to proceed", "unable-to-proceed"},
    Label{"Defendant found not guilty", "not-guilty"},
    Label{"Defendant sent to Crown Court", "sent-to-crown-court"},
    Label{"Offender deprived of property", "deprived-of-property"},
    Label{"Offender fined", "fined"},
    Label{"Offender given absolute discharge", "absolute-discharge"},
    Label{"Offender given community sentence", "community-penalty"},
    Label{"Offender given conditional discharge", "conditional-discharge"},
    Label{"Offender given suspended prison sentence", "suspended-sentence"},
    Label{"Offender ordered to pay compensation", "compensation"},
    Label{"Offender otherwise dealt with", "other-court-disposal"},
    Label{"Offender sent to prison", "imprisoned"},
    Label{"Suspect charged as part of another case", "sentenced-in-another-case"},
};

/// To the end of 2017, then from 2018. "Local resolution" became "Community resolution"; a cannabis warning is the
/// warning for possession of drugs. Seizing an article is an outcome of its own, because it says that something was
/// found.
constexpr std::array searches{
    Label{"A no further action disposal", "nothing-found"},
    Label{"Nothing found - no further action", "nothing-found"},
    Label{"Arrest", "arrest"},
    Label{"Suspect arrested", "arrest"},
    Label{"Community resolution", "community-resolution"},
    Label{"Local resolution", "community-resolution"},
    Label{"Khat or Cannabis warning", "drugs-warning"},
    Label{"Offender given drugs possession warning", "drugs-warning"},
    Label{"Penalty Notice for Disorder", "penalty-notice"},
    Label{"Offender given penalty notice", "penalty-notice"},
    Label{"Summons / charged by post", "summons"},
    Label{"Suspect summonsed to court", "summons"},
    Label{"Caution (simple or conditional)", "caution"},
    Label{"Offender cautioned", "caution"},
    Label{"Article found - Detailed outcome unavailable", "article-found"},
    Label{"Suspected psychoactive substances seized - No further action", "article-found"},
};

constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return small(x) == small(y); });
}

}  // namespace

std::span<const Label> crime_labels() { return crimes; }
std::span<const Label> outcome_labels() { return outcomes; }
std::span<const Label> search_outcome_labels() { return searches; }

std::string_view kind_of(std::span<const Label> list, std::string_view label) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Label& each) { return same(each.label, label); });
    return found == list.end() ? std::string_view() : found->kind;
}

}  // namespace bluelamp::police_uk

// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/charts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace bluelamp::linkage {
namespace {

constexpr int lowest_weight = -30;  // of the histogram's first bar

/// Colours have a contrast of at least 4.5 : 1 with the page for text and 3 : 1 for bars (WCAG 2.2, 1.4.3 and 1.4.11).
constexpr std::string_view style = R"(
:root{color-scheme:light dark;--page:#fff;--text:#0b0c0c;--soft:#505a5f;--line:#b1b4b6;--for:#1d70b8;--against:#b0461e;
--home:#5694ca}
@media(prefers-color-scheme:dark){:root{--page:#14181b;--text:#f3f2f1;--soft:#b9c0c4;--line:#505a5f;--for:#6ab0ea;
--against:#f0905e;--home:#a9cbe6}}
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p,caption{max-width:38rem}caption{text-align:left;color:var(--soft);padding:.25rem 0}
table{border-collapse:collapse;width:100%}th,td{padding:.3rem .4rem .3rem 0;border-bottom:1px solid var(--line);
text-align:left;vertical-align:top;font-weight:normal}thead th{font-weight:bold}
tr>th:first-child{min-width:6.5rem}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.bar{width:34%;padding-right:.6rem}
.bar svg{display:block;width:100%;min-width:0;height:1.1rem}.for{fill:var(--for)}.against{fill:var(--against)}
.home{fill:var(--home)}.zero{stroke:var(--soft);vector-effect:non-scaling-stroke}.last *{font-weight:bold}
figure{margin:0}figure svg{display:block;width:100%;max-width:34rem}figure text{fill:var(--text);font-size:11px}
.key{color:var(--soft)}.shares{width:40%;padding-right:.6rem}
.share{display:flex;align-items:center;font-variant-numeric:tabular-nums;font-size:.85rem;line-height:1.2}
.share svg{flex:1;width:0;min-width:0;height:.8rem}.share span{width:4.5rem;text-align:right;white-space:nowrap}
@media(max-width:30rem){.bar{width:22%}th,td{font-size:.9rem}}
)";

void escape(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    escape(out, text);
    return out;
}

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number) {
    std::string text = fmt::format("{}", number);
    for (std::size_t at = text.size(); at > 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

std::string percent(double share) {
    const double value = share * 100;
    return value > 0 && value < 0.01 ? "<0.01 %" : fmt::format("{:.{}f} %", value, value < 1 ? 2 : 1);
}

// ---- waterfalls -----------------------------------------------------------------------------------------------------

/// One row: words, its bar between `low` and `high`, and its weight.
void waterfall_row(std::string& out, const Bar& bar, double low, double high, double shown) {
    const double scale = 100 / std::max(high - low, 1.0);
    const double begin = (std::min(bar.from, bar.to) - low) * scale;
    const double width = std::max(std::abs(bar.to - bar.from) * scale, 0.4);
    out += fmt::format(R"(<th scope="row">{}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" )"
                       R"(aria-hidden="true"><line class="zero" x1="{:.2f}" x2="{:.2f}" y1="0" y2="10"/>)"
                       R"(<rect class="{}" x="{:.2f}" y="1" width="{:.2f}" height="8"/></svg></td>)"
                       R"(<td class="n">{:+.2f}</td></tr>)"
                       "\n",
                       escaped(bar.words), -low * scale, -low * scale, bar.to < bar.from ? "against" : "for", begin,
                       width, shown);
}

void add_example(std::string& out, const Example& example) {
    const std::vector<Bar> bars = waterfall(example.why);
    double low = 0;
    double high = 0;
    for (const Bar& bar : bars) {
        low = std::min({low, bar.from, bar.to});
        high = std::max({high, bar.from, bar.to});
    }
    out += fmt::format("<h3>{} and {}</h3>\n<table><caption>One person with probability {:.4f}</caption>",
                       escaped(example.left), escaped(example.right), example.why.probability);
    out +=
        "<thead><tr><th scope=\"col\">What was compared</th><th scope=\"col\">From, to</th>"
        "<th scope=\"col\" class=\"n\">Weight</th></tr></thead><tbody>\n";
    for (const Bar& bar : bars) {
        out += "<tr>";
        waterfall_row(out, bar, low, high, bar.to - bar.from);
    }
    out += "<tr class=\"last\">";
    waterfall_row(out, {"Together", 0, bars.back().to}, low, high, bars.back().to);
    out += "</tbody></table>\n";
}

void add_examples(std::string& out, const Charted& what) {
    out +=
        "<h2>Why pairs have their weight</h2>\n<p>A waterfall starts at how seldom two records are one person, and "
        "goes up with everything that speaks for one person and down with what speaks against it. The line in each "
        "picture is 0: as likely as not. The steps add up to the last line.</p>\n";
    if (what.examples.empty()) {
        out += "<p>No pair reached the threshold, so there is none to show.</p>\n";
    } else {
        out +=
            "<p><strong>These examples show what is written about people. Keep the page as you keep the "
            "records.</strong></p>\n";
    }
    for (const Example& example : what.examples) {
        add_example(out, example);
    }
}

// ---- what the model has learned -------------------------------------------------------------------------------------

/// Evidence of a level: how many times oftener, in powers of two, it is seen in one kind of pairs than in another.
double evidence(double here, double there) {
    constexpr double least = 1e-12;
    return std::log2(std::max(here, least) / std::max(there, least));
}

/// One share as a bar and in figures, one below the other so that a telephone has room for it.
std::string share_line(std::string_view colour, double share) {
    return fmt::format(R"(<div class="share"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">)"
                       R"(<rect class="{}" x="0" y="2" width="{:.2f}" height="6"/></svg><span>{}</span></div>)",
                       colour, std::clamp(share, 0.0, 1.0) * 100, percent(share));
}

void add_comparison(std::string& out, const identity::ComparisonShares& comparison) {
    out += fmt::format(
        "<h3>{}</h3>\n<table><thead><tr><th scope=\"col\">Outcome</th><th scope=\"col\">One person, "
        "one home, others</th><th scope=\"col\" class=\"n\">Weight</th></tr></thead><tbody>\n",
        escaped(comparison.comparison));
    for (const identity::LevelShare& level : comparison.levels) {
        out += fmt::format(R"(<tr><th scope="row">{}</th><td class="shares">{}{}{}</td><td class="n">{:+.1f}</td></tr>)"
                           "\n",
                           escaped(level.level), share_line("for", level.same), share_line("home", level.household),
                           share_line("against", level.other), evidence(level.same, level.other));
    }
    out += "</tbody></table>\n";
}

void add_shares(std::string& out, const identity::Model& model) {
    out +=
        "<h2>What the model has learned</h2>\n<p>Each comparison of two records comes out at one of a few levels. "
        "The shares tell how often, first among pairs that are one person (m), then among two persons of one home "
        "(h), then among all other pairs (u). The weight is how many times oftener a level is seen among pairs of "
        "one person than among the others, as a power of two: +10 is 1,024 times, -2 a quarter. A value that few "
        "people have, such as a rare surname, weighs more than the weight here, which is that of the average.</p>\n"
        "<p class=\"key\">The three bars of a level: pairs of one person, of one home, of others.</p>\n";
    for (const identity::ComparisonShares& comparison : model.shares()) {
        add_comparison(out, comparison);
    }
}

// ---- how the weights lie --------------------------------------------------------------------------------------------

struct Frame {
    double left = 14, top = 18, width = 332, height = 150;
};

std::string histogram_bars(const std::vector<std::uint64_t>& counts, const Frame& frame, double cut) {
    const double top = std::log10(1 + static_cast<double>(*std::max_element(counts.begin(), counts.end())));
    const double step = frame.width / static_cast<double>(counts.size());
    std::string out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double height = std::log10(1 + static_cast<double>(counts[i])) / top * frame.height;
        const bool over = lowest_weight + static_cast<double>(i) >= cut;
        if (counts[i] > 0) {
            out += fmt::format(R"(<rect class="{}" x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>)",
                               over ? "for" : "against", frame.left + static_cast<double>(i) * step,
                               frame.top + frame.height - height, step * 0.9, height);
        }
    }
    return out;
}

std::string histogram_axis(std::size_t bars, const Frame& frame, double cut) {
    const double step = frame.width / static_cast<double>(bars);
    const double base = frame.top + frame.height;
    const auto at = [&](double weight) { return frame.left + (weight - lowest_weight) * step; };
    std::string out = fmt::format(R"(<line class="zero" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>)", frame.left,
                                  frame.left + frame.width, base);
    for (int weight = lowest_weight; weight <= lowest_weight + static_cast<int>(bars); weight += 20) {
        out +=
            fmt::format(R"(<text x="{:.1f}" y="{}" text-anchor="middle">{:+}</text>)", at(weight), base + 14, weight);
    }
    if (cut > lowest_weight && cut < lowest_weight + static_cast<double>(bars)) {
        out += fmt::format(R"(<line class="zero" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>)"
                           R"(<text x="{0:.1f}" y="{3}" text-anchor="middle">linked from here</text>)",
                           at(cut), frame.top, base, frame.top - 5);
    }
    return out;
}

/// The same numbers in words of ten weights each, for whoever cannot see the picture.
void add_histogram_table(std::string& out, const std::vector<std::uint64_t>& counts) {
    constexpr std::size_t together = 10;
    out +=
        "<table><caption>Pairs compared, by weight</caption><thead><tr><th scope=\"col\">Weight</th>"
        "<th scope=\"col\" class=\"n\">Pairs</th></tr></thead><tbody>\n";
    for (std::size_t first = 0; first < counts.size(); first += together) {
        const std::size_t last = std::min(first + together, counts.size());
        std::uint64_t pairs = 0;
        for (std::size_t i = first; i < last; ++i) {
            pairs += counts[i];
        }
        out += fmt::format("<tr><th scope=\"row\">{:+} to {:+}</th><td class=\"n\">{}</td></tr>\n",
                           lowest_weight + static_cast<int>(first), lowest_weight + static_cast<int>(last),
                           grouped(pairs));
    }
    out += "</tbody></table>\n";
}

void add_histogram(std::string& out, const Charted& what) {
    if (std::all_of(what.histogram.begin(), what.histogram.end(), [](std::uint64_t pairs) { return pairs == 0; })) {
        return;
    }
    const double cut = std::log2(what.threshold / (1 - what.threshold));
    const Frame frame;
    out += fmt::format(
        "<h2>How the weights lie</h2>\n<p>All {} pairs that were compared, by weight. Every bar up means "
        "ten times as many pairs for the same length. Two hills with a valley between them, and the "
        "threshold ({:.3g}, weight {:+.1f}) in the valley, are good; many pairs close to the threshold "
        "mean that the records do not tell enough.</p>\n",
        grouped(what.compared), what.threshold, cut);
    out += R"(<figure><svg viewBox="0 0 360 186" role="img" aria-label="Pairs compared by weight; the table below has )"
           R"(the same numbers">)";
    out += histogram_bars(what.histogram, frame, cut) + histogram_axis(what.histogram.size(), frame, cut);
    out += "</svg></figure>\n";
    add_histogram_table(out, what.histogram);
}

}  // namespace

std::vector<Bar> waterfall(const identity::Explanation& why) {
    const auto hundredths = [](double weight) { return std::round(weight * 100) / 100 + 0.0; };  // no -0.00
    double total = why.prior;
    std::vector<Bar> bars{
        {"Before anything is compared: how seldom two records are one person.", 0, hundredths(total)}};
    for (const identity::Step& step : why.steps) {
        total += step.weight;
        bars.push_back({step.words.empty() ? fmt::format("{}: {}", step.comparison, step.level) : step.words,
                        bars.back().to, hundredths(total)});
    }
    return bars;
}

std::string charts(const Charted& what) {
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<title>Linkage: {0}</title><style>{1}</style></head>\n<body><main>\n<h1>Linkage of {0}</h1>\n"
        "<p>{2} records, {3} pairs compared, {4} linked at a probability of {5:.3g} or more. Model {6}.</p>\n",
        escaped(what.title), style, grouped(what.records), grouped(what.compared), grouped(what.linked), what.threshold,
        escaped(what.model->version()));
    add_histogram(out, what);
    add_shares(out, *what.model);
    add_examples(out, what);
    return out + "</main></body>\n</html>\n";
}

}  // namespace bluelamp::linkage

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the lists of reference/demonstration from downloaded data: names.csv, streets.csv, rhythm.csv, shares.csv.

tools/make_demonstration.py FOLDER      FOLDER holds names/, police-uk/ and cad/ as reference/README.md
                                        names them; the same bytes for the same sources

kinds.csv is written by hand and stands beside them.
"""
import collections
import csv
import datetime
import gzip
import io
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent / "reference" / "demonstration"

# Which lists of names a community's families are drawn from, and its share of the invented people (ours, after the
# census of 2021 for England).
COMMUNITIES = {
    "british": (0.74, ["GB", "US"]), "irish": (0.03, ["IE"]), "polish": (0.03, ["PL"]), "romanian": (0.02, ["RO"]),
    "indian": (0.05, ["IN"]), "pakistani": (0.04, ["PK"]), "bangladeshi": (0.03, ["BD"]),
    "chinese": (0.02, ["CN", "TW"]),
    "turkish": (0.02, ["TR"]), "italian": (0.02, ["IT"]),
}
# Given names of those born before these lists were counted; they have nicknames in reference/identity/nicknames.csv.
OLDER = {
    "M": "John David Michael Peter Paul Andrew Robert James William Richard Stephen Christopher Anthony Mark Ian Alan "
         "Kevin Brian Martin Graham Philip Kenneth Derek Roger Keith Colin Raymond Geoffrey Stuart Simon Nicholas "
         "Matthew Daniel Benjamin Samuel Joseph Edward Alexander Gareth Craig Dennis Donald Frederick Leonard Walter",
    "F": "Margaret Susan Patricia Christine Elizabeth Jacqueline Linda Mary Jennifer Barbara Janet Catherine Karen "
         "Julie Sarah Nicola Helen Alison Deborah Angela Michelle Rebecca Victoria Samantha Joanne Tracey Dorothy "
         "Rosemary Pamela Theresa Anne Frances Judith Kathleen Marjorie Rachel Hannah Jessica Natalie Kimberley "
         "Abigail Eleanor Josephine Veronica Constance",
}
SOUTH_ASIAN = {  # the sources hold no given names of these countries that are romanised
    "indian": ("Aarav Arjun Vihaan Rohan Rahul Sanjay Amit Anil Raj Vikram Sunil Deepak",
               "Ananya Priya Anjali Kavita Meera Neha Pooja Sunita Asha Lakshmi Divya Rekha"),
    "pakistani": ("Muhammad Ali Ahmed Hassan Usman Bilal Imran Faisal Tariq Zain Omar Hamza",
                  "Fatima Ayesha Zainab Maryam Sana Hira Nadia Saima Amina Rabia Khadija Noor"),
    "bangladeshi": ("Abdul Mohammed Rahim Karim Kamal Jamal Nurul Shahid Farid Habib",
                    "Fatema Nasrin Shirin Rehana Salma Taslima Jahanara Rokeya Sultana Nargis"),
}

PAKISTANI_FAMILIES = "Khan Ahmed Hussain Ali Malik Iqbal Akhtar Mahmood Shah Butt Qureshi Mirza Chaudhry Aslam Rashid"


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else open(path, encoding="utf-8-sig")
    with opened as file:
        yield from csv.DictReader(file)


def write(name, heading, lines):
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(heading)
    table.writerows(lines)
    (HERE / name).write_text(out.getvalue(), encoding="utf-8")
    print(f"{name}: {len(lines)} rows")


def latin(name):
    return re.fullmatch(r"[^\W\d_][^\W\d_' -]*", name) and all(ord(c) < 0x250 for c in name)


def ranked(path, countries, sex=None):
    """Names with the weight 1 / rank, which is how often names of a rank are met (Zipf)."""
    weights = collections.Counter()
    for row in rows(path):
        if row["Country"] not in countries or (sex and row["Gender"] != sex):
            continue
        rank = float(row.get("Rank") or row.get("Index"))
        name = row["Romanized Name"] or row["Localized Name"]
        if latin(name):
            weights[name] += 1 / rank
    return weights


def names(folder):
    forenames = folder / "names/common-forenames-by-country.csv"
    surnames = folder / "names/common-surnames-by-country.csv"
    tail = [line.strip() for line in open(folder / "names/uk-surnames.txt", encoding="utf-8") if latin(line.strip())]
    lines = []
    for community, (share, countries) in COMMUNITIES.items():
        lists = {"family": ranked(surnames, countries)}
        if community == "pakistani":
            lists["family"] = collections.Counter({n: 1 / (i + 1) for i, n in enumerate(PAKISTANI_FAMILIES.split())})
        for sex, older in OLDER.items():
            given = ranked(forenames, countries, sex)
            if community in SOUTH_ASIAN:
                given = collections.Counter({n: 1 / (i + 2) for i, n in enumerate(
                    SOUTH_ASIAN[community][sex == "F"].split())})
            if community in ("british", "irish"):
                for rank, name in enumerate(older.split()):
                    given[name] += 4 / (rank + 5)
            lists[sex] = given
        if community == "british":
            # Nine families in ten have a name of no top list; the tail has no counts of its own.
            top = sum(lists["family"].values())
            for name in tail:
                lists["family"][name] += 8 * top / len(tail)
        for part, counted in lists.items():
            total = sum(counted.values())
            if not total:
                raise SystemExit(f"No names: {community} {part}")
            lines += [(community, part, name, f"{share * weight / total:.6f}")
                      for name, weight in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]
    write("names.csv", ["community", "part", "name", "share"], lines)


def streets(folder):
    lines = []
    for force, files in {"city-of-london": "*", "metropolitan": "2016-*", "hertfordshire": "*"}.items():
        points = collections.defaultdict(collections.Counter)
        for path in sorted((folder / "police-uk" / force).glob(f"{files}-street.csv.gz")):
            for row in rows(path):
                name = row["Location"].removeprefix("On or near ").strip()
                kind = re.search(r" (Street|Road|Lane|Avenue|Row|Square|Place|Close|Hill|Way|Walk|Gardens|Court|Court"
                                 r"|Crescent|Drive|Grove|Terrace|Yard|Gate|Mews|Green|Park)$", name, re.I)
                there = force != "city-of-london" or row["LSOA name"].startswith("City of London")
                if kind and there and row["Latitude"] and not re.search(r"\d", name):
                    points[name.title().replace("'S ", "'s ")][row["Latitude"], row["Longitude"]] += 1
        chosen = sorted(points, key=lambda name: (-sum(points[name].values()), name))[:400]
        for name in sorted(chosen):
            (latitude, longitude), _ = points[name].most_common(1)[0]
            lines.append((force, name, latitude, longitude))
    write("streets.csv", ["force", "street", "latitude", "longitude"], lines)


def rhythm(folder):
    """Which share of a week's calls comes in each of its 168 hours."""
    counted = collections.Counter()
    for row in rows(folder / "cad/dublin-fire-brigade-incidents-2020-2021.csv.gz"):
        day = datetime.datetime.strptime(row["Date"], "%d/%m/%Y")
        hour = row["TOC"][:2]
        if (day.month, day.day) not in ((10, 31), (1, 1)) and hour.isdigit():  # bonfires and new year are no usual days
            counted[day.weekday(), int(hour)] += 1
    total = sum(counted.values())
    write("rhythm.csv", ["weekday", "hour", "share"],
          [(day, hour, f"{counted[day, hour] / total:.6f}") for day in range(7) for hour in range(24)])


# Sacramento's words for a call → our incident types that are no crimes.
CALLS = {
    "asb_personal": r"DISTURBANCE-CLARIFY", "asb_nuisance": r"DISTURBANCE-NOISE|DRUNK SUBJECT|PANHANDLING|PARK CHECK",
    "suspicious": r"SUSPICIOUS", "concern_for_safety": r"WELFARE CHECK", "alarm": r"^ALARM",
    "collision_injury": r"VEHICLE ACCIDENT-INJUR",
    "collision_damage": r"VEHICLE ACCIDENT-(?!INJUR)|HIT & RUN|HIT AND RUN",
    "highway_disruption": r"CHECK ON HAZARD|BLOCKING|TRAFFIC CONTROL",
    "road_offence": r"RECKLESS|DRUNK DRIVER|VIOLATION",
    "lost_found": r"FOUND PROPERTY|ABANDONED", "civil_dispute": r"KEEP THE PEACE|DISTURBANCE-FAMILY",
    "assistance": r"ASSIST OUTSIDE|MEDICAL AID|FIRE/MEDICS|ERRAND", "missing_person": r"MISSING|RUNAWAY",
    "animals": r"ANIMAL|DOG", "mental_health": r"5150|MENTAL|SUICID", "sudden_death": r"DEAD BODY|CORONER|DEATH",
    "insecure": r"BUSINESS CHECK", "message": r"TRANSPORTATION|TOW FOLLOWUP",
}
# police.uk categories → our types that are crimes, with their parts (ours where one category is several types).
CRIMES = {
    "Violence and sexual offences": {"violence_reported": .34, "violence_in_progress": .12, "domestic_abuse": .27,
                                     "harassment_stalking": .14, "sexual_offence": .06, "child_abuse": .03,
                                     "hate_crime": .04},
    "Public order": {"public_order": .85, "hate_crime": .15}, "Burglary": {"burglary_home": .65, "burglary_other": .35},
    "Criminal damage and arson": {"criminal_damage": .95, "arson": .05}, "Drugs": {"drugs": 1},
    "Bicycle theft": {"theft": 1}, "Other theft": {"theft": 1}, "Theft from the person": {"theft": 1},
    "Other crime": {"fraud": 1}, "Robbery": {"robbery": 1}, "Shoplifting": {"shop_theft": 1},
    "Vehicle crime": {"vehicle_crime": 1},
}
NO_CRIMES = 0.46  # of all incidents: so that 385 crimes come of 940 incidents


def shares(folder):
    """How incidents are shared among types: what is no crime after the calls of Sacramento, crimes after police.uk."""
    calls, crimes = collections.Counter(), collections.Counter()
    for row in rows(folder / "cad/sacramento-police-calls-2019-01.csv.gz"):
        for kind, words in CALLS.items():
            if re.search(words, row["Description"]):
                calls[kind] += 1
                break
    for kind, least in {"missing_person": 160, "animals": 40, "mental_health": 200, "sudden_death": 60}.items():
        calls[kind] = max(calls[kind], least)  # seldom or under other words in that list
    calls["asb_personal"] //= 4  # "to be clarified": most of them turn out to be something else
    calls["suspicious"] //= 2
    for path in sorted((folder / "police-uk/hertfordshire").glob("*-street.csv.gz")):
        for row in rows(path):
            for kind, part in CRIMES.get(row["Crime type"], {}).items():
                crimes[kind] += part
    lines = []
    for counted, whole, basis in ((calls, NO_CRIMES, "calls"), (crimes, 1 - NO_CRIMES, "crimes")):
        total = sum(counted.values())
        lines += [(kind, f"{whole * count / total:.6f}", basis) for kind, count in counted.most_common()]
    write("shares.csv", ["type", "share", "basis"], lines)


def main():
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "names").is_dir():
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    HERE.mkdir(exist_ok=True)
    for make in (names, streets, rhythm, shares):
        make(folder)


if __name__ == "__main__":
    main()

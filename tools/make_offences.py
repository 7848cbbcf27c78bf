#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes reference/offences.csv.gz from the offence codes of the criminal justice system: those notifiable to the Home
Office, without aiding and conspiring (suffixes B and C), without local and placeholder codes, and without class 99,
whose thousand regulatory offences nobody looks for by words. The same source gives the same bytes.

tools/make_offences.py offence-code.json.gz
"""
import collections
import csv
import gzip
import io
import json
import pathlib
import re
import sys

REFERENCE = pathlib.Path(__file__).resolve().parent.parent / "reference"
# Subclasses whose titles in both lists say the same; all others of a number with several classes stay empty.
SAME_WORDS = {"019/07": "19D", "019/11": "19D", "019/08": "19C", "019/12": "19C", "019/09": "19G", "019/13": "19G",
              "019/10": "19F", "019/14": "19F", "019/16": "19E", "019/18": "19E", "019/17": "19H", "019/19": "19H",
              "056/01": "56A", "056/02": "56B", "105/01": "105A"}


def classes():
    """{"46": ["46"], "8": ["8N", "8P", ...]}: the classes in use, by number."""
    found = collections.defaultdict(list)
    with open(REFERENCE / "offence_groups.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "(outcome only)" not in row["description"]:
                found[re.match(r"\d+", row["ho_code"])[0]].append(row["ho_code"])
    return found


def home_office(known, classification):
    """The one class that a classification as "046/00" or "037/01" can mean, else nothing."""
    number, subclass = (str(int(part)) for part in classification.split("/"))
    there = known[number]
    if classification in SAME_WORDS:
        return SAME_WORDS[classification]
    if f"{number}.{subclass}" in there:
        return f"{number}.{subclass}"
    return there[0] if len(there) == 1 and re.fullmatch(r"\d+[A-Z]?", there[0]) else ""


def main():
    known = classes()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        source = json.load(file)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["cjs_code", "title", "classification", "trial", "ho_code"])
    for offence in sorted(source, key=lambda each: each["cjsCode"]):
        classification = offence["homeOfficeClassification"]
        if (offence["notifiableToHo"] and re.fullmatch(r"[A-Z]{2}\d{5}A?", offence["cjsCode"])
                and re.fullmatch(r"\d{3}/\d{2}", classification) and str(int(classification[:3])) in known
                and not classification.startswith("099")):
            title = " ".join(offence["offenceTitle"].split())
            rows.writerow([offence["cjsCode"], title, classification, offence["offenceCategory"],
                           home_office(known, classification)])
    with open(REFERENCE / "offences.csv.gz", "wb") as file:
        file.write(gzip.compress(out.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()

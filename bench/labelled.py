# SPDX-License-Identifier: Apache-2.0
"""Files of people with the truth: shared sets, seeded registers with calls, maps, and how right a linkage is."""
import collections
import csv
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import time

FEBRL = {"given_name": "given_name", "surname": "surname", "street_number": "address", "address_1": "address",
         "address_2": "address", "suburb": "locality", "postcode": "postcode", "state": "other",
         "date_of_birth": "date_of_birth", "soc_sec_id": "identifier"}
PEOPLE = {"first_name": "given_name", "surname": "surname", "dob": "date_of_birth", "phone": "phone",
          "address": "address", "postcode": "postcode"}
HISTORICAL = {"full_name": "full_name", "first_name": "given_name", "surname": "surname", "dob": "date_of_birth",
              "birth_place": "place", "postcode_fake": "postcode", "gender": "sex", "occupation": "other"}
FAKE = {"first_name": "given_name", "surname": "surname", "dob": "date_of_birth", "city": "locality", "email": "email"}
CENSUS = {"first_name": "given_name", "middle_initial": "middle_name", "last_name": "surname", "dob": "date_of_birth",
          "sex": "sex", "street_number": "address", "street_name": "address", "unit_number": "address"}


class Labelled:
    """One file, which column is its id, its map, and the person of each id."""

    def __init__(self, name, file, id_column, columns, work):
        self.name, self.file = name, pathlib.Path(file)
        with open(self.file, newline="", encoding="utf-8") as rows:
            self.truth = {row[id_column]: row["cluster"] for row in csv.DictReader(rows)}
        self.map = work / f"{name}.toml"
        lines = [f'{column} = "{kind}"' for column, kind in columns.items()]
        self.map.write_text(f'id = "{id_column}"\n[columns]\n' + "\n".join(lines) + "\n", encoding="utf-8")

    @property
    def true_pairs(self):
        return pairs_in(collections.Counter(self.truth.values()))


def pairs_in(sizes):
    return sum(size * (size - 1) // 2 for size in sizes.values())


def scores(right, said, true):
    """Precision, recall and F1 over all true pairs: one that was never compared is a miss."""
    precision = right / said if said else 0.0
    recall = right / true if true else 0.0
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def pairwise(truth, file):
    """Of the pairs as they are written, before clustering."""
    right = said = 0
    with open(file, newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            said += 1
            right += truth[row["id_left"]] == truth[row["id_right"]]
    return scores(right, said, pairs_in(collections.Counter(truth.values())))


def clusters_of(file):
    with open(file, newline="", encoding="utf-8") as rows:
        return {row["id"]: row["cluster"] for row in csv.DictReader(rows)}


def clustered(truth, clusters):
    """Of all pairs that stand in one cluster. Refuses clusters that do not hold every record once."""
    if clusters.keys() != truth.keys():
        raise SystemExit(f"bench: the clusters hold {len(clusters)} records, the file {len(truth)}")
    right = pairs_in(collections.Counter((truth[each], cluster) for each, cluster in clusters.items()))
    return scores(right, pairs_in(collections.Counter(clusters.values())),
                  pairs_in(collections.Counter(truth.values())))


def rows_numbered(source, to):
    """The census has no id: its rows are numbered."""
    with open(source, newline="", encoding="utf-8") as rows, open(to, "w", newline="", encoding="utf-8") as out:
        reader, writer = csv.reader(rows), csv.writer(out, lineterminator="\n")
        writer.writerow(["id", *next(reader)])
        writer.writerows([number, *row] for number, row in enumerate(reader))
    return to


def shuffled(source, to, seed):
    with open(source, encoding="utf-8") as file:
        head, *rows = file.readlines()
    random.Random(seed).shuffle(rows)
    to.write_text(head + "".join(rows), encoding="utf-8")
    return to


class Shared:
    """The shared labelled data; `there` is false on a machine without it."""

    def __init__(self, folder, work):
        self.folder, self.work = folder, work
        self.there = (folder / "data/identity/historical_dev.csv").exists()

    def set(self, name):
        data = self.folder / "data/identity"
        if name == "census":
            file = rows_numbered(data / "households_census.csv", self.work / "census.csv")
            return Labelled(name, file, "id", CENSUS, self.work)
        columns, id_column = {"febrl1": (FEBRL, "rec_id"), "febrl3": (FEBRL, "rec_id"),
                              "historical_dev": (HISTORICAL, "unique_id"), "fake_1000": (FAKE, "unique_id")}[name]
        return Labelled(name, data / f"{name}.csv", id_column, columns, self.work)

    def people(self, records, seed, calls=2000):
        """A register in households of that many records, and calls about it, both from `seed`."""
        folder = self.work / f"people-{records}-{seed}"
        if not (folder / f"calls_{records}.csv").exists():
            subprocess.run([sys.executable, self.folder / "tools/make_people.py", "--records", str(records), "--calls",
                            str(calls), "--seed", str(seed), "--names",
                            self.folder / "data/identity/households_census.csv", "--nicknames",
                            self.folder / "data/names/nicknames.csv", "--out", folder], check=True)
        people = Labelled(f"people_{records}", folder / f"people_{records}.csv", "unique_id", PEOPLE, self.work)
        return people, folder / f"calls_{records}.csv"


def link(program, data, work, file=None):
    """Runs `bluelamp link` at its defaults; what it said, its seconds, its peak memory and its two files."""
    pairs, clusters = work / "pairs.csv", work / "clusters.csv"
    command = [program, "link", file or data.file, "--map", data.map, "--out", pairs, "--clusters", clusters, "--json"]
    start = time.monotonic()
    with open(work / "said.json", "w", encoding="utf-8") as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    if process.returncode != 0:
        raise SystemExit(f"bench: linking {data.name} failed; what it said stands above")
    told = json.loads((work / "said.json").read_text(encoding="utf-8").strip().splitlines()[-1])
    return {**told, "seconds": seconds, "peak_bytes": used.ru_maxrss * 1024, "pairs_file": pairs,
            "clusters_file": clusters}


def judge_calls(answers, calls, truth):
    """What look-ups are worth. `answers`: for each call its candidates, best first, as (record id, level, probability).

    hit@k: known callers who stand among the first k. Right with certain: known callers whose first candidate is called
    certain and is them. False certain: the larger of the shares of wrong among all that were called certain and of
    strangers who were.
    """
    known = strangers = certain = right = strangers_certain = 0
    hits = collections.Counter()
    firsts = []
    for call in calls:
        found = answers[call["call_id"]]
        is_known = call["kind"] == "known"
        known += is_known
        strangers += not is_known
        ranks = [rank for rank, each in enumerate(found) if is_known and truth[each[0]] == call["cluster"]]
        hits[1] += bool(ranks) and ranks[0] < 1
        hits[10] += bool(ranks) and ranks[0] < 10
        if found:
            is_right = bool(ranks) and ranks[0] == 0
            firsts.append((found[0][2], is_right))
            if found[0][1] == "certain":
                certain += 1
                right += is_right
                strangers_certain += not is_known
    false = max((certain - right) / certain if certain else 0.0, strangers_certain / strangers if strangers else 0.0)
    return {"known": known, "hit1": hits[1] / known, "hit10": hits[10] / known, "right_certain": right / known,
            "false_certain": false, "best_cut": best_cut(firsts, known)}


def best_cut(firsts, known, allowed=0.03):
    """(right share, probability) of the lowest cut at which at most `allowed` of those over it are wrong."""
    best, right = (0.0, math.inf), 0
    for rank, (probability, is_right) in enumerate(sorted(firsts, key=lambda each: -each[0]), 1):
        right += is_right
        if rank - right <= allowed * rank:
            best = (right / known, probability)
    return best


def read_calls(file):
    with open(file, newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def fresh_seed():
    """One that nobody has tuned for."""
    return random.SystemRandom().randrange(1_000, 1_000_000)

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes reference/areas/ from public files: make_reference.py FOLDER_OF_SOURCES [OUT]

FOLDER_OF_SOURCES holds geo/ (polygons and lookups), home-office-ons/ (populations) and forces.csv. Sources, licences
and what is done to them stand in reference/README.md. The same sources give the same bytes.
"""
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

EVER = "1900-01-01"  # the only vintage we hold stands for every date until another is loaded
COUNTIES = ("london", "hertfordshire")
FIGURES_ONLY = ("E23000004",)  # Merseyside: codes and names for figures, no polygons


def rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def features(path):
    with gzip.open(path, "rt", encoding="utf-8") as text:
        return json.load(text)["features"]


def polygons(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def inside(point, shape):
    """Ray casting over all rings of all polygons."""
    crossed = False
    for polygon in shape:
        for ring in polygon:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
                    crossed = not crossed
    return crossed


def dissolve(shapes):
    """The union of polygons that share whole edges: an edge that two of them walk in opposite directions is a
    border between them and falls away; what is left is chained into rings. Shells run as the sources' shells do, holes
    the other way."""
    edges = Counter()
    clockwise = 0
    for shape in shapes:
        for polygon in shape:
            clockwise += 1 if signed_area(polygon[0]) < 0 else -1
            for ring in polygon:
                edges.update((tuple(a), tuple(b)) for a, b in zip(ring, ring[1:]))
    after = defaultdict(list)
    for (a, b), count in sorted(edges.items()):
        after[a] += [b] * max(0, count - edges[(b, a)])
    rings = []
    for start in sorted(after):
        while after[start]:
            ring = [start]
            while len(ring) == 1 or ring[-1] != start:
                ring.append(after[ring[-1]].pop())
            rings.append(ring)
    turned = -1 if clockwise > 0 else 1
    shells = [[ring] for ring in rings if signed_area(ring) * turned > 0]
    for hole in (ring for ring in rings if signed_area(ring) * turned < 0):
        home = [shell for shell in shells if inside(hole[0], [[shell[0]]]) or inside(hole[1], [[shell[0]]])]
        min(home or shells, key=lambda shell: abs(signed_area(shell[0]))).append(hole)
    return shells


def geometry(shape):
    if not shape:
        return None
    if len(shape) == 1:
        return {"type": "Polygon", "coordinates": shape[0]}
    return {"type": "MultiPolygon", "coordinates": shape}


def feature(code, name, shape, **more):
    return {"type": "Feature", "properties": {"code": code, "name": name, **more}, "geometry": geometry(shape)}


def write(path, text):
    data = text.encode("utf-8")
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)


def write_features(path, listed):
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in listed)
    write(path, '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n")


def quoted(cell):
    cell = str(cell)
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n') else cell


def write_rows(path, heading, listed):
    write(path, "".join(",".join(map(quoted, row)) + "\n" for row in [heading, *listed]))


class Sources:
    def __init__(self, folder):
        geo = folder / "geo"
        self.wards = [each for county in COUNTIES for each in features(geo / f"{county}-wards-2025.geojson.gz")]
        self.lsoa11 = {each["properties"]["code"]: polygons(each["geometry"])
                       for county in COUNTIES for each in features(geo / f"{county}-lsoa-2011.geojson.gz")}
        self.partnerships = rows(geo / "lookup-ltla24-csp24-pfa24.csv.gz")
        self.changes = rows(geo / "lookup-lsoa11-lsoa21-ltla22.csv.gz")
        self.ward_of_lsoa21 = {row["lsoa21_code"]: row["ward24_code"]
                               for row in rows(geo / "lookup-lsoa21-ward24-ltla24.csv.gz")}
        self.populations = rows(folder / "home-office-ons" / "population-local-authority-2001-2020.csv.gz")
        self.forces = [row for row in rows(folder / "forces.csv") if row["ons_pfa_code"]]
        districts = {ward["properties"]["lad_code"] for ward in self.wards}
        self.partnerships = [row for row in self.partnerships
                             if row["ltla24_code"] in districts or row["pfa24_code"] in FIGURES_ONLY]


def shapes_by(listed, key):
    grouped = defaultdict(list)
    for each in listed:
        grouped[key(each)].append(polygons(each["geometry"]))
    return grouped


def make_polygons(sources, out):
    district_of = lambda ward: ward["properties"]["lad_code"]
    force_of = {row["ltla24_code"]: row["pfa24_code"] for row in sources.partnerships}
    write_features(out / "wards-2025.geojson.gz", [
        feature(ward["properties"]["code"], ward["properties"]["name"], polygons(ward["geometry"]),
                parent_layer="borough", parent=district_of(ward)) for ward in sources.wards])
    districts = shapes_by(sources.wards, district_of)
    write_features(out / "boroughs.geojson.gz", [
        feature(row["ltla24_code"], row["ltla24_name"], dissolve(districts.get(row["ltla24_code"], [])),
                parent_layer="csp", parent=row["csp24_code"]) for row in sources.partnerships])
    forces = shapes_by(sources.wards, lambda ward: force_of[district_of(ward)])
    ons_names = {row["pfa24_code"]: row["pfa24_name"] for row in sources.partnerships}
    write_features(out / "forces.geojson.gz", [
        feature(force["police_uk_id"], force["name"], dissolve(forces.get(force["ons_pfa_code"], [])),
                aliases=";".join([force["ons_pfa_code"], ons_names[force["ons_pfa_code"]]]))
        for force in sources.forces if force["ons_pfa_code"] in ons_names])


def covering_ward(shape, candidates):
    """The candidate ward that covers most of a shape, by a lattice of points."""
    xs, ys = zip(*(point for polygon in shape for point in polygon[0]))
    lattice = [(min(xs) + (max(xs) - min(xs)) * (i + 0.5) / 24, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / 24)
               for i in range(24) for j in range(24)]
    within = [point for point in lattice if inside(point, shape)]
    return max(sorted(candidates), key=lambda code: sum(inside(point, candidates[code]) for point in within))


def make_lsoas(sources, out):
    ward_shapes = {ward["properties"]["code"]: polygons(ward["geometry"]) for ward in sources.wards}
    districts = {row["ltla24_code"]: row["pfa24_code"] for row in sources.partnerships}
    names, homes, wards = {}, {}, defaultdict(set)
    for row in sources.changes:
        if row["ltla22_code"] not in districts:
            continue
        ward = sources.ward_of_lsoa21[row["lsoa21_code"]]
        for code, name in ((row["lsoa11_code"], row["lsoa11_name"]), (row["lsoa21_code"], row["lsoa21_name"])):
            names[code] = name  # where both censuses have the code, the later name stands
            homes[code] = row["ltla22_code"]
        wards[row["lsoa11_code"]].add(ward)
        wards[row["lsoa21_code"]].add(ward)
    listed = []
    for code in sorted(names):
        own = wards[code] if code not in sources.ward_of_lsoa21 else {sources.ward_of_lsoa21[code]}
        if districts[homes[code]] in FIGURES_ONLY:
            parent = ("borough", homes[code])
        elif len(own) == 1:
            parent = ("ward", *own)
        else:
            parent = ("ward", covering_ward(sources.lsoa11[code], {ward: ward_shapes[ward] for ward in own}))
        listed.append((code, names[code], *parent))
    write_rows(out / "lsoas.csv.gz", ("code", "name", "parent_layer", "parent"), listed)


def make_tables(sources, out):
    ids = {force["ons_pfa_code"]: force["police_uk_id"] for force in sources.forces}
    write_rows(out / "partnerships.csv", ("code", "name", "parent_layer", "parent"),
               sorted((row["csp24_code"], row["csp24_name"], "force", ids[row["pfa24_code"]])
                      for row in sources.partnerships))
    districts = {row["ltla24_code"] for row in sources.partnerships}
    write_rows(out / "populations.csv.gz", ("layer", "code", "year", "population", "source"),
               sorted(("borough", row["code"], row["year"], row["population"], "ONS mid-year estimates")
                      for row in sources.populations if row["code"] in districts))
    write_rows(out / "layers.csv", ("layer", "title", "file", "valid_from"), [
        ("force", "Police forces", "forces.geojson.gz", EVER),
        ("csp", "Community safety partnerships", "partnerships.csv", EVER),
        ("borough", "Boroughs and districts", "boroughs.geojson.gz", EVER),
        ("ward", "Wards (2025)", "wards-2025.geojson.gz", EVER),
        ("lsoa", "Lower layer super output areas (2011 and 2021)", "lsoas.csv.gz", EVER)])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sources = Sources(Path(sys.argv[1]))
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parent.parent / "reference" / "areas"
    out.mkdir(parents=True, exist_ok=True)
    make_polygons(sources, out)
    make_lsoas(sources, out)
    make_tables(sources, out)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes the JSON lines in this folder from its CSV files; the same every time.

    generate.py            writes areas.jsonl, places.jsonl, incidents-2024-a.jsonl, incidents-2024-b.jsonl
    generate.py --check    writes nothing; fails if a file is not what would be written

The incidents are invented. They are as many and as grave as it takes for model 1 to give each area and week the
level that the report gives it; where several mixes would do, a hash of area and week picks one.
"""

import csv
import datetime
import hashlib
import json
import pathlib
import sys
import uuid

FOLDER = pathlib.Path(__file__).resolve().parent

# Ids do not depend on a space, so that entering a file twice gives the same records.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:faltbild:example:hasselby-vallingby")

CONCERNS = {
    "open drug scene": "open_drug_scene",
    "drug dealing": "drug_dealing",
    "youth disorder": "youth_disorder",
    "disorder reports": "disorder",
    "unauthorised settlement": "unauthorised_settlement",
    "dumping": "dumping",
}
PERMITS_BY_CONCERN = {"guards permitted": "guards_permitted"}
PERMITS_BY_NOTE = {
    "stay bans in force around the square": "stay_ban",
    "guard permit being applied for": "guards_applied_for",
    "guard permit being applied for in the area": "guards_applied_for",
}

NOTES = {
    "bus and metro hub; a school moved in during 2024": "Knutpunkt för buss och tunnelbana; en skola flyttade in 2024.",
    "calmer since autumn 2023": "Lugnare sedan hösten 2023.",
    "property owners joined the place collaboration": "Fastighetsägarna har gått med i platssamverkan.",
    "building waste and bulky waste tipped from small trucks and pickups":
        "Bygg- och grovavfall tippas från små lastbilar och flakbilar.",
}

# What may be told of an incident of each gravity: category, who reported it, words.
STORIES = {
    "mild": [
        ("litter", "resident", "Skräp och glas runt bänkarna"),
        ("graffiti", "property_owner", "Klotter på fasad och port"),
        ("noise", "resident", "Hög musik från torget sent på kvällen"),
        ("lighting", "staff", "Tre gatlampor släckta längs gångvägen"),
        ("alcohol_where_forbidden", "guard", "Alkohol utanför centrumingången, avvisade"),
    ],
    "worrying": [
        ("vandalism", "school", "Krossade rutor på skolan"),
        ("group_disorder", "guard", "Större grupp stör ordningen vid tunnelbanan"),
        ("open_drug_dealing", "staff", "Öppen försäljning vid lekplatsen"),
        ("threat", "staff", "Hotfullt bemötande mot personal, rapporterat"),
        ("feeling_unsafe", "resident", "Boende undviker gångtunneln efter mörkrets inbrott"),
    ],
    "serious": [
        ("robbery", "police", "Rån mot ungdom, gärningsmän okända"),
        ("violence", "police", "Misshandel utomhus, en förd till sjukhus"),
        ("weapon_found", "police", "Vapenfynd i källarförråd"),
        ("fire_or_arson", "property_owner", "Anlagd brand i garage"),
    ],
    "critical": [
        ("shooting", "police", "Skottlossning utomhus, stor polisinsats"),
        ("explosion", "police", "Sprängning vid flerbostadshus, avspärrat"),
    ],
}

# The mixes of gravities that give each level: mild, worrying, serious, critical.
MIXES = {
    1: [(0, 0, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)],
    2: [(2, 0, 0, 0), (0, 1, 0, 0), (1, 1, 0, 0), (4, 0, 0, 0), (3, 1, 0, 0)],
    3: [(0, 2, 0, 0), (0, 0, 1, 0), (1, 3, 0, 0), (2, 0, 1, 0), (0, 2, 1, 0)],
    4: [(1, 1, 2, 0), (0, 2, 3, 0)],
    5: [(0, 0, 0, 1), (2, 1, 0, 1), (0, 2, 2, 1)],
}


def rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pick(choices, *key):
    digest = hashlib.sha256("|".join(map(str, key)).encode("utf-8")).digest()
    return choices[int.from_bytes(digest[:8], "big") % len(choices)]


def areas():
    aliases = {row["name"]: [row["alias"]] for row in rows("aliases.csv")}
    for row in rows("areas.csv"):
        fields = {
            "name": row["area"],
            "approximate_point": {"latitude": float(row["approx_lat"]), "longitude": float(row["approx_lon"])},
        }
        if row["area"] in aliases:
            fields["aliases"] = aliases[row["area"]]
        yield {"kind": "area", "fields": fields}


def places():
    for row in rows("places.csv"):
        said = [part.strip() for part in row["concern"].split(";")]
        fields = {
            "area": row["area"],
            "name": row["place"],
            "land": row["land"].replace(" ", "_"),
            "concerns": [CONCERNS[part] for part in said if part in CONCERNS],
        }
        permits = [PERMITS_BY_CONCERN[part] for part in said if part in PERMITS_BY_CONCERN]
        if row["note"] in PERMITS_BY_NOTE:
            permits.append(PERMITS_BY_NOTE[row["note"]])
        elif row["note"]:
            fields["cause_analysis"] = NOTES[row["note"]]
        if permits:
            fields["permits"] = permits
        if "priority 2025" in said:
            fields["priority"] = "high"
        known = set(CONCERNS) | set(PERMITS_BY_CONCERN) | {"priority 2025"}
        if not set(said) <= known:
            raise SystemExit(f"places.csv: no word for {sorted(set(said) - known)}")
        yield {"kind": "place", "fields": fields}


def is_summer(day):
    """Whether Stockholm's clocks are two hours ahead, on a day that is not one of change before 03:00."""
    last_march = datetime.date(day.year, 3, 31)
    last_october = datetime.date(day.year, 10, 31)
    start = last_march - datetime.timedelta(days=last_march.isoweekday() % 7)
    end = last_october - datetime.timedelta(days=last_october.isoweekday() % 7)
    return start <= day < end


def moment(year, week, *key):
    """A time in the week, from Monday 00:05 to Sunday 23:55; none in the hours when the clocks change."""
    weekday = pick(range(1, 8), "weekday", *key)
    hour, minute = pick([(0, 5), (9, 40), (13, 15), (16, 20), (18, 30), (20, 45), (22, 10), (23, 55)], "time", *key)
    day = datetime.date.fromisocalendar(year, week, weekday)
    # Midnight and five on a day of change still has the clocks of the day before.
    offset = 2 if is_summer(day if hour else day - datetime.timedelta(days=1)) else 1
    return f"{day.isoformat()}T{hour:02}:{minute:02}:00+0{offset}:00"


def incidents():
    for row in rows("weekly_levels_2024.csv"):
        year, week, area, level = int(row["iso_year"]), int(row["iso_week"]), row["area"], int(row["level"])
        mix = pick(MIXES[level], "mix", year, week, area)
        gravities = [gravity for gravity, count in zip(STORIES, mix) for _ in range(count)]
        for number, gravity in enumerate(gravities):
            key = (year, week, area, number)
            category, reporter, words = pick(STORIES[gravity], "story", *key)
            yield {
                "kind": "incident",
                "id": str(uuid.uuid5(NAMESPACE, "|".join(map(str, key)))),
                "fields": {
                    "area": area,
                    "occurred_at": moment(year, week, *key),
                    "category": category,
                    "gravity": gravity,
                    "reported_by": reporter,
                    "description": words,
                },
            }


def lines(records):
    return "".join(json.dumps(r, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for r in records)


def main():
    events = list(incidents())
    files = {
        "areas.jsonl": lines(areas()),
        "places.jsonl": lines(places()),
        "incidents-2024-a.jsonl": lines(events[0::2]),
        "incidents-2024-b.jsonl": lines(events[1::2]),
    }
    for name, text in files.items():
        path = FOLDER / name
        if sys.argv[1:] != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise SystemExit(f"{name} is not what generate.py makes; run it again")


if __name__ == "__main__":
    main()

"""Works out what the models must give, by other means than they: scipy and Python's own statistics.

    reference.py comparisons    counts and exposures from standard input: p-values and intervals of RateComparison
    reference.py levels CSV     means, deviations and weeks of each area
"""

import csv
import json
import statistics
import sys

from scipy.optimize import brentq
from scipy.stats import binom


def mid_tail(count, trials, chance):
    return binom.sf(count, trials, chance) + binom.pmf(count, trials, chance) / 2


def chance_of(count, trials, tail):
    return brentq(lambda chance: mid_tail(count, trials, chance) - tail, 0, 1, xtol=1e-15)


def comparison(before, after, exposure_before, exposure_after):
    trials = before + after
    upper = mid_tail(after, trials, exposure_after / (exposure_before + exposure_after))

    def ratio(chance):
        return chance / (1 - chance) * exposure_before / exposure_after

    return {
        "p": min(1, 2 * min(upper, 1 - upper)) if trials else 1,
        "low": ratio(chance_of(after, trials, 0.025)) if after else 0,
        "high": ratio(chance_of(after, trials, 0.975)) if before else None,
    }


def levels(file):
    areas = {}
    with open(file, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            areas.setdefault(row["area"], []).append(int(row["level"]))
    return {
        area: {
            "mean": statistics.fmean(values),
            "deviation": statistics.stdev(values),
            "three": sum(value >= 3 for value in values),
            "critical": sum(value == 5 for value in values),
        }
        for area, values in areas.items()
    }


if __name__ == "__main__":
    if sys.argv[1] == "comparisons":
        print(json.dumps([comparison(*counts) for counts in json.load(sys.stdin)]))
    else:
        print(json.dumps(levels(sys.argv[2])))

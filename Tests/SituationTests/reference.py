"""Works out what the models must give, by other means than they: scipy and Python's own statistics.

    reference.py comparisons    counts and exposures from standard input: p-values and intervals of RateComparison
    reference.py density        events, bandwidth and middles from standard input: the densities of HotSpots
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


def densities(given):
    """By the whole sum, in metres around the middle of the events."""
    import numpy

    events, middles = numpy.array(given["events"]), numpy.array(given["middles"])
    origin = events.mean(axis=0)
    metres = 111_195.08 * numpy.array([1, numpy.cos(numpy.radians(origin[0]))])
    offsets = ((middles - origin) * metres)[:, None, :] - ((events - origin) * metres)[None, :, :]
    squares = (offsets**2).sum(axis=2) / given["bandwidth"] ** 2
    return list(numpy.exp(-squares / 2).sum(axis=1) * 1e6 / (2 * numpy.pi * given["bandwidth"] ** 2))


if __name__ == "__main__":
    if sys.argv[1] == "comparisons":
        print(json.dumps([comparison(*counts) for counts in json.load(sys.stdin)]))
    elif sys.argv[1] == "density":
        print(json.dumps(densities(json.load(sys.stdin))))
    else:
        print(json.dumps(levels(sys.argv[2])))

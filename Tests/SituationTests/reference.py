"""Works out what the models must give, by other means than they: scipy, statsmodels and Python's own statistics.

    reference.py comparisons    counts and exposures from standard input: p-values and intervals of RateComparison
    reference.py density        events, bandwidth and middles from standard input: the densities of HotSpots
    reference.py levels CSV     means, deviations and weeks of each area
    reference.py shares         counts and totals from standard input: Wilson's intervals
    reference.py survival       days and ends from standard input: the steps of Kaplan and Meier
    reference.py smoothing      values from standard input: alpha, level and error of exponential smoothing
    reference.py poisson        counts from standard input: a regression on the year, and its spread
    reference.py quantiles      means and spreads from standard input: quantiles of counts
    reference.py chain          levels from standard input: the chances of each level next
    reference.py naive          values, lag and first place from standard input: the errors of the naive forecast
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


def shares(given):
    from scipy.stats import binomtest

    intervals = (binomtest(count, total).proportion_ci(method="wilson") for count, total in given)
    return [[interval.low, interval.high] for interval in intervals]


def survival(given):
    from statsmodels.duration.survfunc import SurvfuncRight

    found = SurvfuncRight([days for days, _ in given], [ended for _, ended in given])
    return [[int(days), share] for days, share in zip(found.surv_times, found.surv_prob)]


def smoothing(values):
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    def fit(alpha):
        model = SimpleExpSmoothing(values, initialization_method="known", initial_level=values[0])
        return model.fit(smoothing_level=alpha, optimized=False)

    best = min((step / 20 for step in range(1, 20)), key=lambda alpha: fit(alpha).sse)
    return [best, float(fit(best).forecast(1)[0]), (fit(best).sse / (len(values) - 1)) ** 0.5]


def poisson(given):
    import numpy
    import statsmodels.api as models

    angles = 2 * numpy.pi * numpy.arange(len(given["counts"])) / given["season"]
    rows = numpy.column_stack([numpy.ones(len(angles)), numpy.sin(angles), numpy.cos(angles)])
    fitted = models.GLM(given["counts"], rows, family=models.families.Poisson()).fit(tol=1e-12)
    return list(fitted.params) + [fitted.pearson_chi2 / fitted.df_resid]


def quantiles(given):
    from scipy.stats import nbinom, poisson

    def law(mean, spread):
        return nbinom(mean / (spread - 1), 1 / spread) if spread > 1 else poisson(mean)

    return [float(law(mean, spread).ppf(share)) for mean, spread, share in given]


def chain(levels):
    import numpy

    known = [level for level in levels if level is not None]
    share = (numpy.bincount(known, minlength=6)[1:] + 1 / 5) / (len(known) + 1)
    pairs = numpy.zeros((5, 5))
    for now, following in zip(levels, levels[1:]):
        if now is not None and following is not None:
            pairs[now - 1, following - 1] += 1
    return ((pairs + share) / (pairs.sum(axis=1, keepdims=True) + 1)).tolist()


def naive(given):
    import numpy

    values, lag, first, steps = numpy.array(given["values"]), given["lag"], given["first"], given["steps"]
    errors = [
        abs(values[place + step] - values[place - lag + step % lag])
        for place in range(first, len(values))
        for step in range(steps)
        if place + step < len(values)
    ]
    return [float(numpy.mean(errors)), len(errors)]


FROM_INPUT = {
    "comparisons": lambda given: [comparison(*counts) for counts in given],
    "density": densities,
    "shares": shares,
    "survival": survival,
    "smoothing": smoothing,
    "poisson": poisson,
    "quantiles": quantiles,
    "chain": chain,
    "naive": naive,
}

if __name__ == "__main__":
    if sys.argv[1] == "levels":
        print(json.dumps(levels(sys.argv[2])))
    else:
        print(json.dumps(FROM_INPUT[sys.argv[1]](json.load(sys.stdin))))

#!/usr/bin/env python3
"""Compares means over ten seeds with the ranges that an independent prototype of the related papers measured.

usage: lab_tables.py CLI [--first SEED] [--count N] [--threads K] [NAME ...]

The prototype is one NumPy file per paper in double precision, with random streams of its own: its tables give a mean and a range
over ten seeds. Every number that has such a range and is a column of metrics.csv is a row below. All four seeds of a run
become SEED, SEED + 1, ... Prints one line per row: "ok" when the mean lies in the range, "edge" when it is outside by no more
than its standard error, else "OUT". Exit code 1 when a row is out.
"""
import argparse
import csv
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

# Of 25 samples a tenth is 2.5: the prototype flips 2 labels of each cluster, as NumPy rounds, the program 3.
TWO_FLIPS = ("data.label_noise=0.08",)


def samples(count):
    return (f"data.train_samples={count}", f"data.readout_samples={count}")


# (scenario, settings, column): [(step, least, largest), ...]
TABLES = {
    # 2410.06191
    ("benign-regression", (), "excess_risk"): [(60, .058, .091)],
    ("benign-regression-control", (), "train_loss"): [(3000, .0001, .006)],
    ("benign-regression-control", (), "excess_risk"): [(3000, .129, .346)],
    # 2402.04980
    ("one-gradient-step", samples(200), "readout_mse"): [(0, 1.24, 2.06), (1, .98, 1.92)],
    ("one-gradient-step", samples(200), "leading_cosine"): [(1, .708, .802)],
    ("one-gradient-step", samples(400), "readout_mse"): [(0, .765, .960), (1, .249, .429)],
    ("one-gradient-step", samples(400), "leading_cosine"): [(1, .832, .867)],
    ("one-gradient-step", samples(800), "readout_mse"): [(0, .606, .725), (1, .098, .156)],
    ("one-gradient-step", samples(800), "leading_cosine"): [(1, .895, .943)],
    ("one-gradient-step", samples(800), "singular_ratio"): [(0, 1.01, 1.04), (1, 6.4, 7.8)],
    ("one-gradient-step", samples(1600), "readout_mse"): [(0, .466, .619), (1, .056, .074)],
    ("one-gradient-step", samples(1600), "leading_cosine"): [(1, .934, .966)],
    ("one-gradient-step-control", (), "readout_mse"): [(1, .558, .673)],
    # The prototype divides this target by its deviation; u^2 / 2 has the variance 1/2.
    ("one-gradient-step-control-2", (), "readout_mse"): [(1, .81 / 2, 1.08 / 2)],
    ("one-gradient-step-control-2", (), "leading_cosine"): [(1, .09, .37)],
    # 2310.18935; the prototype prints training loss times steps
    ("equal-margins", (), "rank_positive"): [(1, 1.495, 1.641), (100, 1.0004, 1.0005)],
    ("equal-margins", (), "margin_ratio"): [(10, 1.057, 1.093), (100, 1.024, 1.035), (4000, 1.010, 1.014)],
    ("equal-margins", (), "train_loss"): [(4000, 4.95 / 4000, 5.06 / 4000)],
    ("equal-margins", ("network.activation_slope=0.5",), "train_loss"): [(4000, 3.96 / 4000, 4.12 / 4000)],
    ("equal-margins-control", (), "rank_positive"): [(100, 5.92, 6.18), (4000, 1.979, 1.996)],
    ("equal-margins-control-2", (), "rank_positive"): [(1, 1.70, 1.95), (10, 1.05, 1.42), (100, 1.01, 1.50),
                                                       (4000, 1.01, 1.55)],
    ("equal-margins-control-2", (), "margin_ratio"): [(10, 1.39, 2.34), (100, 1.17, 1.58), (4000, 1.07, 1.19)],
    # 2310.06110
    ("lazy-to-rich", (), "train_nmse"): [(800, .028, .088), (1000, .020, .064)],
    ("lazy-to-rich", (), "test_nmse"): [(800, .270, .726), (1000, .230, .645), (10000, .011, .057)],
    ("lazy-to-rich", (), "kernel_alignment"): [(0, .013, .022), (10000, .037, .049)],
    ("lazy-to-rich", (), "kernel_regression_nmse"): [(0, .56, .84)],
    ("lazy-to-rich-control", (), "test_nmse"): [(400, .002, .043)],
    # 2211.11567
    ("increasing-complexity", (), "test_error_clean"): [(200, .019, .031)],
    ("increasing-complexity-clone-covariance", (), "test_error_clean"): [(200, .039, .053)],
    ("increasing-complexity-clone-mean", (), "test_error_clean"): [(200, .095, .118)],
    # 2210.07082
    ("rank-two", (), "stable_rank"): [(1, 1.487, 1.640), (1000, 1.625, 1.661)],
    ("rank-two", (), "third_singular_ratio"): [(1000, .0055, .0062)],
    ("rank-two", (), "linear_agreement"): [(1, .983, .997)],
    ("rank-two", ("network.activation_slope=0.5",), "stable_rank"): [(1, 1.091, 1.104), (1000, 1.103, 1.109)],
    ("rank-two-control", ("training.steps=1000",), "stable_rank"): [(1, 82.9, 83.6), (100, 9.49, 9.77),
                                                                    (1000, 4.09, 4.17)],
    ("rank-two-control-2", (), "stable_rank"): [(1, 1.69, 1.95), (1000, 2.06, 2.84)],
    ("rank-two-control-2", (), "third_singular_ratio"): [(1000, .26, .52)],
    ("rank-two-control-2", (), "linear_agreement"): [(1000, .85, .92)],
    # 2210.01360; the prototype prints accuracies
    ("feature-reconstruction-control", (), "ood_error"): [(3000, 1 - .722, 1 - .575)],
    ("feature-reconstruction", ("training.reconstruction=0.1",), "ood_error"): [(3000, 1 - .802, 1 - .688)],
    ("feature-reconstruction", (), "ood_error"): [(3000, 1 - .903, 1 - .849)],
    ("feature-reconstruction", ("training.reconstruction=5",), "ood_error"): [(3000, 1 - .929, 1 - .904)],
    # 2202.05928
    ("benign-linear", (), "train_error"): [(1, .06, .14)],
    ("benign-linear", (), "test_error_clean"): [(300, 0, .001)],
    ("benign-linear", (), "relative_distance"): [(1, 2.22, 2.33)],
    ("benign-linear-control", (), "test_error_clean"): [(300, .305, .382)],
    ("benign-linear-control-2", (), "test_error_clean"): [(1, .031, .049), (3000, .150, .250)],
    # 2103.00841
    ("sign-neurons-control", (), "test_error"): [(200, .213, .355)],
    ("sign-neurons-control", (), "gradient_fidelity"): [(0, .213, .897)],
    ("sign-neurons", ("network.surrogate_terms=3",), "test_error"): [(200, .031, .047)],
    ("sign-neurons", (), "test_error"): [(200, .015, .022)],
    ("sign-neurons", (), "gradient_fidelity"): [(0, .706, .930)],
    # 2002.04486
    ("both-layers", (), "test_error"): [(1000, .019, .127), (2000, .007, .023)],
    ("both-layers", (), "kernel_margin_error"): [(0, .145, .173)],
    ("both-layers", (), "effective_neurons"): [(2000, 17, 34)],
    ("both-layers", (), "normalised_margin"): [(2000, .0017, .0069)],
    ("both-layers-control", (), "test_error"): [(2000, .439, .456)],
    # 2310.02541
    ("linear-then-xor", TWO_FLIPS, "test_error_clean"): [
        (1, .384, .546), (2, .063, .129), (3, .021, .068), (10, .004, .018), (100, 0, .0025)],
    ("linear-then-xor", TWO_FLIPS, "linear_share"): [
        (1, .907, .995), (2, .256, .425), (3, .132, .274), (10, .066, .177), (100, .038, .102)],
    ("linear-then-xor-control", TWO_FLIPS, "test_error_clean"): [(100, .425, .469)],
}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=101)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--threads", default="0")
    return parser.parse_intermixed_args()


def measured(given, scenario, settings, steps, seed):
    """metrics.csv of one run, by step."""
    seeds = [f"seeds.{name}={seed}" for name in ("data", "labels", "weights", "test")]
    last = max(1, *steps)
    threads = [] if given.threads == "0" else ["--threads", given.threads]
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "run")
        subprocess.run([given.cli, "run", scenario, *(f"--set={setting}" for setting in (*settings, *seeds)),
                        "--steps", str(last), "--metrics-every", ",".join(["last", *map(str, sorted(steps))]),
                        *threads, "--out", out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        with open(out / "metrics.csv", newline="") as file:
            return {int(row["step"]): row for row in csv.DictReader(file)}


def main():
    given = arguments()
    runs = {}
    for (scenario, settings, column), cells in TABLES.items():
        if not given.names or scenario in given.names:
            runs.setdefault((scenario, settings), []).extend((column, *cell) for cell in cells)
    outside = rows = 0
    for (scenario, settings), cells in runs.items():
        steps = {0} | {step for _, step, _, _ in cells}
        tables = [measured(given, scenario, settings, steps, given.first + i) for i in range(given.count)]
        for column, step, least, largest in cells:
            values = [float(table[step][column]) for table in tables]
            mean = statistics.fmean(values)
            error = statistics.stdev(values) / math.sqrt(len(values))
            rows += 1
            if least <= mean <= largest:
                verdict = "ok"
            elif least - error <= mean <= largest + error:
                verdict = "edge"
            else:
                verdict = "OUT"
                outside += 1
            name = " ".join([scenario, *settings])
            print(f"{verdict:4} {name:72} {column:22} @{step:<6} mean {mean:.5g} +- {error:.2g} of "
                  f"[{min(values):.5g}, {max(values):.5g}], prototype [{least:.5g}, {largest:.5g}]", flush=True)
    print(f"{rows} rows, {outside} outside")
    sys.exit(1 if outside else 0)


main()

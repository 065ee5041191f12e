#!/usr/bin/python3
"""Steps per second of two builds of featurescope-cli, in turns.

    /usr/bin/python3 tests/benchmarks/compare_versions.py OLD/featurescope-cli NEW/featurescope-cli

Every measurement is a process of its own. The two programs take turns, so that a machine whose speed drifts does not
favour one of them; the ratio new / old is taken pair by pair and its median is printed for each shape, precision and
number of threads. A ratio below 0.93 is measured again with three times as many pairs. Exit status 1 when the geometric
mean is below 0.98, or a ratio stays below 0.93. The machine should be idle.
"""

import argparse
import math
import re
import statistics
import subprocess
import sys

# Those of docs/performance.md: n, d, m.
SHAPES = [(200, 2, 100), (1000, 50, 200), (1000, 100, 1000), (4000, 200, 1000), (10000, 100, 4000),
          (400, 2000, 1000), (200, 20000, 500), (5000, 2, 500), (5000, 300, 400), (300, 5000, 400)]
LEAST_RATIO, LEAST_MEAN = 0.93, 0.98


def steps_per_second(program, shape, precision, threads, steps):
    n, d, m = shape
    settings = {"data.train_samples": n, "data.dimension": d, "data.test_samples": 0, "network.neurons": m,
                "data.cluster_variance": 0.04 / d, "training.step_size": 0.1, "network.init_variance": 6.25e-5}
    command = [program, "run", "first-screen", "--precision", precision, "--threads", str(threads), "--steps", str(steps),
               "--metrics-every", str(steps), "--quiet"]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"^steps per second: (.*)$", output, re.M).group(1))


def ratio(options, shape, precision, threads, pairs):
    """Median of new / old, and the two medians of steps per second."""
    pilot = steps_per_second(options.old, shape, precision, threads, 20)
    steps = max(20, int(pilot * options.seconds))
    old, new = [], []
    for pair in range(pairs):
        turns = [(options.old, old), (options.new, new)]
        for program, rates in turns if pair % 2 == 0 else reversed(turns):
            rates.append(steps_per_second(program, shape, precision, threads, steps))
    ratios = [after / before for after, before in zip(new, old)]
    return statistics.median(ratios), statistics.median(old), statistics.median(new)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5, help="of training per measurement")
    parser.add_argument("--precision", choices=["float", "double"], nargs="*", default=["float", "double"])
    parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()

    print("| n, d, m | precision | threads | old, steps/s | new, steps/s | new / old |\n|---|---|---|---|---|---|")
    ratios = []
    for precision in options.precision:
        for threads in options.threads:
            for shape in SHAPES:
                found, old, new = ratio(options, shape, precision, threads, options.pairs)
                repeated = found < LEAST_RATIO
                if repeated:
                    found, old, new = ratio(options, shape, precision, threads, 3 * options.pairs)
                ratios.append(found)
                mark = " (repeated)" if repeated else ""
                print(f"| {', '.join(map(str, shape))} | {precision} | {threads} | {old:.4g} | {new:.4g} | "
                      f"{found:.3f}{mark} |", flush=True)
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    print(f"\ngeometric mean {mean:.3f}, least {min(ratios):.3f}, {len(ratios)} comparisons")
    return 0 if mean >= LEAST_MEAN and min(ratios) >= LEAST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Counts on how many seeds the claims of the scenarios hold.

usage: claims_on_seeds.py CLI SCENARIOS_FOLDER (--first SEED --count N | --today N) [--misses K] [--isa NAME] [NAME ...]

All four seeds of a scenario become SEED, SEED + 1, ..., so that nothing of the shipped run is left. --today N takes N seeds
made of the date. Prints one row per claim: how many seeds it holds for, and the range of what was measured. Exit code 1 when
a claim misses more than K seeds (default: 5 of 100, rounded down); claims of "seeds": "own" speak of the shipped seeds alone,
so they are run on those, and have to hold there.
"""
import argparse
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int)
    parser.add_argument("--count", type=int)
    parser.add_argument("--today", type=int)
    parser.add_argument("--misses", type=int)
    parser.add_argument("--isa", default="auto")
    given = parser.parse_intermixed_args()
    if given.today:
        given.first = int(datetime.date.today().strftime("%Y%m%d")) * 1000
        given.count = given.today
    if given.first is None or not given.count:
        parser.error("--first with --count, or --today, is missing")
    if given.misses is None:
        given.misses = given.count * 5 // 100
    return given


def measured(cli, spec, claims, seed, isa):
    """The value of every claim's column at its step; `seed` replaces all four, None leaves them."""
    steps = sorted({claim["step"] for claim in claims})
    # Only the steps spoken of are measured: a measurement may cost more than the steps around it.
    every = ",".join(["last", *map(str, steps)])
    last = max(1, steps[-1])
    seeds = [] if seed is None else [f"--set=seeds.{name}={seed}" for name in ("data", "labels", "weights", "test")]
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "run")
        subprocess.run([cli, "run", "--spec", spec, *seeds, "--steps", str(last), "--metrics-every", every,
                        "--isa", isa, "--out", out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        with open(out / "metrics.csv", newline="") as file:
            rows = {int(row["step"]): row for row in csv.DictReader(file)}
    return [float(rows[claim["step"]][claim["metric"]]) for claim in claims]


def holds(claim, value):
    return value >= claim["at_least"] if "at_least" in claim else value <= claim["at_most"]


def text(claim):
    bound = f">= {claim['at_least']}" if "at_least" in claim else f"<= {claim['at_most']}"
    return f"{claim['metric']}@{claim['step']} {bound}"


def check(cli, path, given):
    """Rows (claim, seeds it holds for, seeds, least, largest) of one scenario."""
    claims = json.loads(path.read_text())["claims"]
    rows = []
    for own in (False, True):
        chosen = [claim for claim in claims if (claim.get("seeds", "any") == "own") == own]
        seeds = [None] if own else range(given.first, given.first + given.count)
        if not chosen:
            continue
        values = [measured(cli, path, chosen, seed, given.isa) for seed in seeds]
        for i, claim in enumerate(chosen):
            of_claim = [row[i] for row in values]
            rows.append((claim, sum(holds(claim, value) for value in of_claim), len(of_claim), min(of_claim),
                         max(of_claim)))
    return rows


def main():
    given = arguments()
    paths = sorted(path for path in given.folder.glob("*.json") if not given.names or path.stem in given.names)
    if not paths:
        sys.exit("no such scenario")
    print(f"seeds {given.first} to {given.first + given.count - 1}; a claim may miss {given.misses} of {given.count}")
    failed = 0
    for path in paths:
        for claim, good, runs, least, largest in check(given.cli, path, given):
            own = claim.get("seeds", "any") == "own"
            bad = runs - good > (0 if own else given.misses)
            failed += bad
            note = " (own seeds)" if own else ""
            print(f"{'FAIL' if bad else 'ok  '} {path.stem:26} {text(claim):45} {good} of {runs}{note}, "
                  f"{least:.4g} .. {largest:.4g}", flush=True)
    sys.exit(1 if failed else 0)


main()

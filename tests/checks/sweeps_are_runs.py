"""Runs a small sweep and compares random cells with `run`, the export with the example of docs/sweeps.md, and one way to a
result with the other.

Usage: sweeps_are_runs.py FEATURESCOPE_CLI DOCS_SWEEPS_MD
"""
import csv
import hashlib
import json
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

import numpy as np

CLI, PAGE = sys.argv[1:]
SWEEP = {"format": "featurescope-sweep", "version": 1, "title": "small",
         "base": {"scenario": "first-screen", "set": {"data.dimension": 6, "data.train_samples": 40, "data.test_samples": 50,
                                                       "network.neurons": 8, "training.steps": 60}},
         "x": {"key": "data.cluster_variance", "log": [0.01, 1, 5]}, "y": {"key": "training.step_size", "log": [0.01, 1e9, 6]},
         "seeds": {"count": 2, "first": 3, "streams": ["data", "labels", "weights", "test"]},
         "view": {"metric": "test_error_clean", "step": 50}}


def run(*command, code=0):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    assert result.returncode == code, (command, result.returncode, result.stdout, result.stderr)
    return result.stdout


def rows(path):
    with sqlite3.connect(path) as db:
        return [db.execute(f"SELECT {columns} FROM {name}").fetchall() for name, columns in (
            ("sweep", "*"), ("axis", "*"), ("observable", "*"), ("cell", "*"), ("last_value", "*"),
            ("run", "key, engine, instruction_set, output_weights_sha256, state, diverged_at, error, weights_sha256, steps, curves"))]


def check_cell(folder, row, columns):
    """Every recorded digit of a cell is that of `run`."""
    x, y, seed, key, state, steps, curves, sha = row
    settings = ["--set", f"data.cluster_variance={x!r}", "--set", f"training.step_size={y!r}"]
    settings += [word for stream in ("data", "labels", "weights", "test") for word in ("--set", f"seeds.{stream}={seed}")]
    settings += [word for name, value in SWEEP["base"]["set"].items() for word in ("--set", f"{name}={value}")]
    text = run(CLI, "run", *settings, "--metrics-every", "log,50", "--out", folder / key, "--quiet", "--threads", 1,
               code=0 if state == "done" else 4)
    assert f"weights sha256: {sha}\n" in text
    spec = json.loads((folder / key / "spec.json").read_text())
    canonical = {part: spec[part] for part in ("data", "network", "training", "seeds")}
    for part in canonical.values():  # as Python writes whole numbers and the program does not
        for name, value in part.items():
            part[name] = int(value) if isinstance(value, float) and value == int(value) and value < 1e5 else value
    if "e" not in repr(canonical["training"]["step_size"]):
        text = json.dumps(canonical, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest()[:24] == key, text
    steps = np.frombuffer(steps, "<i8")
    curves = np.frombuffer(curves, "<f8").reshape(len(steps), len(columns))
    with open(folder / key / "metrics.csv") as file:
        recorded = list(csv.DictReader(file))
    assert [int(line["step"]) for line in recorded] == list(steps)
    for values, line in zip(curves, recorded):
        for value, column in zip(values, columns):
            assert (np.isnan(value) and line[column] == "") or float(line[column]) == value, (column, value, line)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    sweep, result = folder / "small.sweep.json", folder / "small.fsweep"
    sweep.write_text(json.dumps(SWEEP))
    for threads in (1, 2, 3):
        run(CLI, "sweep", sweep, "--out", folder / f"{threads}.fsweep", "--threads", threads, "--quiet")
    assert rows(folder / "1.fsweep") == rows(folder / "2.fsweep") == rows(folder / "3.fsweep")
    run(CLI, "sweep", sweep, "--out", result)
    for shard in range(3):
        run(CLI, "sweep-work", sweep, folder / "store", "--shard", f"{shard}/3")
    run(CLI, "sweep-collect", folder / "store", "--out", folder / "collected.fsweep")
    assert rows(folder / "collected.fsweep") == rows(result)
    with sqlite3.connect(result) as db:
        columns = [name for name, in db.execute("SELECT id FROM observable ORDER BY position")]
        cells = db.execute("SELECT a.value, b.value, seed, key, state, steps, curves, weights_sha256 FROM cell JOIN run USING(key)"
                           " JOIN axis a ON a.name = 'x' AND a.position = x JOIN axis b ON b.name = 'y' AND b.position = y").fetchall()
    assert len(cells) == 60 and {row[4] for row in cells} == {"done", "diverged"}
    random.seed(1)
    for row in random.sample(cells, 12):
        check_cell(folder, row, columns)

    blocks = re.findall(r"```python\n(.*?)```", pathlib.Path(PAGE).read_text(), re.DOTALL)
    assert len(blocks) == 1 and len(blocks[0].strip().splitlines()) <= 10, "one example of at most ten lines is expected"
    (folder / "example.py").write_text(blocks[0])
    shown = [line.split() for line in run(sys.executable, folder / "example.py", result, "train_loss", 50).splitlines()]
    run(CLI, "sweep-export", result, "--npz", folder / "all.npz", "--csv", folder / "all.csv", "--metric", "train_loss",
        "--step", 50)
    with np.load(folder / "all.npz") as arrays:
        place = {(repr(x), repr(y)): (i, j) for i, x in enumerate(arrays["x"].tolist()) for j, y in enumerate(arrays["y"].tolist())}
        assert arrays["train_loss"].shape == (5, 6, 2, 1) and arrays["seeds"].tolist() == [3, 4]
        assert set(arrays["state"].flatten()) == {1, 2}
        for x, y, value in shown:
            i, j = place[x, y]
            done = arrays["state"][i, j] == 1
            assert np.isclose(float(value), arrays["train_loss"][i, j, done, 0].mean(), rtol=1e-12)
        assert len(shown) == sum((arrays["state"] == 1).any(axis=2).flatten())
        with open(folder / "all.csv") as file:
            for line in csv.DictReader(file):
                i, j = place[repr(float(line["data.cluster_variance"])), repr(float(line["training.step_size"]))]
                assert float(line["train_loss"]) == arrays["train_loss"][i, j, int(line["seed"]) - 3, 0]
print("Sweeps are runs.")

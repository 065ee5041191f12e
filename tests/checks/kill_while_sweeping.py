"""Kills a sweep at random times, starts it again, and compares its result with one that was never disturbed.

Usage: kill_while_sweeping.py FEATURESCOPE_CLI KILLS SEED
"""
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

CLI, KILLS, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SWEEP = ["sweep", "--set", "data.dimension=10", "--set", "data.train_samples=200", "--set", "data.test_samples=500",
         "--set", "network.neurons=50", "--steps", "100", "--x", "data.cluster_variance=log:0.01:1:20",
         "--y", "training.step_size=log:0.01:30:20", "--seeds", "2", "--quiet", "--out"]
RUNS = 20 * 20 * 2


def rows(path):
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name: db.execute(f"SELECT {columns} FROM {name}").fetchall() for name, columns in (
            ("sweep", "*"), ("axis", "*"), ("observable", "*"), ("cell", "*"), ("last_value", "*"),
            ("run", "key, engine, instruction_set, output_weights_sha256, state, diverged_at, error, weights_sha256, steps, curves"))}


def stored(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM run").fetchone()[0]
    except sqlite3.Error:
        return 0


random.seed(SEED)
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    whole = subprocess.run([CLI, *SWEEP, folder / "whole.fsweep"], capture_output=True, text=True, check=True)
    assert f"runs: {RUNS} of {RUNS}\n" in whole.stdout, whole.stdout
    killed = 0
    for kill in range(KILLS):
        process = subprocess.Popen([CLI, *SWEEP, folder / "killed.fsweep"], stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        if stored(folder / "killed.fsweep") == RUNS and kill < KILLS - 1:
            (folder / "killed.fsweep").unlink()  # enough of it; the next ones kill from the beginning again
    last = subprocess.run([CLI, *SWEEP, folder / "killed.fsweep"], capture_output=True, text=True, check=True)
    assert f"runs: {RUNS} of {RUNS}\n" in last.stdout, last.stdout
    assert rows(folder / "killed.fsweep") == rows(folder / "whole.fsweep")
print(f"{killed} of {KILLS} starts were killed; {RUNS} of {RUNS} runs are there, equal row by row.")

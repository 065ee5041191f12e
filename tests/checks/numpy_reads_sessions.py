"""Runs the example of docs/files.md on a session, and compares what it and an export hold with what the run wrote.

Usage: numpy_reads_sessions.py FEATURESCOPE_CLI DOCS_FILES_MD
"""
import csv
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

CLI, PAGE = sys.argv[1:]
SMALL = ["--set", "data.dimension=12", "--set", "data.train_samples=60", "--set", "data.test_samples=40"]


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    assert result.returncode == 0, (command, result.stderr)
    return result.stdout


def example():
    blocks = re.findall(r"```python\n(.*?)```", pathlib.Path(PAGE).read_text(), re.DOTALL)
    assert len(blocks) == 1, "one Python example is expected"
    assert len([line for line in blocks[0].splitlines() if line.strip()]) <= 10, "the example has at most ten lines"
    return blocks[0]


def check(folder, engine):
    session = folder / "run.fscope"
    sha = run(CLI, "run", *SMALL, "--steps", 42, "--engine", engine, "--out", folder / "out", "--session", session,
              "--quiet").split("weights sha256: ")[1].strip()
    assert f"weights sha256: {sha}\n" in run(CLI, "info", session)

    script = folder / "example.py"
    script.write_text(example())
    exported = folder / "all.npz"
    run(CLI, "export", session, "--npz", exported, "--csv", folder / "tables")
    with open(folder / "out/metrics.csv") as file:
        rows = list(csv.DictReader(file))
    for source in (session, exported):
        lines = run(sys.executable, script, source).splitlines()
        assert lines[0].endswith("at step 42"), lines[0]
        shown = [line.split() for line in lines[1:]]
        assert len(shown) == len(rows)
        for (step, loss, error), row in zip(shown, rows):
            assert int(step) == int(row["step"])
            assert float(loss) == float(row["train_loss"]) and float(error) == float(row["test_error"])

    assert (folder / "tables/metrics.csv").read_text() == (folder / "out/metrics.csv").read_text()
    with np.load(exported) as arrays, np.load(folder / "out/final.npz") as final:
        for name in final.files:
            assert arrays[name].dtype == final[name].dtype and np.array_equal(arrays[name], final[name]), name
        assert hashlib.sha256(np.ascontiguousarray(arrays["W"]).tobytes()).hexdigest() == sha
        w, mu, a = (arrays[name].astype(float) for name in ("W", "mu", "a"))
        with open(folder / "tables/neurons.csv") as file:
            neurons = list(csv.DictReader(file))
        cosines = w @ mu.T / np.linalg.norm(w, axis=1)[:, None] / np.linalg.norm(mu, axis=1)
        for j, row in enumerate(neurons):
            assert int(row["sign_a"]) == np.sign(a[j])
            assert np.isclose(float(row["cos_mu1"]), cosines[j, 0], atol=1e-5)
            assert np.isclose(float(row["cos_mu2"]), cosines[j, 1], atol=1e-5)
        # The history's last histograms are those of these weights, up to neurons on the edge of a bin.
        assert arrays["history_step"][-1] == 42
        counts, _ = np.histogram(cosines[a > 0, 0], bins=41, range=(-1, 1))
        assert np.abs(counts - arrays["history_counts"][-1, 0]).sum() <= 2


for engine in ("primal", "gram"):
    with tempfile.TemporaryDirectory() as name:
        check(pathlib.Path(name), engine)
print("NumPy reads sessions and exports.")

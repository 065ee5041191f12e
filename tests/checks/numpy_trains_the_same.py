"""Both engines against gradient descent written in NumPy, on data, labels, means and weights given by --data.

Usage: numpy_trains_the_same.py FEATURESCOPE_CLI
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

STEPS = 120
STEP_SIZE = 0.4
# Relative errors of W after all steps, as promised for each precision.
TOLERANCES = {"double": 1e-10, "float": 2e-3}
# n > d, n = d, n < d, odd m, one sample, one input coordinate more than samples.
SHAPES = [(90, 20, 16), (24, 24, 15), (12, 40, 8), (1, 5, 4), (33, 2, 7), (70, 70, 33), (8, 9, 2)]


def train(x, y, w, a):
    """Full-batch gradient descent on the mean logistic loss, first layer only, in double."""
    w = w.copy()
    for _ in range(STEPS):
        z = x @ w.T
        f = np.maximum(z, 0) @ a
        slope = -y / (1 + np.exp(y * f)) / len(y)
        w -= STEP_SIZE * ((slope[:, None] * (z > 0) * a).T @ x)
    return w


def problem(n, d, m, random):
    mu = np.eye(2, d)
    cluster = random.integers(4, size=n)
    clean = np.where(cluster < 2, 1, -1)
    sign = np.where(cluster % 2 == 0, 1, -1)
    x = sign[:, None] * mu[(cluster >= 2).astype(int)] + 0.2 * random.standard_normal((n, d))
    y = np.where(random.random(n) < 0.15, -clean, clean)
    w0 = 0.1 * random.standard_normal((m, d))
    a = random.choice([-1, 1], size=m) / np.sqrt(m)
    return {"X": x, "y": y, "y_clean": clean, "mu": mu, "W0": w0, "a": a}


def run(cli, folder, arrays, precision, engine):
    np.savez(folder / "data.npz", **arrays)
    out = folder / f"{precision}-{engine}"
    command = [cli, "run", "--data", folder / "data.npz", "--steps", STEPS, "--precision", precision, "--engine", engine]
    command += ["--set", f"training.step_size={STEP_SIZE}", "--out", out, "--quiet"]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    return np.load(out / "final.npz")["W"].astype(float)


def main(cli):
    random = np.random.default_rng(2023)
    failures = 0
    for shape in SHAPES:
        for precision, tolerance in TOLERANCES.items():
            arrays = problem(*shape, random)
            expected = train(arrays["X"], arrays["y"], arrays["W0"], arrays["a"])
            for engine in ("primal", "gram"):
                with tempfile.TemporaryDirectory() as folder:
                    weights = run(cli, Path(folder), arrays, precision, engine)
                error = np.linalg.norm(weights - expected) / np.linalg.norm(expected)
                print(f"n, d, m = {shape}  {precision:6}  {engine:6}  relative error {error:.1e}")
                failures += error > tolerance
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

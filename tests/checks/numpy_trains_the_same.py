"""Every engine against gradient descent written in NumPy, on data, labels, means and weights given by --data.

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


# What a run may do beside the paper's; not every engine trains the second layer.
KINDS = [
    {},
    {"network.activation": "leaky-relu", "network.activation_slope": 0.3},
    {"network.activation": "identity", "training.loss": "squared"},
    {"network.trained": "both", "training.step_schedule": "inverse-sqrt"},
    {"network.activation": "leaky-relu", "network.trained": "second"},
    {"network.trained": "both", "training.loss": "squared", "training.step_size": 0.1},
]


def activation(kind):
    """phi and its derivative."""
    name = kind.get("network.activation", "relu")
    slope = {"relu": 0, "identity": 1, "leaky-relu": kind.get("network.activation_slope", 0.1)}[name]
    return (lambda z: np.where(z > 0, z, slope * z)), (lambda z: np.where(z > 0, 1, slope))


def loss_slope(kind, y, f):
    """The derivative of the mean loss by every output."""
    if kind.get("training.loss", "logistic") == "squared":
        return 2 * (f - y) / len(y)
    return -y / (1 + np.exp(y * f)) / len(y)


def train(x, y, w, a, kind):
    """Full-batch gradient descent, in double; both layers move by what they are before the step."""
    w, a = w.copy(), a.copy()
    phi, derivative = activation(kind)
    trained = kind.get("network.trained", "first")
    for step in range(STEPS):
        size = kind.get("training.step_size", STEP_SIZE)
        if kind.get("training.step_schedule") == "inverse-sqrt":
            size /= np.sqrt(step + 2)
        z = x @ w.T
        slope = loss_slope(kind, y, phi(z) @ a)
        by_w = (slope[:, None] * derivative(z) * a).T @ x
        by_a = phi(z).T @ slope
        if trained != "second":
            w -= size * by_w
        if trained != "first":
            a -= size * by_a
    return w, a


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


def run(cli, folder, arrays, precision, engine, kind):
    np.savez(folder / "data.npz", **arrays)
    out = folder / f"{precision}-{engine}"
    command = [cli, "run", "--data", folder / "data.npz", "--steps", STEPS, "--precision", precision, "--engine", engine]
    command += ["--set", f"training.step_size={STEP_SIZE}", "--out", out, "--quiet"]
    for key, value in kind.items():
        command += ["--set", f"{key}={value}"]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    final = np.load(out / "final.npz")
    return final["W"].astype(float), final["a"].astype(float)


def main(cli):
    random = np.random.default_rng(2023)
    failures = 0
    for number, shape in enumerate(SHAPES):
        for precision, tolerance in TOLERANCES.items():
            kind = KINDS[(number + (precision == "float")) % len(KINDS)]
            for chosen in ({}, kind) if kind else ({},):
                arrays = problem(*shape, random)
                if chosen.get("training.loss") == "squared":
                    arrays["y"] = arrays["y_clean"] = random.standard_normal(len(arrays["y"]))
                expected = np.concatenate([part.ravel() for part in train(*(arrays[k] for k in ("X", "y", "W0", "a")), chosen)])
                engines = ("primal", "dense") if "network.trained" in chosen else ("primal", "gram", "dense")
                for engine in engines:
                    with tempfile.TemporaryDirectory() as folder:
                        weights = run(cli, Path(folder), arrays, precision, engine, chosen)
                    found = np.concatenate([part.ravel() for part in weights])
                    error = np.linalg.norm(found - expected) / np.linalg.norm(expected)
                    print(f"n, d, m = {shape}  {precision:6}  {engine:6}  {chosen}  relative error {error:.1e}")
                    failures += not error <= tolerance
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Checks with NumPy itself that both sides read each other's .npz files.

Usage: numpy_opens_our_files.py PATH_OF_FEATURESCOPE_CLI
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

CLI = sys.argv[1]


def run(*arguments):
    return subprocess.run([CLI, "run", "--quiet", *map(str, arguments)], capture_output=True, text=True)


def written_sha(result):
    assert result.returncode == 0, result.stderr
    return result.stdout.split("weights sha256: ")[1].strip()


def check_written_file(folder, precision, dtype):
    out = folder / precision
    sha = written_sha(run("--steps", 3, "--precision", precision, "--out", out))
    with np.load(out / "final.npz", allow_pickle=False) as final:
        assert sorted(final.files) == ["W", "a", "mu", "spec", "step"], final.files
        for name, shape in {"W": (100, 100), "a": (100,), "mu": (2, 100)}.items():
            assert final[name].shape == shape and final[name].dtype == dtype, name
        assert final["step"].shape == () and final["step"].dtype == np.int64 and final["step"] == 3
        assert json.loads(final["spec"].item()) == json.loads((out / "spec.json").read_text())
        assert hashlib.sha256(np.ascontiguousarray(final["W"]).tobytes()).hexdigest() == sha


def check_given_files(folder):
    rng = np.random.default_rng(1)
    x = rng.integers(-9, 9, size=(6, 4))
    y = np.where(rng.random(6) < 0.5, -1, 1)
    w0 = rng.integers(-2, 3, size=(2, 4))
    reference = None
    for save in (np.savez, np.savez_compressed):
        for dtype in (np.float32, np.float64, np.int8, np.int32, np.int64):
            for order in "CF":
                path = folder / "given.npz"
                save(path, X=np.asarray(x, dtype, order), y=y.astype(dtype), W0=np.asarray(w0, dtype, order),
                     mu=np.asarray(x[:2], dtype, order), a=np.array([1, -1], dtype))
                sha = written_sha(run("--data", path, "--steps", 2))
                reference = reference or sha
                assert sha == reference, (save.__name__, dtype, order)
    final = folder / "given"
    run("--data", folder / "given.npz", "--steps", 0, "--out", final)
    assert np.array_equal(np.load(final / "final.npz")["W"], w0.astype(np.float32))


def check_refused_types(folder):
    y = np.array([1, -1])
    for x in (np.ones((2, 2), ">f4"), np.ones((2, 2), np.float16), np.ones((2, 2), complex), np.array([["a", "b"]] * 2),
              np.ones((2, 2), bool), np.ones(2, [("a", "<f4")])):
        np.savez(folder / "wrong.npz", X=x, y=y)
        result = run("--data", folder / "wrong.npz")
        assert result.returncode == 2 and "X has the type" in result.stderr, (x.dtype, result.stderr)


with tempfile.TemporaryDirectory() as name:
    check_written_file(pathlib.Path(name), "float", np.float32)
    check_written_file(pathlib.Path(name), "double", np.float64)
    check_given_files(pathlib.Path(name))
    check_refused_types(pathlib.Path(name))
print("NumPy and the program read each other's files.")

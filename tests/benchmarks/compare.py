#!/usr/bin/python3
"""Steps per second of featurescope against PyTorch, NumPy and plain Eigen.

    cmake --build build/release --target featurescope-bench
    /usr/bin/python3 tests/benchmarks/compare.py build/release/featurescope-bench

Every measurement is a process of its own that has ended before the next one starts; contenders take turns, and the
medians over the repetitions are compared. Needs Debian's python3-torch and python3-numpy with libopenblas0-pthread.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

# The last three are Figure 1 and both parts of Figure 2 of the paper; they are reported without a goal.
SHAPES = [(200, 2, 100), (1000, 50, 200), (1000, 100, 1000), (4000, 200, 1000), (10000, 100, 4000),
          (400, 2000, 1000), (200, 20000, 500), (5000, 2, 500), (5000, 300, 400), (300, 5000, 400)]
GOALS = {"float": [12, 3.2, 2.7, 2.3, 3.7, 30, 450, None, None, None], "double": [2.2] * 7 + [None] * 3}
STEP_SIZE = 0.05
SECONDS = 0.4


def steps_per_second(step):
    """Runs `step` for a while and returns how often per second it ran."""
    for _ in range(3):
        step()
    start = time.perf_counter()
    step()
    count = max(1, int(SECONDS / max(time.perf_counter() - start, 1e-7)))
    start = time.perf_counter()
    for _ in range(count):
        step()
    return count / (time.perf_counter() - start)


def problem(shape, precision):
    import numpy
    n, d, m = shape
    random = numpy.random.default_rng(1)
    x = (random.standard_normal((n, d)) / d ** 0.5).astype(precision)
    w = (0.1 * random.standard_normal((m, d))).astype(precision)
    a = (numpy.where(numpy.arange(m) * 2 < m, 1, -1) / m ** 0.5).astype(precision)
    y = numpy.where(numpy.arange(n) % 2 == 0, 1, -1).astype(precision)
    return x, w, a, y


def numpy_worker(shape, precision):
    import numpy
    x, w, a, y = problem(shape, {"float": "float32", "double": "float64"}[precision])
    n = len(y)
    xt, z = numpy.ascontiguousarray(x.T), numpy.empty((len(a), n), x.dtype)
    active, gradient = numpy.empty_like(z, bool), numpy.empty_like(w)

    def step():
        numpy.matmul(w, xt, out=z)
        numpy.greater(z, 0, out=active)
        numpy.maximum(z, 0, out=z)
        f = a @ z
        g = -y / (1 + numpy.exp(y * f)) / n
        numpy.multiply(active, g, out=z)
        numpy.matmul(z, x, out=gradient)
        numpy.multiply(gradient, (STEP_SIZE * a)[:, None], out=gradient)
        numpy.subtract(w, gradient, out=w)

    return steps_per_second(step)


def sgemm_worker(shape, precision):
    """GFLOP/s of the forward product alone in OpenBLAS."""
    import numpy
    x, w, _, _ = problem(shape, {"float": "float32", "double": "float64"}[precision])
    xt, z = numpy.ascontiguousarray(x.T), numpy.empty((len(w), len(x)), x.dtype)
    n, d, m = shape
    return steps_per_second(lambda: numpy.matmul(w, xt, out=z)) * 2e-9 * n * d * m


def torch_worker(shape, precision):
    import torch
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.set_grad_enabled(False)
    x, w, a, y = (torch.from_numpy(v)
                  for v in problem(shape, {"float": "float32", "double": "float64"}[precision]))
    n, m = len(y), len(a)
    xt = x.t().contiguous()
    z, zt = torch.empty((m, n), dtype=x.dtype), torch.empty((n, m), dtype=x.dtype)

    def factors(f):
        return torch.sigmoid(f.mul_(y).neg_()).mul_(y).mul_(-1 / n)

    def neurons_first():
        torch.mm(w, xt, out=z)
        g = factors(torch.mv(torch.relu(z).t(), a))
        active = torch.gt(z, 0).to(z.dtype).mul_(g)
        active.mul_(a[:, None])
        w.addmm_(active, x, alpha=-STEP_SIZE)

    def samples_first():
        torch.mm(x, w.t(), out=zt)
        g = factors(torch.mv(torch.relu(zt), a))
        active = torch.gt(zt, 0).to(zt.dtype).mul_(g[:, None])
        w.addcmul_(torch.mm(active.t(), x), a[:, None], value=-STEP_SIZE)

    def threshold_backward():
        torch.mm(x, w.t(), out=zt)
        g = factors(torch.mv(torch.relu(zt), a))
        active = torch.ops.aten.threshold_backward(torch.outer(g, a), zt, 0)
        w.addmm_(active.t(), x, alpha=-STEP_SIZE)

    return max(steps_per_second(variant) for variant in (neurons_first, samples_first, threshold_backward))


def autograd_worker(shape, precision):
    """The same step as one usually writes it in PyTorch."""
    import torch
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    x, w, a, y = (torch.from_numpy(v)
                  for v in problem(shape, {"float": "float32", "double": "float64"}[precision]))
    w.requires_grad_(True)

    def step():
        w.grad = None
        loss = torch.nn.functional.softplus(-y * (torch.relu(x @ w.t()) @ a)).mean()
        loss.backward()
        with torch.no_grad():
            w.sub_(w.grad, alpha=STEP_SIZE)

    return steps_per_second(step)


WORKERS = {"torch": torch_worker, "autograd": autograd_worker, "numpy": numpy_worker, "sgemm": sgemm_worker}


def run_worker(name, shape, precision, threads):
    environment = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
                       MKL_NUM_THREADS=str(threads), MALLOC_TOP_PAD_="67108864", MALLOC_MMAP_THRESHOLD_="1073741824",
                       OMP_PROC_BIND="true")
    command = [sys.executable, __file__, "--worker", name, precision, *map(str, shape)]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def run_bench(program, name):
    """NaN when the machine does not have the instruction set."""
    command = [program, "--benchmark_filter=^" + name + "/real_time$", "--benchmark_format=json",
               "--benchmark_min_time=" + str(SECONDS)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output)["benchmarks"][0]["steps/s"] if output.strip() else float("nan")


def versions():
    import numpy
    import torch
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        processor = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "")
    return (f"{processor or platform.processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}; "
            f"Python {platform.python_version()}, PyTorch {torch.__version__}, NumPy {numpy.__version__}")


def contenders_for(program, shape, precision, threads):
    """Name -> function that measures once, in a process of its own."""
    n, d, m = shape
    sizes = f"/n:{n}/d:{d}/m:{m}/{precision}"
    contenders = {"ours": lambda: run_bench(program, f"step{sizes}/auto/auto/threads:{threads}")}
    for name in WORKERS:
        contenders[name] = lambda name=name: run_worker(name, shape, precision, threads)
    for isa in ("avx512", "avx2", "baseline"):
        contenders[isa] = lambda isa=isa: run_bench(program, f"step{sizes}/auto/{isa}/threads:1")
    contenders["eigen"] = lambda: run_bench(program, f"eigen{sizes}")
    contenders["eigen-fused"] = lambda: run_bench(program, f"eigen-fused{sizes}")
    return contenders


def medians(contenders, repetitions):
    """Contenders take turns, so that a slow minute of the machine meets all of them."""
    results = {name: [] for name in contenders}
    for _ in range(repetitions):
        for name, measure in contenders.items():
            results[name].append(measure())
    return {name: statistics.median(values) for name, values in results.items()}


HEADER = ["n, d, m", "precision", "featurescope", "PyTorch", "PyTorch with autograd", "NumPy", "Eigen, 1 thread",
          "ratio to the best peer", "goal", "nominal GFLOP/s", "to OpenBLAS gemm", "AVX2 to AVX-512, 1 thread",
          "baseline to fused Eigen, 1 thread"]


def row(shape, precision, median, goal):
    n, d, m = shape
    nominal = 4e-9 * n * d * m * median["ours"]
    best = max(median["torch"], median["autograd"], median["numpy"])
    return [f"{n}, {d}, {m}", precision, f"{median['ours']:.4g}", f"{median['torch']:.4g}",
            f"{median['autograd']:.4g}", f"{median['numpy']:.4g}",
            f"{max(median['eigen'], median['eigen-fused']):.4g}", f"{median['ours'] / best:.2f}",
            "" if goal is None else str(goal), f"{nominal:.0f}", f"{nominal / median['sgemm']:.2f}",
            f"{median['avx2'] / median['avx512']:.2f}",
            f"{median['baseline'] / max(median['eigen'], median['eigen-fused']):.2f}"]


def compare(program, precisions, shapes, threads, repetitions):
    print(versions())
    print(f"{threads} threads, medians of {repetitions} interleaved repetitions, steps per second\n")
    print("| " + " | ".join(HEADER) + " |\n" + "|---" * len(HEADER) + "|", flush=True)
    for precision in precisions:
        for index in shapes:
            median = medians(contenders_for(program, SHAPES[index], precision, threads), repetitions)
            print("| " + " | ".join(row(SHAPES[index], precision, median, GOALS[precision][index])) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", help="path of featurescope-bench")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--precision", choices=["float", "double"], action="append")
    parser.add_argument("--shape", type=int, action="append", choices=range(len(SHAPES)), help="index into SHAPES")
    parser.add_argument("--worker", nargs=5, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        name, precision, *shape = arguments.worker
        print(WORKERS[name](tuple(map(int, shape)), precision))
    elif arguments.program:
        compare(arguments.program, arguments.precision or ["float", "double"],
                arguments.shape or range(len(SHAPES)), arguments.threads, arguments.repetitions)
    else:
        parser.error("the path of featurescope-bench is missing")


if __name__ == "__main__":
    main()

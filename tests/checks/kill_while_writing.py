#!/usr/bin/python3
"""Kills the command line while it writes, and looks each time at what lies there.

    tests/checks/kill_while_writing.py CLI [KILLS [CALLS [SIGNALS]]]

KILLS times (default 60) it is killed at a random moment of a run that replaces the files of another one, CALLS times (10) at
a system call of those that writing takes (strace; left out where that is missing), and SIGNALS times (5) each asked to end
by HUP, TERM, INT and XCPU. After every kill each file must be whole, and what lies in the output folder must be of one
run; after the next run nothing else may lie there. After a signal every file must be there, and the exit code 130.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

CLI = os.path.abspath(sys.argv[1])
KILLS, CALLS, SIGNALS = [int(text) for text in sys.argv[2:5]] + [60, 10, 5][len(sys.argv[2:5]):]
FILES = ["out/spec.json", "out/metrics.csv", "out/final.npz", "session.fscope", "session.fscope~", "checkpoint.npz"]
random.seed(time.time_ns())
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also where nohup has started this


def command(steps, seed):
    # The weights are large enough for writing them to be a good part of such a run.
    return [CLI, "run", "first-screen", "--steps", str(steps), "--set", f"seeds.weights={seed}", "--set",
            "network.neurons=4000", "--set", "data.train_samples=20", "--set", "data.test_samples=20", "--quiet", "--force",
            "--out", "out", "--session", "session.fscope", "--checkpoint", "checkpoint.npz"]


def start(arguments):
    return subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def scalar(archive, name):
    content = archive.read(name + ".npy")
    return content[10 + int.from_bytes(content[8:10], "little"):]


def runs_in_output_folder(is_interrupted):
    """The seed and the last step that each file tells of; files that are not there are left out."""
    seeds, steps = set(), set()
    spec, metrics, final = [os.path.join(folder, name) for name in FILES[:3]]
    if os.path.exists(spec):
        with open(spec, encoding="utf-8") as file:
            content = json.load(file)
        seeds.add(content["seeds"]["weights"])
        if not is_interrupted:
            steps.add(content["training"]["steps"])
    if os.path.exists(metrics):
        with open(metrics, encoding="utf-8") as file:
            rows = file.read()
        assert rows.endswith("\n"), "metrics.csv is cut off"
        steps.add(int(rows.splitlines()[-1].split(",")[0]))
    if os.path.exists(final):
        with zipfile.ZipFile(final) as archive:
            assert archive.testzip() is None, "final.npz is damaged"
            steps.add(int.from_bytes(scalar(archive, "step"), "little"))
            seeds.add(json.loads(scalar(archive, "spec"))["seeds"]["weights"])
    return seeds, steps


def look(what, is_interrupted=False):
    seeds, steps = runs_in_output_folder(is_interrupted)
    assert len(seeds) <= 1 and len(steps) <= 1, f"{what}: out is of several runs, seeds {seeds}, steps {steps}"
    for name in FILES[3:]:
        if os.path.exists(os.path.join(folder, name)):
            info = subprocess.run([CLI, "info", name], cwd=folder, capture_output=True, text=True, check=False)
            assert info.returncode == 0, f"{what}: {name} is damaged: {info.stderr}"


def run_whole(steps, seed):
    done = subprocess.run(command(steps, seed), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def look_for_strays(what):
    expected = {os.path.basename(name) for name in FILES} | {"out"}
    found = set(os.listdir(folder)) | set(os.listdir(os.path.join(folder, "out")))
    assert found <= expected, f"{what}: {sorted(found - expected)} was left"


def kill_at_random_moments():
    began = time.monotonic()
    run_whole(50, 0)
    whole = time.monotonic() - began
    alive = 0
    for i in range(KILLS):
        process = start(command(6 + i % 90, i + 1))
        time.sleep(random.uniform(0, 1.1 * whole))
        alive += process.poll() is None
        process.kill()
        process.communicate()
        look(f"kill {i}")
    run_whole(5, 0)
    look_for_strays("random moments")
    print(f"{KILLS} kills at random moments, {alive} of them while it ran: nothing damaged, no mixed set, no stray file")


def calls_of_a_run():
    """How often a run that replaces everything makes each call that writing is made of."""
    run_whole(5, 0)
    log = os.path.join(folder, "calls")
    names = ["fsync", "linkat", "rename", "unlink", "link", "openat"]
    start(["strace", "-f", "-o", log, "-e", "trace=" + ",".join(names)] + command(6, 1)).communicate()
    with open(log, encoding="utf-8") as file:
        lines = file.readlines()
    os.remove(log)
    counts = {name: sum(f" {name}(" in line for line in lines) for name in names}
    return {name: count for name, count in counts.items() if count > 0}


def kill_at_system_calls():
    if not shutil.which("strace"):
        print("Kills at system calls are left out: there is no strace.")
        return
    probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if probe.returncode != 0:
        print("Kills at system calls are left out: strace may not trace here.")
        return
    made = calls_of_a_run()
    killed = lost = 0
    for i in range(CALLS):
        run_whole(5, 0)
        call = random.choice(sorted(made))
        # What opens files at the start is the system's own.
        when = random.randint(made[call] // 2 if call == "openat" else 1, made[call])
        traced = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                  f"inject={call}:signal=SIGKILL:when={when}"]
        process = start(traced + command(6 + i % 90, i + 1))
        process.communicate()
        killed += process.returncode != 0
        look(f"kill at {call} number {when}")
        lost += not os.path.exists(os.path.join(folder, FILES[0]))
    assert killed > 0.9 * CALLS, f"only {killed} of {CALLS} runs were killed"
    run_whole(5, 0)
    look_for_strays("system calls")
    print(f"{killed} kills at system calls: nothing damaged, no mixed set, no stray file; "
          f"{lost} of them between the removal of the old set and the first file of the new one")


def listens(process):
    """Whether it has begun to wait for signals; before, they end any program."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        blocked = next(line for line in file if line.startswith("SigBlk")).split()[1]
    return int(blocked, 16) >> (signal.SIGTERM - 1) & 1


def ask_to_end():
    for which in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
        early = 0
        for i in range(SIGNALS):
            for name in FILES:
                if os.path.exists(os.path.join(folder, name)):
                    os.remove(os.path.join(folder, name))
            process = start(command(10**9, i))
            while not listens(process):
                time.sleep(0.0005)
            time.sleep(random.uniform(0, 0.3))
            process.send_signal(which)
            _, err = process.communicate(timeout=60)
            assert process.returncode == 130, f"{which.name}: exit code {process.returncode}, {err}"
            if b"nothing was written" in err:
                early += 1
                continue
            for name in FILES[:4] + FILES[5:]:
                assert os.path.exists(os.path.join(folder, name)), f"{which.name}: {name} is missing"
            look(which.name, is_interrupted=True)
            look_for_strays(which.name)
        print(f"{SIGNALS} times {which.name}, {early} of them before the first step: every file is there, exit code 130")


with tempfile.TemporaryDirectory() as folder:
    kill_at_random_moments()
    kill_at_system_calls()
    ask_to_end()

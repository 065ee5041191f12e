#!/usr/bin/python3
"""Kills a window while it saves and autosaves, and looks each time at what lies there.

    tests/checks/kill_window.py SAVING-WINDOW CLI [KILLS]

Every other one of the KILLS (default 10) is aimed at a save, the others at an autosave. After each every session, backup
and autosaved session must open. The next window goes on with the session, whose lock of a dead process must not hold it up.
When the last one has ended in order, nothing but the session, its backup and what the killed ones autosaved may lie there.
"""
import os
import random
import subprocess
import sys
import tempfile
import time

WINDOW, CLI = [os.path.abspath(name) for name in sys.argv[1:3]]
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 10
random.seed(time.time_ns())


def environment():
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": os.path.join(folder, "data"),
                         "XDG_CONFIG_HOME": os.path.join(folder, "config"), "XDG_RUNTIME_DIR": folder}


def files():
    return [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names]


def start(*arguments):
    return subprocess.Popen([WINDOW, os.path.join(folder, "session.fscope"), *arguments], env=environment(), text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for(window, wanted):
    for line in window.stdout:
        if line.strip() == wanted:
            return
    raise AssertionError(f"the window ended: {window.stderr.read()}")


def kill_at(what, longest):
    """Kills it between the beginning of what it writes and a while after the end of that; how long that took last time."""
    window = start()
    wait_for(window, what)
    began = time.monotonic()
    if longest is None:
        wait_for(window, what.replace("ing", "ed"))
        longest = time.monotonic() - began
    else:
        time.sleep(random.uniform(0, 1.2 * longest))
    window.kill()
    window.communicate()
    return longest


def look(what):
    sessions = [name for name in files() if name.endswith((".fscope", ".fscope~"))]
    for name in sessions:
        info = subprocess.run([CLI, "info", name], capture_output=True, text=True, check=False)
        assert info.returncode == 0, f"{what}: {name} is damaged: {info.stderr}"


with tempfile.TemporaryDirectory() as folder:
    took = {"saving": None, "autosaving": None}
    unfinished = 0
    for i in range(KILLS):
        what = ["saving", "autosaving"][i % 2]
        took[what] = kill_at(what, took[what])
        look(f"kill {i} while {what}")
        unfinished += sum("/.featurescope-" in name for name in files())
    last = start("once")
    out, err = last.communicate(timeout=120)
    assert last.returncode == 0, err
    assert os.path.exists(os.path.join(folder, "session.fscope")), "the session is gone"
    strays = [name for name in files() if not name.endswith((".fscope", ".fscope~"))]
    assert not strays, f"{strays} were left"
    print(f"{KILLS} kills of a window at saves and autosaves, {unfinished} unfinished files seen after them; at the end "
          f"{out.strip()}: nothing damaged, no stray file")

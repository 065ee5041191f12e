#!/usr/bin/python3
"""A one-machine Slurm and Snakemake work off a sweep while workers and controllers are killed.

Needs root and the packages slurm-wlm, munge and snakemake; the daemons listen on loopback only.
Usage: cluster.py FEATURESCOPE_CLI
"""
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

CLI = pathlib.Path(sys.argv[1]).resolve()
SWEEP = """{"format": "featurescope-sweep", "version": 1, "title": "test bed",
 "base": {"scenario": "first-screen", "set": {"data.dimension": 10, "data.train_samples": 200, "data.test_samples": 500,
   "network.neurons": 50, "network.init_variance": 0.00128, "training.steps": 100}},
 "x": {"key": "data.cluster_variance", "log": [0.01, 1, 24]}, "y": {"key": "training.step_size", "log": [0.01, 30, 24]},
 "seeds": {"count": 5, "first": 1, "streams": ["data", "labels", "weights", "test"]}}"""
RUNS, SHARDS, KILLS = 24 * 24 * 5, 24, 12


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def out(*command):
    result = run(*command)
    assert result.returncode == 0, (command, result.stdout, result.stderr)
    return result.stdout


def until(holds, what, seconds=600):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"{what} took longer than {seconds} s"
        time.sleep(0.1)


class Slurm:
    """slurmctld, slurmd and munged of this machine, in a folder of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.host = socket.gethostname().split(".")[0]
        for name in ("munge", "state", "spool"):
            (folder / name).mkdir(mode=0o700)
        (folder / "munge/key").write_bytes(os.urandom(1024))
        (folder / "munge/key").chmod(0o400)
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 9 // 10 // 2**20  # in MiB; jobs ask for some
        self.conf = folder / "slurm.conf"
        self.conf.write_text(f"""ClusterName=testbed
SlurmctldHost={self.host}(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={folder}/munge/socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,sched_min_interval=100000,batch_sched_delay=0,bf_interval=1
MpiDefault=none
ReturnToService=2
MaxArraySize=10001
KillWait=2
NodeName={self.host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} RealMemory={memory} State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
        os.environ["SLURM_CONF"] = str(self.conf)
        munge = folder / "munge"
        out("munged", "--force", f"--key-file={munge}/key", f"--socket={munge}/socket", f"--pid-file={munge}/pid",
            f"--log-file={munge}/log", f"--seed-file={munge}/seed")
        self.start_controller()
        out("slurmd", "-f", self.conf)
        until(lambda: "idle" in run("sinfo", "-h", "-o", "%t").stdout, "starting Slurm", 60)

    def start_controller(self):
        out("slurmctld", "-f", self.conf)

    def kill_controller(self):
        os.kill(int((self.folder / "slurmctld.pid").read_text()), signal.SIGKILL)

    def stop(self):
        for name in ("slurmd.pid", "slurmctld.pid", "munge/pid"):
            try:
                os.kill(int((self.folder / name).read_text()), signal.SIGTERM)
            except (OSError, ValueError):
                pass


def workers(store):
    """The processes that work on this store now."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue
        if b"sweep-work" in words and str(store).encode() in words and words[0].endswith(b"featurescope-cli"):
            found.append(int(entry.name))
    return found


def kill_one(store):
    for pid in random.sample(workers(store), k=min(1, len(workers(store)))):
        try:
            os.kill(pid, signal.SIGKILL)
            return 1
        except ProcessLookupError:
            pass
    return 0


def rows(path):
    """Everything of a result but the time that runs took and where they were collected from."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3" if name in ("cell", "axis", "last_value")
                                   else f"SELECT * FROM {name} ORDER BY 1").fetchall()
                  for name in ("sweep", "axis", "observable", "cell", "last_value")}
        tables["run"] = db.execute("SELECT key, engine, instruction_set, output_weights_sha256, state, diverged_at, error,"
                                   " weights_sha256, steps, curves FROM run ORDER BY key").fetchall()
    return tables


def lines(store):
    return sum(path.read_bytes().count(b"\n") for path in (store / "shards").glob("*.jsonl"))


def collect(store, result, reference):
    text = out(CLI, "sweep-collect", store, "--out", result)
    assert f"runs: {RUNS} of {RUNS}\n" in text, text
    assert rows(result) == rows(reference), "collected and computed at once must be equal row by row"
    return text


def check_slurm(folder, sweep, reference):
    store = folder / "slurm"
    store.mkdir()
    script = folder / "job.sh"
    script.write_text(out(CLI, "sweep-script", "slurm", sweep, store, "--shards", SHARDS)
                      .replace("exec featurescope-cli", f"exec {CLI}"))
    slurm = Slurm(folder)
    try:
        out("sbatch", script)
        killed = 0
        controller_was_killed = False
        while run("squeue", "-h").stdout.strip():
            time.sleep(random.uniform(0.1, 0.5))
            if killed < KILLS:
                killed += kill_one(store)
            if killed >= KILLS // 2 and not controller_was_killed:
                controller_was_killed = True
                slurm.kill_controller()
                time.sleep(2)
                slurm.start_controller()
                until(lambda: run("squeue", "-h").returncode == 0, "restarting slurmctld", 60)
        status = run(CLI, "sweep-status", store)
        missing = int(re.search(r"missing: (\d+)", status.stdout).group(1))
        print(f"Slurm: {killed} workers and the controller killed, {missing} of {RUNS} runs missing, {lines(store)} lines")
        assert killed > 0 and status.returncode == (5 if missing else 0)
        if missing:
            again = re.search(r"shards to submit again: (\S+) of", status.stdout).group(1)
            out("sbatch", f"--array={again}", script)
            until(lambda: not run("squeue", "-h").stdout.strip(), "the second submission")
        print("after one resubmission:", collect(store, folder / "slurm.fsweep", reference).replace("\n", "; "))
    finally:
        slurm.stop()


def check_snakemake(folder, sweep, reference):
    store = folder / "snakemake"
    (folder / "Snakefile").write_text(out(CLI, "sweep-script", "snakemake", sweep, store, "--shards", SHARDS)
                                      .replace("featurescope-cli sweep-", f"{CLI} sweep-"))
    command = ["snakemake", "--cores", "2", "--quiet", "all", "--rerun-incomplete", "--nocolor"]
    first = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: lines(store) > RUNS // 4 if (store / "shards").exists() else False, "the first quarter")
    killed = kill_one(store)
    first.kill()
    first.wait()
    run("snakemake", "--unlock", cwd=folder)
    second = run(*command, cwd=folder)
    assert second.returncode == 0, second.stderr
    result = pathlib.Path(f"{store}.fsweep")
    assert rows(result) == rows(reference)
    print(f"Snakemake: {killed} worker and the controller killed; {lines(store)} lines for {RUNS} runs, all there")


for tool in ("munged", "slurmctld", "slurmd", "sbatch", "snakemake"):
    if not shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
        sys.exit(f"{tool} is missing; install slurm-wlm, munge and snakemake.")
os.environ["PATH"] += ":/usr/sbin:/sbin"
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    folder.chmod(0o755)
    sweep = folder / "testbed.sweep.json"
    sweep.write_text(SWEEP)
    reference = folder / "reference.fsweep"
    out(CLI, "sweep", sweep, "--out", reference, "--quiet")
    check_slurm(folder, sweep, reference)
    check_snakemake(folder, sweep, reference)

"""The long campaign of faults. Run it by hand, as root for the full disks:

    python -m tests.faults.campaign [--kills 1000] [--full 100] [--damage 300]

Every round is a register of its own. The same seed strikes at the same moments, as far
as a busy machine can. Prints what came of each kind of work, and ends with 1 if
anything acknowledged was lost, anything was left half done, or damage went unnoticed.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults.damage import damage_once
from tests.faults.errands import ERRANDS, Errand
from tests.faults.moving import moving_to
from tests.faults.striking import fill_once, kill_once, pass_time
from tests.server.cluster import binaries, start_cluster

DISK = 80 << 20  # bytes of the small disk, before it is filled


def main() -> int:
    """Strike, look, and tell."""
    asked = _arguments()
    random = Random(asked.seed)
    bad = 0
    with (
        tempfile.TemporaryDirectory(prefix="stkdesk-faults-") as kept,
        _server() as cluster,
    ):
        every = ERRANDS | ({"moving": moving_to(cluster)} if cluster else {})
        errands = {name: every[name] for name in asked.only or every}
        for struck, rounds in ((_kill, asked.kills), (_fill, asked.full)):
            for name, errand in errands.items():
                each = -(-rounds // len(errands))
                bad += campaign(name, errand, Path(kept), random, each, struck=struck)
        bad += damage(Path(kept), random, asked.damage)
    print(f"{bad} rounds in which something was lost, half done or unnoticed")
    return bad > 0


def campaign(name, errand, kept, random, rounds, *, struck):
    """Strike ``rounds`` times while ``errand`` goes on; return how many were bad."""
    template = kept / "template"
    shutil.rmtree(template, ignore_errors=True)
    template.mkdir()
    errand.prepare(template)
    trial = kept / "trial"
    shutil.copytree(template, trial)
    span = 2.5 * pass_time(errand, trial)
    shutil.rmtree(trial)
    acknowledged, bad, ends = 0, 0, Counter()
    for number in range(rounds):
        folder = kept / "round"
        folder.mkdir()
        try:
            had = struck(errand, template, folder, random, span)
            acknowledged += len(had.acknowledged)
            ends[had.ended] += 1
            if had.ended.startswith("fault"):
                bad += 1
        except Exception:  # whatever it is, the campaign goes on and tells
            bad += 1
            print(f"{name}, round {number}:", file=sys.stderr)
            traceback.print_exc()
        finally:
            subprocess.run(["umount", str(folder)], capture_output=True, check=False)
            shutil.rmtree(folder, ignore_errors=True)
    kind = struck.__name__.strip("_")
    told = ", ".join(f"{times} {end}" for end, times in ends.most_common())
    print(
        f"{kind:5} {name:20} {rounds:5} rounds {acknowledged:7} acknowledged "
        f"{bad:3} bad  ({told})",
        flush=True,
    )
    return bad


@contextmanager
def _server():
    """Give a server of our own, or None where PostgreSQL is not installed."""
    if binaries() is None:
        print("no PostgreSQL here: nothing is moved to a server", file=sys.stderr)
        yield None
        return
    cluster = start_cluster()
    try:
        yield cluster
    finally:
        cluster.remove()


def _kill(errand: Errand, template, folder, random, span):
    shutil.copytree(template, folder, dirs_exist_ok=True)
    had = kill_once(errand, folder, random, span)
    errand.hold(folder, had.acknowledged)
    return had


def _fill(errand: Errand, template, folder, random, span):
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)],
        check=True,
    )
    shutil.copytree(template, folder, dirs_exist_ok=True)
    had = fill_once(errand, folder, random, span)
    errand.hold(folder, had.acknowledged)
    return had


def damage(kept, random, rounds):
    """Damage one file after another; return how many times nobody noticed."""
    template = kept / "template"
    shutil.rmtree(template, ignore_errors=True)
    template.mkdir()
    ERRANDS["restoring"].prepare(template)
    told = Counter()
    for _ in range(rounds):
        folder = kept / "round"
        shutil.copytree(template, folder)
        told[damage_once(folder, random)] += 1
        shutil.rmtree(folder)
    for what, times in sorted(told.items()):
        print(f"damage {what.file:10} {what.kind:14} {what.noticed:20} {times:5}")
    return sum(times for what, times in told.items() if what.noticed == "UNNOTICED")


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--full", type=int, default=100)
    parser.add_argument("--damage", type=int, default=300)
    parser.add_argument("--only", action="append", help="one kind of work, by name")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

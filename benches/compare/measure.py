"""Runs a command several times and says what it took, with nothing but the standard library."""

import os
import shutil
import statistics
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """Wall times in milliseconds, CPU time in milliseconds, memory at the peak in MiB."""

    wall: list
    cpu: float
    peak: float
    status: set

    @property
    def median(self):
        return statistics.median(self.wall)


def once(command):
    """One run: (wall in s, resources, status). The peak is that of the largest process, children included."""
    actions = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    began = time.perf_counter()
    # A copy of this process, as `fork` makes one, would be measured with it.
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    return time.perf_counter() - began, used, os.waitstatus_to_exitcode(status)


def measure(command, runs, folder):
    """`command(folder)` is run `runs` times after one that does not count, into a fresh folder each time."""
    wall, cpu, peak, statuses = [], [], [], set()
    for count in range(runs + 1):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)
        seconds, used, status = once(command(folder))
        if count:
            wall.append(seconds * 1000)
            cpu.append((used.ru_utime + used.ru_stime) * 1000)
            peak.append(used.ru_maxrss / 1024)
            statuses.add(status)
    return Cost(wall, statistics.median(cpu), statistics.median(peak), statuses)

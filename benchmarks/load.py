"""The portal under load: started on a home, asked at a fixed rate from this process, measured; used by the others."""

from __future__ import annotations

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

RATE = 20  # requests a second
PORT = 8765


@contextmanager
def portal(home: Path, first: str) -> Iterator[subprocess.Popen[bytes]]:
    """`comity up` with two workers on the home, from when it answers the first address; stopped at the end."""
    call = [sys.executable, "-c", "from comity.cli import main; main()", "up", "--port", str(PORT), "--workers", "2"]
    environment = {**os.environ, "COMITY_HOME": str(home), "COMITY_LIMITS": "no"}  # one address asks for everybody
    running = subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(first)
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=120)


def _wait(address: str) -> None:
    for _attempt in range(600):
        try:
            if _asked(address, {}) == 200:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit("the portal did not answer")


def _asked(address: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def load(asked: Iterable[tuple[str, str]], session: str = "") -> dict[str, list[float]]:
    """The seconds each page took, by its kind, of (kind, address) at the fixed rate; a request waits for none before.

    `session` is that of the person who asks; without one it is a visitor.
    """
    times: dict[str, list[float]] = defaultdict(list)
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": f"sessionid={session}"} if session else {})
    lock = threading.Lock()

    def one(kind: str, address: str) -> None:
        begun = time.perf_counter()
        status = _asked(address, headers)
        took = time.perf_counter() - begun
        if status != 200:
            print(f"{status} for {address}; not counted", file=sys.stderr)
            return
        with lock:
            times[kind].append(took)

    threads = []
    begun = time.perf_counter()
    for number, pair in enumerate(asked):
        time.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        threads.append(threading.Thread(target=one, args=pair))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return times


def report(name: str, times: list[float]) -> None:
    """One line: requests, median, 95th percentile and maximum in milliseconds."""
    ordered = sorted(1000 * t for t in times)
    at = ordered[int(0.95 * (len(ordered) - 1))]
    print(
        f"{name:<42}{len(ordered):>6}  p50 {statistics.median(ordered):7.1f}  p95 {at:7.1f}  max {ordered[-1]:7.1f} ms"
    )


def report_memory() -> None:
    """What each web process holds, in MB: what is its alone, and with pages of files."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
            rollup = (folder / "smaps_rollup").read_text()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if "granian" not in command:
            continue
        rss = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]
        anonymous = int(re.search(r"Anonymous:\s+(\d+)", rollup)[1]) // 1024  # type: ignore[index]
        print(f"  process {folder.name}: {anonymous} MB, with pages of files {rss} MB")

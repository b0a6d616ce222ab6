"""How long the directory's e-book takes for 1,700 authorities with every field filled, on one core.

Run `uv run python benchmarks/ebook.py` on an idle machine: it prints one line for each format, made in a process of
its own that is kept to one core. Targets: PDF within 60 s, EPUB within 20 s.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUTHORITIES = 1_700
FORMATS = ("epub", "docx", "pdf")


def main(language: str) -> None:
    """Prints the table."""
    print("format  authorities   elapsed, s   processor, s   peak memory, MB   size, MB   load before")
    with tempfile.TemporaryDirectory() as home:
        for form in FORMATS:
            load = os.getloadavg()[0]
            call = [sys.executable, __file__, "--make", form, language]
            told = subprocess.run(call, env=os.environ | {"COMITY_HOME": home}, capture_output=True, check=True)
            print(f"{told.stdout.decode().strip()}   {load:11.1f}", flush=True)


def make(form: str, language: str) -> None:
    """Makes one e-book and prints what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.path.insert(0, str(ROOT))
    from comity.core import startup

    configuration = startup.configure()
    startup.make_home(configuration)
    startup.prepare_translations(configuration)
    import django

    django.setup()
    from django.utils.translation import override

    from comity.core.gazetteer import load_gazetteer
    from comity.law.book import TreatyBook
    from comity.law.instruments import INSTRUMENTS
    from comity.publications.directory.document import Imprint, book_of
    from comity.publications.directory.editions import Edition, for_readers
    from comity.publications.directory.forms import FORMS
    from tests.publications.directory.authorities import directory

    facts = TreatyBook.of(
        gazetteer=load_gazetteer(), instruments=INSTRUMENTS, actions=(), statements=(), coverage=(), sources={}
    )
    held = directory(AUTHORITIES)
    began, used = time.monotonic(), time.process_time()
    with override(language):
        book = book_of(for_readers(held, Edition.LISTED), facts, Imprint(Edition.LISTED, datetime.now(UTC), 1))
        body = FORMS[form].write(book)
    took, used = time.monotonic() - began, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form:6}  {AUTHORITIES:11}   {took:10.1f}   {used:12.1f}   {memory:15.0f}   {len(body) / 1e6:8.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(*sys.argv[2:4])
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "en")

"""What each web server process runs: the portal, tied to the life of the server that started it."""

from __future__ import annotations

import os
import signal
import sys

from comity.core.supervisor import end_with_parent

end_with_parent(signal.SIGKILL)
# Each process answers one request at a time: linear algebra on all cores would take them from the other processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if os.getppid() == 1:  # the server ended before this process could ask to end with it
    sys.exit(1)

from comity.web.wsgi import application  # noqa: E402

__all__ = ["application"]

"""What each web server process runs: the portal, tied to the life of the server that started it."""

from __future__ import annotations

import os
import signal
import sys

from comity.core.supervisor import end_with_parent

end_with_parent(signal.SIGKILL)
if os.getppid() == 1:  # the server ended before this process could ask to end with it
    sys.exit(1)

from comity.web.wsgi import application  # noqa: E402

__all__ = ["application"]

"""Writes `src/comity/core/empty_database.sql` by running every migration; run it after adding one."""

from __future__ import annotations

import os
import tempfile


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["COMITY_HOME"] = home
        from comity.core import empty_database, startup

        configuration = startup.configure()
        startup.make_home(configuration)
        startup.run_migrations()
        text = "\n".join(empty_database.told(configuration.database_file))
    empty_database.TEXT.write_text(text + "\n", encoding="utf-8")
    print(f"{empty_database.TEXT}: {len(text)} characters")


if __name__ == "__main__":
    main()

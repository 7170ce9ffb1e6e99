# SPDX-License-Identifier: GPL-3.0-or-later
"""jooya-serve on the sample corpus, for tests in Python."""
import contextlib
import os
import re
import subprocess
import tempfile

PROGRAMS = os.environ["JOOYA_BINARY_DIR"]
SOURCE = os.environ["JOOYA_SOURCE_DIR"]


class Served:
    """A running service: `url`, `port`, the `database` it serves and its `process`."""

    def __init__(self, database, process, url):
        self.database = database
        self.process = process
        self.url = url
        self.port = int(re.search(r":(\d+)/$", url)[1])


@contextlib.contextmanager
def served(*options):
    """Indexes corpus/ and serves it; ends the service and removes all of it."""
    with tempfile.TemporaryDirectory(prefix="jooya-served-") as folder:
        database = os.path.join(folder, "news.db")
        subprocess.run([f"{PROGRAMS}/jooya-index", "update", "--quiet", "--db", database, f"{SOURCE}/corpus"], check=True)
        process = subprocess.Popen(
            [f"{PROGRAMS}/jooya-serve", "--lang", "en", "--db", database, "--listen", "127.0.0.1:0", *options],
            stderr=subprocess.PIPE, text=True)
        line = process.stderr.readline()
        found = re.search(r"listening on (\S+)", line)
        assert found, f"jooya-serve did not start: {line}"
        try:
            yield Served(database, process, found[1])
            assert process.poll() is None, f"jooya-serve ended with {process.returncode}"
        finally:
            process.terminate()
            process.wait(30)
            process.stderr.close()

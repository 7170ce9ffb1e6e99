# SPDX-License-Identifier: GPL-3.0-or-later
"""jooya-index as operators set it up: units of systemd, cron."""
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.environ["JOOYA_SOURCE_DIR"]
PROGRAMS = os.environ["JOOYA_BINARY_DIR"]
UNITS = ["jooya-index@.service", "jooya-index@.timer", "jooya-index-failed@.service"]


def content(name):
    with open(f"{SOURCE}/scripts/{name}", encoding="utf-8") as file:
        return file.read()


class Systemd(unittest.TestCase):
    """The units as systemd reads them."""

    def setUp(self):
        if shutil.which("systemd-analyze") is None:
            self.fail("systemd-analyze is missing: scripts/setup --tests installs it")

    def test_units_are_sound_and_shut_in(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in UNITS:
                with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                    file.write(content(f"systemd/{name}").replace("/usr/bin/jooya-index", f"{PROGRAMS}/jooya-index"))
            instances = [f"{folder}/{name}".replace("@", "@news") for name in UNITS]
            for name, instance in zip(UNITS, instances):
                os.symlink(f"{folder}/{name}", instance)
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", *instances], capture_output=True, text=True,
                                 env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
            ours = [line for line in run.stderr.splitlines() if "jooya" in line]
            self.assertEqual((run.returncode, ours), (0, []), run.stderr)
            # In tenths, of 0 to 10: below 2.0 systemd calls a service "OK" and shut in.
            run = subprocess.run(["systemd-analyze", "security", "--no-pager", "--offline=yes", "--threshold=20",
                                  instances[0]], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout[-600:] + run.stderr)

    def test_timer_has_a_next_time(self):
        calendar = re.search(r"^OnCalendar=(.*)$", content("systemd/jooya-index@.timer"), re.MULTILINE).group(1)
        run = subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("02:30:00", run.stdout)


class Commands(unittest.TestCase):
    """The commands of the unit and of the cron example do what they are there for."""

    def run_twice(self, command):
        with tempfile.TemporaryDirectory() as folder:
            for given, here in [("/var/lib/jooya", folder), ("/var/log/jooya", folder),
                                ("/srv/archive", f"{SOURCE}/corpus/feeds"), ("%i", "news")]:
                command = command.replace(given, here)
            environment = {**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}"}
            for _ in range(2):
                run = subprocess.run(shlex.split(command), capture_output=True, text=True, env=environment)
                self.assertEqual(run.returncode, 0, run.stderr)
            return run

    def test_the_unit_runs(self):
        command = re.search(r"^ExecStart=(.*)$", content("systemd/jooya-index@.service"), re.MULTILINE).group(1)
        command = command.replace("/usr/bin/jooya-index", f"{PROGRAMS}/jooya-index")
        command = command.replace("$JOOYA_INDEX_OPTIONS", "--prune").replace("$JOOYA_INDEX_PATHS", "/srv/archive")
        self.run_twice(command)

    def test_cron_has_nothing_to_mail(self):
        line = [line for line in content("cron/jooya-index").splitlines() if line.startswith("30 2")][0]
        run = self.run_twice(line.split(maxsplit=6)[6])
        self.assertEqual((run.stdout, run.stderr), ("", ""))


if __name__ == "__main__":
    unittest.main()

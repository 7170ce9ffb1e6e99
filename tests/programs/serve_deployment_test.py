# SPDX-License-Identifier: GPL-3.0-or-later
"""jooya-serve as sites set it up: the examples in several languages, nginx in front, units of systemd."""
import getpass
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

SOURCE = os.environ["JOOYA_SOURCE_DIR"]
PROGRAMS = os.environ["JOOYA_BINARY_DIR"]
sys.path.insert(0, os.path.join(SOURCE, "tests/support"))
from served import served  # noqa: E402


class Examples(unittest.TestCase):
    """Each prints what jooya-search finds. A language that is not installed is none of this machine's."""

    def test_examples(self):
        examples = os.path.join(SOURCE, "searcher/web/examples")
        commands = {
            "bash": ["bash", f"{examples}/search.sh"],
            "node": ["node", f"{examples}/search.mjs"],
            "php": ["php", f"{examples}/search.php"],
            "python3": ["python3", f"{examples}/search.py"],
        }
        query = "مبارزه با تروریسم"
        with served() as service:
            wanted = json.loads(subprocess.run(
                [f"{PROGRAMS}/jooya-search", "--db", service.database, "--format", "json", "--limit", "5", query],
                check=True, capture_output=True, text=True).stdout)["hits"]
            lines = "".join(f"{hit['code']}\t{''.join(part['text'] for part in hit['title'])}\n" for hit in wanted)
            self.assertGreater(len(wanted), 1)
            for language, command in commands.items():
                if shutil.which(language) is None:
                    print(f"{language} is not installed", file=sys.stderr)
                    continue
                with self.subTest(language):
                    run = subprocess.run([*command, service.url, query], capture_output=True, text=True, timeout=60)
                    self.assertEqual((run.returncode, run.stdout), (0, lines), run.stderr)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx(unittest.TestCase):
    """The example of scripts/nginx with this machine's ports and a certificate of its own."""

    def test_cache_limits_and_addresses(self):
        with served("--public-url", "https://news.example/search/") as service, tempfile.TemporaryDirectory() as folder:
            port = free_port()
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example",
                            "-keyout", f"{folder}/key", "-out", f"{folder}/cert"], check=True, capture_output=True)
            with open(f"{SOURCE}/scripts/nginx/jooya.conf", encoding="utf-8") as file:
                text = file.read()
            for wanted, here in [("/etc/ssl/certs/news.example.pem", f"{folder}/cert"), ("/etc/ssl/private/news.example.key", f"{folder}/key"),
                                 ("/var/cache/nginx/jooya", f"{folder}/cache"), ("server 127.0.0.1:8080", f"server 127.0.0.1:{service.port}"),
                                 ("    listen [::]:443 ssl http2;\n", ""), ("listen 443 ssl http2", f"listen 127.0.0.1:{port} ssl http2")]:
                self.assertIn(wanted, text)
                text = text.replace(wanted, here)
            with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
                # Only a root nginx takes another user's rights, and that user must see this folder.
                user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
                file.write(f"{user} daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\nhttp {{ access_log off;\n"
                           + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
                           + text + "}\n")
            nginx = shutil.which("nginx") or "/usr/sbin/nginx"
            process = subprocess.Popen([nginx, "-c", f"{folder}/nginx.conf", "-e", "stderr"], stderr=subprocess.PIPE, text=True)
            try:
                self.look(f"https://127.0.0.1:{port}/search/", process)
            finally:
                process.terminate()
                process.communicate(timeout=30)

    def look(self, url, process):
        context = ssl._create_unverified_context()

        def get(path, headers=None):
            request = urllib.request.Request(url + path, headers={"Host": "news.example", **(headers or {})})
            try:
                with urllib.request.urlopen(request, context=context, timeout=20) as response:
                    return response.status, response.headers, response.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.headers, ""

        for _ in range(100):
            try:
                with socket.create_connection(("127.0.0.1", int(re.search(r":(\d+)/", url)[1])), timeout=1):
                    break
            except OSError:
                self.assertIsNone(process.poll(), process.stderr.read() if process.poll() is not None else "")
                time.sleep(0.05)
        status, headers, page = get("?q=%D8%B3%D8%A7%D9%84")
        self.assertEqual((status, headers["X-Cache"]), (200, "MISS"))
        self.assertIn('href="./style.css"', page)
        self.assertEqual(get("?q=%D8%B3%D8%A7%D9%84")[1]["X-Cache"], "HIT")
        self.assertEqual(get("style.css")[0], 200)
        self.assertEqual(get("articles/660821")[0], 200)
        self.assertIn("https://news.example/search/?q=", get("opensearch.xml")[2])
        self.assertEqual(get("metrics")[0], 404)
        self.assertEqual(get("healthz")[0], 404)
        self.assertEqual(get("api/search")[0], 400)
        statuses = [get(f"?q={i}")[0] for i in range(60)]
        self.assertIn(429, statuses, "one client asks too fast")
        self.assertEqual(set(statuses) - {200, 429}, set())
        self.assertEqual(get("api/suggest?q=a")[0], 200, "typing has a limit of its own")


class Systemd(unittest.TestCase):
    """The units as systemd reads them."""

    def test_units_are_sound_and_shut_in(self):
        if shutil.which("systemd-analyze") is None:
            self.fail("systemd-analyze is missing: scripts/setup --tests installs it")
        with tempfile.TemporaryDirectory() as folder:
            for name in ["jooya-serve.service", "jooya-serve.socket"]:
                with open(f"{SOURCE}/scripts/systemd/{name}", encoding="utf-8") as file:
                    text = file.read()
                with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                    file.write(text.replace("/usr/bin/jooya-serve", f"{PROGRAMS}/jooya-serve"))
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", f"{folder}/jooya-serve.service", f"{folder}/jooya-serve.socket"],
                                 capture_output=True, text=True, env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
            ours = [line for line in run.stderr.splitlines() if "jooya" in line]
            self.assertEqual((run.returncode, ours), (0, []), run.stderr)
            # In tenths, of 0 to 10: below 2.0 systemd calls a service "OK" and shut in.
            run = subprocess.run(["systemd-analyze", "security", "--no-pager", "--offline=yes", "--threshold=20", f"{folder}/jooya-serve.service"],
                                 capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout[-600:] + run.stderr)


if __name__ == "__main__":
    unittest.main()

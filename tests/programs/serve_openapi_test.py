# SPDX-License-Identifier: GPL-3.0-or-later
"""The real answers of jooya-serve against its own description, /openapi.json: every example, then every parameter
mutated, then requests with mutated bytes. No answer but a documented one, and the service outlives all of it."""
import http.client
import itertools
import json
import os
import random
import socket
import sys
import time
import unittest
import urllib.parse

import jsonschema

sys.path.insert(0, os.path.join(os.environ["JOOYA_SOURCE_DIR"], "tests/support"))
from served import served  # noqa: E402

# What each parameter is replaced by: wrong types and sizes, markup, controls, bidi signs, broken escapes and UTF-8.
HOSTILE = [
    "", " ", "0", "-1", "1e9", "101", "1000", "99999999999999999999", "0x10", "+5", "NaN", "null", "true", "[]", "{}", "a,b,c,d,e,f,g",
    "relevance", "oldest;", "agency,agency", "nothing", "json", "opensearch", "xml", "1402/13/45", "1402/12/30", "1403/12/30", "2017-02-30",
    "مهر۱۴۰۲", "1396/02..", "..", "../../etc/passwd", "%2e%2e%2f", "'; DROP TABLE news; --", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "]]><!--", "javascript:alert(1)", "\u202Ecod\u2066", "\u200c\u200c", "\ufeff", "\U0001F600", "ا*", "*", "(((((",
    "\"«»", "AND OR NOT", "+ - = ~", "title:", "code:660821", "date:1396/02", "NEAR/99999", "x" * 300, "س " * 200, "(" * 256, "\u0301" * 100,
]
RAW = ["%00", "%0d%0aSet-Cookie:%20a=b", "%ff%fe", "%c0%af", "%ed%a0%80", "%", "%2", "%zz", "%u0627", "a&a=b&a=c", "a=b", "+++", ";", "#x", "a%20b%09c%0a"]


def resolved(document, node):
    while "$ref" in node and node["$ref"].startswith("#/"):
        target = document
        for part in node["$ref"][2:].split("/"):
            target = target[part]
        node = target
    return node


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.context = served("--idle-timeout", "5")
        cls.service = cls.context.__enter__()
        cls.document = json.loads(cls.get("/openapi.json")[2])
        cls.result_schema = json.loads(cls.get("/result.schema.json")[2])

    @classmethod
    def tearDownClass(cls):
        cls.context.__exit__(None, None, None)

    @classmethod
    def get(cls, target, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", cls.service.port, timeout=20)
        try:
            connection.putrequest("GET", target, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def schema_of(self, media):
        schema = media.get("schema")
        if schema is None:
            return None
        if schema == {"$ref": "result.schema.json"}:
            return self.result_schema
        return {**resolved(self.document, schema), "components": self.document["components"]}

    def check(self, operation, target):
        status, headers, body = self.get(target)
        responses = operation["responses"]
        self.assertIn(str(status), responses, f"{target[:300]}: {status} is not documented: {body[:300]}")
        response = resolved(self.document, responses[str(status)])
        for name, header in headers.items():
            self.assertNotIn("\n", header, name)
        kind = headers["Content-Type"].split(";")[0]
        self.assertIn(kind, response["content"], target[:300])
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        schema = self.schema_of(response["content"][kind])
        if schema is not None:
            jsonschema.validate(json.loads(body), schema)
        for sign in "\u202a\u202e\u2066\u0000":
            self.assertNotIn(sign.encode(), body, target[:300])
        return status

    def operations(self):
        for path, item in self.document["paths"].items():
            operation = item["get"]
            parameters = [resolved(self.document, parameter) for parameter in operation.get("parameters", [])]
            yield path, operation, parameters

    @staticmethod
    def target(path, values):
        pairs = []
        for parameter, value in values:
            if parameter["in"] == "path":
                path = path.replace("{" + parameter["name"] + "}", value)
            else:
                pairs.append(f"{parameter['name']}={value}")
        return path + ("?" + "&".join(pairs) if pairs else "")

    @staticmethod
    def example(parameter):
        value = parameter["example"]
        return urllib.parse.quote(",".join(value) if isinstance(value, list) else str(value))

    def test_the_description_is_sound(self):
        self.assertTrue(self.document["openapi"].startswith("3.1."))
        jsonschema.Draft202012Validator.check_schema(self.result_schema)
        for schema in self.document["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        names = [operation["operationId"] for _, operation, _ in self.operations()]
        self.assertEqual(len(names), len(set(names)))
        for path, _, parameters in self.operations():
            in_path = [parameter["name"] for parameter in parameters if parameter["in"] == "path"]
            for name in in_path:
                self.assertIn("{" + name + "}", path)

    def test_the_examples_are_answered(self):
        for path, operation, parameters in self.operations():
            with self.subTest(path):
                values = [(parameter, self.example(parameter)) for parameter in parameters if "example" in parameter]
                self.assertEqual(self.check(operation, self.target(path, values)), 200)

    def test_all_parameters_may_be_anything(self):
        asked = 0
        for path, operation, parameters in self.operations():
            values = [(parameter, self.example(parameter)) for parameter in parameters if "example" in parameter]
            for parameter in parameters:
                for value in itertools.chain((urllib.parse.quote(text, safe="") for text in HOSTILE), RAW):
                    is_path = parameter["in"] == "path"
                    if is_path and (value == "" or "#" in value):
                        continue
                    others = [pair for pair in values if pair[0] is not parameter]
                    with self.subTest(path=path, parameter=parameter["name"], value=value[:60]):
                        self.check(operation, self.target(path, others + [(parameter, value)]))
                        asked += 1
        self.assertGreater(asked, 1000)
        self.assertEqual(self.get("/healthz")[0], 200)

    def test_no_bytes_bring_it_down(self):
        dice = random.Random(20261125)
        seeds = [
            b"GET /?q=%D8%B3%D8%A7%D9%84&from=1390&page=2 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n",
            b"GET /api/search?q=%D8%B3%D8%A7%D9%84&limit=3&facets=agency,year HTTP/1.1\r\nHost: a\r\nIf-None-Match: W/\"1\"\r\n\r\n",
            b"HEAD /search.atom?q=a HTTP/1.0\r\nOrigin: https://a.example\r\nX-Forwarded-For: 1.2.3.4, ::1\r\n\r\n",
            b"GET /api/articles/660821/related HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"GET http://a/articles/%36%36 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde",
        ]
        pieces = [b"\r\n", b"\n", b"\x00", b"%", b" ", b"\t", b":", b"HTTP/1.1", b"HTTP/9.9", b"Content-Length: -1\r\n", b"\xff\xfe", b"Host: b\r\n", b"?", b"&", b"=",
                  b"A" * 9000, b"Transfer-Encoding: gzip, chunked\r\n", b"Expect: 100-continue\r\n", b"Upgrade: h2c\r\n", b"Range: bytes=0-1\r\n", b"\x16\x03\x01"]
        until = time.monotonic() + 10
        rounds = 0
        while time.monotonic() < until:
            data = bytearray(dice.choice(seeds))
            for _ in range(dice.randrange(1, 8)):
                at = dice.randrange(len(data) + 1)
                kind = dice.randrange(4)
                if kind == 0 and at < len(data):
                    data[at] = dice.randrange(256)
                elif kind == 1:
                    data[at:at] = dice.choice(pieces)
                elif kind == 2:
                    del data[at:at + dice.randrange(1, 20)]
                else:
                    data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 10)))
            with socket.create_connection(("127.0.0.1", self.service.port), timeout=10) as client:
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
                answer = b""
                try:
                    while piece := client.recv(65536):
                        answer += piece
                except ConnectionResetError:
                    pass
            if answer:
                self.assertRegex(answer[:13], rb"^HTTP/1\.1 [2345]\d\d ", bytes(data))
                self.assertNotRegex(answer[:13], rb" 500 ", bytes(data))
            rounds += 1
            self.assertIsNone(self.service.process.poll(), f"it ended at {bytes(data)}")
        self.assertGreater(rounds, 100)
        self.assertEqual(self.get("/healthz")[0], 200)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: search.py [ADDRESS [QUERY]]"""
import json
import sys
import urllib.parse
import urllib.request

address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080/"
query = sys.argv[2] if len(sys.argv) > 2 else "زلزله"
url = f"{address}api/search?{urllib.parse.urlencode({'q': query, 'limit': 5})}"
with urllib.request.urlopen(url, timeout=10) as response:
    answer = json.load(response)
for hit in answer["hits"]:
    print(hit["code"], "".join(fragment["text"] for fragment in hit["title"]), sep="\t")

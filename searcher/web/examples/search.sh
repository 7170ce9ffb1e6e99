#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: search.sh [ADDRESS [QUERY]]
set -euo pipefail
curl --silent --show-error --fail --get --compressed \
    --data-urlencode "q=${2-زلزله}" --data-urlencode limit=5 "${1-http://127.0.0.1:8080/}api/search" |
    jq --raw-output '.hits[] | [.code, (.title | map(.text) | join(""))] | @tsv'

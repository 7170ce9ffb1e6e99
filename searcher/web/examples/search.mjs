// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: node search.mjs [ADDRESS [QUERY]]
const [address = "http://127.0.0.1:8080/", query = "زلزله"] = process.argv.slice(2);
const url = new URL("api/search", address);
url.searchParams.set("q", query);
url.searchParams.set("limit", 5);
const response = await fetch(url);
const answer = await response.json();
if (!response.ok) throw new Error(answer.detail);
for (const hit of answer.hits) {
  console.log(`${hit.code}\t${hit.title.map((fragment) => fragment.text).join("")}`);
}

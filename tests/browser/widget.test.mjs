// SPDX-License-Identifier: GPL-3.0-or-later
// The widget on a page of another origin, with a Content-Security-Policy of its own.
import assert from "node:assert/strict";
import {createServer} from "node:http";
import {after, before, test} from "node:test";
import {keep, launch, open, serve} from "./harness.mjs";

let server;
let site;
let siteUrl;
let browser;

const foreign = (widget, origin) => `<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>روزنامه</title>
<link rel="stylesheet" href="/site.css"></head><body><h1>روزنامه</h1><div id="here"></div>
<script src="${widget}" data-target="#here" data-limit="3" data-placeholder="بگرد" defer></script></body></html>`;

before(async () => {
  // The server must know the site's origin, and the site the server's.
  site = createServer((request, response) => {
    if (request.url === "/site.css") {
      response.writeHead(200, {"Content-Type": "text/css"});
      response.end("* { color: red !important } body { font-family: sans-serif } jooya-search { --jooya-accent: #7a1f5c; color: #222 !important }");
      return;
    }
    const origin = new URL(server.url).origin;
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; style-src 'self'; script-src ${origin}; connect-src ${origin}; img-src data:`,
    });
    response.end(foreign(`${server.url}widget.js`, origin));
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${site.address().port}/`;
  server = await serve(["--allow-origin", siteUrl.slice(0, -1)]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
  await server?.stop();
});

async function visit(look, options = {}) {
  const page = await open(browser, {allowed: [server.url, siteUrl], ...options});
  try {
    await page.goto(siteUrl);
    await look(page);
    // The browser asks every site for this one.
    assert.deepEqual(page.faults.filter((fault) => !fault.includes("favicon")), []);
  } finally {
    await page.context().close();
  }
}

test("suggests and finds on a foreign page", () => visit(async (page) => {
  const input = page.getByRole("combobox");
  assert.equal(await input.getAttribute("placeholder"), "بگرد");
  await input.click();
  await page.keyboard.type("زلز");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  const word = await input.inputValue();
  assert.match(word, /^زلز/);
  await page.keyboard.press("Enter");
  await page.locator("jooya-search li a").first().waitFor();
  assert.ok(await page.locator("jooya-search ol li").count() <= 3);
  assert.ok(await page.locator("jooya-search mark").count() > 0);
  assert.match(await page.locator("jooya-search section > a").textContent(), /^(همهٔ )?[۰-۹٬]+ خبر$/);
  await keep(page, "widget");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("jooya-search section").isVisible(), false);
}));

test("keeps the site's style out and takes its variables", () => visit(async (page) => {
  const button = page.locator("jooya-search button").first();
  assert.equal(await button.evaluate((element) => getComputedStyle(element).backgroundColor), "rgb(122, 31, 92)");
  assert.equal(await button.evaluate((element) => getComputedStyle(element).color), "rgb(255, 255, 255)");
}));

test("runs nothing that an article brings", () => visit(async (page) => {
  await page.getByRole("combobox").fill("پل خصمانه");
  await page.keyboard.press("Enter");
  await page.locator("jooya-search li a").first().waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("jooya-search li img, jooya-search li svg, jooya-search a[href^=javascript]").count(), 0);
}));

test("says so where the server is away", () => visit(async (page) => {
  await page.route("**/api/**", (route) => route.abort());
  await page.getByRole("combobox").fill("زلزله");
  await page.keyboard.press("Enter");
  await page.locator("jooya-search p", {hasText: "جست‌وجو اکنون ممکن نیست"}).waitFor();
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
}));

test("fits a phone", () => visit(async (page) => {
  await page.getByRole("combobox").fill("ایران");
  await page.keyboard.press("Enter");
  await page.locator("jooya-search li a").first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
  await keep(page, "widget-phone");
}, {viewport: {width: 360, height: 740}}));

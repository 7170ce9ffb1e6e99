// SPDX-License-Identifier: GPL-3.0-or-later
// axe-core's rules over every state of the page and the widget, and the tree that screen readers are given.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {after, before, test} from "node:test";
import {launch, open, serve} from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function violations(page) {
  // The page's own policy lets no foreign script in: this is the debugger's door.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" ")}`);
}

const states = {
  "start": ["", async () => {}],
  "results": ["?q=سال", async () => {}],
  "filters": ["?q=سال&from=1390&to=1410&sort=newest", async () => {}],
  "suggestion": ["?q=cgcgi", async () => {}],
  "nothing": ["?q=zzqqzz", async () => {}],
  "article": ["articles/660821", async () => {}],
  "typing": ["", async (page) => {
    await page.click("input[type=search]");
    await page.keyboard.type("سا");
    await page.locator("#choices").waitFor({state: "visible"});
    await page.keyboard.press("ArrowDown");
  }],
  "calendar": ["?q=سال", async (page) => page.locator(".opener").first().click()],
};
for (const colorScheme of ["light", "dark"]) {
  for (const [name, viewport] of [["desktop", {width: 1280, height: 900}], ["phone", {width: 360, height: 740}]]) {
    for (const [state, [target, act]] of Object.entries(states)) {
      test(`${state}, ${colorScheme}, ${name}`, async () => {
        const page = await open(browser, {allowed: [server.url], colorScheme, viewport});
        await page.goto(server.url + target);
        if (name === "phone" && await page.locator("label[for=fold]").count() > 0) await page.click("label[for=fold]");
        await act(page);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      });
    }
  }
}

test("the widget", async () => {
  const page = await open(browser, {allowed: [server.url]});
  await page.goto(`${server.url}healthz`);
  await page.setContent(`<!doctype html><html lang="fa" dir="rtl"><head><title>روزنامه</title></head><body><main><h1>روزنامه</h1><div id="here"></div></main></body></html>`);
  await page.evaluate(async (url) => {
    const script = document.createElement("script");
    script.src = `${url}widget.js`;
    script.dataset.target = "#here";
    document.head.append(script);
    await new Promise((resolve) => script.addEventListener("load", resolve));
  }, server.url);
  await page.getByRole("combobox").fill("سال");
  await page.keyboard.press("Enter");
  await page.locator("jooya-search li a").first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("screen readers are told what is where", async () => {
  const page = await open(browser, {allowed: [server.url]});
  await page.goto(`${server.url}?q=سال`);
  await page.getByRole("search").waitFor();
  await page.getByRole("combobox", {name: "جست‌وجو در بایگانی خبر"}).waitFor();
  await page.getByRole("status").filter({hasText: /[۰-۹]+ خبر/}).waitFor();
  await page.getByRole("list", {name: "نتیجه‌ها"}).waitFor();
  await page.getByRole("navigation", {name: "صفحه‌ها"}).waitFor();
  await page.getByRole("complementary", {name: "محدود کردن نتیجه‌ها"}).waitFor();
  await page.getByRole("navigation", {name: "ترتیب"}).getByRole("link", {name: "مرتبط‌ترین"}).waitFor();
  await page.context().close();
});

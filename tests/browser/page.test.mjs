// SPDX-License-Identifier: GPL-3.0-or-later
// The search page as readers use it.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {keep, launch, open, serve} from "./harness.mjs";

let server;
let browser;
const kilobyte = 1024;
const query = "سال";
const address = (parameters) => `${server.url}?${new URLSearchParams(parameters)}`;

/** Runs `look` on a page of its own and fails where the page had a fault. */
async function visit(options, look) {
  const page = await open(browser, {allowed: [server.url], ...options});
  try {
    await look(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await page.context().close();
  }
}

before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("finds without JavaScript", () => visit({javaScriptEnabled: false}, async (page) => {
  await page.goto(server.url);
  assert.match(await page.textContent(".archive"), /^[۰-۹]+ خبر در بایگانی$/);
  await keep(page, "start");
  await page.fill("input[type=search]", query);
  await page.press("input[type=search]", "Enter");
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  assert.equal(await page.getAttribute("html", "lang"), "fa");
  assert.match(await page.textContent("[role=status]"), /^(حدود )?[۰-۹٬]+ خبر$/);
  assert.ok(await page.locator(".hit").count() > 0);
  assert.match(await page.locator(".snippet mark").first().textContent(), /سال/);
  assert.match(await page.locator("time").first().textContent(), /^[۰-۹]+ \S+ [۰-۹]{4}/);
  await keep(page, "results-without-javascript");
  await page.click(".orders a:has-text('تازه‌ترین')");
  assert.match(page.url(), /sort=newest/);
  const days = await page.locator("time").evaluateAll((times) => times.map((time) => time.dateTime));
  assert.deepEqual(days, [...days].sort().reverse());
}));

test("needs one request for the first result and little room", () => visit({}, async (page) => {
  let bytes = 0;
  page.on("response", async (response) => { bytes += (await response.body()).length; });
  const response = await page.goto(address({q: query}));
  assert.match(await response.text(), /<li class="hit">/);
  await page.waitForLoadState("networkidle");
  assert.ok(bytes <= 60 * kilobyte, `${bytes} bytes`);
}));

test("completes words while they are typed", () => visit({}, async (page) => {
  await page.goto(server.url);
  await page.waitForFunction(() => document.activeElement.name === "q");
  await page.keyboard.type("زلز");
  const input = page.locator("input[type=search]");
  const list = page.locator("#choices");
  await list.waitFor({state: "visible"});
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  await keep(page, "suggestions");
  await page.keyboard.press("ArrowDown");
  const chosen = await list.locator("[aria-selected=true]").textContent();
  assert.equal(await input.inputValue(), chosen);
  assert.equal(await input.getAttribute("aria-activedescendant"), await list.locator("[aria-selected=true]").getAttribute("id"));
  await page.keyboard.press("Escape");
  assert.equal(await input.inputValue(), "زلز");
  assert.equal(await list.isVisible(), false);
  await page.keyboard.type("ل");
  await list.waitFor({state: "visible"});
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.ok(await page.locator(".hit").count() > 0);
}));

test("is walked through by keys", () => visit({}, async (page) => {
  await page.goto(address({q: query}));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "found");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.press("ArrowDown");
  const titles = await page.locator(".hit h2 a").allTextContents();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), titles[0]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), titles[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
}));

test("narrows by facets and widens again", () => visit({}, async (page) => {
  await page.goto(address({q: query}));
  const all = await page.textContent("[role=status]");
  const agency = page.locator("aside section", {hasText: "خبرگزاری"}).locator("li a").first();
  const name = (await agency.locator("bdi").textContent()).trim();
  await agency.click();
  // The archive writes some names with Arabic letters; they are one value all the same.
  const folded = (text) => text.replaceAll("ي", "ی").replaceAll("ك", "ک");
  assert.equal(folded(new URL(page.url()).searchParams.get("agency")), name);
  assert.equal((await page.locator(".chip bdi").textContent()).trim(), name);
  assert.notEqual(await page.textContent("[role=status]"), all);
  for (const details of await page.locator(".hit .details").allTextContents()) {
    assert.ok(folded(details).includes(name), `${details} is not of ${name}`);
  }
  await page.locator("aside section", {hasText: "سال"}).locator("li a").first().click();
  const year = new URL(page.url()).searchParams.get("from");
  assert.match(year, /^1[34]\d\d$/, "addresses carry Latin digits");
  await keep(page, "facets");
  for (let chips = await page.locator(".chip").count(); chips > 0; --chips) await page.locator(".chip").first().click();
  assert.equal(await page.textContent("[role=status]"), all);
}));

test("picks days from a Jalali calendar", () => visit({}, async (page) => {
  await page.goto(address({q: query, from: "1399/12/30"}));
  const field = page.locator("input[name=from]").last();
  assert.equal(await field.inputValue(), "۱۳۹۹/۱۲/۳۰");
  await page.locator(".opener").first().click();
  const calendar = page.locator(".calendar");
  assert.equal(await calendar.locator("strong").textContent(), "اسفند ۱۳۹۹");
  assert.equal(await calendar.locator("td button").count(), 30, "1399 is a leap year");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "شنبه ۳۰ اسفند ۱۳۹۹");
  await keep(page, "calendar", {});
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "یکشنبه ۱ فروردین ۱۴۰۰");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "۸");
  await page.keyboard.press("PageUp");
  assert.equal(await calendar.locator("strong").textContent(), "اسفند ۱۳۹۹");
  await calendar.locator("[aria-label='سال پیش']").click();
  assert.equal(await calendar.locator("strong").textContent(), "اسفند ۱۳۹۸");
  assert.equal(await calendar.locator("td button").count(), 29);
  await calendar.locator("td button", {hasText: /^۵$/}).click();
  assert.equal(await field.inputValue(), "۱۳۹۸/۱۲/۰۵");
  assert.equal(await calendar.count(), 0);
  await page.locator(".opener").first().click();
  await page.keyboard.press("Escape");
  assert.equal(await calendar.count(), 0);
  await page.click(".dates > button:last-child");
  assert.equal(new URL(page.url()).searchParams.get("from"), "1398/12/05");
  assert.equal(new URL(page.url()).searchParams.has("to"), false);
}));

test("agrees with ICU on every Jalali new year", () => visit({}, async (page) => {
  await page.goto(address({q: query}));
  // Every 33 years of the Persian calendar in use have eight leap years; these are known ones.
  for (const [year, days] of [[1375, 30], [1379, 30], [1383, 30], [1387, 30], [1391, 30], [1395, 30], [1399, 30], [1403, 30],
                              [1404, 29], [1407, 29], [1408, 30], [1402, 29]]) {
    await page.locator("input[name=from]").last().fill(`${year}/12/01`);
    await page.locator(".opener").first().click();
    assert.equal(await page.locator(".calendar td button").count(), days, String(year));
    await page.keyboard.press("Escape");
  }
}));

test("pages through a result", () => visit({}, async (page) => {
  await page.goto(address({q: query}));
  const first = await page.locator(".hit h2").allTextContents();
  await page.click("a[rel=next]");
  assert.match(page.url(), /page=2/);
  assert.match(await page.textContent("[role=status]"), /صفحهٔ ۲/);
  assert.equal(await page.getAttribute(".hits", "start"), "11");
  const second = await page.locator(".hit h2").allTextContents();
  assert.equal(second.filter((title) => first.includes(title)).length, 0);
  assert.equal(await page.textContent(".pages [aria-current]"), "۲");
  await page.click("a[rel=prev]");
  assert.deepEqual(await page.locator(".hit h2").allTextContents(), first);
}));

test("asks what was meant and never replaces it silently", () => visit({}, async (page) => {
  await page.goto(address({q: "cgcgi"}));
  assert.match(await page.textContent(".suggestion"), /آیا منظورتان زلزله بود؟/);
  assert.equal(await page.inputValue("input[type=search]"), "cgcgi");
  await keep(page, "did-you-mean");
  await page.click(".suggestion a");
  assert.equal(await page.inputValue("input[type=search]"), "زلزله");
  await page.goto(address({q: "zzqqzz"}));
  assert.match(await page.textContent("[role=status]"), /خبری یافت نشد/);
  assert.ok(await page.locator(".advice li").count() >= 2);
  await keep(page, "nothing-found");
}));

test("shows an article and those like it", () => visit({}, async (page) => {
  await page.goto(`${server.url}articles/660821`);
  assert.match(await page.textContent("h1"), /تاکید مسکو/);
  assert.match(await page.textContent(".details"), /کد خبر ۶۶۰۸۲۱/);
  assert.ok(await page.locator(".related li").count() > 0);
  await keep(page, "article");
}));

test("runs nothing that an article or a query brings", () => visit({}, async (page) => {
  for (const target of [{q: "پل"}, {q: "\"><script>window.hacked=8</script>"}, {q: "پل", agency: "\"><b onclick=window.hacked=9>"},
                        {q: "پل", from: "\"><script>window.hacked=10</script>"}]) {
    await page.goto(address(target));
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    const strange = page.locator("main img, main svg, main script, main b, main [onclick], main [onmouseover], a[href^=javascript]");
    assert.equal(await strange.count(), 0);
  }
  await page.goto(address({q: "پل خصمانه"}));
  await page.locator(".hit h2 a", {hasText: "<script>"}).click();
  assert.match(page.url(), /articles\/h1$/);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  await page.goto(address({q: "شگفت پل دوم"}));
  await page.locator(".hit h2 a", {hasText: "پل دوم"}).click();
  assert.match(await page.textContent("h1"), /پل دوم/);
}));

test("fits a phone", () => visit({viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true}, async (page) => {
  await page.goto(address({q: query}));
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(await isWide(), false);
  await keep(page, "phone");
  assert.equal(await page.isVisible(".filters"), false);
  await page.tap("label[for=fold]");
  assert.equal(await page.isVisible(".filters"), true);
  await page.tap(".opener >> nth=0");
  assert.equal(await isWide(), false);
  await keep(page, "phone-filters");
  const box = await page.locator(".calendar").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
}));

test("is dark where the reader's system is", () => visit({colorScheme: "dark"}, async (page) => {
  await page.goto(address({q: query}));
  const [red, green, blue] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
  assert.ok(red + green + blue < 150);
  await keep(page, "dark");
}));

test("leads back from a page that the result does not have", () => visit({}, async (page) => {
  await page.goto(address({q: query, page: 90}));
  assert.equal(await page.locator(".hit").count(), 0);
  await page.click(".advice a");
  assert.ok(await page.locator(".hit").count() > 0);
}));

test("stands in two columns on a tablet", () => visit({viewport: {width: 820, height: 1180}}, async (page) => {
  await page.goto(address({q: query}));
  assert.ok(await page.isVisible(".filters"));
  const [results, filters] = await Promise.all([page.locator(".found").boundingBox(), page.locator("aside").boundingBox()]);
  assert.ok(filters.x + filters.width <= results.x, "beside, not below");
  await keep(page, "tablet");
}));

test("prints results and nothing else", () => visit({colorScheme: "dark"}, async (page) => {
  await page.goto(address({q: query}));
  await page.emulateMedia({media: "print"});
  assert.equal(await page.isVisible("header"), false);
  assert.equal(await page.isVisible("aside"), false);
  const heading = await page.locator("h1").boundingBox();
  assert.ok(heading.height > 10, "the sheet says what was searched for");
  assert.equal(await page.locator(".hit .details").first().evaluate((element) => getComputedStyle(element).color), "rgb(102, 112, 117)",
               "ink for paper, whatever the screen's colours");
  assert.ok(await page.isVisible(".hit >> nth=0"));
  await keep(page, "print");
}));

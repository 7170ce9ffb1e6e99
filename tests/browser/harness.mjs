// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser tests share: jooya-serve on the sample corpus, and Chromium to look at it with.
//
// JOOYA_BINARY_DIR holds the programs, JOOYA_SOURCE_DIR the tree, JOOYA_SCREENSHOTS takes pictures for a person
// to look at; CHROMIUM is the browser where it is not /usr/bin/chromium.
import {spawn, spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium} from "playwright-core";

const programs = process.env.JOOYA_BINARY_DIR;
const source = process.env.JOOYA_SOURCE_DIR;
export const screenshots = process.env.JOOYA_SCREENSHOTS;
mkdirSync(screenshots, {recursive: true});

/** Indexes the samples and the hostile articles, and serves them; `stop` ends and removes all of it. */
export async function serve(options = []) {
  const folder = mkdtempSync(join(tmpdir(), "jooya-browser-"));
  const database = join(folder, "news.db");
  const run = spawnSync(join(programs, "jooya-index"),
                        ["update", "--quiet", "--db", database, join(source, "corpus"), join(source, "tests/browser/hostile.jsonl")],
                        {encoding: "utf8"});
  if (run.status !== 0) throw new Error(`jooya-index: ${run.status}: ${run.stderr}`);
  const server = spawn(join(programs, "jooya-serve"), ["--lang", "en", "--db", database, "--listen", "127.0.0.1:0", ...options],
                       {stdio: ["ignore", "ignore", "pipe"]});
  const url = await new Promise((resolve, reject) => {
    let text = "";
    server.stderr.on("data", (piece) => {
      text += piece;
      const found = text.match(/listening on (\S+)/);
      if (found) resolve(found[1]);
    });
    server.on("exit", (status) => reject(new Error(`jooya-serve: ${status}: ${text}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, {recursive: true});
  };
  return {url, stop};
}

/** Chromium without anything of its own that would go out to the network. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });
}

/** A page that fails its test on a script error, a violated Content-Security-Policy or a request to elsewhere. */
export async function open(browser, {allowed, ...options} = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: "fa-IR", ...options});
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  page.on("request", (request) => {
    const isOwn = allowed.some((origin) => request.url().startsWith(origin));
    if (!isOwn) page.faults.push(`request to ${request.url()}`);
  });
  return page;
}

/** Keeps a picture of the page as it stands. */
export function keep(page, name, options = {fullPage: true}) {
  return page.screenshot({path: join(screenshots, `${name}.png`), ...options});
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A search box with its results on any page of the site:
//
//     <script src="https://search.example/widget.js" defer></script>
//
// It stands where the script stands, or in the element that data-target selects; data-placeholder and
// data-limit are optional. jooya-serve must allow the page's origin (--allow-origin). It lives in a shadow
// root; the page sets its looks by CSS variables on `jooya-search`: --jooya-accent, --jooya-ink,
// --jooya-quiet, --jooya-paper, --jooya-line, --jooya-radius. Text is only ever set as text.
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL(".", script.src);
  const limit = Math.min(Math.max(Number(script.dataset.limit) || 5, 1), 20);
  const css = `
    :host { display: block; font: inherit; color: var(--jooya-ink, inherit); position: relative; direction: rtl; text-align: start; line-height: 1.8; }
    * { box-sizing: border-box; margin: 0; padding: 0; }
    form { display: flex; border: 1px solid var(--jooya-line, #ccc8); border-radius: var(--jooya-radius, .7em); overflow: hidden; background: var(--jooya-paper, Canvas); }
    form:focus-within { border-color: var(--jooya-accent, #0f5c63); }
    input { flex: 1; min-width: 0; border: 0; outline: 0; background: none; color: inherit; font: inherit; padding: .4em 1em; }
    button { border: 0; font: inherit; color: #fff; background: var(--jooya-accent, #0f5c63); padding: .4em 1.2em; cursor: pointer; }
    section { background: var(--jooya-paper, Canvas); border: 1px solid var(--jooya-line, #ccc8); border-radius: var(--jooya-radius, .7em); margin-top: .4em; padding: .6em 1em; }
    section[hidden] { display: none; }
    li { list-style: none; padding: .55em 0; border-bottom: 1px solid var(--jooya-line, #ccc8); overflow-wrap: anywhere; }
    a { color: var(--jooya-accent, #0f5c63); text-decoration: none; font-weight: 600; }
    a:hover { text-decoration: underline; }
    small, p { color: var(--jooya-quiet, inherit); font-size: .85em; }
    li p { color: inherit; }
    mark { background: none; color: inherit; font-weight: 700; }
    [role=listbox] { position: absolute; z-index: 2147483000; inset-inline: 0; margin-top: .3em; padding: .3em; background: var(--jooya-paper, Canvas); border: 1px solid var(--jooya-line, #ccc8); border-radius: var(--jooya-radius, .7em); box-shadow: 0 .6em 2em #0002; }
    [role=listbox][hidden] { display: none; }
    [role=option] { padding: .15em .8em; border: 0; border-radius: .4em; cursor: pointer; }
    [role=option][aria-selected=true], [role=option]:hover { background: var(--jooya-accent, #0f5c63); color: #fff; }
    .box { position: relative; }
  `;
  const persian = (number) => new Intl.NumberFormat("fa-IR").format(number);
  const digits = (text) => text.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const fragments = (parts) => parts.map((part) => part.hit ? element("mark", part.text) : document.createTextNode(part.text));
  const address = (hit) => /^https?:\/\//i.test(hit.url) ? hit.url : new URL("articles/" + encodeURIComponent(hit.code), root).href;
  const pageOf = (query) => {
    const url = new URL(root);
    url.searchParams.set("q", query);
    return url.href;
  };

  class JooyaSearch extends HTMLElement {
    #asked = null;
    #timer = 0;
    #input = element("input", "", {type: "search", name: "q", dir: "auto", maxlength: "256", autocomplete: "off", enterkeyhint: "search"});
    #list = element("ul", "", {id: "words", role: "listbox", "aria-label": "پیشنهادها", hidden: ""});
    #typed = "";
    #chosen = -1;
    #results = element("section", "", {"aria-live": "polite", "aria-label": "نتیجه‌ها", hidden: ""});

    connectedCallback() {
      if (this.shadowRoot) return;
      const shadow = this.attachShadow({mode: "open"});
      // A constructed sheet needs no leave of the page's Content-Security-Policy.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      shadow.adoptedStyleSheets = [sheet];
      const label = this.dataset.placeholder || "جست‌وجو در خبرها";
      this.#input.placeholder = label;
      this.#input.setAttribute("aria-label", label);
      const form = element("form", "", {role: "search", method: "get", action: root.href});
      for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "words"],
                                   ["aria-expanded", "false"]]) {
        this.#input.setAttribute(name, value);
      }
      form.append(this.#input, element("button", "جست‌وجو"));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#search();
      });
      this.#input.addEventListener("input", () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#suggest(), 150);
      });
      this.#input.addEventListener("blur", () => this.#close());
      this.#input.addEventListener("keydown", (event) => this.#walk(event));
      this.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.#results.hidden = true;
      });
      const box = element("div", "", {class: "box"});
      box.append(form, this.#list);
      shadow.append(box, this.#results);
    }

    #search() {
      clearTimeout(this.#timer);
      this.#close();
      this.#ask();
    }

    #close() {
      this.#list.hidden = true;
      this.#chosen = -1;
      this.#input.setAttribute("aria-expanded", "false");
      this.#input.removeAttribute("aria-activedescendant");
    }

    // Words while typing, and the articles below them.
    async #suggest() {
      this.#typed = this.#input.value;
      this.#ask();
      if (this.#typed.trim().length < 2) return this.#close();
      const url = new URL("api/suggest", root);
      url.searchParams.set("q", this.#typed);
      try {
        const response = await fetch(url, {credentials: "omit"});
        const answer = response.ok ? await response.json() : {suggestions: []};
        if (this.#input.value === this.#typed) this.#offer(answer.suggestions.filter((text) => text !== this.#typed));
      } catch {
        this.#close();
      }
    }

    #offer(words) {
      this.#close();
      this.#list.replaceChildren(...words.slice(0, 5).map((text, index) => {
        const item = element("li", text, {id: "word-" + index, role: "option", "aria-selected": "false", dir: "auto"});
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.#input.value = text;
          this.#search();
        });
        return item;
      }));
      const isOpen = words.length > 0 && this.shadowRoot.activeElement === this.#input;
      this.#list.hidden = !isOpen;
      this.#input.setAttribute("aria-expanded", String(isOpen));
    }

    #walk(event) {
      if (event.isComposing || this.#list.hidden) return;
      const items = this.#list.children;
      if (event.key === "Escape") {
        event.stopPropagation();
        this.#input.value = this.#typed;
        this.#close();
        return;
      }
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (!step) return;
      event.preventDefault();
      if (this.#chosen >= 0) items[this.#chosen].setAttribute("aria-selected", "false");
      this.#chosen = (this.#chosen + 1 + step + items.length + 1) % (items.length + 1) - 1;
      const item = items[this.#chosen];
      item?.setAttribute("aria-selected", "true");
      this.#input.value = item ? item.textContent : this.#typed;
      if (item) this.#input.setAttribute("aria-activedescendant", item.id);
      else this.#input.removeAttribute("aria-activedescendant");
    }

    async #ask() {
      this.#asked?.abort();
      const query = this.#input.value.trim();
      if (query.length < 2) {
        this.#results.hidden = true;
        return;
      }
      this.#asked = new AbortController();
      const url = new URL("api/search", root);
      url.searchParams.set("q", query);
      url.searchParams.set("limit", limit);
      url.searchParams.set("snippets", 1);
      try {
        const response = await fetch(url, {signal: this.#asked.signal, credentials: "omit"});
        if (!response.ok) throw new Error(String(response.status));
        this.#show(query, await response.json());
      } catch (error) {
        if (error.name === "AbortError") return;
        this.#results.replaceChildren(element("p", "جست‌وجو اکنون ممکن نیست."));
        this.#results.hidden = false;
      }
    }

    #show(query, result) {
      const list = element("ol");
      for (const hit of result.hits) {
        const link = element("a", "", {href: address(hit), dir: "auto"});
        link.append(...fragments(hit.title));
        if (!link.textContent.trim()) link.textContent = "بی‌عنوان";
        const snippet = element("p", "", {dir: "auto"});
        snippet.append(...fragments(hit.snippet));
        const details = [hit.agency, hit.date_jalali && digits(hit.date_jalali)].filter(Boolean).join("، ");
        const item = element("li");
        item.append(link, element("br"), element("small", details), snippet);
        list.append(item);
      }
      const total = result.hits.length === 0
        ? element("p", "خبری یافت نشد")
        : element("a", `${result.total.value > result.hits.length ? "همهٔ " : ""}${persian(result.total.value)} خبر`, {href: pageOf(query)});
      this.#results.replaceChildren(list, total);
      if (result.suggestion) {
        const other = element("button", result.suggestion.query, {type: "button"});
        other.addEventListener("click", () => {
          this.#input.value = result.suggestion.query;
          this.#ask();
        });
        const line = element("p", "آیا منظورتان این بود؟ ");
        line.append(other);
        this.#results.prepend(line);
      }
      this.#results.hidden = false;
    }
  }

  if (!customElements.get("jooya-search")) customElements.define("jooya-search", JooyaSearch);
  const box = document.createElement("jooya-search");
  if (script.dataset.placeholder) box.dataset.placeholder = script.dataset.placeholder;
  const target = script.dataset.target && document.querySelector(script.dataset.target);
  if (target) target.append(box);
  else script.after(box);
})();

// SPDX-License-Identifier: GPL-3.0-or-later
// What the search page does better with JavaScript: `/` focuses the box, words are completed while typing,
// ↑ and ↓ walk through the results. Text from the server is only ever set as text.
"use strict";
(() => {
  const form = document.querySelector(".search");
  const input = form.querySelector("input[type=search]");
  const root = new URL(form.getAttribute("action"), location.href);
  const list = document.createElement("ul");
  list.id = "choices";
  list.className = "choices";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "پیشنهادها");
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
                               ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  let typed = "";
  let chosen = -1;
  let asked = null;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    const items = list.children;
    if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
    chosen = index;
    if (chosen < 0) {
      input.value = typed;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    items[chosen].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", items[chosen].id);
    input.value = items[chosen].textContent;
  };

  const show = (suggestions) => {
    close();
    list.replaceChildren(...suggestions.map((text, index) => {
      const item = document.createElement("li");
      item.id = "choice-" + index;
      item.dir = "auto";
      item.textContent = text;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        input.value = text;
        form.requestSubmit();
      });
      return item;
    }));
    const isOpen = suggestions.length > 0 && document.activeElement === input;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  };

  const ask = async () => {
    asked?.abort();
    typed = input.value;
    if (typed.trim().length < 2) return close();
    asked = new AbortController();
    try {
      const url = new URL("api/suggest", root);
      url.searchParams.set("q", typed);
      const response = await fetch(url, {signal: asked.signal});
      if (response.ok) show((await response.json()).suggestions.filter((text) => text !== typed));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      choose(-1);
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((chosen + 1 + step + count + 1) % (count + 1) - 1);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      input.focus();
      input.select();
    }
    const isWalking = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (!isWalking || !event.target.closest?.(".hit, .search") || !list.hidden) return;
    const links = [...document.querySelectorAll(".hit h2 a")];
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (next >= links.length || links.length === 0) return;
    event.preventDefault();
    (next < 0 ? input : links[next]).focus();
  });
})();

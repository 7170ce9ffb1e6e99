// SPDX-License-Identifier: GPL-3.0-or-later
// What the search page does better with JavaScript: `/` focuses the box, words are completed while typing,
// ↑ and ↓ walk through the results, days are picked from a Jalali calendar. Text from the server is only ever
// set as text.
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

  // Screen readers tell what changes, not what was there from the start.
  const total = document.querySelector("[role=status]");
  if (total) setTimeout(() => total.replaceChildren(total.textContent), 100);
})();

// The Jalali calendar of the date fields. Days come from the browser's own Persian calendar (ICU's, as the
// server's), so the two agree on every leap year.
(() => {
  const months = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
  const weekdays = ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"];
  const dayLength = 86400000;
  const format = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC"});
  const jalali = (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map((part) => [part.type, parseInt(part.value, 10)]));
    return [parts.year, parts.month, parts.day];
  };
  const persian = (number) => String(number).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
  const latin = (text) => text.replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6F0).replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  // The year begins between the 19th and the 22nd of March.
  const newYear = (year) => {
    let time = Date.UTC(year + 621, 2, 19);
    while (jalali(time)[0] !== year) time += dayLength;
    return time;
  };
  const timeOf = (year, month, day) =>
    newYear(year) + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) * dayLength + (day - 1) * dayLength;
  const lengthOf = (year, month) =>
    month <= 6 ? 31 : month < 12 ? 30 : (newYear(year + 1) - timeOf(year, 12, 1)) / dayLength;
  const written = (time) => {
    const [year, month, day] = jalali(time);
    return persian(`${year}/${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`);
  };
  const spoken = (time) => {
    const [year, month, day] = jalali(time);
    return `${weekdays[(new Date(time).getUTCDay() + 1) % 7]} ${persian(day)} ${months[month - 1]} ${persian(year)}`;
  };
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // What a field says, as a day; today where it says nothing that is one.
  const dayIn = (input) => {
    const numbers = latin(input.value).split(/[/.-]/).map(Number);
    const [year, month = 1, day = 1] = numbers;
    const isDay = numbers.every(Number.isInteger) && year >= 1300 && year <= 1499 && month >= 1 && month <= 12 &&
      day >= 1 && day <= lengthOf(year, month);
    return isDay ? timeOf(year, month, day) : Math.floor(Date.now() / dayLength) * dayLength;
  };

  const attach = (input) => {
    const name = input.closest("label").firstChild.textContent.trim();
    const opener = element("button", "", {type: "button", class: "opener", "aria-label": `تقویم: ${name}`,
                                          "aria-haspopup": "dialog", "aria-expanded": "false"});
    input.closest("label").after(opener);
    let dialog = null;
    let shown = 0;

    const close = (isChosen) => {
      dialog?.remove();
      dialog = null;
      opener.setAttribute("aria-expanded", "false");
      (isChosen ? input : opener).focus();
    };
    const pick = (time) => {
      input.value = written(time);
      close(true);
    };
    const step = (time, count) => {
      const [year, month, day] = jalali(time);
      const to = year * 12 + month - 1 + count;
      const toYear = Math.floor(to / 12);
      const toMonth = to % 12 + 1;
      return timeOf(toYear, toMonth, Math.min(day, lengthOf(toYear, toMonth)));
    };

    const draw = (isFocusMoved) => {
      const [year, month] = jalali(shown);
      const first = timeOf(year, month, 1);
      const heading = element("strong", `${months[month - 1]} ${persian(year)}`, {id: "calendar-month", "aria-live": "polite"});
      const turn = (label, sign, count) => {
        const button = element("button", sign, {type: "button", "aria-label": label});
        button.addEventListener("click", () => {
          shown = step(shown, count);
          draw(false);
          dialog.querySelector(`[aria-label="${label}"]`).focus();
        });
        return button;
      };
      const bar = element("div", "", {class: "turn"});
      bar.append(turn("سال پیش", "«", -12), turn("ماه پیش", "‹", -1), heading, turn("ماه بعد", "›", 1), turn("سال بعد", "»", 12));
      const table = element("table", "", {role: "grid", "aria-labelledby": heading.id});
      const head = element("tr", "");
      for (const weekday of weekdays) {
        const cell = element("th", weekday[0], {scope: "col", abbr: weekday});
        head.append(cell);
      }
      const top = element("thead", "");
      top.append(head);
      const body = element("tbody", "");
      const blanks = (new Date(first).getUTCDay() + 1) % 7;
      const today = Math.floor(Date.now() / dayLength) * dayLength;
      let row = null;
      for (let i = -blanks; i < lengthOf(year, month); ++i) {
        if ((i + blanks) % 7 === 0) body.append(row = element("tr", ""));
        const cell = element("td", "", {role: "gridcell"});
        row.append(cell);
        if (i < 0) continue;
        const time = first + i * dayLength;
        const button = element("button", persian(i + 1), {type: "button", "aria-label": spoken(time), tabindex: time === shown ? "0" : "-1"});
        if (time === today) button.setAttribute("aria-current", "date");
        button.addEventListener("click", () => pick(time));
        cell.append(button);
      }
      table.append(top, body);
      dialog.replaceChildren(bar, table);
      if (isFocusMoved) dialog.querySelector("[tabindex=\"0\"]").focus();
    };

    const open = () => {
      shown = dayIn(input);
      dialog = element("div", "", {class: "calendar", role: "dialog", "aria-label": `برگزیدن روز: ${name}`});
      dialog.addEventListener("keydown", (event) => {
        const steps = {ArrowRight: -1, ArrowLeft: 1, ArrowUp: -7, ArrowDown: 7};
        if (event.key === "Escape") {
          event.stopPropagation();
          close(false);
        } else if (event.target.closest("td") && event.key in steps) {
          shown += steps[event.key] * dayLength;
        } else if (event.key === "PageUp" || event.key === "PageDown") {
          shown = step(shown, event.key === "PageUp" ? -1 : 1);
        } else {
          return;
        }
        event.preventDefault();
        if (dialog) draw(true);
      });
      dialog.addEventListener("focusout", (event) => {
        const isInside = !event.relatedTarget || dialog?.contains(event.relatedTarget) || event.relatedTarget === opener;
        if (isInside) return;
        dialog?.remove();
        dialog = null;
        opener.setAttribute("aria-expanded", "false");
      });
      opener.after(dialog);
      opener.setAttribute("aria-expanded", "true");
      draw(true);
    };

    opener.addEventListener("click", () => dialog ? close(false) : open());
    document.addEventListener("pointerdown", (event) => {
      if (dialog && !dialog.contains(event.target) && event.target !== opener) close(false);
    });
  };

  const form = document.querySelector("form.dates");
  if (!form) return;
  form.classList.add("picks");
  for (const input of form.querySelectorAll("input[name=from], input[name=to]")) attach(input);
  // Addresses carry Latin digits and no empty fields.
  form.addEventListener("submit", () => {
    for (const input of form.querySelectorAll("input[name]")) {
      if (input.value === "") input.disabled = true;
      else if (input.name === "from" || input.name === "to") input.value = latin(input.value);
    }
  });
})();

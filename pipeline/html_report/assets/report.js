// The report can be read without this program. It lights a value and its place on the page together, and searches.
"use strict";

const light = (anchor, on, name) => {
  for (const one of document.querySelectorAll(`[data-value~="${CSS.escape(anchor)}"], #${CSS.escape(anchor)}`)) {
    one.classList.toggle(name, on);
  }
};

const linkPlaces = () => {
  let chosen = [];
  const anchors = (target) => {
    const one = target.closest?.("[data-value], .value");
    return one ? (one.dataset.value ?? one.id).split(" ") : [];
  };
  const choose = (wanted) => {
    chosen.forEach((anchor) => light(anchor, false, "chosen"));
    chosen = wanted;
    chosen.forEach((anchor) => light(anchor, true, "chosen"));
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, ({ target }) => anchors(target).forEach((anchor) => light(anchor, on, "lit")));
  }
  document.addEventListener("click", (event) => {
    const wanted = anchors(event.target);
    if (!wanted.length || event.target.closest(".value dd a")) return;
    event.preventDefault();
    choose(wanted);
    history.replaceState(null, "", `#${wanted[0]}`);
    const isValue = event.target.closest(".value");
    const other = document.getElementById(isValue ? `${wanted[0]}-box` : wanted[0]);
    other?.scrollIntoView({ block: isValue ? "nearest" : "center", inline: "nearest" });
    if (!isValue) other?.focus({ preventScroll: true });
  });
  const follow = () => {
    const anchor = decodeURIComponent(location.hash.slice(1)).replace(/-box$/, "");
    if (!document.getElementById(anchor)?.classList.contains("value")) return;
    choose([anchor]);
    document.getElementById(`${anchor}-box`)?.scrollIntoView({ block: "nearest", inline: "center" });
  };
  addEventListener("hashchange", follow);
  follow();
};

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const withMarks = (text, words) => {
  const line = document.createElement("p");
  const plain = [...text].map((letter) => folded(letter).slice(0, 1) || letter).join("");
  let at = 0;
  while (at < text.length) {
    const found = words.map((word) => [plain.indexOf(word, at), word]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
    if (!found) break;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(found[0], found[0] + found[1].length);
    line.append(text.slice(at, found[0]), mark);
    at = found[0] + found[1].length;
  }
  line.append(text.slice(at));
  return line;
};

const MOST = 200;

const search = () => {
  const list = document.getElementById("results");
  const field = document.getElementById("q");
  if (!list || !window.searchIndex) return;
  const several = new Set(window.searchIndex.map((item) => item[2]).filter(Boolean)).size > 1;
  const index = window.searchIndex.map((item) => [item, folded(`${item[1]} ${item[3]}`)]);
  const show = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? index.filter(([, text]) => words.every((word) => text.includes(word))) : [];
    list.replaceChildren(...hits.slice(0, MOST).map(([[what, of, whose, text, address]]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = [several && whose, of, what].filter(Boolean).join(", ");
      item.append(link, withMarks(text, words));
      return item;
    }));
    const more = hits.length > MOST ? `, the first ${MOST} of which are shown` : "";
    document.getElementById("hits").textContent = words.length
      ? `${hits.length} ${hits.length === 1 ? "text has" : "texts have"} ${words.length === 1 ? "it" : "all of these words"}${more}.`
      : "Every word has to be in the text; capitals and accents do not matter.";
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    show();
  });
  show();
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

linkPlaces();
addEventListener("DOMContentLoaded", search);

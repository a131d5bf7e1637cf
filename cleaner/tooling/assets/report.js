
"use strict";
const all = (css, root = document) => Array.from(root.querySelectorAll(css));
const items = all("[data-item]");
const status = document.querySelector("[role=status]");
const inspector = document.getElementById("inspector");
const narrow = matchMedia("(max-width: 60rem)");

// Filters: an item is shown when each of its labels is ticked. Boxes marked `only` ask for a label instead.
function filter() {
  const boxes = all("input[data-filter]");
  const off = boxes.filter((box) => !box.checked && !box.hasAttribute("data-only")).map((box) => box.dataset.filter);
  const only = boxes.filter((box) => box.checked && box.hasAttribute("data-only")).map((box) => box.dataset.filter);
  let shown = 0;
  for (const item of items) {
    const labels = item.dataset.item.split(" ");
    const any = labels.filter((label) => label.startsWith("any-"));
    item.hidden = labels.some((label) => off.includes(label)) || only.some((label) => !labels.includes(label)) ||
      (any.length > 0 && any.every((label) => off.includes(label.slice(4))));
    shown += item.hidden ? 0 : 1;
  }
  if (status) status.textContent = `${shown} of ${items.length} shown`;
  const current = document.querySelector('.chip[tabindex="0"]');
  if (current && current.closest("li").hidden) rove(visible()[0]);
}
const visible = () => all("[data-item]:not([hidden]) > .chip");

// One block is in the tab order; arrows go from block to block.
function rove(chip) {
  if (!chip) return;
  for (const other of all('.chip[tabindex="0"]')) other.tabIndex = -1;
  chip.tabIndex = 0;
}
let pinned = null;
function show(item, open) {
  if (!inspector || !item) return;
  for (const other of all(".now")) other.classList.remove("now");
  item.classList.add("now");
  const why = item.querySelector(".why").cloneNode(true);
  why.hidden = false;
  why.removeAttribute("id");
  document.getElementById("why").replaceChildren(why);
  if (open) inspector.classList.add("open");
}
function close() {
  pinned = null;
  inspector.classList.remove("open");
  for (const other of all(".now")) other.classList.remove("now");
}

if (inspector) {
  const list = document.querySelector(".blocks");
  rove(visible()[0]);
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[data-item]");
    if (!item || String(getSelection())) return;
    pinned = item;
    show(item, true);
    rove(item.querySelector(".chip"));
  });
  list.addEventListener("mouseover", (event) => {
    const item = event.target.closest("[data-item]");
    if (item && !pinned && !narrow.matches) show(item, false);
  });
  list.addEventListener("focusin", (event) => {
    if (event.target.matches(".chip:focus-visible")) show(event.target.closest("[data-item]"), false);
  });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chips = visible();
    const at = chips.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, j: at + 1, k: at - 1, Home: 0, End: chips.length - 1 }[event.key];
    if (to === undefined || at < 0 || !chips[to]) return;
    event.preventDefault();
    pinned = null;
    rove(chips[to]);
    chips[to].focus({ focusVisible: true });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.querySelector(".close").addEventListener("click", close);
  if (narrow.matches) for (const panel of all("aside details")) panel.open = false;
}
for (const box of all("input[data-filter]")) box.addEventListener("change", filter);
for (const button of all("[data-open]")) {
  button.addEventListener("click", () => {
    for (const detail of all(".articles > details:not([hidden])")) detail.open = button.dataset.open === "all";
  });
}

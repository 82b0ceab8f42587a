// Marks and cards tell of each other: what is pointed at, focused or clicked on one side is outlined on the other.
// Without this, a mark is a link to its card, and a card has a link to its mark.
"use strict";
(() => {
  const cards = id => document.getElementById(id);
  const marksOf = id => document.querySelectorAll(`[data-marks~="${id}"]`);
  let active = [];
  const light = (ids, far) => {
    for (const one of active) one.classList.remove("active");
    active = [];
    for (const id of ids) {
      const card = cards(id);
      if (card) active.push(card);
      for (const mark of marksOf(id)) active.push(mark);
    }
    for (const one of active) one.classList.add("active");
    if (far) far.scrollIntoView({ block: "nearest" });
  };
  const idsOf = mark => mark.dataset.marks.split(" ");
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, event => {
      const mark = event.target.closest(".mark");
      const card = event.target.closest(".card");
      if (mark) light(idsOf(mark), cards(idsOf(mark)[0]));
      else if (card) light([card.id], kind === "focusin" ? null : marksOf(card.id)[0]);
    });
  }
  document.addEventListener("click", event => {
    const mark = event.target.closest(".mark");
    const back = event.target.closest("[data-back]");
    const goal = mark ? cards(idsOf(mark)[0]) : back ? marksOf(back.dataset.back)[0] : null;
    if (!goal) return;
    event.preventDefault();
    const proof = mark && goal.querySelector("details");
    if (proof) proof.open = true;
    goal.focus();
    light(mark ? idsOf(mark) : [back.dataset.back], goal);
  });
  // n and p go to the next and the previous mark, Escape lets go.
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    if (event.key === "Escape") {
      const card = event.target.closest(".card");
      const mark = card && marksOf(card.id)[0];
      light([]);
      if (mark) mark.focus();
      return;
    }
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    const marks = [...document.querySelectorAll(".mark:not([tabindex='-1'])")];
    if (!marks.length) return;
    const here = document.activeElement.closest(".card");
    const at = marks.indexOf(here ? marksOf(here.id)[0] : document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
    marks[next].focus();
  });
})();

"use strict";
// Search and filter; what is asked stands behind the # of the address, so that a view can be kept as a bookmark.
const articles = [...document.querySelectorAll("#documents > article")];
const buttons = [...document.querySelectorAll("[data-show]")];
const field = document.getElementById("q");
const count = document.getElementById("count");
const texts = new Map();
let show = "";

const textOf = (article) => {
  if (!texts.has(article)) texts.set(article, article.textContent.toLowerCase());
  return texts.get(article);
};

const apply = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let seen = 0;
  for (const article of articles) {
    const fits = (!show || article.dataset.is.split(" ").includes(show))
      && words.every((word) => textOf(article).includes(word));
    article.hidden = !fits;
    seen += fits;
  }
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === show));
  count.textContent = `${seen} of ${articles.length} shown`;
};

const keep = () => {
  const asked = new URLSearchParams();
  if (field.value) asked.set("q", field.value);
  if (show) asked.set("show", show);
  history.replaceState(null, "", "#" + asked);
  apply();
};

const recall = () => {
  const asked = new URLSearchParams(location.hash.slice(1));
  field.value = asked.get("q") || "";
  show = asked.get("show") || "";
  apply();
};

for (const button of buttons) button.addEventListener("click", () => { show = button.dataset.show; keep(); });
field.addEventListener("input", keep);
addEventListener("hashchange", recall);
recall();

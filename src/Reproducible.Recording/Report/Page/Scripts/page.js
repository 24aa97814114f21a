// Draws every figure and makes every table sort, last of the scripts.
function draw(figure) {
  const comparison = report.comparisons[figure.dataset.comparison];
  const place = figure.dataset.setting ?? 0; // Of a setting, or of a family of them.
  const setting = comparison.settings[place];
  const family = comparison.families[place]?.map(index => comparison.settings[index]);
  const width = Math.floor(figure.clientWidth);
  const kind = figure.dataset.plot;
  const compares = setting?.arms.some(arm => arm.gain);
  const drawn = kind === "lead" ? family && compares ? labels(family, width, true) : rows(setting, width, compares ? "gains" : "accuracy")
    : kind === "labels" ? [labels(family, width, false), family.some(other => other.arms.some(arm => arm.gain)) ? labels(family, width, true) : null].flat()
    : kind === "curves" ? curves(comparison, setting, width)
    : kind === "cost" ? cost(setting, width)
    : rows(setting, width, kind);
  figure.querySelectorAll(":scope > :not(figcaption)").forEach(old => old.remove());
  figure.append(...[drawn].flat().filter(part => part));
  figure.hidden = !drawn;
}

document.querySelectorAll("table.sortable").forEach(sortable);
const figures = [...document.querySelectorAll("figure.plot")];
figures.forEach(draw);
let width = document.body.clientWidth, waiting;
new ResizeObserver(() => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (document.body.clientWidth !== width) { width = document.body.clientWidth; figures.forEach(draw); }
  }, 80);
}).observe(document.body);
addEventListener("hashchange", reveal);
reveal();

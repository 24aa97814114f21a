// Draws every figure and makes every table sort, last of the scripts.
function draw(figure) {
  const comparison = report.comparisons[figure.dataset.comparison];
  const setting = comparison.settings[figure.dataset.setting ?? 0];
  const width = Math.floor(figure.clientWidth);
  const kind = figure.dataset.plot;
  const compares = setting.arms.some(arm => arm.gain);
  const drawn = kind === "lead" ? comparison.settings.length > 1 && compares ? labels(comparison, width, true) : rows(setting, width, compares ? "gains" : "accuracy")
    : kind === "labels" ? [labels(comparison, width, false), labels(comparison, width, true)].flat()
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

// Colours, shapes and words that all plots share.
const report = JSON.parse(document.getElementById("data").textContent);
const symbols = ["circle", "square", "triangle", "diamond", "star", "wye"];
const narrow = 560; // Pixels of a figure below which labels stand above marks and not beside them.
const font = { fontFamily: "inherit", fontSize: "13px", background: "transparent", overflow: "visible" };

const colour = arm => arm.baseline ? "var(--scratch)" : `var(--s${arm.colour % 6})`;
const symbol = arm => arm.baseline ? "circle" : symbols[(arm.colour + Math.floor(arm.colour / 6)) % symbols.length]; // The seventh strategy has the first one's colour, and another shape.
const percent = value => value === null || value === undefined ? null : value * 100;
// Mean, low and high in percent; two seeds far apart have an interval beyond what a share can be.
const bounded = (interval, gains) => interval.map(percent).map(value => value === null ? null : Math.min(100, Math.max(gains ? -100 : 0, value)));
const number = value => `${value}`.replace("-", "−");
const signed = value => value > 0 ? `+${number(value)}` : number(value);
const grouped = value => value.toLocaleString("en-US"); // For an axis' text: as its tickFormat, d3 would leave labels of a log scale out.
const verdictColour = arm => ({ "gain": "var(--gain)", "negative transfer": "var(--loss)" })[arm.verdict] ?? "var(--even)";
const seedText = (setting, arm, run) => `${arm.label}, seed ${run[0]}: ${percent(run[1]).toFixed(setting.places)} %`
  + (run[2] === null ? "" : `, ${run[2] > 0 ? "+" : ""}${percent(run[2]).toFixed(setting.places)} points`).replace("-", "−");
const canvas = document.createElement("canvas").getContext("2d");
const textWidth = (text, size = 13, weight = 400) => {
  canvas.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
};

// Accuracy or gain against the number of labels, a line a strategy.
function labels(settings, width, gains) {
  const names = [...new Map(settings.flatMap(setting => setting.arms.map(arm => [arm.label, arm]))).values()].filter(arm => !gains || !arm.baseline);
  const wide = width >= narrow;
  const right = wide ? Math.min(width * .3, 24 + d3.max(names, arm => textWidth(arm.label, 13, 600))) : 10;
  const [left, top, bottom, height] = [46, 18, 44, wide ? 360 : 320];
  const counts = [...new Set(settings.map(setting => setting.examples))].sort(d3.ascending);
  const step = Math.min(.012, .06 / names.length); // Of the axis: marks beside each other, all of them inside.
  const points = settings.flatMap(setting => setting.arms.filter(arm => gains ? arm.gain : arm.accuracy).map(arm => {
    const [mean, low, high] = bounded(gains ? arm.gain : arm.accuracy, gains);
    const place = names.findIndex(name => name.label === arm.label) - (names.length - 1) / 2;
    return { arm, setting, mean, low, high, x: setting.examples * Math.pow(10, place * step * Math.log10(counts.at(-1) / counts[0])), text: gains ? `${arm.gainText} points, ${arm.verdict}` : `${arm.accuracyText} %` };
  }));
  const dots = points.flatMap(point => point.arm.runs.filter(run => run[gains ? 2 : 1] !== null).map(run => ({ arm: point.arm, x: point.x, y: percent(run[gains ? 2 : 1]), href: run[3], title: seedText(point.setting, point.arm, run) })));
  const domain = padded([...points.flatMap(point => [point.mean, point.low, point.high]), ...dots.map(dot => dot.y)], .03, gains ? [0] : []);
  const spread = Math.pow(10, .04 * Math.log10(counts.at(-1) / counts[0]));
  const y = d3.scaleLinear(domain, [height - bottom, top]);
  const last = d3.groups(points, point => point.arm.label).map(([, own]) => own.at(-1));
  const ends = apart(last.map(point => ({ point, y: y(point.mean) })), 17, top + 4, height - bottom - 4);
  const lines = { x: "x", y: "mean", z: point => point.arm.label, stroke: point => colour(point.arm) };
  const svg = Plot.plot({
    style: font, width, height, marginLeft: left, marginRight: right, marginTop: top, marginBottom: bottom,
    x: { type: "log", domain: [counts[0] / spread, counts.at(-1) * spread], label: null }, y: { domain, label: null },
    symbol: { type: "identity" },
    marks: [
      gains && domain[0] < 0 ? Plot.rect([0], { y1: domain[0], y2: 0, fill: "var(--wash)" }) : null,
      Plot.gridY({ stroke: "var(--line)", strokeOpacity: .7, ticks: 6 }),
      Plot.axisX(counts, { label: "labelled examples, log scale", labelAnchor: "center", labelArrow: "none", labelOffset: 38, text: grouped, tickSize: 4 }),
      Plot.axisY({ label: null, ticks: 6, tickFormat: gains ? signed : number, tickSize: 0 }),
      Plot.text([0], { frameAnchor: "top-left", dx: -left, dy: -14, textAnchor: "start", text: [gains ? "gain over from-scratch, points" : "test accuracy, %"], fill: "var(--quiet)", fontSize: 12 }),
      gains ? Plot.ruleY([0], { stroke: "var(--ink)" }) : null,
      Plot.dot(dots, { x: "x", y: "y", r: 2.2, fill: dot => colour(dot.arm), fillOpacity: .4, href: "href", title: "title" }),
      Plot.line(points, { ...lines, strokeWidth: 1.8, strokeDasharray: null }),
      Plot.ruleX(points.filter(point => point.low !== null), { x: "x", y1: "low", y2: "high", stroke: point => colour(point.arm), strokeWidth: 2.2, strokeLinecap: "round" }),
      Plot.dot(points, { x: "x", y: "mean", r: 4.5, symbol: point => symbol(point.arm), fill: point => colour(point.arm), stroke: "var(--paper)", strokeWidth: 1, title: point => `${point.arm.label}, ${point.setting.label}: ${point.text}` }),
      gains && domain[0] < 0 && y(domain[0]) - y(0) > 15 ? Plot.text([0], { x: counts[0], y: 0, dx: -6, dy: 10, textAnchor: "start", text: ["below: negative transfer"], fill: "var(--loss)", stroke: "var(--wash)", strokeWidth: 3, fontSize: 11 }) : null,
      wide ? ends.map(end => Plot.text([end.point], { x: "x", y: "mean", dx: width - right + 18 - xPixel(end.point.x, counts, spread, left, width - right), dy: end.y - y(end.point.mean), textAnchor: "start", text: [fitted(end.point.arm.label, right - 20)], fontWeight: 600, fill: colour(end.point.arm) })) : null,
      wide ? ends.map(end => Plot.link([end.point], { x1: "x", x2: counts.at(-1) * spread * 1.02, y1: "mean", y2: y.invert(end.y), stroke: colour(end.point.arm), strokeOpacity: .4, strokeWidth: 1 })) : null,
    ],
  });
  const title = gains ? "Gain over from-scratch against number of labels" : "Test accuracy against number of labels";
  const described = settings.map(setting => `${setting.label}: ${setting.arms.filter(arm => gains ? arm.gain : arm.accuracy).map(arm => `${arm.label} ${gains ? arm.gainText : arm.accuracyText}`).join(", ")}`).join("; ");
  return [wide ? null : legend(names), named(svg, title, described)];
}

const xPixel = (value, counts, spread, left, right) => d3.scaleLog([counts[0] / spread, counts.at(-1) * spread], [left, right])(value);

function legend(arms) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const arm of arms) {
    const item = document.createElement("li");
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    mark.setAttribute("width", "12"); mark.setAttribute("height", "12"); mark.setAttribute("viewBox", "-6 -6 12 12"); mark.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d3.symbol(d3[`symbol${symbol(arm)[0].toUpperCase()}${symbol(arm).slice(1)}`], 70)());
    path.setAttribute("fill", colour(arm));
    mark.append(path);
    item.append(mark, arm.label);
    list.append(item);
  }
  return list;
}

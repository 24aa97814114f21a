// What a run costs and what it reaches.
function cost(setting, width) {
  const arms = setting.arms.filter(arm => arm.seconds && arm.accuracy && arm.seconds[0] > 0);
  if (arms.length < 2) { return null; }
  const [left, right, top, bottom, height] = [46, 24, 16, 44, width >= narrow ? 330 : 290];
  const points = arms.map(arm => ({ arm, x: arm.seconds[0], x1: Math.max(arm.seconds[1] ?? 0, arm.seconds[0] / 10), x2: arm.seconds[2], ...(([y, y1, y2]) => ({ y, y1, y2 }))(bounded(arm.accuracy, false)) }));
  const [least, most] = [d3.min(points, point => Math.min(point.x1 || point.x, point.x)), d3.max(points, point => Math.max(point.x2 ?? 0, point.x))];
  const log = most / least > 5;
  const xDomain = log ? [least / Math.pow(most / least, .06), most * Math.pow(most / least, .1)] : [0, most * 1.1];
  const yDomain = padded(points.flatMap(point => [point.y, point.y1, point.y2]), .06);
  const x = (log ? d3.scaleLog : d3.scaleLinear)(xDomain, [left, width - right]);
  const y = d3.scaleLinear(yDomain, [height - bottom, top]);
  // Each label stands where it covers least: to the right, left, above or below its mark.
  const box = (x1, y1, x2, y2) => ({ x1, y1, x2, y2 });
  const shared = (one, other) => Math.max(0, Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1)) * Math.max(0, Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1));
  const taken = points.flatMap(point => [
    box(x(point.x) - 7, y(point.y) - 7, x(point.x) + 7, y(point.y) + 7),
    box(x(point.x) - 2, y(point.y2 ?? point.y), x(point.x) + 2, y(point.y1 ?? point.y)),
    box(x(point.x1 || point.x), y(point.y) - 2, x(point.x2 ?? point.x), y(point.y) + 2),
  ]);
  const places = points.map(point => {
    const text = fitted(point.arm.label, Math.min(200, width * .45));
    const [wanted, px, py] = [textWidth(text, 13, 600), x(point.x), y(point.y)];
    const best = d3.least([[10, -11, "start"], [-10, -11, "end"], [10, 12, "start"], [-10, 12, "end"], [0, -20, "middle"], [0, 20, "middle"], [10, -24, "start"], [-10, -24, "end"], [10, 26, "start"], [-10, 26, "end"]].map(([dx, dy, anchor], order) => {
      const start = px + dx - (anchor === "end" ? wanted : anchor === "middle" ? wanted / 2 : 0);
      const area = box(start - 2, py + dy - 8, start + wanted + 2, py + dy + 8);
      const outside = Math.max(0, left - area.x1, area.x2 - width, top - 8 - area.y1, area.y2 - (height - bottom));
      return { dx, dy, anchor, area, score: d3.sum(taken, other => shared(area, other)) + outside * 100 + order };
    }), candidate => candidate.score);
    taken.push(best.area);
    return { point, text, ...best };
  });
  const svg = Plot.plot({
    style: font, width, height, marginLeft: left, marginRight: right, marginTop: top, marginBottom: bottom,
    x: { type: log ? "log" : "linear", domain: xDomain, label: null }, y: { domain: yDomain, label: null },
    symbol: { type: "identity" },
    marks: [
      Plot.gridY({ stroke: "var(--line)", strokeOpacity: .7, ticks: 5 }),
      Plot.axisX(log ? logTicks(xDomain, 7) : d3.ticks(...xDomain, 6), { text: grouped, label: `training seconds of one run${log ? ", log scale" : ""}`, labelAnchor: "center", labelArrow: "none", labelOffset: 38, tickSize: 4 }),
      Plot.axisY({ label: null, ticks: 5, tickSize: 0, tickFormat: number }),
      Plot.text([0], { frameAnchor: "top-left", dx: -left, dy: -14, textAnchor: "start", text: ["test accuracy, %"], fill: "var(--quiet)", fontSize: 12 }),
      Plot.ruleX(points.filter(point => point.y1 !== null), { x: "x", y1: "y1", y2: "y2", stroke: point => colour(point.arm), strokeWidth: 2, strokeOpacity: .8 }),
      Plot.ruleY(points.filter(point => point.x2 !== null), { y: "y", x1: "x1", x2: "x2", stroke: point => colour(point.arm), strokeWidth: 2, strokeOpacity: .8 }),
      Plot.dot(points, { x: "x", y: "y", r: 5, symbol: point => symbol(point.arm), fill: point => colour(point.arm), stroke: "var(--paper)", title: point => `${point.arm.label}: ${point.arm.secondsText} s, ${point.arm.accuracyText} %` }),
...places.map(place => Plot.text([place.point], { x: "x", y: "y", dx: place.dx, dy: place.dy, textAnchor: place.anchor, text: [place.text], fontWeight: 600, fill: colour(place.point.arm), stroke: "var(--paper)", strokeWidth: 3 })),
    ],
  });
  return named(svg, `Accuracy against training time${setting.label ? `, ${setting.label}` : ""}`, arms.map(arm => `${arm.label}: ${arm.secondsText} s, ${arm.accuracyText} %`).join("; "));
}

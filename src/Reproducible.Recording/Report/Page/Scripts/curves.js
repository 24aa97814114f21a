// A panel a strategy, all on one scale, from-scratch in each for reference.
function curves(comparison, setting, width) {
  const all = comparison.settings.flatMap(other => other.arms).filter(arm => arm.curve.length > 1);
  const arms = setting.arms.filter(arm => arm.curve.length > 1);
  if (arms.length === 0) { return null; }
  const xDomain = d3.extent(all.flatMap(arm => arm.curve), point => point[0]);
  const log = xDomain[1] / Math.max(1, xDomain[0]) > 20;
  const yDomain = padded(all.flatMap(arm => arm.curve.flatMap(point => [percent(point[1]), percent(point[4])])), .04);
  const yHigh = Math.min(100.5, yDomain[1]);
  const most = d3.max(comparison.settings, other => other.arms.filter(arm => arm.curve.length > 1).length);
  const columns = Math.min(most, width >= 980 ? 5 : width >= 760 ? 4 : width >= 560 ? 3 : 2);
  const size = Math.min(360, Math.floor((width - (columns - 1) * 18) / columns));
  const scratch = arms.find(arm => arm.baseline);
  const panels = document.createElement("div");
  panels.className = "panels";
  panels.style.gridTemplateColumns = `repeat(${columns}, ${size}px)`;
  for (const arm of arms) {
    const points = arm.curve.map(([steps, mean, low, high, train]) => ({ steps, mean: percent(mean), low: low === null ? null : Math.max(0, percent(low)), high: percent(high), train: percent(train) }));
    const other = scratch && scratch !== arm ? scratch.curve.map(point => ({ steps: point[0], mean: percent(point[1]) })) : [];
    const svg = Plot.plot({
      style: { ...font, fontSize: "11px" }, width: size, height: Math.round(Math.max(150, Math.min(210, size))), marginLeft: 40, marginRight: 8, marginTop: 10, marginBottom: 32,
      x: { type: log ? "log" : "linear", domain: xDomain, label: null }, y: { domain: [yDomain[0], yHigh], label: null, clamp: true },
      marks: [
        Plot.gridY({ stroke: "var(--line)", strokeOpacity: .7, ticks: 4 }),
        Plot.axisX(log ? logTicks(xDomain, 4) : d3.ticks(...xDomain, 4), { label: "optimizer steps", labelAnchor: "center", labelArrow: "none", labelOffset: 30, text: grouped, tickSize: 3 }),
        Plot.axisY({ label: null, ticks: 4, tickSize: 0, tickFormat: (value, index, ticks) => index === ticks.length - 1 ? `${value} %` : `${value}` }),
        Plot.line(other, { x: "steps", y: "mean", stroke: "var(--scratch)", strokeWidth: 1.2, strokeOpacity: .8 }),
        Plot.areaY(points.filter(point => point.low !== null), { x: "steps", y1: "low", y2: point => Math.min(point.high, yHigh), fill: colour(arm), fillOpacity: .22 }),
        Plot.line(points, { x: "steps", y: "train", stroke: colour(arm), strokeWidth: 1.1, strokeDasharray: "1,3", strokeLinecap: "round" }),
        Plot.line(points, { x: "steps", y: "mean", stroke: colour(arm), strokeWidth: 2 }),
        points.length < 3 ? Plot.dot(points, { x: "steps", y: "mean", fill: colour(arm), r: 2.5 }) : null,
      ],
    });
    const first = points[0], last = points.at(-1);
    const where = comparison.settings.length > 1 ? `, ${setting.label}` : "";
    const panel = document.createElement("div");
    const heading = document.createElement("p");
    heading.className = "panel-title";
    heading.textContent = arm.label;
    heading.style.color = colour(arm);
    panel.append(heading, named(svg, `Learning curve of ${arm.label}${where}`, `Validation accuracy ${first.mean.toFixed(1)} % after ${first.steps} steps, ${last.mean.toFixed(1)} % after ${last.steps}`));
    panels.append(panel);
  }
  return panels;
}

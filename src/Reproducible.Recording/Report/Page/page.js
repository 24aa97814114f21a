// Draws the plots from the data that the page holds, and makes its tables sort. Needs no network. Numbers in words were rounded by
// whoever wrote the page; here they only place marks.
"use strict";
(() => {
  const report = JSON.parse(document.getElementById("data").textContent);
  const symbols = ["circle", "square", "triangle", "diamond", "star", "wye"];
  const narrow = 560; // Pixels of a figure below which labels stand above marks and not beside them.
  const font = { fontFamily: "inherit", fontSize: "13px", background: "transparent", overflow: "visible" };

  const colour = arm => arm.baseline ? "var(--scratch)" : `var(--s${arm.colour % 6})`;
  const symbol = arm => arm.baseline ? "circle" : symbols[arm.colour % symbols.length];
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

  // As much of a text as fits so many pixels.
  function fitted(text, pixels, size = 13, weight = 600) {
    if (textWidth(text, size, weight) <= pixels) { return text; }
    let length = text.length;
    while (length > 1 && textWidth(`${text.slice(0, length)}…`, size, weight) > pixels) { length--; }
    return `${text.slice(0, length)}…`;
  }

  // A plot that says what it shows to those who do not see it.
  function named(svg, title, description) {
    const make = (name, text) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      element.textContent = text;
      return element;
    };
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", title);
    svg.prepend(make("title", title), make("desc", description));
    svg.querySelectorAll("g[aria-label]").forEach(group => group.removeAttribute("aria-label"));
    // An image holds no links for those who do not see it: they find the same ones in the tables.
    svg.querySelectorAll("a").forEach(link => {
      const receipt = link.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? link.getAttribute("href");
      const mark = link.firstElementChild;
      mark.setAttribute("data-receipt", receipt);
      mark.addEventListener("click", event => event.ctrlKey || event.metaKey ? open(receipt, "_blank", "noopener") : location.assign(receipt));
      link.replaceWith(mark);
    });
    return svg;
  }

  const padded = (values, share, must = []) => {
    const [low, high] = d3.extent([...values, ...must].filter(value => value !== null && Number.isFinite(value)));
    const pad = (high - low || 1) * share;
    return [low - pad, high + pad];
  };

  // Puts dots that would cover each other above and below: returns an offset in pixels for each.
  function swarm(pixels, radius) {
    const placed = [];
    const offsets = new Array(pixels.length).fill(0);
    for (const index of d3.range(pixels.length).sort((one, other) => pixels[one] - pixels[other])) {
      const level = [0, 1, -1, 2, -2].find(candidate => placed.every(other =>
        Math.hypot(other.x - pixels[index], other.y - candidate * radius * 1.5) >= radius * 1.7)) ?? 0;
      placed.push({ x: pixels[index], y: level * radius * 1.5 });
      offsets[index] = level * radius * 1.5;
    }
    return offsets;
  }

  // 1, 2, 5, 10, ... inside a domain; only powers of ten where those are too many.
  function logTicks([low, high], most) {
    const powers = d3.range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) + 1);
    const inside = digits => powers.flatMap(power => digits.map(digit => Number(`${digit}e${power}`))).filter(value => value >= low && value <= high);
    const fine = inside([1, 2, 5]);
    return fine.length <= most ? fine : inside([1]).length > 1 ? inside([1]) : [fine[0], fine.at(-1)];
  }

  // Moves labels apart vertically where they would overlap.
  function apart(places, gap, low, high) {
    const sorted = [...places].sort((one, other) => one.y - other.y);
    for (let pass = 0; pass < 60; pass++) {
      for (let index = 1; index < sorted.length; index++) {
        const overlap = gap - (sorted[index].y - sorted[index - 1].y);
        if (overlap > 0) { sorted[index].y += overlap / 2; sorted[index - 1].y -= overlap / 2; }
      }
      for (const place of sorted) { place.y = Math.min(high, Math.max(low, place.y)); }
    }
    return places;
  }

  // A row a strategy: mean and interval above, every seed below, the numbers beside.
  function rows(setting, width, kind) {
    const gains = kind === "gains";
    const arms = setting.arms.filter(arm => gains ? arm.gain : arm.accuracy);
    if (arms.length === 0) { return null; }
    if (gains) { arms.sort((one, other) => other.gain[0] - one.gain[0]); }
    const wide = width >= narrow;
    const [height, labelY, meanY, dotY, secondY] = wide ? [46, 16, 16, 34, 34] : gains ? [74, 11, 42, 59, 27] : [60, 11, 28, 45, 0];
    const text = arm => gains ? `${arm.gainText} points` : `${arm.accuracyText} %`;
    const second = arm => gains ? arm.verdict : arm.baseline ? "" : arm.gain ? `${arm.gainText} points` : "";
    const left = wide ? Math.min(230, 16 + d3.max(arms, arm => textWidth(arm.label, 13, 600))) : 2;
    const right = wide ? 18 + d3.max(arms, arm => Math.max(textWidth(text(arm), 13, 600), textWidth(second(arm), 12))) : 2;
    const valueOf = run => percent(run[gains ? 2 : 1]);
    const interval = arm => bounded(gains ? arm.gain : arm.accuracy, gains);
    const domain = padded(arms.flatMap(arm => [...interval(arm), ...arm.runs.map(valueOf)]), .04, gains ? [0] : []);
    const scale = d3.scaleLinear(domain, [left, width - right]);
    const dots = arms.flatMap((arm, row) => {
      const runs = arm.runs.filter(run => valueOf(run) !== null);
      const offsets = swarm(runs.map(run => scale(valueOf(run))), 3);
      return runs.map((run, index) => ({ row, arm, x: valueOf(run), y: dotY + offsets[index], href: run[3], title: seedText(setting, arm, run) }));
    });
    const marks = arms.map((arm, row) => { const [mean, low, high] = interval(arm); return { row, arm, mean, low, high }; });
    const scratch = arms.find(arm => arm.baseline);
    const facet = { fy: "row" };
    const title = gains ? `Gain over from-scratch${setting.label ? `, ${setting.label}` : ""}` : `Test accuracy${setting.label ? `, ${setting.label}` : ""}`;
    const svg = Plot.plot({
      style: font, width, marginLeft: left, marginRight: right, marginTop: gains ? 18 : 6, marginBottom: 42, height: arms.length * height + (gains ? 60 : 48),
      x: { domain, label: null }, y: { axis: null, domain: [0, height], reverse: true }, fy: { axis: null, domain: d3.range(arms.length), padding: 0 },
      marks: [
        gains && domain[0] < 0 ? Plot.rect([0], { x1: domain[0], x2: 0, fill: "var(--wash)" }) : null,
        Plot.gridX({ stroke: "var(--line)", strokeOpacity: .7, ticks: wide ? 7 : 5 }),
        Plot.axisX({ label: gains ? "gain in test accuracy over from-scratch, points" : "test accuracy, %", labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickFormat: gains ? signed : number, ticks: wide ? 7 : 5, tickSize: 0 }),
        gains ? Plot.ruleX([0], { stroke: "var(--ink)" })
          : scratch ? Plot.ruleX([percent(scratch.accuracy[0])], { stroke: "var(--scratch)", strokeDasharray: "3,3" }) : null,
        gains ? Plot.text([0], { fy: () => 0, x: 0, frameAnchor: "top", dy: -12, dx: 5, textAnchor: "start", text: ["transfer helps →"], fill: "var(--quiet)", fontSize: 11 }) : null,
        gains && scale(0) - left > 75 ? Plot.text([0], { fy: () => 0, x: 0, frameAnchor: "top", dy: -12, dx: -5, textAnchor: "end", text: ["← hurts"], fill: "var(--quiet)", fontSize: 11 }) : null,
        Plot.dot(dots, { ...facet, x: "x", y: "y", r: 3, fill: dot => colour(dot.arm), fillOpacity: .5, href: "href", title: "title" }),
        Plot.ruleY(marks.filter(mark => mark.low !== null), { ...facet, y: meanY, x1: "low", x2: "high", stroke: mark => colour(mark.arm), strokeWidth: 3.5, strokeLinecap: "round" }),
        Plot.dot(marks, { ...facet, x: "mean", y: meanY, r: 5.5, fill: mark => colour(mark.arm), stroke: "var(--paper)", strokeWidth: 1.5 }),
        Plot.text(marks, { ...facet, y: labelY, frameAnchor: "left", textAnchor: "start", dx: -left, text: mark => fitted(mark.arm.label, wide ? left - 14 : width - textWidth(text(mark.arm), 13, 600) - 16), title: mark => mark.arm.label, fontWeight: 600, fill: "var(--ink)" }),
        Plot.text(marks, { ...facet, y: labelY, frameAnchor: "right", textAnchor: wide ? "start" : "end", dx: wide ? 14 : 0, fontWeight: 600, fill: "var(--ink)",
          text: mark => text(mark.arm) }),
        wide || gains ? Plot.text(marks, { ...facet, y: secondY, frameAnchor: "right", textAnchor: wide ? "start" : "end", dx: wide ? 14 : 0, fontSize: 12, fill: mark => verdictColour(mark.arm), text: mark => second(mark.arm) }) : null,
      ],
    });
    return named(svg, title, arms.map(arm => `${arm.label}: ${text(arm)}${gains ? `, ${arm.verdict}` : ""}`).join("; "));
  }

  // Accuracy or gain against the number of labels, a line a strategy.
  function labels(comparison, width, gains) {
    const settings = comparison.settings.filter(setting => setting.examples > 0);
    const names = [...new Map(settings.flatMap(setting => setting.arms.map(arm => [arm.label, arm]))).values()].filter(arm => !gains || !arm.baseline);
    const wide = width >= narrow;
    const right = wide ? Math.min(width * .3, 24 + d3.max(names, arm => textWidth(arm.label, 13, 600))) : 10;
    const [left, top, bottom, height] = [46, 18, 44, wide ? 360 : 320];
    const counts = [...new Set(settings.map(setting => setting.examples))].sort(d3.ascending);
    const points = settings.flatMap(setting => setting.arms.filter(arm => gains ? arm.gain : arm.accuracy).map(arm => {
      const [mean, low, high] = bounded(gains ? arm.gain : arm.accuracy, gains);
      const place = names.findIndex(name => name.label === arm.label) - (names.length - 1) / 2;
      return { arm, setting, mean, low, high, x: setting.examples * Math.pow(10, place * .012 * Math.log10(counts.at(-1) / counts[0])), text: gains ? `${arm.gainText} points, ${arm.verdict}` : `${arm.accuracyText} %` };
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
        gains && domain[0] < 0 && y(domain[0]) - y(0) > 15 ? Plot.text([0], { x: counts[0], y: 0, dx: -6, dy: 10, textAnchor: "start", text: ["below: negative transfer"], fill: "var(--loss)", fontSize: 11 }) : null,
        Plot.dot(dots, { x: "x", y: "y", r: 2.2, fill: dot => colour(dot.arm), fillOpacity: .4, href: "href", title: "title" }),
        Plot.line(points, { ...lines, strokeWidth: 1.8, strokeDasharray: null }),
        Plot.ruleX(points.filter(point => point.low !== null), { x: "x", y1: "low", y2: "high", stroke: point => colour(point.arm), strokeWidth: 2.2, strokeLinecap: "round" }),
        Plot.dot(points, { x: "x", y: "mean", r: 4.5, symbol: point => symbol(point.arm), fill: point => colour(point.arm), stroke: "var(--paper)", strokeWidth: 1, title: point => `${point.arm.label}, ${point.setting.label}: ${point.text}` }),
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

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.classList.contains("n");
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const rows = [...body.rows].map(row => ({ row, text: row.cells[column].textContent.trim(), order: row.cells[column].dataset.order }));
        const compare = (one, other) => one.order !== undefined && other.order !== undefined
          ? one.order - other.order
          : one.order !== undefined ? 1 : other.order !== undefined ? -1 : one.text.localeCompare(other.text, "en", { numeric: true });
        // What says nothing stays below, either way.
        const empty = entry => entry.order === undefined && (entry.text === "" || rows.some(row => row.order !== undefined));
        rows.sort((one, other) => empty(one) - empty(other) || (empty(one) ? 0 : (descending ? -1 : 1) * compare(one, other)));
        body.append(...rows.map(entry => entry.row));
      });
    });
  }

  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
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
})();

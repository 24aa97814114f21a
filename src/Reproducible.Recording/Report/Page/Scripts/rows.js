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

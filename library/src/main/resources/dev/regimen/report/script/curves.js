/* Learning curves, at the end and at the seams. */

const NAME_HEIGHT = 15;

function drawCurves() {
  const panel = {
    metric: METRIC, levels: levels(), pick: curve => curve.values,
    last: contender => contender.seeds.map(seed => seed.metrics.validation[METRIC]),
  };
  curveFigure("curves", [["", panel]], true);
}

function drawSeams() {
  const panels = seams.map(({ module, target }) => {
    const metric = seamMetric(module);
    return [`${module}: ${metric} on ${target}`, {
      metric, levels: [{ name: "chance", value: (comparison.chance.seams[module] || {})[metric], dash: [2, 3], label: "insideEndBottom" }],
      pick: curve => curve.seams[module], last: () => [],
    }];
  });
  curveFigure("seams", panels, false);
}

/** One panel per seam, or for a single one, if wanted, one per contender. */
function curveFigure(id, panels, separable) {
  const state = { unit: "examples", apart: separable && contenders.length > 6, shown: new Set(contenders.map(c => c.name)) };
  let drawnPanels = [];
  const redraw = () => {
    drawnPanels.forEach(entry => entry.remove());
    const chosen = contenders.filter(contender => state.shown.has(contender.name));
    const parts = state.apart
      ? chosen.map(contender => [contender, panels[0][1], [contender]])
      : panels.map(([title, panel]) => [title, panel, chosen]);
    const boxes = parts.map(([title]) => element("div", { class: "panel" },
      title ? element("h3", {}, title.name ? named(title) : title) : null, element("div", {})));
    byId(`${id}-chart`).replaceChildren(...boxes);
    byId(`${id}-chart`).classList.toggle("several", parts.length > 1);
    drawnPanels = parts.map(([title, panel, members], i) => {
      const lines = members.map(contender => linesOf(contender, panel, state.unit)).filter(lines => lines.mean.length);
      const range = scale(contenders, panel, state.unit);
      return chart(boxes[i].lastChild, curvesInWords(panel, lines), width =>
        curveOptions(width, panel, state.unit, lines, range, state.apart));
    });
  };
  byId(`${id}-controls`).append(
    contenders.length > 1 ? contenderSwitches(state.shown, redraw) : "",
    choice("Against", [["examples", "examples"], ["seconds", "seconds"]], state.unit, unit => { state.unit = unit; redraw(); }),
    separable && contenders.length > 1
      ? choice("Panels", [[false, "one"], [true, "each its own"]], state.apart, apart => { state.apart = apart; redraw(); })
      : "");
  redraw();
}

/** The mean curve with its range, members' curves, phases' ends, failures and the last value of an ensemble. */
function linesOf(contender, panel, unit) {
  const isEnsemble = membersOf(contender.seeds[0]).length > 0;
  const pick = panel.pick;
  const count = Math.max(...contender.seeds.map(seed => strands(seed).length));
  const members = Array.from({ length: count }, (_, i) =>
    contender.seeds.map(seed => strands(seed)[i]).filter(Boolean).map(strand => curveOf(strand, unit, pick)));
  const summaries = members.map(summaryOf);
  const last = panel.last(contender).filter(isNumber);
  return {
    contender, isEnsemble,
    mean: isEnsemble ? summaries.flat() : summaries[0],
    members: isEnsemble ? summaries : [],
    ends: isEnsemble ? [] : phaseEnds(members[0], summaries[0]),
    failures: contender.seeds.filter(seed => seed.stop === "diverged").flatMap(seed => strands(seed)
      .map(strand => curveOf(strand, unit, pick)).filter(curve => curve.x.length)
      .map(curve => [curve.x[curve.x.length - 1], curve.y[curve.y.length - 1]])),
    last: isEnsemble && last.length
      ? { x: mean(contender.seeds.map(seed => seed[unit])), mean: mean(last), low: Math.min(...last), high: Math.max(...last) }
      : null,
  };
}

function phaseEnds(curves, summary) {
  const places = curves.reduce((longest, curve) => (curve.ends.length > longest.length ? curve.ends : longest), []);
  const line = { x: summary.map(point => point.x), y: summary.map(point => point.mean) };
  return places.map(x => [x, valueAt(line, x)]).filter(point => isNumber(point[1]));
}

/** The bounds of both axes, from all contenders, so that nothing jumps when some are hidden. */
function scale(all, panel, unit) {
  const lines = all.map(contender => linesOf(contender, panel, unit));
  const points = lines.flatMap(line => [...line.mean, ...(line.last ? [line.last] : [])]);
  const values = points.flatMap(point => [point.low, point.high]);
  return {
    x: Math.max(...points.map(point => point.x), 0) || 1,
    y: bounds(panel.metric, [...values, ...panel.levels.map(level => level.value)]),
  };
}

function curvesInWords(panel, lines) {
  return `Learning curves of the ${panel.metric} on validation examples. ` + lines.map(({ contender, mean: points, last }) => {
    const end = last || points[points.length - 1];
    return `${contender.name} ends at ${written(panel.metric, end.mean)}, seeds from ${written(panel.metric, end.low)} to ${written(panel.metric, end.high)}`;
  }).join(". ");
}

function curveOptions(width, panel, unit, lines, range, apart) {
  const labelled = !apart && width > 620 && lines.length > 1;
  const longest = Math.max(0, ...lines.map(line => line.contender.name.length));
  return {
    height: apart ? 190 : Math.max(260, Math.min(420, width * 0.56)),
    grid: { left: 44, right: labelled ? Math.min(175, 30 + 7 * longest) : 18, top: 14, bottom: 44 },
    xAxis: costAxis(unit, range.x),
    yAxis: metricAxis(panel.metric, range.y),
    tooltip: tooltip(items => curveTooltip(items, panel, unit, lines), "axis"),
    series: [
      ...lines.filter(line => !line.isEnsemble && facts.intervals).map(bandSeries),
      ...lines.flatMap(line => (line.isEnsemble ? memberSeries(line) : [meanSeries(line)])),
      ...lines.filter(line => line.last).map(line => lastSeries(line)),
      ...lines.flatMap(markSeries),
      ...(labelled ? [nameSeries(lines)] : []),
      { type: "line", data: [], markLine: referenceLines("yAxis", panel.metric, range.y, panel.levels) },
    ],
  };
}

function bandSeries({ contender, mean: points }) {
  const fill = colourOf(contender);
  return {
    type: "custom", silent: true, clip: true, z: 1, data: [[points[0].x, points[0].mean]], tooltip: { show: false },
    renderItem: (params, api) => ({
      type: "polygon",
      shape: { points: [...points.map(p => api.coord([p.x, p.high])), ...[...points].reverse().map(p => api.coord([p.x, p.low]))] },
      style: { fill, opacity: 0.16 },
    }),
  };
}

/** The contenders' names behind their lines, moved apart where they would hide each other, each led to by a thread. */
function nameSeries(lines) {
  const ends = lines.map(line => ({ contender: line.contender, ...(line.last || line.mean[line.mean.length - 1]) }))
    .sort((a, b) => b.mean - a.mean);
  return {
    type: "custom", silent: true, z: 7, clip: false, tooltip: { show: false }, data: [[ends[0].x, ends[0].mean]],
    renderItem: (params, api) => {
      const { x, width, y, height } = params.coordSys;
      const wanted = ends.map(end => api.coord([end.x, end.mean])[1]);
      const places = apart(wanted, NAME_HEIGHT, y, y + height);
      return { type: "group", children: ends.flatMap((end, i) => [
        { type: "line", shape: { x1: x + width + 2, y1: wanted[i], x2: x + width + 12, y2: places[i] },
          style: { stroke: colourOf(end.contender), lineWidth: 1, opacity: 0.6 } },
        { type: "text", x: x + width + 15, y: places[i],
          style: { text: shortened(end.contender.name, 20), fill: colourOf(end.contender), verticalAlign: "middle",
            font: `12px ${style("--sans")}` } },
      ]) };
    },
  };
}

/** Places as near to those wanted, in their order, as they can be with so much between them (isotonic regression). */
function apart(wanted, between, low, high) {
  const blocks = [];
  wanted.forEach((place, i) => {
    let block = { mean: place - i * between, size: 1 };
    while (blocks.length && blocks[blocks.length - 1].mean > block.mean) {
      const before = blocks.pop();
      const size = before.size + block.size;
      block = { mean: (before.mean * before.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  });
  const highest = high - (wanted.length - 1) * between;
  return blocks.flatMap(({ mean, size }) => Array(size).fill(Math.max(low, Math.min(mean, highest)))).map((place, i) => place + i * between);
}

/** The mean over seeds, with a few marks along it to tell it by. */
function meanSeries({ contender, mean: points }) {
  const every = Math.max(1, Math.ceil(points.length / 6));
  const first = Math.floor(every / 2);
  return {
    type: "line", z: 3, name: contender.name, symbol: "none", symbolSize: 8, showAllSymbol: true,
    data: points.map((point, i) => ({
      value: [point.x, point.mean],
      symbol: (i - first) % every === 0 && i >= first ? symbolOf(contender) : "none", symbolSize: 8,
    })),
    lineStyle: { color: colourOf(contender), width: 2, type: dashOf(contender) }, itemStyle: { color: colourOf(contender) },
    emphasis: { disabled: true },
  };
}

function memberSeries({ contender, members }) {
  return members.filter(points => points.length).map(points => ({
    type: "line", z: 2, name: contender.name, symbol: "none", data: points.map(point => [point.x, point.mean]),
    lineStyle: { color: colourOf(contender), width: 1, opacity: 0.75, type: dashOf(contender) },
    emphasis: { disabled: true }, tooltip: { show: false },
  }));
}

/** An ensemble's final value with its range over seeds. */
function lastSeries({ contender, last }) {
  const colour = colourOf(contender);
  return {
    type: "custom", z: 6, clip: false, data: [[last.x, last.mean]], name: contender.name,
    renderItem: (params, api) => {
      const [x, y] = api.coord([last.x, last.mean]);
      const line = { type: "line", style: { stroke: colour, lineWidth: 2 },
        shape: { x1: x, x2: x, y1: api.coord([last.x, last.low])[1], y2: api.coord([last.x, last.high])[1] } };
      const dot = { type: "path", x, y, scaleX: 5.5, scaleY: 5.5, shape: { d: "", pathData: shapeOf(contender) },
        style: { fill: colour, stroke: style("--paper"), lineWidth: 0.2 } };
      return { type: "group", children: [line, dot] };
    },
  };
}

/** Where phases end, and where trainings failed. */
function markSeries({ contender, ends, failures }) {
  const colour = colourOf(contender);
  const points = (data, symbol, size) => ({
    type: "scatter", z: 5, silent: true, data, symbol, symbolSize: size, itemStyle: { color: colour }, tooltip: { show: false },
  });
  return [points(ends, "rect", [1.5, 16]), points(failures, `path://${CROSS}`, 10)];
}

function curveTooltip(items, panel, unit, lines) {
  const x = items.length ? items[0].axisValue : null;
  if (x === null) return "";
  const rows = lines.filter(line => !line.isEnsemble).map(line => {
    const at = key => valueAt({ x: line.mean.map(p => p.x), y: line.mean.map(p => p[key]) }, x);
    return { line, mean: at("mean"), low: at("low"), high: at("high") };
  }).filter(row => isNumber(row.mean)).sort((a, b) => order(a.mean, b.mean));
  return element("div", {},
    element("div", { class: "tooltip-head" }, unit === "seconds" ? `${seconds(x)} s` : `${whole(x)} examples`),
    element("table", {}, element("tbody", {}, rows.map(row => element("tr", {},
      element("td", {}, named(row.line.contender)),
      element("td", { class: "number" }, written(panel.metric, row.mean)),
      element("td", { class: "number soft" }, facts.intervals ? interval(panel.metric, row.low, row.high) : ""))))));
}

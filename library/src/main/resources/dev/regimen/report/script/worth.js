/* What ensembles are worth beside their members. */

const ensembles = contenders.filter(contender => contender.summary.worth);

function drawWorth() {
  const state = { metric: METRIC, shown: new Set(contenders.map(contender => contender.name)) };
  let entry = null;
  const redraw = () => {
    if (entry) entry.remove();
    const chosen = contenders.filter(contender => state.shown.has(contender.name));
    entry = chart(byId("ensembles-chart"), worthInWords(state.metric), width => worthOptions(width, state.metric, chosen));
    byId("ensembles-table").replaceChildren(scrolling("What ensembles are worth", worthTable(state.metric)));
  };
  byId("ensembles-controls").append(
    contenderSwitches(state.shown, redraw),
    metricNames.length > 1 ? metricMenu(state.metric, metric => { state.metric = metric; redraw(); }) : "");
  redraw();
}

function metricMenu(chosen, choose) {
  return element("label", { class: "menu" }, "Metric ",
    element("select", { change: event => choose(event.currentTarget.value) },
      metricNames.map(metric => element("option", { value: metric, selected: metric === chosen }, metric))));
}

/** The scores of the first members of an ensemble, by their number; the band is the interval. */
function grownLine(contender, metric) {
  const points = contender.summary.worth.grown.filter(({ metrics }) => isNumber((metrics[metric] || {}).mean)).map(({ members, metrics }) => {
    const { mean: middle, low, high } = metrics[metric];
    return { x: members, mean: middle, low: isNumber(low) ? low : middle, high: isNumber(high) ? high : middle };
  });
  return { contender, mean: points, last: null };
}

/** What is no ensemble has one score, whatever the number of members. */
function levelLine(contender, metric, most) {
  const { mean: middle } = contender.summary.metrics[metric] || {};
  const points = isNumber(middle) ? [1, most].map(x => ({ x, mean: middle, low: middle, high: middle })) : [];
  return { contender, mean: points, last: null };
}

function worthInWords(metric) {
  return `${metric} against the number of members. ` + ensembles.map(contender => `${contender.name}: ` +
    grownLine(contender, metric).mean.map(point => `${point.x} ${written(metric, point.mean)}`).join(", ")).join(". ");
}

function worthOptions(width, metric, chosen) {
  const most = Math.max(...ensembles.map(({ summary }) => summary.worth.grown[summary.worth.grown.length - 1].members));
  const grown = chosen.filter(contender => contender.summary.worth).map(contender => grownLine(contender, metric)).filter(line => line.mean.length);
  const level = chosen.filter(contender => !contender.summary.worth).map(contender => levelLine(contender, metric, most)).filter(line => line.mean.length);
  const all = [...grown, ...level];
  const labelled = width > 620 && all.length > 1;
  const longest = Math.max(0, ...all.map(line => line.contender.name.length));
  const range = bounds(metric, all.flatMap(line => line.mean.flatMap(point => [point.low, point.high])), true);
  return {
    height: Math.max(260, Math.min(420, width * 0.5)),
    grid: { left: 60, right: labelled ? Math.min(175, 30 + 7 * longest) : 18, top: 14, bottom: 44 },
    xAxis: {
      type: "value", min: 1, max: Math.max(2, most), minInterval: 1, name: "members", nameLocation: "end", nameGap: 0,
      nameTextStyle: { color: style("--ink-soft"), fontSize: 11, align: "right", verticalAlign: "top", padding: [24, 0, 0, 0] },
      axisLabel: { color: style("--ink-soft"), fontSize: 11 }, axisTick: { show: false }, splitLine: { show: false },
      axisLine: { lineStyle: { color: style("--ink-faint") } },
    },
    yAxis: { ...metricAxis(metric, range), axisLabel: { color: style("--ink-soft"), fontSize: 11, hideOverlap: true, formatter: value => written(metric, value) } },
    tooltip: tooltip(items => worthTooltip(items, metric, grown), "axis"),
    series: [
      ...grown.filter(() => facts.intervals).map(bandSeries),
      ...level.map(levelSeries),
      ...grown.map(line => ({ ...meanSeries(line), data: line.mean.map(point => ({ value: [point.x, point.mean], symbol: symbolOf(line.contender), symbolSize: 8 })) })),
      ...(labelled ? [nameSeries(all)] : []),
    ],
  };
}

function levelSeries({ contender, mean: points }) {
  return {
    type: "line", z: 2, name: contender.name, symbol: "none", silent: true, data: points.map(point => [point.x, point.mean]),
    lineStyle: { color: colourOf(contender), width: 1.2, type: [2, 3] }, emphasis: { disabled: true }, tooltip: { show: false },
  };
}

function worthTooltip(items, metric, grown) {
  const x = items.length ? Math.round(items[0].axisValue) : null;
  const rows = grown.map(line => ({ line, point: line.mean.find(point => point.x === x) })).filter(row => row.point)
    .sort((a, b) => order(a.point.mean, b.point.mean));
  return rows.length === 0 ? "" : element("div", {},
    element("div", { class: "tooltip-head" }, plural(x, "member")),
    element("table", {}, element("tbody", {}, rows.map(({ line, point }) => element("tr", {},
      element("td", {}, named(line.contender)),
      element("td", { class: "number" }, written(metric, point.mean)),
      element("td", { class: "number soft" }, facts.intervals ? interval(metric, point.low, point.high) : ""))))));
}

const DIVERSITY = [
  ["disagreement", "Disagreement", value => percentOf(value)],
  ["double-fault", "Both wrong", value => percentOf(value)],
  ["kappa", "Kappa", value => signed(value.toFixed(2))],
  ["error-correlation", "Error correlation", value => signed(value.toFixed(2))],
];

const percentOf = value => (100 * value).toFixed(1) + NO_BREAK + "%";

function worthTable(metric) {
  const kinds = DIVERSITY.filter(([measure]) => ensembles.some(({ summary }) => summary.worth.diversity[measure]));
  const gain = estimate => [element("b", {}, (estimate.mean > 0 ? "+" : "") + bare(metric, estimate.mean)), small(interval(metric, estimate.low, estimate.high))];
  const diverse = (estimate, write) => (estimate && isNumber(estimate.mean)
    ? [write(estimate.mean), isNumber(estimate.low) ? small(`${write(estimate.low).replace(/\s%/, "")} to ${write(estimate.high).replace(/\s%/, "")}`) : ""]
    : "–");
  const unit = isFraction(metric) ? "percentage points" : metric;
  const headings = ["Ensemble", "Members", ["Over their mean", unit], ["Over the best", unit], ...kinds.map(([, title]) => title)];
  return table(headings.map(heading => (Array.isArray(heading) ? element("span", {}, heading[0], small(heading[1])) : heading)),
    ensembles.map(contender => {
      const { grown, overMean, overBest, diversity } = contender.summary.worth;
      return [named(contender), whole(grown[grown.length - 1].members), gain(overMean[metric]), gain(overBest[metric]),
        ...kinds.map(([measure, , write]) => diverse(diversity[measure], write))];
    }), column => column > 0);
}

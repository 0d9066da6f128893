/* What all charts share. They are SVG, so that they print sharply. */

const charts = [];

/**
 * A chart that is drawn again when its width or the colours change.
 * @param label what the picture shows, in words
 * @param options takes the width and gives ECharts' options and the height
 */
function chart(box, label, options) {
  box.classList.add("chart");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", label);
  const instance = echarts.init(box, null, { renderer: "svg", width: 300, height: 100 });
  const entry = { draw() {
    const width = Math.floor(box.clientWidth);
    if (!width) return;
    const { height, ...rest } = options(width);
    box.style.height = `${height}px`;
    instance.resize({ width, height });
    instance.setOption({ animation: false, textStyle: { fontFamily: style("--sans") }, ...rest }, { notMerge: true });
  }, remove() {
    instance.dispose();
    charts.splice(charts.indexOf(entry), 1);
  } };
  charts.push(entry);
  entry.draw();
  return entry;
}

function drawCharts() {
  charts.forEach(entry => entry.draw());
}

function watchWidths() {
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) {
      width = innerWidth;
      requestAnimationFrame(redrawAll);
    }
  });
}

/** A value axis of a metric. */
function metricAxis(metric, [min, max]) {
  return {
    type: "value", min, max,
    axisLabel: { color: style("--ink-soft"), fontSize: 11, hideOverlap: true,
      formatter: value => (isFraction(metric) ? percent(value) : signed(four(value))) },
    axisLine: { show: false }, axisTick: { show: false },
    splitLine: { lineStyle: { color: style("--rule") } },
  };
}

/** An axis of what was spent. */
function costAxis(unit, max) {
  const step = roundStep(max / 4);
  return {
    type: "value", min: 0, max, interval: step, name: unit === "seconds" ? "seconds of training" : "examples",
    nameLocation: "end", nameGap: 0,
    nameTextStyle: { color: style("--ink-soft"), fontSize: 11, align: "right", verticalAlign: "top", padding: [24, 0, 0, 0] },
    axisLabel: { color: style("--ink-soft"), fontSize: 11, hideOverlap: true, alignMaxLabel: "right",
      formatter: value => (Math.abs(value / step - Math.round(value / step)) > 1e-6 ? ""
        : unit === "seconds" ? four(value) : large(value).replace(".0", "")) },
    axisLine: { lineStyle: { color: style("--ink-faint") } }, axisTick: { show: false },
    splitLine: { show: false },
  };
}

/** The nearest of 1, 2 and 5 times a power of ten. */
function roundStep(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].reduce((best, step) => (Math.abs(step - value / power) < Math.abs(best - value / power) ? step : best));
}

/** Bounds of an axis that holds these values, rounded; all of 0 to 100 % for fractions unless they are to be close. */
function bounds(metric, values, close = false) {
  const numbers = values.filter(isNumber);
  if (!close && isFraction(metric)) return [0, 1];
  if (!numbers.length) return [0, 1];
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const step = 10 ** Math.floor(Math.log10((high - low || Math.abs(high) || 1) / 4));
  const floor = Math.floor((low - room) / step) * step;
  const ceiling = Math.ceil((high + room) / step) * step;
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 1);
  const round = value => Number(value.toFixed(Math.min(digits, 12)));
  const least = low >= 0 ? Math.max(0, floor) : floor;
  return [round(least), round(isFraction(metric) ? Math.min(1, ceiling) : ceiling)];
}

/** Lines for chance and target across a chart. */
function referenceLines(axis, metric, [low, high], levels) {
  const inside = levels.filter(level => isNumber(level.value) && level.value >= low && level.value <= high);
  return {
    silent: true, symbol: "none", animation: false,
    data: inside.map(level => ({
      [axis]: level.value,
      lineStyle: { color: style("--ink-soft"), type: level.dash, width: 1 },
      label: { show: true, formatter: `${level.name} ${written(metric, level.value)}`, color: style("--ink-soft"), fontSize: 11,
        position: axis === "yAxis" ? level.label : "start", distance: axis === "yAxis" ? 3 : 4 },
    })),
  };
}

function levels() {
  return [
    { name: "chance", value: chance, dash: [2, 3], label: "insideEndBottom" },
    { name: "target", value: comparison.target, dash: [7, 4], label: "insideStartTop" },
  ];
}

/** What appears beside the pointer: nodes, never markup. */
function tooltip(content, trigger) {
  return {
    trigger, confine: true, appendTo: "body", className: "tooltip", transitionDuration: 0,
    backgroundColor: style("--paper"), borderColor: style("--rule-strong"), padding: [8, 12],
    textStyle: { color: style("--ink"), fontSize: 13 },
    axisPointer: { type: "line", lineStyle: { color: style("--ink-faint") } },
    formatter: content,
  };
}

/** A symbol for ECharts: the same shape as the mark. */
const symbolOf = contender => `path://${shapeOf(contender)}`;

/** Buttons that show and hide contenders; the same set for all charts that share it. */
function contenderSwitches(shown, changed) {
  const buttons = contenders.map(contender => element("button", {
    type: "button", class: "switch", "aria-pressed": "true",
    click: event => {
      if (!shown.delete(contender.name)) shown.add(contender.name);
      event.currentTarget.setAttribute("aria-pressed", String(shown.has(contender.name)));
      changed();
    },
  }, named(contender)));
  return element("div", { class: "switches", role: "group", "aria-label": "Contenders shown" }, buttons);
}

/* A mark for every training. */

const LONGEST_NAME = 26;
const MANY_SEEDS = 12;

function drawDots() {
  const values = contenders.flatMap(contender => contender.seeds.map(seed => seed.metrics.test[METRIC])).filter(isNumber);
  if (!values.length) {
    byId("seeds-chart").replaceChildren(element("p", { class: "note" }, "No training ended with a finite metric."));
    return;
  }
  let close = false;
  const far = bounds(METRIC, [...values, chance, comparison.target]);
  const near = bounds(METRIC, [...values, ...contenders.flatMap(c => [c.estimate.low, c.estimate.high])], true);
  const entry = chart(byId("seeds-chart"), dotsInWords(), width => dotsOptions(width, close ? near : far));
  if (near[1] - near[0] < 0.7 * (far[1] - far[0])) {
    byId("seeds-controls").append(choice("Scale", [[false, "whole"], [true, "close-up"]], close, value => {
      close = value;
      entry.draw();
    }));
  }
}

function dotsInWords() {
  return `Every seed’s ${METRIC} by contender. ` + contenders.map(contender =>
    `${contender.name}: ${contender.seeds.map(seed => written(METRIC, seed.metrics.test[METRIC])).join(", ")}`).join(". ");
}

function dotsOptions(width, range) {
  const narrow = width < 560;
  const row = narrow ? 80 : 60;
  const left = narrow ? 6 : 40 + 7.2 * Math.min(LONGEST_NAME, Math.max(...contenders.map(contender => contender.name.length)));
  return {
    height: contenders.length * row + 58,
    grid: { left, right: 26, top: 22, bottom: 30 },
    xAxis: metricAxis(METRIC, range),
    yAxis: {
      type: "category", inverse: true, data: contenders.map(contender => shortened(contender.name, LONGEST_NAME)),
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: style("--rule") } },
      axisLabel: { color: style("--ink"), fontSize: 13, width: narrow ? width - 20 : left - 16, overflow: "truncate",
        inside: narrow, margin: narrow ? 0 : 12, align: narrow ? "left" : "right",
        verticalAlign: narrow ? "bottom" : "middle", padding: narrow ? [0, 0, 16, 0] : 0 },
      z: 3,
    },
    tooltip: tooltip(item => item.data.words && item.data.words(), "item"),
    series: [
      ...contenders.map((contender, place) => seedMarks(contender, place, range, narrow)),
      meanBars(range, narrow),
      { type: "scatter", data: [], markLine: referenceLines("xAxis", METRIC, range, levels()) },
    ],
  };
}

function seedMarks(contender, place, [low, high], narrow) {
  const colour = colourOf(contender);
  const shift = narrow ? 6 : -8;
  const seeds = contender.seeds.filter(seed => isNumber(seed.metrics.test[METRIC]));
  const sorted = [...seeds].sort((a, b) => a.metrics.test[METRIC] - b.metrics.test[METRIC]);
  const stacked = crowding(sorted.map(seed => seed.metrics.test[METRIC]), (high - low) / 70);
  return {
    type: "scatter", cursor: "default", clip: true, z: 5,
    data: sorted.map((seed, i) => {
      const diverged = seed.stop === "diverged";
      return {
        value: [seed.metrics.test[METRIC], place],
        symbol: diverged ? `path://${CROSS}` : symbolOf(contender),
        symbolSize: seeds.length > MANY_SEEDS ? 8 : 10, symbolOffset: [0, shift + stacked[i]],
        itemStyle: { color: colour, opacity: 0.82, borderColor: style("--paper"), borderWidth: diverged ? 0 : 0.8 },
        words: () => element("div", {}, named(contender),
          element("div", {}, `seed ${seed.seed}: ${written(METRIC, seed.metrics.test[METRIC])}`),
          diverged ? element("div", {}, "diverged") : null),
      };
    }),
  };
}

/** How far to move each of these sorted values aside so that close ones do not hide each other. */
function crowding(values, near) {
  const offsets = [];
  values.forEach((value, i) => {
    const taken = new Set();
    for (let j = i - 1; j >= 0 && value - values[j] < near; j--) taken.add(offsets[j]);
    offsets.push([0, -6, 6, -12, 12].find(offset => !taken.has(offset)) ?? 0);
  });
  return offsets;
}

/** Mean and interval below the marks. */
function meanBars([low, high], narrow) {
  const within = value => Math.max(low, Math.min(high, value));
  return {
    type: "custom", clip: true, z: 4, cursor: "default",
    data: contenders.map((contender, place) => ({
      value: [isNumber(contender.estimate.mean) ? contender.estimate.mean : low, place], contender,
      words: () => element("div", {}, named(contender), element("div", {}, estimateText(METRIC, contender.estimate))),
    })),
    renderItem: (params, api) => {
      const contender = contenders[params.dataIndex];
      const { mean: middle, low: from, high: to } = contender.estimate;
      if (!isNumber(middle)) return null;
      const y = api.coord([low, params.dataIndex])[1] + (narrow ? 27 : 18);
      const x = value => api.coord([within(value), params.dataIndex])[0];
      const stroke = colourOf(contender);
      const bar = isNumber(from)
        ? [{ type: "line", shape: { x1: x(from), x2: x(to), y1: y, y2: y }, style: { stroke, lineWidth: 3, opacity: 0.55 } }]
        : [];
      const tick = { type: "line", shape: { x1: x(middle), x2: x(middle), y1: y - 6, y2: y + 6 }, style: { stroke, lineWidth: 2.5 } };
      return { type: "group", children: [...bar, tick] };
    },
  };
}

/** As 97.2 % (96.5 to 97.9). */
function estimateText(metric, estimate) {
  const range = interval(metric, estimate.low, estimate.high);
  return written(metric, estimate.mean) + (range ? ` (${range})` : "");
}

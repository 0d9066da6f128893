/* How often contenders are right, by how probable they say that is. */

const calibrated = contenders.filter(contender => contender.summary.reliability);
const LEAST_PART = 0.002;

function drawReliability() {
  const boxes = calibrated.map(contender => element("div", { class: "panel" },
    element("h3", {}, named(contender)), element("p", { class: "soft" }, `calibration error ${calibrationError(contender).toFixed(4)}`), element("div", {})));
  byId("reliability-chart").replaceChildren(...boxes);
  byId("reliability-chart").classList.toggle("several", boxes.length > 1);
  calibrated.forEach((contender, i) => chart(boxes[i].lastChild, reliabilityInWords(contender), width => reliabilityOptions(Math.min(width, 460), contender)));
}

const binsOf = contender => contender.summary.reliability.bins;
const countOf = contender => binsOf(contender).reduce((sum, bin) => sum + bin.count, 0);

function calibrationError(contender) {
  return binsOf(contender).reduce((sum, bin) => sum + Math.abs(bin.probabilities - bin.right), 0) / countOf(contender);
}

function reliabilityInWords(contender) {
  return `Reliability of ${contender.name}. ` + binsOf(contender).filter(bin => bin.count).map(bin =>
    `said ${percent(bin.probabilities / bin.count)}, right ${percent(bin.right / bin.count)} of ${whole(bin.count)}`).join(". ");
}

function reliabilityOptions(width, contender) {
  const bins = binsOf(contender);
  const all = countOf(contender);
  const colour = colourOf(contender);
  const points = bins.filter(bin => bin.count >= LEAST_PART * all).map(bin => [bin.probabilities / bin.count, bin.right / bin.count, bin.count]);
  const axis = { type: "value", min: 0, max: 1, interval: 0.25, axisTick: { show: false }, axisLine: { show: false },
    axisLabel: { color: style("--ink-soft"), fontSize: 11, hideOverlap: true, formatter: percent } };
  return {
    height: Math.max(200, Math.min(300, width * 0.8)),
    grid: { left: 44, right: 16, top: 10, bottom: 40 },
    xAxis: { ...axis, splitLine: { show: false }, name: "probability that is given", nameLocation: "end", nameGap: 0,
      nameTextStyle: { color: style("--ink-soft"), fontSize: 11, align: "right", verticalAlign: "top", padding: [24, 0, 0, 0] } },
    yAxis: { ...axis, splitLine: { lineStyle: { color: style("--rule") } } },
    tooltip: tooltip(item => item.data.words && item.data.words(), "item"),
    series: [
      { type: "line", silent: true, symbol: "none", data: [[0, 0], [1, 1]], lineStyle: { color: style("--ink-faint"), width: 1, type: [4, 3] }, z: 1 },
      shareBars(bins, all),
      { type: "line", z: 4, showAllSymbol: true, symbol: symbolOf(contender), symbolSize: 8, lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour },
        data: points.map(([said, right, count]) => ({ value: [said, right], words: () => element("div", {},
          element("div", {}, `said ${percentOf(said)}, right ${percentOf(right)}`), element("div", { class: "soft" }, `${whole(count)} predictions`)) })) },
    ],
  };
}

/** How many of all predictions fall into each bin, as bars in the background. */
function shareBars(bins, all) {
  return {
    type: "custom", z: 0, silent: true, clip: true, data: bins.map((bin, i) => [(i + 0.5) / bins.length, bin.count / all]), tooltip: { show: false },
    renderItem: (params, api) => {
      const i = params.dataIndex;
      const [left, top] = api.coord([(i + 0.08) / bins.length, bins[i].count / all]);
      const [right, bottom] = api.coord([(i + 0.92) / bins.length, 0]);
      return { type: "rect", shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: style("--ink-faint"), opacity: 0.28 } };
    },
  };
}

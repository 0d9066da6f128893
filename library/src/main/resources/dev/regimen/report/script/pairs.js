/* Every two contenders against each other. */

const MANY_PAIRS = 12;
const SIGNIFICANT = 0.05;

function drawPairs() {
  const place = name => contenders.findIndex(contender => contender.name === name);
  const pairs = [...comparison.pairs].sort((a, b) => place(a.better) - place(b.better) || place(a.worse) - place(b.worse));
  const span = pairSpan(pairs);
  const list = element("div", { class: "pairs" });
  const show = name => list.replaceChildren(
    ...pairs.filter(pair => !name || pair.better === name || pair.worse === name).map(pair => pairRow(pair, span)), pairAxis(span));
  if (pairs.length > MANY_PAIRS) byId("differences-controls").append(contenderMenu(show));
  byId("differences-table").append(list);
  show("");
}

function contenderMenu(show) {
  return element("label", { class: "menu" }, "Pairs with ",
    element("select", { change: event => show(event.currentTarget.value) },
      element("option", { value: "" }, "any contender"),
      contenders.map(contender => element("option", { value: contender.name }, contender.name))));
}

/** The differences that the axis has room for, zero among them. */
function pairSpan(pairs) {
  const values = pairs.flatMap(({ difference }) => [difference.mean, difference.low, difference.high]).filter(isNumber);
  return bounds("difference", [0, ...values], true);
}

/** Where a difference lies between the left and the right edge. */
const across = (value, [low, high]) => `${(3 + (94 * (value - low)) / (high - low || 1)).toFixed(2)}%`;

function pairRow(pair, span) {
  const { difference, correctedPValue: p } = pair;
  const range = interval(METRIC, difference.low, difference.high);
  return element("article", { class: "pair-row" },
    element("div", { class: "pair-names" },
      named(contenderNamed.get(pair.better)), element("span", { class: "soft" }, " against "), named(contenderNamed.get(pair.worse)),
      element("p", {}, sentenceText(pair.verdict))),
    pairDrawing(pair, span),
    element("div", { class: "pair-number" }, element("b", {}, bare(METRIC, difference.mean)), small(range)),
    element("div", { class: "pair-number" }, isNumber(p) ? ["p", THIN, p < 0.001 ? "" : "=" + THIN, probability(p)].join("") : "–",
      small(pair.sameLabels ? "same labels" : "other labels")));
}

function pairDrawing({ difference, correctedPValue: p }, span) {
  const x = value => across(value, span);
  const found = isNumber(p) && p < SIGNIFICANT;
  return drawn("svg", { class: "forest", height: 28, "aria-hidden": "true" },
    drawn("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: 28 }),
    isNumber(difference.low) && isNumber(difference.mean)
      ? drawn("line", { class: "whisker", x1: x(difference.low), x2: x(difference.high), y1: 14, y2: 14 }) : null,
    isNumber(difference.mean)
      ? drawn("svg", { x: x(difference.mean), y: 14, overflow: "visible" },
        drawn("rect", { class: found ? "found" : "open", x: -4.5, y: -4.5, width: 9, height: 9 })) : null);
}

function pairAxis(span) {
  const unit = isFraction(METRIC) ? "percentage points" : METRIC;
  const share = -span[0] / (span[1] - span[0] || 1);
  const label = (value, anchor) => drawn("text", { x: across(value, span), y: 15, "text-anchor": anchor }, bare(METRIC, value).replace(/\.0$/, ""));
  return element("div", { class: "pair-row pair-axis", "aria-hidden": "true" },
    element("div", {}),
    drawn("svg", { class: "forest", height: 18 },
      drawn("line", { class: "zero", x1: across(0, span), x2: across(0, span), y1: 0, y2: 3 }),
      share > 0.2 ? label(span[0], "middle") : null, label(0, "middle"), share < 0.8 ? label(span[1], "middle") : null),
    element("div", { class: "pair-number soft" }, unit), element("div", {}));
}

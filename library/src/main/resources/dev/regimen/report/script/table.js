/* The table of results, and each contender's details. */

/** Columns: heading, explanation, cell of a contender, and whether the cell is text. */
function outcomeColumns() {
  const target = isNumber(comparison.target);
  return [
    ["Contender", null, contenderCell, true],
    [capital(METRIC), null, contender => estimateCell(METRIC, contender.estimate)],
    ...seams.map(({ module, target }) => [`At ${module}`, `${seamMetric(module)} on ${target}`, contender => seamCell(contender, module)]),
    target ? [`Reached ${written(METRIC, comparison.target)}`, "seeds", reachedCell] : null,
    target ? ["Examples to it", "median over seeds", toTarget] : null,
    ["Labels consumed", null, contender => lines(contender.summary.labels.map(labelText)), true],
  ].filter(Boolean);
}

function costColumns() {
  const tuned = contenders.some(contender => contender.tuning.length || isNumber(contender.seeds[0].learningRate));
  return [
    ["Contender", null, named, true],
    tuned ? ["Learning rate", null, contender => rate(contender.seeds[0].learningRate)] : null,
    ["Examples", null, contender => whole(contender.summary.examples)],
    ["Updates", "per module", updatesCell, true],
    ["FLOPs", "estimated", contender => large(contender.summary.flops)],
    ["CPU seconds", null, contender => seconds(contender.summary.cpuSeconds)],
    ["Seconds", isNumber(comparison.target) ? "in all, to target" : null, secondsCell],
    ["Parameters", "trained", contender => whole(contender.summary.parameters)],
    contenders.some(contender => isNumber(contender.summary.latency)) ? ["One prediction", "milliseconds", latencyCell] : null,
  ].filter(Boolean);
}

function drawTable() {
  byId("results-lead").textContent = resultsLead();
  byId("results-table").append(scrolling("What they reached", contenderTable(outcomeColumns())));
  if (facts.metrics) byId("metrics-table").append(scrolling("All metrics", metricsTable()));
  byId("costs-table").append(scrolling("What it cost", contenderTable(costColumns())));
  byId("results-details").append(...contenders.map(details));
}

/** A row for every metric: what each contender scores, the interval below it. */
function metricsTable() {
  const cell = (metric, contender) => {
    const estimate = contender.summary.metrics[metric];
    return estimate ? [written(metric, estimate.mean), small(interval(metric, estimate.low, estimate.high))] : "–";
  };
  return table(["Metric", "Chance", ...contenders.map(contender => contender.name)],
    metricNames.map(metric => [metric, written(metric, comparison.chance.metrics[metric]), ...contenders.map(contender => cell(metric, contender))]), column => column > 0);
}

/** A row per contender, which becomes a card where there is little room. */
function contenderTable(columns) {
  const side = ([, , , isText]) => (isText ? null : "number");
  const head = columns.map(column => element("th", { scope: "col", class: side(column) }, column[0], small(column[1])));
  const body = contenders.map(contender => element("tr", {}, columns.map((column, i) => element(i ? "td" : "th", {
    scope: i ? null : "row", class: side(column), "data-label": column[1] ? `${column[0]} (${column[1]})` : column[0],
  }, element("div", {}, column[2](contender))))));
  return element("table", { class: "results" }, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
}

function resultsLead() {
  const n = comparison.seeds.length;
  return `On the test examples, which nothing was chosen by. ${n > 1 ? `Means over ${n} seeds, with 95 % intervals below them.` : "One seed, so there are no intervals."}`;
}

function contenderCell(contender) {
  const { diverged } = contender.summary;
  return [named(contender),
    contender.regimen === contender.name ? "" : element("small", {}, contender.regimen),
    diverged ? element("small", { class: "warning" }, `✕ ${diverged} of ${contender.seeds.length} diverged`) : ""];
}

function estimateCell(metric, estimate) {
  return estimate ? [element("b", {}, written(metric, estimate.mean)), small(interval(metric, estimate.low, estimate.high))] : "–";
}

function small(text) {
  return text ? element("small", {}, text) : "";
}

function lines(texts) {
  return texts.map(text => element("span", { class: "line" }, text));
}

function seamCell(contender, module) {
  const metric = seamMetric(module);
  const estimate = (contender.summary.seams[module] || {})[metric];
  return estimate ? [written(metric, estimate.mean), small(interval(metric, estimate.low, estimate.high))] : "–";
}

function reachedCell(contender) {
  const reached = contender.summary.reached;
  return reached
    ? [`${reached.successes} of ${reached.count}`, facts.intervals ? small(`${percent(reached.low)} to ${percent(reached.high)}`) : ""]
    : "–";
}

function toTarget(contender) {
  const value = contender.summary.examplesToTarget;
  return isNumber(value) ? whole(value) : ">" + NO_BREAK + "budget";
}

function secondsCell(contender) {
  const { seconds: all, secondsToTarget } = contender.summary;
  return isNumber(comparison.target) ? lines([seconds(all), isNumber(secondsToTarget) ? seconds(secondsToTarget) : "–"]) : seconds(all);
}

function latencyCell(contender) {
  const { latency } = contender.summary;
  return isNumber(latency) ? String(Number((1000 * latency).toPrecision(3))) : "–";
}

function updatesCell(contender) {
  return lines([...updatesOf(contender)].map(([module, count]) => `${module} ${whole(count)}`));
}

function rate(value) {
  return isNumber(value) ? signed(four(value)) : "–";
}

/** Every seed, and what was tried to choose the learning rate. */
function details(contender) {
  return folded(element("span", {}, named(contender), element("span", { class: "soft" },
    ` every seed${contender.tuning.length ? " and learning rate tried" : ""}`)),
    element("div", { class: "pair" },
      element("div", {}, scrolling(`Seeds of ${contender.name}`, seedTable(contender)), messages(contender)),
      contender.tuning.length ? scrolling(`Learning rates tried for ${contender.name}`, tuningTable(contender)) : null));
}

function seedTable(contender) {
  const target = isNumber(comparison.target);
  const headings = ["Seed", capital(METRIC), ...seams.map(({ module }) => `At ${module}`), ...(target ? ["Examples to target"] : []),
    "Examples", "Seconds", "Ended"];
  const rows = contender.seeds.map(seed => [String(seed.seed), written(METRIC, seed.metrics.test[METRIC]),
    ...seams.map(({ module }) => written(seamMetric(module), (seed.metrics.seams[module] || {})[seamMetric(module)])),
    ...(target ? [seed.toTarget && seed.toTarget.reached ? whole(seed.toTarget.examples) : ">" + NO_BREAK + "budget"] : []),
    whole(seed.examples), seconds(seed.seconds), seed.stop.replace("-", " ")]);
  return table(headings, rows, i => i > 0 && headings[i] !== "Ended", "Seeds");
}

/** Why trainings ended other than by spending their budget. */
function messages(contender) {
  return contender.seeds.filter(seed => seed.message).map(seed => element("p", { class: "note" }, `Seed ${seed.seed}: ${seed.message}.`));
}

function tuningTable(contender) {
  const rows = contender.tuning.map(trial => [rate(trial.learningRate),
    trial.values.map(value => (isNumber(value) ? written(METRIC, value) : "diverged")).join(", "),
    trial.chosen ? "✓ chosen" : ""]);
  return table(["Learning rate", `${METRIC} on validation examples`, ""], rows, i => i === 1, "Learning rates tried");
}

/* What was trained when: a lane for every module, members side by side. */

function drawTimeline() {
  const shown = contenders.map(contender => {
    const seed = contender.seeds.find(candidate => candidate.stop !== "diverged") || contender.seeds[0];
    return { contender, seed, strands: strands(seed).map(strand => ({ phases: strand.phases, total: examplesOf(strand) })) };
  });
  const longest = Math.max(...shown.map(({ strands: own }) => own.reduce((sum, strand) => sum + strand.total, 0)), 1);
  byId("phases-legend").append(...goalLegend());
  byId("phases-chart").append(...shown.map(training => timelineOf(training, longest)));
}

function examplesOf(strand) {
  return strand.phases.reduce((sum, phase) => sum + phase.spent.examples, 0);
}

function goalLegend() {
  const key = (look, text) => element("span", { class: "key" }, element("i", { class: "swatch", style: look }), text);
  return [
    ...goals.map((goal, i) => key(goalFill([i]), goal.at === FINAL ? `${goal.field}, the final target` : `${goal.field}, at the seam of ${goal.at}`)),
    element("span", { class: "key" }, element("i", { class: "swatch frozen" }), "frozen"),
    element("span", { class: "key" }, element("i", { class: "swatch idle" }), "not used"),
  ];
}

/** One colour, or several one above the other. */
function goalFill(indices) {
  const colour = i => `var(--goal-${Math.min(i, GOAL_COLOURS - 1)})`;
  if (indices.length === 1) return `background:${colour(indices[0])}`;
  const share = 100 / indices.length;
  const layers = indices.map((index, i) => `${colour(index)} ${share * i}% ${share * (i + 1)}%`);
  return `background:linear-gradient(${layers.join(",")})`;
}

function timelineOf({ contender, seed, strands: own }, longest) {
  const modules = lanesOf(own);
  const width = `width:${(100 * own.reduce((sum, strand) => sum + strand.total, 0)) / longest}%`;
  const track = (kind, strandCells) => element("div", { class: "track" }, element("div", { class: kind, style: width },
    own.map((strand, i) => element("div", { class: "strand", style: `flex:${Math.max(strand.total, 1)} 1 0` }, strandCells(strand, i)))));
  const cell = (phase, attributes, ...children) => element("div", { ...attributes, style: `flex:${Math.max(phase.spent.examples, 1)} 1 0` }, ...children);
  return element("article", { class: "timeline" },
    element("h3", {}, named(contender), own.length > 1 ? element("small", {}, ` ${own.length} members`) : ""),
    element("div", { class: "lanes", role: "img", "aria-label": timelineInWords(contender, own) },
      own.length > 1 ? [element("div"), track("members", (strand, i) => element("span", {}, own.length > 8 ? `${i + 1}` : `member ${i + 1}`))] : [],
      modules.map(module => [
        element("div", { class: "lane" }, module),
        track("bars", strand => strand.phases.map(phase => cell(phase, { class: "bar" }, barOf(module, phase)))),
      ]),
      element("div"),
      track("names", strand => strand.phases.map(phase => cell(phase, { class: "phase", title: phaseInWords(phase) },
        element("span", {}, phase.phase), element("small", {}, whole(phase.spent.examples)))))),
    seed.stop === "diverged" ? element("p", { class: "note" }, "Every training of this contender diverged; this one did in its last phase shown.") : null);
}

/** The model's modules; those of a regimen that trains another model, as fusion does, instead. */
function lanesOf(own) {
  const trained = [...new Set(own.flatMap(strand => strand.phases.flatMap(phase => phase.trained)))];
  const modules = Object.keys(comparison.modules);
  return trained.every(module => modules.includes(module)) ? modules : trained;
}

function barOf(module, phase) {
  if (phase.trained.includes(module)) {
    const indices = [...new Set(phase.labels.map(goalIndex))].sort();
    const text = phase.labels.map(label => label.field).join(" + ");
    return element("i", { class: indices.length > 1 ? "trained joint" : "trained", style: indices.length ? goalFill(indices) : null },
      element("span", { style: indices.length === 1 ? `color:var(--on-goal-${indices[0]})` : null }, text));
  }
  return element("i", { class: usedIn(phase).has(module) ? "frozen" : "idle" });
}

/** The modules that a phase computes: those that its objectives judge and all that they read. */
function usedIn(phase) {
  const used = new Set();
  const visit = name => {
    if (name in comparison.modules && !used.has(name)) {
      used.add(name);
      comparison.modules[name].forEach(visit);
    }
  };
  phase.labels.forEach(label => visit(goals[goalIndex(label)]?.module));
  return used;
}

function phaseInWords(phase) {
  return `${phase.phase}: ${whole(phase.spent.examples)} examples, trains ${phase.trained.join(", ")} towards ${phase.labels.map(labelText).join(" and ")}`;
}

function timelineInWords(contender, own) {
  return `${contender.name}. ` + own.map((strand, i) =>
    (own.length > 1 ? `Member ${i + 1}: ` : "") + strand.phases.map(phaseInWords).join("; then ")).join(". ");
}

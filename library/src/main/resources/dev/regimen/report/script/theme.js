/* Light and dark, and the looks of contenders and targets. */

/** Drawn around the origin, about two wide; told apart by shape as well as by colour. */
const SHAPES = [
  "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
  "M-.88-.88H.88V.88H-.88Z",
  "M0-1.15L1.1.85H-1.1Z",
  "M0-1.25L1.25 0L0 1.25L-1.25 0Z",
  "M0 1.15L1.1-.85H-1.1Z",
  "M-.36-1.1H.36V-.36H1.1V.36H.36V1.1H-.36V.36H-1.1V-.36H-.36Z",
  "M0-1.2L1.14-.37L.71.97H-.71L-1.14-.37Z",
  "M0-1.3L.36-.5L1.24-.4L.59.19L.76 1.05L0 .62L-.76 1.05L-.59.19L-1.24-.4L-.36-.5Z",
  "M-1.2 0L-.6-1.04H.6L1.2 0L.6 1.04H-.6Z",
  "M-1.1-1.1L1.1 1.1V-1.1L-1.1 1.1Z",
  "M-1.1-1.1H1.1L-1.1 1.1H1.1Z",
];
const CROSS = "M-1.1-.8L-.8-1.1L0-.3L.8-1.1L1.1-.8L.3 0L1.1.8L.8 1.1L0 .3L-.8 1.1L-1.1.8L-.3 0Z";
const COLOURS = 8;
const DASHES = ["solid", [7, 3], [2, 3], [9, 3, 2, 3]];

const shapeOf = contender => SHAPES[contender.look % SHAPES.length];
const dashOf = contender => DASHES[Math.floor(contender.look / COLOURS) % DASHES.length];
const colourName = contender => `--contender-${contender.look % COLOURS}`;
const colourOf = contender => style(colourName(contender));

/** A custom property's value under the theme that is on. */
function style(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The mark of a contender, for use in text. */
function mark(contender, crossed = false) {
  return drawn("svg", { class: "mark", viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true" },
    drawn("path", { d: shapeOf(contender), style: `fill:var(${colourName(contender)})` }),
    crossed ? drawn("path", { d: CROSS, class: "crossed" }) : null);
}

/** A contender's name behind its mark. */
function named(contender) {
  return element("span", { class: "named" }, mark(contender), element("span", {}, contender.name));
}

/** The places of all targets: the final ones first, then those at the seams. */
const goals = [
  ...finals.map(judged => ({ field: judged.target, at: FINAL, module: judged.module })),
  ...seams.map(judged => ({ field: judged.target, at: judged.module, module: judged.module })),
];
const GOAL_COLOURS = 6;

function goalIndex(label) {
  const exact = goals.findIndex(goal => goal.field === label.field && goal.at === label.at);
  // A fused model's seams are those of its copies, which hold the same targets.
  const index = exact >= 0 ? exact : goals.findIndex(goal => goal.field === label.field);
  return index < 0 ? GOAL_COLOURS - 1 : Math.min(index, GOAL_COLOURS - 1);
}

const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const redraws = [];
let chosenTheme = null;
let printing = false;

/** Calls this now and whenever colours or widths have changed. */
function drawing(redraw) {
  redraws.push(redraw);
  redraw();
}

function applyTheme() {
  const theme = printing ? "light" : chosenTheme || (darkSystem.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
  byId("theme").setAttribute("aria-label", theme === "dark" ? "Use light colours" : "Use dark colours");
}

function redrawAll() {
  redraws.forEach(redraw => redraw());
}

function startTheme() {
  byId("theme").addEventListener("click", () => {
    chosenTheme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    applyTheme();
    redrawAll();
  });
  darkSystem.addEventListener("change", () => { applyTheme(); redrawAll(); });
  applyTheme();
}

/* Puts the page together. */

function applyFacts() {
  document.querySelectorAll("[data-if]").forEach(node => { if (!facts[node.dataset.if]) node.remove(); });
  document.querySelectorAll("[data-text=metric]").forEach(node => { node.textContent = METRIC; });
  if (!facts.seams) byId("seams").remove();
  if (!ensembles.length) byId("ensembles").remove();
  if (!calibrated.length) byId("reliability").remove();
  if (!comparison.pairs.length) byId("differences").remove();
}

function drawContents() {
  byId("contents").append(...[...document.querySelectorAll("main > section")].map(section =>
    element("a", { href: `#${section.id}` }, section.querySelector("h2").textContent)));
}

/** On paper: light, unfolded, and as wide as the paper. */
function watchPrinting() {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    printing = true;
    unfolded = [...document.querySelectorAll("details:not([open])")];
    unfolded.forEach(details => { details.open = true; });
    document.documentElement.classList.add("printing");
    applyTheme();
    redrawAll();
  });
  addEventListener("afterprint", () => {
    printing = false;
    unfolded.forEach(details => { details.open = false; });
    document.documentElement.classList.remove("printing");
    applyTheme();
    redrawAll();
  });
}

startTheme();
applyFacts();
drawOpening();
drawTable();
drawDots();
if (ensembles.length) drawWorth();
if (calibrated.length) drawReliability();
drawCurves();
if (facts.seams) drawSeams();
drawModel();
drawTimeline();
if (comparison.pairs.length) drawPairs();
drawSamples();
drawReproduction();
drawContents();
redraws.push(drawCharts);
watchWidths();
watchPrinting();
document.documentElement.dataset.ready = "yes";

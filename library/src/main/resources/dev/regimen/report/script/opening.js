/* The top of the page, and its end: what came out, and how to repeat it. */

function drawOpening() {
  const [best, ...others] = contenders;
  const closest = comparison.pairs.find(pair => others.length
    && [pair.better, pair.worse].includes(best.name) && [pair.better, pair.worse].includes(others[0].name));
  byId("verdict").append(
    element("p", { class: "first" }, sentence(best)),
    closest ? element("p", {}, sentenceText(closest.verdict)) : "",
    others.length ? element("ul", {}, others.map(contender => element("li", {}, sentence(contender)))) : "");
  byId("facts").append(...openingFacts().map(([term, text]) => element("div", {}, element("dt", {}, term), element("dd", {}, text))));
}

/** A verdict that begins with its contender's name, with the mark before it. */
function sentence(contender) {
  const text = sentenceText(comparison.verdicts[contender.name] || contender.name);
  return text.startsWith(contender.name)
    ? [element("strong", {}, named(contender)), text.slice(contender.name.length)]
    : [mark(contender), " ", text];
}

function openingFacts() {
  // Of several final heads the metric's name says whose it is.
  const own = finals.filter(judged => METRIC.startsWith(`${judged.module}.`));
  const judgedBy = (own.length ? own : finals).map(judged => `${judged.module} on ${judged.target}`).join(", ");
  const { unit, amount } = comparison.budget;
  return [
    ["Compared by", `${METRIC} of ${judgedBy}, ${comparison.higherIsBetter ? "higher" : "lower"} is better`],
    ["Contenders", whole(contenders.length)],
    ["Budget of each", `${unit === "seconds" ? four(amount) : whole(amount)} ${unit}`],
    ["Seeds", comparison.seeds.length > 1 ? `${comparison.seeds.length}: ${listed(comparison.seeds)}` : `1: ${comparison.seeds[0]}`],
    isNumber(chance) ? ["Chance level", written(METRIC, chance)] : null,
    isNumber(comparison.target) ? ["Target", written(METRIC, comparison.target)] : null,
    ["Started", moment(page.provenance.started)],
  ].filter(Boolean);
}

/** As 17 May 2031, 12:00 UTC. */
function moment(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text
    : time.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC" }) + " UTC";
}

function drawReproduction() {
  byId("reproduce-steps").append(
    element("div", {}, element("h3", {}, "This was made by"), copyable("the command", page.provenance.command)),
    element("div", {}, element("h3", {}, "To get the same again"),
      element("p", {}, "Keep the experiment below, which has all defaults written out, in a file, and run"),
      copyable("the command for it", "./regimen compare FILE.yaml"),
      folded(`The resolved experiment, ${plural(page.experiment.trimEnd().split("\n").length, "line")}`, copyable("the experiment", page.experiment))),
    element("div", {}, element("h3", {}, "Seeds"), element("p", {}, comparison.seeds.join(", "))),
    element("div", {}, element("h3", {}, "What computed"), provenanceTable(page.provenance),
      page.otherEngines.map(engine => [element("p", {}, "After a resume, this computed too; bits may differ from those of an uninterrupted run:"), provenanceTable(engine)])));
  byId("colophon").textContent = `Made by Regimen ${page.provenance.regimen}. Charts by Apache ECharts ${echarts.version}. This file needs no network.`;
}

/** Whatever is known, in words: nested records become rows of their own. */
function provenanceTable(provenance) {
  const rows = [];
  const visit = (value, name) => {
    if (value === null || value === undefined || name === "command") return;
    if (typeof value === "object") {
      Object.entries(value).forEach(([key, inner]) => visit(inner, key));
    } else {
      rows.push([inWords(name), String(value)]);
    }
  };
  visit(provenance, "");
  return scrolling("What computed", element("table", { class: "plain" }, element("tbody", {}, rows.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value))))));
}

function inWords(key) {
  return key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

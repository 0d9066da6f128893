/* A few test examples, and what the contenders say about them. */

const { inputs, truths, answers } = page.samples;

function drawSamples() {
  const answering = contenders.filter(contender => Object.keys(answers[contender.name] || {}).length);
  const heads = finals.filter(judged => truths[judged.target]);
  if (!inputs.length || !answering.length || !heads.length) {
    byId("samples").remove();
    return;
  }
  const head = element("tr", {}, element("td", {}), inputs.map((example, i) => element("th", { scope: "col" }, inputOf(example, i))));
  const truth = element("tr", { class: "truth" }, element("th", { scope: "row" }, "true ", heads.map(judged => judged.target).join(", ")),
    inputs.map((_, i) => element("td", {}, heads.map(judged => element("b", {}, truths[judged.target][i].join(" "))), seamTruths(i))));
  const rows = answering.map(contender => element("tr", {}, element("th", { scope: "row" }, named(contender)),
    inputs.map((_, i) => element("td", {}, heads.map(judged => answerOf(contender, judged, i)), seamAnswers(contender, i)))));
  byId("samples-table").append(scrolling("Sample predictions", element("table", { class: "samples" },
    element("thead", {}, head), element("tbody", {}, truth, rows))));
}

function inputOf(example, index) {
  return example.map(input => element("div", { class: "input" },
    example.length > 1 ? element("small", {}, input.field) : null,
    input.images.length
      ? element("span", { class: "images" }, input.images.map((source, i) => element("img", { src: source,
        alt: `${input.field} of example ${index + 1}${input.images.length > 1 ? `, item ${i + 1}` : ""}` })))
      : element("span", { class: "numbers" }, input.numbers.map(value => (isNumber(value) ? signed(four(value)) : "–")).join(" "),
        input.count > input.numbers.length ? ` … (${input.count} numbers)` : "")));
}

/** The right or wrong answer to a final head, with its probability or its error. */
function answerOf(contender, judged, index) {
  const answer = (answers[contender.name][judged.module] || [])[index];
  if (!answer) return "–";
  const right = truths[judged.target][index];
  const categorical = answer.probabilities.length > 0;
  const correct = categorical && answer.said.every((said, i) => said === right[i]);
  const sure = categorical ? percent(Math.min(...answer.probabilities)) : offBy(answer.said, right);
  return element("div", { class: categorical ? (correct ? "right" : "wrong") : null },
    categorical ? element("span", { class: "verdict-mark", role: "img", "aria-label": correct ? "right" : "wrong" }, correct ? "✓" : "✗") : null,
    element("b", {}, answer.said.map(said => said ?? "–").join(" ")), small(sure));
}

function offBy(said, right) {
  const errors = said.map((value, i) => Number(value) - Number(right[i]));
  return said.includes(null) ? "not a number" : `off by ${errors.map(error => signed(four(error))).join(" ")}`;
}

function seamTruths(index) {
  return seams.filter(({ target }) => truths[target]).map(({ target }) => element("small", { class: "line" }, truths[target][index].join(" ")));
}

/** What is read at the seams; wrong items are underlined by a wave. */
function seamAnswers(contender, index) {
  return seams.filter(({ module, target }) => (answers[contender.name][module] || [])[index] && truths[target]).map(({ module, target }) => {
    const said = answers[contender.name][module][index].said;
    return element("small", { class: "line" }, said.flatMap((value, i) => [i ? " " : "",
      value === truths[target][index][i] ? value : element("s", { title: "wrong" }, value ?? "–")]));
  });
}

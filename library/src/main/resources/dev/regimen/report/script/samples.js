/* A few test examples, and what the contenders say about them. */

const { inputs, truths, pictures, keys, answers, dissents } = page.samples;

/* Of more items than these nobody reads each. */
const READABLE = 12;

function drawSamples() {
  const answering = contenders.filter(contender => Object.keys(answers[contender.name] || {}).length);
  const heads = finals.filter(judged => truths[judged.target] || pictures[judged.target]);
  if (!inputs.length || !answering.length || !heads.length) {
    byId("samples").remove();
    return;
  }
  const head = element("tr", {}, element("td", {}), inputs.map((example, i) => element("th", { scope: "col" }, inputOf(example, i))));
  const truth = element("tr", { class: "truth" }, element("th", { scope: "row" }, "true ", heads.map(judged => judged.target).join(", ")),
    inputs.map((_, i) => element("td", {}, heads.map(judged => truthOf(judged, i)), seamTruths(i))));
  const rows = answering.map(contender => element("tr", {}, element("th", { scope: "row" }, named(contender)),
    inputs.map((_, i) => element("td", {}, heads.map(judged => answerOf(contender, judged, i)), seamAnswers(contender, i)))));
  byId("samples-table").append(scrolling("Sample predictions", element("table", { class: heads.some(judged => pictures[judged.target]) ? "samples maps" : "samples" },
    element("thead", {}, head), element("tbody", {}, truth, rows))), ...heads.filter(judged => keys[judged.target]).map(colourKey));
}

function truthOf(judged, index) {
  return pictures[judged.target] ? mapPicture(pictures[judged.target][index], `true ${judged.target} of example ${index + 1}`)
    : element("b", {}, truths[judged.target][index].join(" "));
}

function mapPicture(source, alt) {
  return element("img", { class: "map", src: source, alt });
}

/** What the colours of pixels mean. */
function colourKey(judged) {
  return element("p", { class: "colour-key" }, element("span", {}, `${judged.target}:`), keys[judged.target].map(({ name, colour }) =>
    element("span", {}, element("i", { style: `background: ${colour}` }), name)), element("span", {}, element("i", { style: "background: #8a8f98" }), "no label"));
}

function inputOf(example, index) {
  return example.map(input => element("div", { class: "input" },
    example.length > 1 ? element("small", {}, input.field) : null,
    input.images.length
      ? element("span", layout(input.images.length), input.images.map((source, i) => element("img", { src: source,
        alt: `${input.field} of example ${index + 1}${input.images.length > 1 ? `, item ${i + 1}` : ""}` })))
      : element("span", { class: "numbers" }, input.numbers.map(value => (isNumber(value) ? signed(four(value)) : "–")).join(" "),
        input.count > input.numbers.length ? ` … (${input.count} numbers)` : "")));
}

/** A few side by side, as digits of a number; many as a square, as patches of a picture. */
function layout(count) {
  return count <= READABLE
    ? { class: "images" }
    : { class: "images many", style: `grid-template-columns: repeat(${Math.ceil(Math.sqrt(count))}, auto)` };
}

/** The right or wrong answer to a final head, with its probability or its error. */
function answerOf(contender, judged, index) {
  const answer = (answers[contender.name][judged.module] || [])[index];
  if (!answer) return "–";
  if (answer.picture) {
    return element("div", {}, mapPicture(answer.picture, `${judged.target} of example ${index + 1} as said`), small(isNumber(answer.right) ? `${percent(answer.right)} of pixels` : "no label"), dissentOf(contender, judged, index));
  }
  const right = truths[judged.target][index];
  const string = isNumber(answer.right);
  const categorical = string || answer.probabilities.length > 0;
  const correct = string ? answer.right === 1 : categorical && answer.said.every((said, i) => said === right[i]);
  const abstains = categorical && answer.said.some((said, i) => said === null && answer.probabilities[i] > 0);
  const sure = string ? "" : abstains ? "no answer" : categorical ? percent(Math.min(...answer.probabilities)) : offBy(answer.said, right);
  return element("div", { class: categorical ? (correct ? "right" : "wrong") : null },
    categorical ? element("span", { class: "verdict-mark", role: "img", "aria-label": correct ? "right" : "wrong" }, correct ? "✓" : "✗") : null,
    element("b", {}, answer.said.map(said => said ?? "–").join(" ")), small(sure), dissentOf(contender, judged, index));
}

/** How far an ensemble's members differ. */
function dissentOf(contender, judged, index) {
  const dissent = ((dissents[contender.name] || {})[judged.module] || [])[index];
  if (!dissent) return "";
  if (dissent.picture) return element("img", { class: "map dissent", src: dissent.picture, alt: `where members differ about example ${index + 1}` });
  const { members } = contender.seeds[0].metrics.worth;
  if (!comparison.classes[judged.target]) return small(`members ± ${dissent.parts.map(four).join(" ")}`);
  const agreeing = dissent.parts.map(part => Math.round((1 - part) * members.length));
  const least = Math.min(...agreeing), most = Math.max(...agreeing);
  return small(`${least === most ? least : `${least} to ${most}`} of ${members.length} agree`);
}

function offBy(said, right) {
  const errors = said.map((value, i) => Number(value) - Number(right[i]));
  return said.includes(null) ? "not a number" : `off by ${errors.map(error => signed(four(error))).join(" ")}`;
}

function seamTruths(index) {
  return seams.filter(({ target }) => truths[target]).map(({ target }) => element("small", { class: "line" },
    truths[target][index].length > READABLE ? tally(truths[target][index]) : truths[target][index].join(" ")));
}

/** As "empty × 61, F, L × 2". */
function tally(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) || 0) + 1));
  return [...counts].map(([value, count]) => count > 1 ? `${value} × ${count}` : value).join(", ");
}

/** What is read at the seams; wrong items are underlined by a wave, of many items only the wrong ones are told. */
function seamAnswers(contender, index) {
  return seams.filter(({ module, target }) => (answers[contender.name][module] || [])[index] && truths[target]).map(({ module, target }) => {
    const said = answers[contender.name][module][index].said, right = truths[target][index];
    if (said.length > READABLE) {
      const wrong = said.map((value, i) => value === right[i] ? null : `${value ?? "–"} for ${right[i]}`).filter(words => words);
      return element("small", { class: "line long" }, `${said.length - wrong.length} of ${said.length} right`, wrong.length ? `; ${tally(wrong)}` : "");
    }
    return element("small", { class: "line" }, said.flatMap((value, i) => [i ? " " : "",
      value === right[i] ? value : element("s", { title: "wrong" }, value ?? "–")]));
  });
}

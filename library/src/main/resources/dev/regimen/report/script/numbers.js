/* How numbers are written for people. */

const THIN = "\u202f";
const NO_BREAK = "\u00a0";
const MINUS = "\u2212";

const isNumber = value => typeof value === "number" && Number.isFinite(value);
/** Metrics that are fractions of examples are shown in percent. */
const isFraction = metric => page.fractions.includes(metric);

function signed(text) {
  return text.replace(/^-/, MINUS).replace(/e-/, `e${MINUS}`);
}

/** A metric's value without its unit. */
function bare(metric, value) {
  if (!isNumber(value)) return "–";
  return signed(isFraction(metric) ? (100 * value).toFixed(1) : four(value));
}

/** A metric's value. */
function written(metric, value) {
  return isNumber(value) && isFraction(metric) ? bare(metric, value) + NO_BREAK + "%" : bare(metric, value);
}

/** An interval of a metric, or nothing. */
function interval(metric, low, high) {
  return isNumber(low) && isNumber(high) ? `${bare(metric, low)} to ${bare(metric, high)}` : "";
}

/** Four digits that count. */
function four(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

function whole(value) {
  return isNumber(value) ? Math.round(value).toLocaleString("en-US") : "–";
}

/** A verdict's text, with no line's end before a percent sign. */
function sentenceText(text) {
  return text.replace(/ %/g, NO_BREAK + "%");
}

/** With a prefix of the SI, as 12.3 G. */
function large(value) {
  if (!isNumber(value)) return "–";
  const prefixes = ["", "k", "M", "G", "T", "P", "E"];
  const index = value < 1000 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(value) / 3));
  const rest = value / 1000 ** index;
  return (rest >= 100 || index === 0 ? rest.toFixed(0) : rest.toFixed(1)) + (index ? NO_BREAK + prefixes[index] : "");
}

function seconds(value) {
  if (!isNumber(value)) return "–";
  return value < 10 ? value.toFixed(1) : whole(value);
}

function probability(p) {
  return !isNumber(p) ? "–" : p < 0.001 ? "<" + THIN + "0.001" : p.toFixed(3);
}

function percent(value) {
  return Math.round(100 * value) + NO_BREAK + "%";
}

/** At most so many characters, of which those in the middle are left out: names that differ often do so at the end. */
function shortened(text, most) {
  if (text.length <= most) return text;
  const tail = Math.floor(most / 3);
  return text.slice(0, most - tail - 1) + "…" + text.slice(text.length - tail);
}

/** With a capital letter, at the top of a column. */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As 1, 2, 3 or 1 to 30. */
function listed(values) {
  const consecutive = values.every((value, i) => i === 0 || value === values[i - 1] + 1);
  return consecutive && values.length > 3 ? `${values[0]} to ${values[values.length - 1]}` : values.join(", ");
}

function plural(count, one, many = one + "s") {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

/* What the page shows, put in order. */

const page = JSON.parse(byId("data").textContent);
const comparison = page.comparison;
const METRIC = comparison.metric;
const FINAL = "final";

/** A contender's look is its place in the experiment; its place on the page, how well it did. */
const contenders = comparison.contenders
  .map((contender, index) => ({ ...contender, look: index, estimate: contender.summary.metrics[METRIC] || {} }))
  .sort((a, b) => order(a.estimate.mean, b.estimate.mean));

const contenderNamed = new Map(contenders.map(contender => [contender.name, contender]));

function order(a, b) {
  if (!isNumber(a) || !isNumber(b)) return Number(isNumber(b)) - Number(isNumber(a));
  return comparison.higherIsBetter ? b - a : a - b;
}

const seams = comparison.judged.filter(judged => judged.seam);
const finals = comparison.judged.filter(judged => !judged.seam);
const chance = comparison.chance.metrics[METRIC];
/** Of the final prediction, the one to choose by first. */
const metricNames = Object.keys(comparison.chance.metrics);
const fields = [...new Set(Object.values(comparison.modules).flat())].filter(name => !(name in comparison.modules));

/** The metric to choose by at a seam. */
const seamMetric = module => Object.keys(comparison.chance.seams[module] || {})[0] || METRIC;

const facts = {
  intervals: comparison.seeds.length > 1,
  diverged: contenders.some(contender => contender.summary.diverged > 0),
  members: contenders.some(contender => membersOf(contender.seeds[0]).length > 0),
  phases: contenders.some(contender => contender.seeds.some(seed => seed.phases.length > 1)),
  classes: comparison.judged.some(({ target }) => comparison.classes[target] && !page.samples.pictures[target]),
  maps: Object.keys(page.samples.pictures).length > 0,
  dissent: Object.values(page.samples.dissents).some(heads => Object.keys(heads).length > 0),
  metrics: metricNames.length > 1,
  seams: seams.length > 0,
};

/** The members of a training, those of nested ensembles one by one. */
function membersOf(training) {
  return training.members.flatMap(member => (member.members.length ? membersOf(member) : [member]));
}

/** The trainings that a seed consists of: its members', or itself. */
function strands(seed) {
  const members = membersOf(seed);
  return members.length ? members : [seed];
}

/**
 * The learning curve of a training over all its phases.
 * @param unit "examples" or "seconds"
 * @param pick takes the values out of a phase's curve
 * @returns {{x: number[], y: number[], ends: number[]}} with the place where each phase but the last ends
 */
function curveOf(training, unit, pick) {
  const curve = { x: [], y: [], ends: [] };
  let before = 0;
  training.phases.forEach((phase, index) => {
    const values = pick(phase.curve) || [];
    values.forEach((value, i) => {
      if (isNumber(value)) {
        curve.x.push(before + phase.curve[unit][i]);
        curve.y.push(value);
      }
    });
    before += phase.spent[unit];
    if (index < training.phases.length - 1) curve.ends.push(before);
  });
  return curve;
}

/** A curve's value between its points; before the first nothing, after the last that one. */
function valueAt(curve, x) {
  const { x: xs, y: ys } = curve;
  if (!xs.length || x < xs[0]) return null;
  let low = 0;
  let high = xs.length - 1;
  if (x >= xs[high]) return ys[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle; else high = middle;
  }
  const share = (x - xs[low]) / (xs[high] - xs[low]);
  return ys[low] + share * (ys[high] - ys[low]);
}

const MOST_PLACES = 240;

/** Mean, lowest and highest of several curves at places where they have points. */
function summaryOf(curves) {
  const all = [...new Set(curves.flatMap(curve => curve.x))].sort((a, b) => a - b);
  const every = Math.ceil(all.length / MOST_PLACES);
  const places = all.filter((x, i) => i % every === 0 || i === all.length - 1);
  return places.map(x => {
    const values = curves.map(curve => valueAt(curve, x)).filter(isNumber);
    return values.length ? { x, mean: mean(values), low: Math.min(...values), high: Math.max(...values) } : null;
  }).filter(Boolean);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Updates by module, members' added up. */
function updatesOf(contender) {
  const sums = new Map();
  Object.entries(contender.summary.updates).forEach(([key, count]) => {
    const module = key.slice(key.lastIndexOf("/") + 1);
    sums.set(module, (sums.get(module) || 0) + count);
  });
  return sums;
}

/** What a label is called: the field, and the seam if it is at one, or the combiner that was fitted to it. */
function labelText(label) {
  return label.at === FINAL ? label.field : `${label.field} at ${label.at}`;
}

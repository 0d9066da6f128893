/* Small multiples of a grid: where each contender reaches the target (blue, with what it costs), where it does not (red), and
   where it does not even begin to learn (nearly black). */
var FAST = "#dbe9f6", SLOW = "#0b3c7d", SOME = "#f6d9cf", NONE = "#c8503d", CHANCE = "#33110d";

function figure(data, width, height) {
  var panels = data.panels.length, left = 74, top = 78, bottom = 92, gap = 30;
  var panelWidth = (width - left - 20 - gap * (panels - 1)) / panels;
  var cellWidth = panelWidth / data.columns.length, cellHeight = (height - top - bottom) / data.rows.length;
  var graphics = [];
  var least = Infinity, most = 0;
  data.panels.forEach(function (panel) {
    panel.spots.forEach(function (spot) {
      if (spot.examples !== null) {
        least = Math.min(least, Math.max(1, spot.examples));
        most = Math.max(most, spot.examples);
      }
    });
  });
  function text(value, x, y, style) {
    style.text = value;
    style.x = x;
    style.y = y;
    style.fontFamily = SANS;
    style.textVerticalAlign = "middle";
    graphics.push({ type: "text", style: style, silent: true });
  }
  /* Thousands, without decimals that say nothing here. */
  function whole(examples) {
    return examples < 1000 ? thousands(examples) : String(Math.round(examples / 1000));
  }
  function fill(spot) {
    if (spot.atChance) return CHANCE;
    if (spot.examples === null) return between(NONE, SOME, 2 * spot.reached / spot.seeds);
    var part = most > least ? Math.log(Math.max(1, spot.examples) / least) / Math.log(most / least) : 0;
    return between(FAST, SLOW, part);
  }
  function ink(spot) {
    if (spot.atChance) return "#ffffff";
    if (spot.examples === null) return spot.reached / spot.seeds > 0.25 ? "#5c160c" : "#ffffff";
    return Math.log(Math.max(1, spot.examples) / least) / Math.log(most / least) > 0.45 ? "#ffffff" : "#0b2a55";
  }
  data.panels.forEach(function (panel, index) {
    var x0 = left + index * (panelWidth + gap);
    text(panel.name, x0, top - 48, { fontSize: 17, fontWeight: 600, fill: INK });
    text(data.columnName, x0, top - 30, { fontSize: 12, fontStyle: "italic", fill: SOFT });
    data.columns.forEach(function (column, i) {
      text(column, x0 + (i + 0.5) * cellWidth, top - 14, { fontSize: 13, fill: SOFT, textAlign: "center" });
    });
    panel.spots.forEach(function (spot) {
      var x = x0 + data.columns.indexOf(spot.column) * cellWidth, y = top + data.rows.indexOf(spot.row) * cellHeight;
      graphics.push({ type: "rect", silent: true, shape: { x: x + 1, y: y + 1, width: cellWidth - 2, height: cellHeight - 2, r: 3 }, style: { fill: fill(spot) } });
      var some = spot.examples !== null && spot.reached < spot.seeds, size = Math.min(14, cellWidth / 3.4);
      text(spot.atChance ? "chance" : spot.examples === null ? spot.reached + " / " + spot.seeds : whole(spot.examples),
        x + cellWidth / 2, y + cellHeight / (some ? 2.8 : 2), { fontSize: spot.atChance ? 0.85 * size : size, fill: ink(spot), textAlign: "center" });
      if (some) text(spot.reached + " of " + spot.seeds, x + cellWidth / 2, y + 0.75 * cellHeight, { fontSize: 0.72 * size, fill: ink(spot), textAlign: "center" });
    });
  });
  data.rows.forEach(function (row, i) {
    text(row, left - 12, top + (i + 0.5) * cellHeight, { fontSize: 13, fill: SOFT, textAlign: "right" });
  });
  text(data.rowName, left - 12, top - 14, { fontSize: 12, fontStyle: "italic", fill: SOFT, textAlign: "right" });
  legend();
  return { graphic: { elements: graphics } };

  function legend() {
    var y = height - 44, x = left, step = 18, steps = 8, i;
    for (i = 0; i < steps; i++) {
      graphics.push({ type: "rect", silent: true, shape: { x: x + i * step, y: y, width: step, height: 14 }, style: { fill: between(FAST, SLOW, i / (steps - 1)) } });
    }
    if (most > 0) {
      text(whole(least), x, y + 26, { fontSize: 12, fill: SOFT });
      text(whole(most), x + steps * step, y + 26, { fontSize: 12, fill: SOFT, textAlign: "right" });
    }
    text("thousand examples to the target, median over seeds", x + steps * step + 12, y + 7, { fontSize: 13, fill: SOFT });
    var right = left + panelWidth + gap + panelWidth * 0.42;
    for (i = 0; i < 4; i++) {
      graphics.push({ type: "rect", silent: true, shape: { x: right + i * step, y: y, width: step, height: 14 }, style: { fill: between(NONE, SOME, i / 3) } });
    }
    text("none", right, y + 26, { fontSize: 12, fill: SOFT });
    text("half", right + 4 * step, y + 26, { fontSize: 12, fill: SOFT, textAlign: "right" });
    text("of the seeds reached it within " + thousands(data.budget) + " thousand", right + 4 * step + 12, y + 7, { fontSize: 13, fill: SOFT });
    var last = width - 150;
    graphics.push({ type: "rect", silent: true, shape: { x: last, y: y, width: step, height: 14 }, style: { fill: CHANCE } });
    text("stays at chance", last + step + 12, y + 7, { fontSize: 13, fill: SOFT });
  }
}

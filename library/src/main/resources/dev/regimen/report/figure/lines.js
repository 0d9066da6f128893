/* Panels side by side, each with lines through points that have intervals. A point that only bounds its value is an arrow:
   upwards from below, as of a target that was not reached, downwards from above, and a line to it is dotted: how it
   runs is not known. Guides are grey, each with dashes of its own. */
var DASHES = [6, 4];

function figure(data, width, height) {
  var count = data.panels.length, left = 74, right = 24, top = 84, gap = 70, names = [], guides = [];
  var dashed = {}, bounds = [];
  data.panels.forEach(function (panel) {
    panel.series.forEach(function (series) {
      if (names.indexOf(series.name) < 0) names.push(series.name);
      dashed[series.name] = series.dashed;
      series.points.forEach(function (point) { if (point.bound !== "none" && bounds.indexOf(point.bound) < 0) bounds.push(point.bound); });
    });
    (panel.guides || []).forEach(function (guide) { if (guides.indexOf(guide.name) < 0) guides.push(guide.name); });
  });
  var places = legendPlaces(), bottom = 66 + 24 * places.rows;
  var panelWidth = (width - left - right - gap * (count - 1)) / count;
  var option = { title: [], grid: [], xAxis: [], yAxis: [], series: [], legend: { show: false } };
  data.panels.forEach(function (panel, index) {
    var x0 = left + index * (panelWidth + gap);
    option.title.push({ text: panel.title, left: x0 - 6, top: 14, textStyle: { fontSize: 15, fontWeight: 600, color: INK } });
    option.grid.push({ left: x0, top: top, width: panelWidth, height: height - top - bottom });
    option.xAxis.push(axis(data.x, index, { nameLocation: "middle", nameGap: 32 }));
    option.yAxis.push(axis(data.y, index, { nameLocation: "end", nameGap: 12, nameTextStyle: { align: "left", color: SOFT, fontSize: 12, fontStyle: "italic", padding: [0, 0, 0, -60] } }));
    panel.series.forEach(function (series) { add(series, index); });
    (panel.guides || []).forEach(function (guide) { addGuide(guide, index); });
  });
  option.graphic = { elements: legend() };
  return option;

  function axis(settings, index, more) {
    var percent = settings.percent;
    var result = {
      gridIndex: index, type: settings.type, name: settings.name, nameTextStyle: { color: SOFT, fontSize: 12, fontStyle: "italic" },
      axisLine: { lineStyle: { color: FAINT }, onZero: false }, axisTick: { lineStyle: { color: FAINT } }, splitLine: { lineStyle: { color: RULE } },
      axisLabel: { color: SOFT, fontSize: 12, hideOverlap: true, formatter: settings.type === "category" ? undefined : function (value) { return percent ? Number((100 * value).toFixed(1)) + " %" : short(value); } }
    };
    if (settings.type === "category") { result.data = settings.labels; result.splitLine = { show: false }; }
    if (settings.min !== null) result.min = settings.min;
    if (settings.max !== null) result.max = settings.max;
    if (settings.type === "log" && settings === data.y) decades(result);
    else if (settings.type !== "category" && settings.min === null) result.scale = true;
    for (var key in more) result[key] = more[key];
    return result;
  }

  /* Whole decades, the same for all panels, with room for the marks of what lies at their ends. */
  function decades(axis) {
    var values = [];
    data.panels.forEach(function (panel) {
      panel.series.concat(panel.guides || []).forEach(function (series) {
        series.points.forEach(function (point) { values.push(point.y, point.low, point.high); if (point.each) values = values.concat(point.each); });
      });
    });
    values = values.filter(function (value) { return value > 0; });
    if (!values.length) return;
    axis.min = Math.pow(10, Math.floor(Math.log(Math.min.apply(null, values) / 1.3) / Math.LN10));
    axis.max = Math.pow(10, Math.ceil(Math.log(Math.max.apply(null, values) * 1.3) / Math.LN10));
  }

  function place(point) {
    return data.x.type === "category" ? data.x.labels.indexOf(String(point.label)) : point.x;
  }

  /* Points of several series at one place stand beside each other. */
  function shift(name) {
    return data.x.type === "category" ? (names.indexOf(name) - (names.length - 1) / 2) * Math.min(9, 0.5 * panelWidth / data.x.labels.length / names.length) : 0;
  }

  function add(series, index) {
    var tone = colour(series.name, names.indexOf(series.name)), dx = shift(series.name);
    var points = series.points.map(function (point) { return [place(point), point.y, point.low, point.high, point.bound === "at-least" ? 1 : point.bound === "at-most" ? -1 : 0]; });
    option.series.push({
      name: series.name, type: "custom", xAxisIndex: index, yAxisIndex: index, data: points, silent: true, z: 3, encode: { x: 0, y: [1, 2, 3] },
      clip: false, // marks at the ends are whole
      renderItem: function (params, api) {
        var at = api.coord([api.value(0), api.value(1)]), children = [], low = api.value(2), high = api.value(3), x = at[0] + dx;
        if (low !== null && !isNaN(low) && high !== null && !isNaN(high)) {
          var from = api.coord([api.value(0), low])[1], to = api.coord([api.value(0), high])[1];
          children.push({ type: "line", shape: { x1: x, y1: from, x2: x, y2: to }, style: { stroke: tone, lineWidth: 1.6, opacity: 0.75 } });
          children.push({ type: "line", shape: { x1: x - 3, y1: from, x2: x + 3, y2: from }, style: { stroke: tone, lineWidth: 1.6, opacity: 0.75 } });
          children.push({ type: "line", shape: { x1: x - 3, y1: to, x2: x + 3, y2: to }, style: { stroke: tone, lineWidth: 1.6, opacity: 0.75 } });
        }
        if (api.value(4)) {
          children.push({ type: "polygon", shape: { points: [[x - 6, at[1] + 2 * api.value(4)], [x + 6, at[1] + 2 * api.value(4)], [x, at[1] - 9 * api.value(4)]] }, style: { fill: PAPER, stroke: tone, lineWidth: 1.8 } });
        } else {
          children.push({ type: "circle", shape: { cx: x, cy: at[1], r: 4.2 }, style: { fill: tone, stroke: PAPER, lineWidth: 1.2 } });
        }
        series.points[params.dataIndex].each.forEach(function (value) {
          if (value > 0) children.push({ type: "circle", shape: { cx: x, cy: api.coord([api.value(0), value])[1], r: 2.4 }, style: { fill: PAPER, stroke: tone, lineWidth: 1.2 } });
        });
        var note = series.points[params.dataIndex].note;
        if (note) children.push({ type: "text", style: { text: note, x: x, y: at[1] + (names.indexOf(series.name) % 2 ? 13 : -17), textAlign: "center", fontSize: 11, fill: tone, textVerticalAlign: "middle", fontFamily: SANS } });
        return { type: "group", children: children };
      }
    });
    var known = points.filter(function (point) { return point[1] !== null; });
    if (!known.length) return;
    option.series.push({
      name: series.name, type: "custom", xAxisIndex: index, yAxisIndex: index, data: [known[0]], silent: true, z: 2, encode: { x: 0, y: 1 }, clip: true,
      renderItem: function (params, api) {
        var children = [];
        for (var i = 1; i < known.length; i++) {
          var from = api.coord([known[i - 1][0], known[i - 1][1]]), to = api.coord([known[i][0], known[i][1]]);
          children.push({
            type: "line", shape: { x1: from[0] + dx, y1: from[1], x2: to[0] + dx, y2: to[1] },
            style: { stroke: tone, lineWidth: 2.2, opacity: 0.85, lineCap: "round", lineDash: known[i - 1][4] || known[i][4] ? [1, 5] : series.dashed ? DASHES : null }
          });
        }
        return { type: "group", children: children };
      }
    });
  }

  function addGuide(guide, index) {
    option.series.push({
      type: "line", xAxisIndex: index, yAxisIndex: index, symbol: "none", silent: true, z: 1,
      lineStyle: { color: SOFT, width: 1.4, type: dashes(guide.name) },
      data: guide.points.map(function (point) { return [data.x.type === "category" ? String(point.label) : point.x, point.y]; })
    });
  }

  function dashes(guide) {
    return [[7, 4], [2, 3], [7, 3, 2, 3]][guides.indexOf(guide) % 3];
  }

  /* What is explained below the panels: the series, the guides, and arrows. */
  function entries() {
    return names.concat(guides, bounds.map(function (bound) { return bound === "at-least" ? "at least" : "at most"; }));
  }

  /* From left to right, and on a further row where there is no room left. */
  function legendPlaces() {
    var x = left, row = 0, all = entries().map(function (name) {
      var length = 34 + 7.4 * name.length + 30;
      if (x > left && x + length - 30 > width - 10) {
        x = left;
        row++;
      }
      var place = { x: x, row: row };
      x += length;
      return place;
    });
    return { all: all, rows: row + 1 };
  }

  function legend() {
    var elements = [];
    entries().forEach(function (name, i) {
      var guide = i >= names.length, arrow = i >= names.length + guides.length, tone = guide ? SOFT : colour(name, i);
      var x = places.all[i].x, y = height - 2 - 24 * (places.rows - places.all[i].row);
      if (arrow) {
        var up = name === "at least" ? 1 : -1;
        elements.push({ type: "polygon", silent: true, shape: { points: [[x + 7, y + 5 * up], [x + 19, y + 5 * up], [x + 13, y - 6 * up]] }, style: { fill: PAPER, stroke: tone, lineWidth: 1.8 } });
      } else {
        elements.push({ type: "line", silent: true, shape: { x1: x, y1: y, x2: x + 26, y2: y }, style: guide ? { stroke: tone, lineWidth: 1.4, lineDash: dashes(name) } : { stroke: tone, lineWidth: 2.4, lineDash: dashed[name] ? DASHES : null } });
        if (!guide) elements.push({ type: "circle", silent: true, shape: { cx: x + 13, cy: y, r: 4.2 }, style: { fill: tone, stroke: PAPER, lineWidth: 1.2 } });
      }
      elements.push({ type: "text", silent: true, style: { text: name, x: x + 34, y: y, fontSize: 13, fill: INK, textVerticalAlign: "middle", fontFamily: SANS } });
    });
    return elements;
  }
}

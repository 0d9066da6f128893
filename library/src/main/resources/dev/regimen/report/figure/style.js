/* What all figures share: ink on paper, as the report's page in its light theme. A figure's own script sets `figure`. */
var INK = "#20242a", SOFT = "#5d646d", FAINT = "#b9bcc0", RULE = "#e9e6df", PAPER = "#fdfcfa";
var SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
/* As the contenders of the report: they differ for all common kinds of colour vision. */
var COLOURS = { "end-to-end": "#b0301f", "step-by-step": "#1d3fc0", "auxiliary": "#2a9a91", "fine-tuned": "#8b4a86" };
var OTHERS = ["#df6b14", "#6b3205", "#3a4258", "#a3762a", "#c0508a", "#5b8c2a", "#7088ad", "#0e8fb8"];
var SYMBOLS = ["circle", "rect", "triangle", "diamond", "pin", "roundRect", "arrow"];

function colour(name, index) {
  return COLOURS[name] || OTHERS[index % OTHERS.length];
}

/** As 1.2 or 15 or 128. */
function thousands(value) {
  var k = value / 1000;
  return k < 9.95 ? String(Math.round(k * 10) / 10) : String(Math.round(k));
}

/** As 12k or 3M or 1e-5: short, for axes. */
function short(value) {
  if (value !== 0 && Math.abs(value) < 0.001) return Number(value.toPrecision(3)).toExponential();
  var sizes = [[1e9, "G"], [1e6, "M"], [1e3, "k"]];
  for (var i = 0; i < sizes.length; i++) {
    if (Math.abs(value) >= sizes[i][0]) return Number((value / sizes[i][0]).toPrecision(3)) + sizes[i][1];
  }
  return String(Number(value.toPrecision(3)));
}

/** Between two colours of six hexadecimal digits. */
function between(from, to, part) {
  var mixed = "#";
  for (var i = 1; i < 7; i += 2) {
    var a = parseInt(from.substr(i, 2), 16), b = parseInt(to.substr(i, 2), 16);
    var hex = Math.round(a + (b - a) * Math.max(0, Math.min(1, part))).toString(16);
    mixed += hex.length < 2 ? "0" + hex : hex;
  }
  return mixed;
}

function draw(data, width, height) {
  var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
  var option = figure(data, width, height);
  option.animation = false;
  option.backgroundColor = PAPER;
  option.textStyle = { fontFamily: SANS, color: INK };
  chart.setOption(option);
  var svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

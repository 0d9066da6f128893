/* The model as a drawing: inputs, modules and targets in layers. */

const NODE_HEIGHT = 50;
const LAYER_GAP = 56;
const NODE_GAP = 20;

function drawModel() {
  const box = byId("model-graph");
  const { nodes, edges } = modelGraph();
  const layers = layered(nodes, edges);
  drawing(() => box.replaceChildren(modelDrawing(layers, nodes, edges, box.clientWidth)));
}

/** Nodes by key with their kind; edges from key to key. Keys keep a field apart from a module of that name. */
function modelGraph() {
  const nodes = new Map();
  const add = (key, name, kind, goal = null) => nodes.set(key, { key, name, kind, goal, width: Math.min(190, Math.max(116, 34 + 8 * name.length)) });
  const keyOf = name => (name in comparison.modules ? "module " : "input ") + name;
  fields.forEach(name => add(keyOf(name), name, "input"));
  Object.keys(comparison.modules).forEach(name => add(keyOf(name), name, "module"));
  goals.forEach(goal => add(`target ${goal.field} ${goal.at}`, goal.field, goal.at === FINAL ? "final target" : "target at a seam", goal));
  const edges = [
    ...Object.entries(comparison.modules).flatMap(([module, reads]) => reads.map(read => ({ from: keyOf(read), to: keyOf(module), judged: false }))),
    ...goals.map(goal => ({ from: keyOf(goal.module), to: `target ${goal.field} ${goal.at}`, judged: true })),
  ].filter(edge => nodes.has(edge.from) && nodes.has(edge.to));
  return { nodes, edges };
}

/** Every node one layer behind the last of those that it needs, near to them within the layer. */
function layered(nodes, edges) {
  const layers = [];
  nodes.forEach(node => {
    const before = edges.filter(edge => edge.to === node.key).map(edge => nodes.get(edge.from));
    node.layer = before.length ? 1 + Math.max(...before.map(other => other.layer ?? 0)) : 0;
    node.wish = before.length ? mean(before.map(other => other.place ?? 0)) + (node.goal && node.goal.at !== FINAL ? 0.5 : 0) : layers[0]?.length ?? 0;
    const layer = (layers[node.layer] ||= []);
    layer.push(node);
    layer.sort((a, b) => a.wish - b.wish);
    layer.forEach((other, place) => { other.place = place; });
  });
  return layers;
}

function modelDrawing(layers, nodes, edges, available) {
  const widths = layers.map(layer => Math.max(...layer.map(node => node.width)));
  const across = widths.reduce((sum, width) => sum + width, 0) + LAYER_GAP * (layers.length - 1) + 4;
  const sideways = across <= available;
  const size = sideways ? placeSideways(layers, widths) : placeDownwards(layers);
  const title = `The model: ${edges.map(edge => edge.judged
    ? `${nodes.get(edge.from).name} is held against ${nodes.get(edge.to).name}`
    : `${nodes.get(edge.to).name} reads ${nodes.get(edge.from).name}`).join("; ")}.`;
  return drawn("svg", { class: "graph", viewBox: `-2 -2 ${size.width + 4} ${size.height + 4}`, width: size.width + 4,
    height: size.height + 4, role: "img", "aria-label": title },
    drawn("defs", {}, drawn("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8,
      orient: "auto-start-reverse" }, drawn("path", { d: "M0 .5L8 4L0 7.5Z", class: "arrow" }))),
    edges.map(edge => drawn("path", { class: edge.judged ? "edge judged" : "edge", "marker-end": "url(#arrow)",
      d: edgePath(nodes.get(edge.from), nodes.get(edge.to), sideways) })),
    [...nodes.values()].map(nodeDrawing));
}

function placeSideways(layers, widths) {
  const highest = Math.max(...layers.map(layer => layer.length));
  const height = highest * (NODE_HEIGHT + NODE_GAP) - NODE_GAP;
  let x = 0;
  layers.forEach((layer, i) => {
    const own = layer.length * (NODE_HEIGHT + NODE_GAP) - NODE_GAP;
    layer.forEach((node, place) => {
      node.x = x + (widths[i] - node.width) / 2;
      node.y = (height - own) / 2 + place * (NODE_HEIGHT + NODE_GAP);
    });
    x += widths[i] + LAYER_GAP;
  });
  return { width: x - LAYER_GAP, height };
}

function placeDownwards(layers) {
  const widthOf = layer => layer.reduce((sum, node) => sum + node.width + NODE_GAP, -NODE_GAP);
  const width = Math.max(...layers.map(widthOf));
  layers.forEach((layer, i) => {
    let x = (width - widthOf(layer)) / 2;
    layer.forEach(node => {
      node.x = x;
      node.y = i * (NODE_HEIGHT + 40);
      x += node.width + NODE_GAP;
    });
  });
  return { width, height: layers.length * (NODE_HEIGHT + 40) - 40 };
}

function edgePath(from, to, sideways) {
  if (sideways) {
    const [x1, y1, x2, y2] = [from.x + from.width, from.y + NODE_HEIGHT / 2, to.x - 3, to.y + NODE_HEIGHT / 2];
    const bend = Math.max(18, (x2 - x1) / 2);
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + NODE_HEIGHT, to.x + to.width / 2, to.y - 3];
  const bend = (y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

function nodeDrawing(node) {
  const round = node.kind === "module" ? 6 : NODE_HEIGHT / 2;
  const place = { x: node.x, y: node.y, width: node.width, height: NODE_HEIGHT, rx: round };
  const goal = node.goal ? goalIndex({ field: node.goal.field, at: node.goal.at }) : null;
  return drawn("g", { class: `node ${node.kind.split(" ")[0]}` },
    drawn("title", {}, node.name),
    drawn("rect", { ...place, style: goal === null ? null : `stroke:var(--goal-${goal})` }),
    drawn("text", { x: node.x + node.width / 2, y: node.y + 22, class: "name" }, shortened(node.name, 20)),
    drawn("text", { x: node.x + node.width / 2, y: node.y + 38, class: "kind" }, node.kind));
}

/* Building the page. Names and texts only ever become text nodes and attributes, never markup. */

const byId = id => document.getElementById(id);

/** An element with attributes (functions become listeners; null and false are left out) and children. */
function element(name, attributes = {}, ...children) {
  return assemble(document.createElement(name), attributes, children);
}

/** The same for drawings. */
function drawn(name, attributes = {}, ...children) {
  return assemble(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function assemble(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A table of cells that are texts or nodes; `numeric` says which columns are set to the right. */
function table(headings, rows, numeric = () => true, caption = null) {
  const side = column => (numeric(column) ? "number" : null);
  return element("table", {},
    caption ? element("caption", {}, caption) : null,
    element("thead", {}, element("tr", {},
      headings.map((text, i) => element("th", { scope: "col", class: side(i) }, text)))),
    element("tbody", {}, rows.map(row => element("tr", {},
      row.map((cell, i) => element(i ? "td" : "th", { scope: i ? null : "row", class: side(i) }, cell))))));
}

/** Wide content that scrolls inside its own frame, by keyboard too. */
function scrolling(label, content) {
  return element("div", { class: "scrolling", tabindex: 0, role: "region", "aria-label": label }, content);
}

/** What can be folded away, and is printed all the same. */
function folded(summary, ...content) {
  return element("details", {}, element("summary", {}, summary), ...content);
}

/** A choice of one of several, as a row of buttons. */
function choice(label, options, chosen, choose) {
  const buttons = options.map(([value, text]) => element("button", {
    type: "button",
    "aria-pressed": String(value === chosen),
    click: () => {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(options[i][0] === value)));
      choose(value);
    },
  }, text));
  return element("div", { class: "choice", role: "group", "aria-label": label },
    element("span", { class: "choice-label", "aria-hidden": "true" }, label), buttons);
}

/** A text that can be copied. */
function copyable(label, text) {
  const button = element("button", {
    type: "button", class: "quiet copy", "aria-label": `Copy ${label}`,
    click: () => copy(text).then(
      () => { button.textContent = "Copied"; setTimeout(() => { button.textContent = "Copy"; }, 1500); },
      () => { getSelection().selectAllChildren(code); }),
  }, "Copy");
  const code = element("code", {}, text);
  return element("div", { class: "copyable" }, button, element("pre", { tabindex: 0, "aria-label": label }, code));
}

function copy(text) {
  return navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
}

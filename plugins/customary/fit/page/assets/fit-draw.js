/* Making elements and drawing bars. Text only ever goes in as text: nothing here reads HTML. */
(function (fit) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes (a function becomes a listener, null and false are left out) and children. */
  function element(name, attributes, children) {
    return filled(document.createElement(name), attributes, children);
  }

  function svg(name, attributes, children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
  }

  function filled(node, attributes, children) {
    Object.keys(attributes || {}).forEach(function (key) {
      const value = attributes[key];
      if (typeof value === "function") node.addEventListener(key, value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, String(value));
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child === null || child === undefined || child === false) return;
      node.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
    });
    return node;
  }

  function replaceChildren(node, children) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return filled(node, {}, children);
  }

  /** A bar from 0 to 1000: solid up to the least, hatched on to the most, a tick at each mark.
      It repeats what the text beside it says, so it is hidden from screen readers. */
  function bar(range, tone, marks) {
    const low = range[0], wide = Math.max(0, range[1] - low), paint = " cu-tone--" + (tone || "ink");
    const shapes = [svg("rect", { x: 0, y: 4, width: 1000, height: 8, "class": "cu-bar__track" })];
    if (low > 0) shapes.push(svg("rect", { x: 0, y: 4, width: low, height: 8, "class": "cu-bar__sure" + paint }));
    if (wide > 0) shapes.push(svg("rect", { x: low, y: 4, width: wide, height: 8, "class": "cu-bar__maybe" + paint }));
    shapes.push(svg("rect", { x: Math.min(994, low), y: 1, width: 6, height: 14, "class": "cu-bar__end" + paint }));
    if (wide > 0) shapes.push(svg("rect", { x: Math.min(994, range[1]), y: 1, width: 6, height: 14, "class": "cu-bar__end" + paint }));
    (marks || []).forEach(function (at) {
      shapes.push(svg("rect", { x: at - 1, y: 0, width: 3, height: 16, "class": "cu-bar__mark" }));
    });
    const frame = { "class": "cu-bar", viewBox: "0 0 1000 16", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" };
    return svg("svg", frame, shapes);
  }

  fit.element = element;
  fit.svg = svg;
  fit.replaceChildren = replaceChildren;
  fit.bar = bar;
})(window.customaryFit = window.customaryFit || {});

/* A small strict reader and writer of the YAML in which assessments are kept. No tags, anchors, tabs or block texts:
   settings of "name: value", one a line, deeper ones indented by spaces; [lists] and {groups} on one line; texts
   plain or in quotes. Every scalar is the text that was typed; only null, ~ and nothing are null. */
(function (fit) {
  "use strict";

  const LARGEST = 500000;

  /** Thrown with the number of the line that can't be read, counted from 1. */
  function NotOurs(line, what) { this.line = line; this.what = what; }

  /** The settings as nested Maps, lists, texts and null. Throws NotOurs. */
  function read(text) {
    if (text.length > LARGEST) throw new NotOurs(0, "the file is too long to be an assessment");
    const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/).map((raw, index) => lineOf(raw, index + 1)).filter(Boolean);
    const reader = { lines, at: 0 };
    const root = block(reader, 0);
    if (reader.at < lines.length) throw new NotOurs(lines[reader.at].number, "the indentation does not fit the lines above");
    return root;
  }

  function lineOf(raw, number) {
    if (/^\s*(#.*)?$/.test(raw) || /^---\s*$/.test(raw)) return null;
    if (/^ *\t/.test(raw)) throw new NotOurs(number, "indent with spaces, not with tabs");
    const indent = raw.search(/[^ ]/);
    return { number, indent, text: raw.slice(indent) };
  }

  function block(reader, indent) {
    const found = new Map();
    while (reader.at < reader.lines.length && reader.lines[reader.at].indent === indent) {
      const line = reader.lines[reader.at];
      const cursor = { text: line.text, at: 0, line: line.number };
      const name = scalar(cursor, ":");
      if (name.value === null || cursor.text[cursor.at] !== ":") throw new NotOurs(line.number, "this is not \"name: value\"");
      cursor.at += 1;
      if (found.has(name.value)) throw new NotOurs(line.number, "\"" + name.value.slice(0, 60) + "\" is set twice");
      skip(cursor);
      reader.at += 1;
      const next = reader.lines[reader.at];
      if (ended(cursor) && next && next.indent > indent) found.set(name.value, block(reader, next.indent));
      else found.set(name.value, ended(cursor) ? null : only(cursor));
    }
    return found;
  }

  function only(cursor) {
    const found = value(cursor, "");
    skip(cursor);
    if (!ended(cursor)) throw new NotOurs(cursor.line, "something follows the value");
    return found;
  }

  function value(cursor, stops) {
    skip(cursor);
    const start = cursor.text[cursor.at];
    if (start === "[") return list(cursor);
    if (start === "{") return group(cursor);
    return scalar(cursor, stops).value;
  }

  function list(cursor) {
    const found = [];
    cursor.at += 1;
    skip(cursor);
    while (cursor.text[cursor.at] !== "]") {
      found.push(value(cursor, ",]"));
      if (!comma(cursor, "]")) break;
    }
    cursor.at += 1;
    return found;
  }

  function group(cursor) {
    const found = new Map();
    cursor.at += 1;
    skip(cursor);
    while (cursor.text[cursor.at] !== "}") {
      const name = scalar(cursor, ":,}");
      if (cursor.text[cursor.at] !== ":" || found.has(name.value)) throw new NotOurs(cursor.line, "a group needs different names, each with a colon");
      cursor.at += 1;
      found.set(name.value, value(cursor, ",}"));
      if (!comma(cursor, "}")) break;
    }
    cursor.at += 1;
    return found;
  }

  /** Past a comma (true) or before the closing bracket (false). */
  function comma(cursor, close) {
    skip(cursor);
    const next = cursor.text[cursor.at];
    if (next === close) return false;
    if (next !== ",") throw new NotOurs(cursor.line, "a bracket is not closed on its line");
    cursor.at += 1;
    skip(cursor);
    return true;
  }

  function scalar(cursor, stops) {
    skip(cursor);
    const start = cursor.text[cursor.at];
    if (start === "\"") return { value: doubleQuoted(cursor) };
    if (start === "'") return { value: singleQuoted(cursor) };
    if (start !== undefined && "&*!|>%@`".includes(start) || /^(- |\? )/.test(cursor.text.slice(cursor.at))) {
      throw new NotOurs(cursor.line, "this page reads plain settings, [lists] and {groups} only");
    }
    const from = cursor.at;
    while (cursor.at < cursor.text.length && !stopsAt(cursor, stops)) cursor.at += 1;
    const typed = cursor.text.slice(from, cursor.at).trim();
    return { value: typed === "" || typed === "~" || /^(null|Null|NULL)$/.test(typed) ? null : typed };
  }

  function stopsAt(cursor, stops) {
    const letter = cursor.text[cursor.at], next = cursor.text[cursor.at + 1];
    if (letter === "#" && cursor.at > 0 && /\s/.test(cursor.text[cursor.at - 1])) return true;
    if (letter === ":" && stops.includes(":")) return next === undefined || /[\s,[\]{}]/.test(next);
    return letter !== ":" && stops.includes(letter);
  }

  function doubleQuoted(cursor) {
    const found = /^"(?:[^"\\]|\\.)*"/.exec(cursor.text.slice(cursor.at));
    if (!found) throw new NotOurs(cursor.line, "a quote is not closed on its line");
    cursor.at += found[0].length;
    const within = found[0].slice(1, -1);
    return within.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g, (_, code) => unescaped(cursor, code));
  }

  const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0", e: "\u001b", "\"": "\"", "\\": "\\", "/": "/", " ": " " };

  function unescaped(cursor, code) {
    const point = code.length > 1 ? parseInt(code.slice(1), 16) : -1;
    if (point > 0x10ffff || (point < 0 && !Object.hasOwn(ESCAPES, code))) throw new NotOurs(cursor.line, "a backslash in quotes stands before a letter that it can't");
    return point < 0 ? ESCAPES[code] : String.fromCodePoint(point);
  }

  function singleQuoted(cursor) {
    const found = /^'((?:[^']|'')*)'/.exec(cursor.text.slice(cursor.at));
    if (!found) throw new NotOurs(cursor.line, "a quote is not closed on its line");
    cursor.at += found[0].length;
    return found[1].replace(/''/g, "'");
  }

  function skip(cursor) { while (cursor.text[cursor.at] === " ") cursor.at += 1; }

  function ended(cursor) { return cursor.at >= cursor.text.length || cursor.text[cursor.at] === "#"; }

  /** A text as YAML: plain where nothing in it can be misread, else in double quotes. */
  function write(text) {
    const whole = String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
    if (/^[A-Za-z0-9][A-Za-z0-9 ._%-]*$/.test(whole) && !/\s$|^(null|true|false)$/i.test(whole)) return whole;
    return JSON.stringify(whole).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"));
  }

  /** Texts, null, lists and groups on one line. */
  function writeValue(value) {
    if (value === null) return "null";
    if (Array.isArray(value)) return "[" + value.map(writeValue).join(", ") + "]";
    if (value instanceof Map) return "{" + Array.from(value, ([name, inner]) => write(name) + ": " + writeValue(inner)).join(", ") + "}";
    return write(value);
  }

  fit.yaml = { read, write, writeValue, NotOurs };
})(window.customaryFit = window.customaryFit || {});

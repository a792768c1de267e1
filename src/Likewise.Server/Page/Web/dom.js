// Elements out of data. Whatever is shown goes in as text: prompts and answers are strangers' words, and never become markup.

const svgSpace = 'http://www.w3.org/2000/svg';

/** The element of an id. */
export const $ = id => document.getElementById(id);

/** An element: attributes (a function listens, false and null leave out), then children (texts and elements). */
export const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** The same, of SVG. */
export const svg = (tag, attributes, ...children) => fill(document.createElementNS(svgSpace, tag), attributes, children);

/** Shows a text where there is one, and hides its place where there is none. */
export function say(node, text) {
  node.textContent = text ?? '';
  node.hidden = !text;
}

/** Data is a list of rows, each a list of cells: text, or an element, or { text, class }. The first cell names its row. */
export function table(caption, columns, rows) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', null,
      el('caption', { class: 'quiet' }, caption),
      el('thead', null, el('tr', null, ...columns.map(column =>
        el('th', { scope: 'col', class: column.class }, column.text ?? column)))),
      el('tbody', null, ...rows.map(row))));
}

/** A row of a table. */
export const row = cells => el('tr', null, ...cells.map((cell, at) => {
  const isPlain = cell === null || typeof cell !== 'object' || cell instanceof Node;
  const [content, kind] = isPlain ? [cell, null] : [cell.text, cell.class];
  return el(at === 0 ? 'th' : 'td', { scope: at === 0 && 'row', class: kind }, content ?? '');
}));

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function')
      node.addEventListener(name, value);
    else if (value === true)
      node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      node.setAttribute(name, value);
  }

  node.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

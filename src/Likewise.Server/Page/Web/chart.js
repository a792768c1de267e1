// Charts as SVG, each with a sentence that says what it shows and a table of its figures.

import { el, svg, table } from './dom.js';

const height = 190;
const room = { left: 52, right: 8, top: 8, bottom: 22 };

/**
 * Draws into a figure.
 * chart: { title, summary, legend, columns and rows (of the table), draw(frame) };
 * frame: { x(part of the width), y(part of the height), add(element) }.
 */
export function drawChart(figure, chart) {
  const width = Math.max(280, figure.clientWidth || 560);
  const frame = {
    x: part => room.left + part * (width - room.left - room.right),
    y: part => height - room.bottom - part * (height - room.top - room.bottom),
    picture: svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${chart.title}. ${chart.summary}` }),
  };
  frame.add = (tag, attributes, ...children) => frame.picture.append(svg(tag, attributes, ...children));
  chart.draw(frame);

  const wasOpen = figure.querySelector('details')?.open ?? false;
  const hadFocus = figure.contains(document.activeElement);
  figure.replaceChildren(
    el('figcaption', null, el('strong', null, chart.title), el('span', { class: 'legend' }, ...chart.legend.map(sample))),
    frame.picture,
    el('p', { class: 'muted' }, chart.summary),
    el('details', { open: wasOpen }, el('summary', null, 'Figures'), table(chart.title, chart.columns, chart.rows)));
  if (hadFocus)
    figure.querySelector('summary').focus();
}

/** Lines across, each with its words at the left. marks: [part of the height, words]. */
export function grid(frame, marks) {
  for (const [part, words] of marks) {
    frame.add('line', { class: 'grid', x1: room.left, x2: frame.x(1), y1: frame.y(part), y2: frame.y(part) });
    frame.add('text', { class: 'axis', x: room.left - 6, y: frame.y(part) + 4, 'text-anchor': 'end' }, words);
  }
}

/** Words below. marks: [part of the width, words]. */
export function below(frame, marks) {
  marks.forEach(([part, words], at) => frame.add('text', {
    class: 'axis', x: frame.x(part), y: height - 6,
    'text-anchor': at === 0 ? 'start' : at === marks.length - 1 ? 'end' : 'middle',
  }, words));
}

/** Stacked bars. stacks: for each bar its values from the bottom; names: the class of each value. */
export function bars(frame, stacks, names, most) {
  const step = 1 / stacks.length;
  stacks.forEach((values, at) => {
    let low = 0;
    values.forEach((value, which) => {
      if (value === 0)
        return;
      const top = frame.y((low + value) / most);
      frame.add('rect', {
        class: `fill-${names[which]}`, x: frame.x(at * step) + 0.5, width: Math.max(1, frame.x(step) - frame.x(0) - 1),
        y: top, height: Math.max(1, frame.y(low / most) - top),
      });
      low += value;
    });
  });
}

/** A line through parts of the height; null interrupts it, and a point that stands alone is a dot. */
export function line(frame, parts, name) {
  const step = 1 / parts.length;
  let run = [];
  const close = () => {
    if (run.length === 1)
      frame.add('circle', { class: `dot-${name}`, cx: run[0][0], cy: run[0][1], r: 2.5 });
    else if (run.length > 1)
      frame.add('polyline', { class: `line-${name}`, points: run.map(place => place.join(',')).join(' ') });
    run = [];
  };
  parts.forEach((part, at) => {
    if (part === null)
      close();
    else
      run.push([frame.x((at + 0.5) * step), frame.y(part)]);
  });
  close();
}

/** The least round number (1, 2 or 5 and noughts) that is no less. */
export function roundUp(value) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return unit * [1, 2, 5, 10].find(factor => factor * unit >= value);
}

function sample([name, words]) {
  const mark = svg('svg', { class: 'sample', viewBox: '0 0 10 10', 'aria-hidden': 'true' },
    svg('rect', { class: `fill-${name}`, width: 10, height: 10, rx: 2 }));
  return el('span', null, mark, words);
}

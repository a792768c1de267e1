// Figures as people read them.

const whole = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const money = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const count = value => whole.format(value);
export const short = value => (value < 10_000 ? whole : compact).format(value);
export const cost = value => value > 0 && value < 0.01 ? `< ${money.format(0.01)}` : money.format(value);
export const percent = value => `${(value * 100).toFixed(value > 0 && value < 0.1 ? 1 : 0)} %`;
export const similarity = value => value === undefined ? '' : value.toFixed(3);
export const timeOfDay = at => clock.format(new Date(at));
export const minuteOfDay = at => minute.format(new Date(at));
export const dateAndTime = at => moment.format(new Date(at));

/** Three figures and a unit. */
export function milliseconds(value) {
  if (value < 1)
    return `${Math.round(value * 1000)} µs`;
  return value < 1000 ? `${value.toPrecision(value < 100 ? 3 : 4).replace(/\.?0+$/, '')} ms` : seconds(value / 1000);
}

export function seconds(value) {
  if (value < 60)
    return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
  if (value < 3600)
    return `${Math.round(value / 60)} min`;
  return value < 48 * 3600 ? `${(value / 3600).toFixed(1)} h` : `${Math.round(value / 86_400)} days`;
}

/** How long ago, or how far ahead, a moment is. */
export const distance = at => seconds(Math.abs(new Date(at) - Date.now()) / 1000);

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let at = 0;
  for (; value >= 1024 && at < units.length - 1; at++)
    value /= 1024;
  return `${at === 0 ? value : value.toFixed(1)} ${units[at]}`;
}

/** not-similar: "not similar". */
export const words = name => name.replaceAll('-', ' ');

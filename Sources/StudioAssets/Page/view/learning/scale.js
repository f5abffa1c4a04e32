// From numbers to places on a picture, and where ticks stand.

const roundest = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/// The next round number, so that an axis changes seldom.
export function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * roundest.find((step) => step * power >= value * (1 - 1e-9));
}

/// An axis from 0 to `high` that is drawn between the places `from` and `to`.
export function linear(high, from, to, wished = 4) {
  const raw = high / wished;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= raw * 0.9);
  const ticks = [];
  for (let index = 0; index * step <= high * (1 + 1e-9); index++) ticks.push(index * step);
  return { ticks, place: (value) => from + (to - from) * Math.max(0, Math.min(1, value / high)), key: `linear ${high}` };
}

/// An axis of powers of ten that holds `low` and `high`.
export function logarithmic(low, high, from, to) {
  const first = Math.floor(Math.log10(low));
  const last = Math.max(first + 1, Math.ceil(Math.log10(high)));
  const ticks = [];
  const stride = Math.ceil((last - first) / 6);
  for (let power = first; power <= last; power += stride) {
    ticks.push(10 ** power);
    if (last - first <= 2 && power < last) ticks.push(2 * 10 ** power, 5 * 10 ** power);
  }
  return {
    ticks, key: `logarithmic ${first} ${last}`,
    place: (value) => from + (to - from) * Math.max(0, Math.min(1, (Math.log10(Math.max(value, 1e-30)) - first) / (last - first))),
  };
}

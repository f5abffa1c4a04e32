// Numbers as words.

/// A number with about four figures: 0.0312, −1.204, 13.2, 1.2e−7.
export function short(value, digits = 3) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 10 ** -digits || size >= 1e6)) return signedText(value.toExponential(2));
  return signedText(value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : digits));
}

/// The same with its sign always shown: +0.031, −1.204.
export const withSign = (value, digits = 3) => (value >= 0 ? "+" : "") + short(value, digits);

/// A probability with enough figures that its logarithm can be checked: 0.3333, 0.9999900.
export function probability(value) {
  const figures = value < 1 ? Math.ceil(-Math.log10(1 - value)) + 2 : 4;
  return signedText(value.toPrecision(Math.max(4, Math.min(9, figures))));
}

/// A number for narrow columns, at most seven characters: 0.031, 18.45, 3e−5.
export function tight(value) {
  const size = Math.abs(value);
  const text = size === 0 ? "0" : size < 0.0005 ? value.toExponential(0) : value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
  return signedText(text);
}

/// The same with its sign always shown.
export const tightWithSign = (value) => (value > 0 ? "+" : "") + tight(value);

/// A number as the engine has it: all figures of single precision.
export const exact = (value) => signedText(`${Math.fround(value) === value ? shortest(value) : value}`);

function shortest(value) {
  // The fewest figures that give the same single-precision number.
  for (let figures = 1; figures <= 9; figures++) {
    const text = value.toPrecision(figures);
    if (Math.fround(Number(text)) === value) return `${Number(text)}`;
  }
  return `${value}`;
}

const signedText = (text) => text.replaceAll("-", "−");

/// A share as percent: 93.4 %.
export const percent = (share, digits = 1) => (share === null || share === undefined ? "–" : `${(100 * share).toFixed(digits)} %`);

/// A share as a number between 0 and 1: 0.934.
export const share = (value) => (value === null || value === undefined ? "–" : value.toFixed(3));

/// A count with thin separators: 13,002.
export const count = (number) => Math.round(number).toLocaleString(document.documentElement.lang);

/// A number as a small index under a letter: 7 → ₇.
export const subscript = (number) => `${number}`.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

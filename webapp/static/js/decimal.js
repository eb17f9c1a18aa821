/* Decimal numbers as people write them: whole digits and a scale, so that 0.1 + 0.2 is 0.3. A quotient is rounded. */
export const DIGITS = 12;
const FINEST = 24; /* places that are carried along, twice those that can be shown */

const power = (exponent) => 10n ** BigInt(exponent);
const magnitude = (whole) => (whole < 0n ? -whole : whole);

export function decimal(text) {
  const [whole, part = ""] = text.split(".");
  return { units: BigInt(whole + part), scale: part.length };
}

export const ZERO = decimal("0");

function aligned(one, other) {
  const scale = Math.max(one.scale, other.scale);
  return [one.units * power(scale - one.scale), other.units * power(scale - other.scale), scale];
}

export function add(one, other) {
  const [a, b, scale] = aligned(one, other);
  return { units: a + b, scale };
}

export const negate = ({ units, scale }) => ({ units: -units, scale });
export const subtract = (one, other) => add(one, negate(other));
export const multiply = (one, other) => ({ units: one.units * other.units, scale: one.scale + other.scale });

/* Null for a division by nothing. */
export function divide(one, other) {
  if (other.units === 0n) return null;
  const more = FINEST + other.scale;
  return cut({ units: (one.units * power(more)) / other.units, scale: one.scale + more - other.scale });
}

/* Without the places that nobody will ever see. */
export function cut({ units, scale }) {
  return scale > FINEST ? { units: units / power(scale - FINEST), scale: FINEST } : { units, scale };
}

/* As it is shown: at most DIGITS figures, half rounded away from nothing; null when it is too long for that. */
export function written(value) {
  let { units, scale } = value;
  const figures = String(magnitude(units)).length;
  if (figures - scale > DIGITS) return null;
  const spare = Math.min(scale, Math.max(0, Math.max(figures, scale + 1) - DIGITS));
  if (spare) {
    const half = power(spare) / 2n;
    units = (units + (units < 0n ? -half : half)) / power(spare);
    scale -= spare;
  }
  const digits = String(magnitude(units)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const part = digits.slice(digits.length - scale).replace(/0+$/, "");
  if (whole.length > DIGITS) return null;
  const text = part ? `${whole}.${part}` : whole;
  return units < 0n && text !== "0" ? `-${text}` : text;
}

/** Dense vectors as bytes: 32-bit floats, little-endian. */

export function packVector(vector: readonly number[]): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes;
}

/** Of stored bytes and a vector of the same dimension; 0 when the dimensions differ or one is all zero. */
export function cosine(bytes: Buffer, vector: readonly number[]): number {
  if (bytes.length !== vector.length * 4) return 0;
  let product = 0;
  let left = 0;
  let right = 0;
  for (const [index, value] of vector.entries()) {
    const stored = bytes.readFloatLE(index * 4);
    product += stored * value;
    left += stored * stored;
    right += value * value;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}

/** Bytes of text in a token, on the low side, so that an estimate is rather too high. */
const BYTES_PER_TOKEN = 3;

export function tokensOfBytes(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

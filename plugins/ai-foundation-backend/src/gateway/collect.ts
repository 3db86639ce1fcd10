import { Readable } from 'node:stream';

/**
 * All bytes of a stream. By its events, because an asynchronous iterator costs
 * several times as much, on every request.
 *
 * @throws RangeError past the limit; the stream is then paused where it is. Else
 *   whatever broke the stream off.
 */
export function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) {
        stream.pause();
        settle(new RangeError(`There are more than ${maxBytes} bytes`));
      }
    };
    const onEnd = () => settle();
    const onClose = () => settle(new Error('The stream broke off'));
    function settle(error?: Error): void {
      stream.off('data', onData).off('end', onEnd);
      stream.off('error', settle).off('close', onClose);
      if (error) {
        reject(error);
      } else {
        resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
      }
    }
    stream.on('data', onData).once('end', onEnd);
    stream.once('error', settle).once('close', onClose);
    if (stream.destroyed) {
      onClose();
    }
  });
}

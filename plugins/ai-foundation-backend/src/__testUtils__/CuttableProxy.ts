import { once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** A TCP connection to a database that a test can cut and join again. */
export class CuttableProxy {
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  /** @param target - the URL of the database. */
  static async create(target: string): Promise<CuttableProxy> {
    const { hostname, port } = new URL(target);
    const proxy = new CuttableProxy({
      host: hostname,
      port: Number(port || 5432),
    });
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#server = createServer(socket => this.#join(socket));
  }

  /** The same database, through here. */
  through(url: string): string {
    const { port } = this.#server.address() as AddressInfo;
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(port);
    return changed.href;
  }

  cut(): void {
    this.#isCut = true;
    this.#sockets.forEach(socket => socket.destroy());
  }

  join(): void {
    this.#isCut = false;
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }

  #join(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const other = connect(this.#target);
    for (const [one, end] of [
      [socket, other],
      [other, socket],
    ]) {
      this.#sockets.add(one);
      one.pipe(end);
      one.on('error', () => end.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        end.destroy();
      });
    }
  }
}

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A way to a server of this machine that can be cut, as a network is. */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /**
   * @param target - The address of the server, e.g. `postgresql://127.0.0.1:5432/postgres`.
   */
  static async to(target: string): Promise<Relay> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    const relay = new Relay(server);
    server.on("connection", (near) => {
      if (relay.#isCut) {
        near.destroy();
        return;
      }
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        relay.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          relay.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return relay;
  }

  /** The address of the server, by this way. */
  url(target: string): string {
    const url = new URL(target);
    url.hostname = "127.0.0.1";
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Ends all connections, and lets nobody through until it is mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

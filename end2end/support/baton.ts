// A real Baton for specs: the optimised program, with a private PostgreSQL in a folder that is thrown away.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const program = process.env.BATON ?? resolve(import.meta.dirname, "../../target/dist/baton");

export type Baton = {
  url: string;
  /** Everything that the server has said so far. */
  said: () => string;
  stop: () => Promise<void>;
};

type Wishes = {
  /** With the demo's team in it; without, it is as new as on somebody's first day. */
  demo: boolean;
  /** Where it listens; any free port if not said. */
  port?: number;
  /** Its output is kept in output/<name>.log. */
  name: string;
  /** Data of an earlier Baton to go on with; kept when this one stops. */
  data?: string;
};

export async function startBaton({ demo, port, name, data }: Wishes): Promise<Baton> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "baton-e2e-"));
  // Run by root, PostgreSQL works as another user, who has to get through here to its own folder.
  if (!data) chmodSync(folder, 0o711);
  const address = `127.0.0.1:${port ?? (await freePort())}`;
  const log = resolve(import.meta.dirname, `../output/${name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);

  const args = ["serve", ...(demo ? ["--demo"] : []), "--data", folder, "--listen", address];
  // A database from the environment is somebody's real one: specs never touch it.
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (text: Buffer) => {
      said += text.toString();
      file.write(text);
    });
  }
  let ended: string | undefined;
  server.on("error", (error) => (ended = `${program} could not be started: ${error.message}`));
  server.on("exit", (code, signal) => (ended = `baton ended by itself (${signal ?? code})`));

  const stop = async () => {
    if (ended === undefined) {
      const exit = once(server, "exit");
      server.kill("SIGTERM");
      await exit;
    }
    file.end();
    if (!data) rmSync(folder, { recursive: true, force: true });
  };

  const url = `http://${address}`;
  for (const begun = Date.now(); !(await isReady(url)); await pause(100)) {
    const why = ended ?? (Date.now() - begun > 60_000 ? "baton was not ready within a minute" : undefined);
    if (why) {
      await stop();
      throw new Error(`${why}\n${said}`);
    }
  }
  return { url, said: () => said, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

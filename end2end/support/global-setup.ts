// One Baton with the demo's team for all specs. Specs that restart it, or need it empty, start their own.
import { startBaton } from "./baton.ts";
import { address } from "./address.ts";

export default async function () {
  const baton = await startBaton({ demo: true, port: address.port, name: "server" });
  return () => baton.stop();
}

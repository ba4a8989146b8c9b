// Where the Baton that all specs share listens.
const port = Number(process.env.BATON_E2E_PORT ?? 3100);

export const address = { port, url: `http://127.0.0.1:${port}` };

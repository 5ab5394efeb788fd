// Runs graphql-http's audits of a server against the endpoint: one line of JSON for each.

import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);

for (const audit of serverAudits({ url })) {
  const { id, name, status, reason = null } = await audit.fn();
  console.log(JSON.stringify({ id, name, status, reason }));
}

// Loaded into a program before its own code (node --import): writes down where it connects to and which names it looks up.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const note = (line) => appendFileSync(process.env.OUTBOUND_FILE, `${line}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host = 'localhost', port = null, path = null } = typeof first === 'object' ? first : { port: first, host: second };
  note(path ?? `${host}:${port}`);
  return connect.apply(this, args);
};
for (const api of [dns, dns.promises]) {
  const { lookup } = api;
  api.lookup = (name, ...rest) => {
    if (!net.isIP(name)) note(`lookup ${name}`);
    return lookup.call(api, name, ...rest);
  };
}

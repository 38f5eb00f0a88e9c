// An SMTP server for tests. It misbehaves by recipient: "unknown@…" is refused for good, "busy@…" for now, and at
// "drop@…" the connection ends before the answer to the text. Writes one JSON line for its port and for each mail,
// and accepts a mail only when the test has read its line and answered with one of its own.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2] ?? '{}');
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

const acknowledged = [];
const server = new SMTPServer({
  logger: false,
  hideSTARTTLS: !settings.tls,
  secure: settings.tls === 'connect',
  authOptional: !settings.user,
  disabledCommands: settings.user ? [] : ['AUTH'],
  onAuth(auth, session, done) {
    return auth.username === settings.user && auth.password === settings.password
      ? done(null, { user: auth.username })
      : done(refuse(535, 'Authentication failed'));
  },
  onMailFrom(address, session, done) {
    return done(settings.refuseSender ? refuse(550, 'Sender not allowed') : null);
  },
  onRcptTo(address, session, done) {
    if (address.address.startsWith('unknown@')) return done(refuse(550, 'No such person here'));
    if (address.address.startsWith('busy@')) return done(refuse(451, 'Try again later'));
    return done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      if (to.some((address) => address.startsWith('drop@'))) {
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      say({ to, session: session.id, secure: session.secure, user: session.user ?? null, raw: Buffer.concat(parts).toString('base64') });
      acknowledged.push(done);
    });
  },
});

server.on('error', () => {});
server.listen(settings.port ?? 0, '127.0.0.1', () => say({ port: server.server.address().port }));
// Ends with the tests, even when they are killed.
createInterface({ input: process.stdin }).on('line', () => acknowledged.shift()?.()).on('close', () => process.exit(0));

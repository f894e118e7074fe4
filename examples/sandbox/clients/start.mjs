// Starts the emulators over TLS, runs the clients against them, and ends the emulators again.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const jar = join(here, '..', 'target', 'footbridge-sandbox.jar');
const folder = mkdtempSync(join(tmpdir(), 'footbridge-clients-'));
const emulators = spawn('java', ['-jar', jar, 'emulators', '--json', '--tls'], { stdio: ['ignore', 'pipe', 'inherit'] });

async function description() {
  for await (const line of createInterface({ input: emulators.stdout })) {
    if (line.startsWith('{')) return line;
  }
  throw new Error(`the emulators did not start; is ${jar} built?`);
}

function run(line) {
  const seed = JSON.parse(line);
  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, seed.slack.caCertificate + seed.teams.caCertificate);
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: authorities, FOOTBRIDGE_EMULATORS: line };
  const clients = spawn(process.execPath, [join(here, 'clients.mjs')], { stdio: 'inherit', env: environment });
  return new Promise(ended => clients.on('exit', code => ended(code ?? 1)));
}

try {
  process.exitCode = await run(await description());
} finally {
  emulators.kill();
  rmSync(folder, { recursive: true });
}

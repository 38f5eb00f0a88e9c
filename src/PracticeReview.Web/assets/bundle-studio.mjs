// Puts the assemblies of Elsa Studio into one file, compressed: a browser gets one in a third of the time of 125 small ones.
// Its form: the length of an index (32 bits, little endian), the index in JSON ([name, bytes] of each), then the assemblies.
// usage: node bundle-studio.mjs <the Studio's _framework folder>
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = process.argv[2];
const script = readFileSync(join(folder, 'dotnet.js'), 'utf8');
const start = '/*json-start*/';
const { resources } = JSON.parse(script.slice(script.indexOf(start) + start.length, script.indexOf('/*json-end*/')));

const files = [...resources.icu, ...resources.coreAssembly, ...resources.assembly].map(({ name }) => ({ name, bytes: readFileSync(join(folder, name)) }));
const index = Buffer.from(JSON.stringify(files.map(({ name, bytes }) => [name, bytes.length])));
const length = Buffer.alloc(4);
length.writeUInt32LE(index.length);
const bundle = Buffer.concat([length, index, ...files.map(({ bytes }) => bytes)]);

for (const old of readdirSync(folder).filter((name) => name.startsWith('assemblies.'))) rmSync(join(folder, old));

// The name changes with the content, so browsers can keep it for good.
const name = join(folder, `assemblies.${createHash('sha256').update(bundle).digest('hex').slice(0, 10)}.dat`);
writeFileSync(`${name}.br`, brotliCompressSync(bundle, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length } }));
writeFileSync(name, bundle);

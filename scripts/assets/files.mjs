// Where the asset scripts read and write.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Bytes of a file of an installed npm package. */
export const readPackage = (path) => readFileSync(join(ROOT, 'node_modules', path));

/** Writes a file below public/ and returns its size in bytes. */
export function writePublic(path, content) {
  const file = join(ROOT, 'public', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return Buffer.byteLength(content);
}

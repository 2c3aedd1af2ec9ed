// The two families of the interface: Latin subset, weight axis only, as Fontsource cuts them. The rules that name
// these files, and the figures of their fallbacks, are in style/fonts.css.
import { readPackage, writePublic } from './files.mjs';

const FAMILIES = [
  { name: 'fraunces', source: 'fraunces' },
  { name: 'atkinson', source: 'atkinson-hyperlegible-next' },
];

export function copyFonts() {
  for (const { name, source } of FAMILIES) {
    const folder = `@fontsource-variable/${source}`;
    for (const [style, suffix] of [['normal', ''], ['italic', '-italic']]) {
      const bytes = readPackage(`${folder}/files/${source}-latin-wght-${style}.woff2`);
      console.log(`fonts/${name}${suffix}.woff2: ${writePublic(`fonts/${name}${suffix}.woff2`, bytes)} bytes`);
    }
    writePublic(`fonts/LICENSE-${name}.txt`, readPackage(`${folder}/LICENSE`));
  }
}

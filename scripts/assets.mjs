// Writes the generated part of public/: fonts, pictograms, portraits. Its outputs are committed, so that a build needs
// no npm; run it again (`node scripts/assets.mjs`) after changing a list or the version of a package. Deterministic.
// scene.svg and favicon.svg are drawn by hand; scripts/assets/pictures.mjs photographs them.
import { copyFonts } from './assets/fonts.mjs';
import { drawPictograms } from './assets/pictograms.mjs';
import { drawPortraits } from './assets/portraits.mjs';

copyFonts();
drawPictograms();
drawPortraits();

// The drawn portraits of the demonstration people: DiceBear's `notionists` (Zoish, CC0), one description each, on a
// transparent ground; the page draws the coloured disc behind.
import { createAvatar } from '@dicebear/core';
import { notionists } from '@dicebear/collection';
import { optimize } from 'svgo';
import { writePublic } from './files.mjs';

/** Head and shoulders, a little closer than the set's own framing, so that a face still reads at 40 px. */
const FRAME = '122 140 1500 1500';

/** Numbers are the variants of the set; see https://www.dicebear.com/styles/notionists/ */
const PEOPLE = {
  // The loge d'Alençon.
  claudie: { hair: 23, body: 7, brows: 12, lips: 23 },
  florence: { hair: 43, body: 14, brows: 5, lips: 23, glasses: 11 },
  francois: { hair: 35, body: 25, brows: 11, lips: 17, glasses: 8 },
  melodie: { hair: 57, body: 22, brows: 1, lips: 14 },
  nicolas: { hair: 27, body: 18, brows: 11, lips: 8 },
  ophelie: { hair: 37, body: 12, brows: 1, lips: 14 },
  sebastien: { hair: 38, body: 17, brows: 1, lips: 23, beard: 2 },
  // Residents.
  lea: { hair: 10, body: 21, brows: 11, lips: 30 },
  karim: { hair: 22, body: 10, brows: 5, lips: 17, beard: 5 },
  jeanne: { hair: 48, body: 15, brows: 11, lips: 23, glasses: 8 },
  paul: { hair: 19, body: 16, brows: 5, lips: 17 },
  ines: { hair: 58, body: 23, brows: 1, lips: 8 },
  marcel: { hair: 42, body: 13, brows: 11, lips: 17, beard: 9 },
  agnes: { hair: 11, body: 12, brows: 5, lips: 22, glasses: 3 },
  theo: { hair: 53, body: 3, brows: 1, lips: 30 },
  samira: { hair: 63, body: 8, brows: 11, lips: 14 },
  lucien: { hair: 42, body: 14, brows: 1, lips: 23, glasses: 11 },
  rose: { hair: 30, body: 19, brows: 5, lips: 17 },
  hugo: { hair: 17, body: 23, brows: 11, lips: 8 },
  elise: { hair: 41, body: 1, brows: 1, lips: 30 },
  bernard: { hair: 15, body: 25, brows: 5, lips: 23, beard: 9, glasses: 3 },
  nadia: { hair: 20, body: 24, brows: 11, lips: 14 },
  yann: { hair: 'hat', body: 6, brows: 1, lips: 17, beard: 4 },
  solange: { hair: 2, body: 19, brows: 11, lips: 23, glasses: 11 },
  ali: { hair: 33, body: 9, brows: 5, lips: 30 },
  margot: { hair: 47, body: 2, brows: 1, lips: 8 },
  gaston: { hair: 31, body: 11, brows: 11, lips: 23, beard: 12 },
  // The second loge.
  aurelie: { hair: 36, body: 13, brows: 5, lips: 17 },
  kevin: { hair: 26, body: 2, brows: 1, lips: 23 },
  mariam: { hair: 61, body: 15, brows: 11, lips: 14 },
  joel: { hair: 49, body: 20, brows: 5, lips: 22, glasses: 3 },
  // Whoever has not chosen one.
  neighbour: { hair: 4, body: 14, brows: 11, lips: 22 },
};

const variant = (value) => (typeof value === 'string' ? value : `variant${String(value).padStart(2, '0')}`);

function draw(name, look) {
  const chosen = Object.fromEntries(Object.entries(look).map(([part, value]) => [part, [variant(value)]]));
  return createAvatar(notionists, {
    seed: name,
    eyes: ['variant05'],
    ...chosen,
    beardProbability: look.beard ? 100 : 0,
    glassesProbability: look.glasses ? 100 : 0,
    gestureProbability: 0,
    bodyIconProbability: 0,
  }).toString();
}

/** Without the mask that repeats the frame, the metadata (kept in portraits/LICENSE.txt) and needless decimals. */
function compact(svg) {
  const bare = svg
    .replace(/<metadata[\s\S]*?<\/metadata>/, '')
    .replace(/<mask id="viewboxMask">[\s\S]*?<\/mask>/, '')
    .replace(' mask="url(#viewboxMask)"', '')
    .replace(/viewBox="[^"]*"/, `viewBox="${FRAME}"`);
  return optimize(bare, { multipass: true, floatPrecision: 0, plugins: ['preset-default'] }).data + '\n';
}

export function drawPortraits() {
  let total = 0;
  for (const [name, look] of Object.entries(PEOPLE)) total += writePublic(`portraits/${name}.svg`, compact(draw(name, look)));
  writePublic('portraits/LICENSE.txt', LICENCE);
  console.log(`portraits: ${Object.keys(PEOPLE).length} people, ${total} bytes`);
}

const LICENCE = `The portraits are remixes of "Notionists" (https://heyzoish.gumroad.com/l/notionists) by Zoish,
drawn with DiceBear, under CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/).
They show nobody in particular.
`;

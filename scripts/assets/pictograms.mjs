// The sprite of pictograms, Phosphor duotone: `<svg><use href="/icons/pictograms.svg#dog"/></svg>`. Every shape takes
// `currentColor`; the second tone is the same colour at a fifth.
import { optimize } from 'svgo';
import { readPackage, writePublic } from './files.mjs';

const SKILLS = `hammer wrench truck basket shopping-cart coat-hanger package hourglass-medium key house-line potted-plant dog
  cat baby moon-stars student piano-keys microphone-stage browser laptop file-text broom t-shirt needle frame-corners plant
  cooking-pot`;

const INTERFACE = `bell broadcast calendar-blank chart-bar chat-circle-text check-circle clock coins credit-card door-open
  envelope-simple eye flag funnel gear gift globe hand-coins handshake heart house info lock-key magnifying-glass map-pin moon
  paper-plane-tilt pencil-simple phone printer prohibit question receipt shield-check sign-in sign-out sparkle star storefront
  sun thumbs-up translate trash user-circle users-three warning-circle x-circle`;

/** Signs made of lines only: a second tone would draw a box behind them. */
const LINES = `arrow-counter-clockwise arrow-left arrow-right caret-down caret-left caret-right check list list-checks minus plus
  pulse x`;

/** Signs that are read as one solid shape. */
const SOLID = 'star';

const words = (text) => text.trim().split(/\s+/);

function symbol(id, path) {
  const source = readPackage(`@phosphor-icons/core/assets/${path}.svg`).toString('utf8');
  const { data } = optimize(source, {
    floatPrecision: 1,
    plugins: [{ name: 'preset-default', params: { overrides: { mergePaths: false } } }],
  });
  const shapes = data.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');
  return `<symbol id="${id}" viewBox="0 0 256 256" fill="currentColor">${shapes}</symbol>`;
}

export function drawPictograms() {
  const names = [...new Set([...words(SKILLS), ...words(INTERFACE)])].sort();
  const symbols = [
    ...words(LINES).map((name) => symbol(name, `regular/${name}`)),
    ...names.map((name) => symbol(name, `duotone/${name}-duotone`)),
    ...words(SOLID).map((name) => symbol(`${name}-fill`, `fill/${name}-fill`)),
  ];
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
  console.log(`icons/pictograms.svg: ${symbols.length} symbols, ${writePublic('icons/pictograms.svg', sprite)} bytes`);
  writePublic('icons/LICENSE.txt', readPackage('@phosphor-icons/core/LICENSE'));
}

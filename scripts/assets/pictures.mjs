// Photographs the drawn pictures with Chromium: the icons of the home screen and the card shown by social networks.
// Run by hand after a change of favicon.svg or scene.svg: `node scripts/assets/pictures.mjs` (CHROMIUM names the browser).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './files.mjs';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PUBLIC = join(ROOT, 'public');
const work = mkdtempSync(join(tmpdir(), 'openloge-pictures-'));

function photograph(file, width, height, html) {
  const page = join(work, 'page.html');
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><base href="${pathToFileURL(PUBLIC)}/">${html}`);
  execFileSync(BROWSER, [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1',
    '--allow-file-access-from-files', `--user-data-dir=${join(work, 'profile')}`, '--virtual-time-budget=2000',
    `--window-size=${width},${height}`, `--screenshot=${join(PUBLIC, file)}`, pathToFileURL(page).href,
  ], { stdio: 'ignore' });
}

/** Systems round the corners of an icon themselves: the ground goes to the edge, the door keeps to the safe middle. */
const icon = () => readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8').replace(' rx="14"', '');

const iconPage = `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${icon()}`;

const cardPage = `<style>
@font-face{font-family:Fraunces;src:url(fonts/fraunces.woff2);font-weight:100 900}
@font-face{font-family:Atkinson;src:url(fonts/atkinson.woff2);font-weight:200 800}
body{margin:0;width:1200px;height:630px;box-sizing:border-box;background:#FBF7F0;color:#1F2A2E;display:grid;
  grid-template-columns:450px 1fr;align-items:center;padding:0 16px 0 72px;overflow:hidden;color-scheme:light}
h1{font:600 76px/1 Fraunces;color:#1F5F5B;margin:28px 0 24px;letter-spacing:-.01em}
p{font:400 31px/1.42 Atkinson;color:#54605F;margin:0}
.mark{width:88px;height:88px;display:block}
.scene{width:690px;display:block;margin-inline-start:-4px}
</style><main><img class="mark" src="favicon.svg" alt=""><h1>OpenLoge</h1>
<p>Un coup de main près de&nbsp;chez vous, par&nbsp;quelqu’un que l’on&nbsp;connaît.</p></main>
<img class="scene" src="scene.svg" alt="">`;

try {
  photograph('apple-touch-icon.png', 180, 180, iconPage);
  photograph('icon-192.png', 192, 192, iconPage);
  photograph('icon-512.png', 512, 512, iconPage);
  photograph('og.png', 1200, 630, cardPage);
} finally {
  rmSync(work, { recursive: true, force: true });
}

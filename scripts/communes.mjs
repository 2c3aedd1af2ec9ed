// Writes backend/data/ (communes, départements, EPCI, territories of the demonstration lodges) from the
// official list packaged by Etalab. Run it again after changing the version of the package: the output is
// sorted and holds no date, so that an unchanged source gives unchanged files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const SOURCE = '@etalab/decoupage-administratif';
const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'backend', 'data');

/** Slug of a demonstration lodge → code of the EPCI whose members are its territory. */
const TERRITORIES = { alencon: '246100663', mortagne: '200036069' };

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const load = (name) => require(`${SOURCE}/data/${name}.json`);
const tsv = (rows) => rows.map((row) => row.join('\t')).join('\n') + '\n';

function write(path, text) {
  const file = join(OUT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Tabs and line ends separate the fields: a value that holds one would shift every column after it. */
function clean(value) {
  const text = String(value);
  if (/[\t\r\n]/.test(text)) throw new Error(`separator inside ${JSON.stringify(text)}`);
  return text;
}

function main() {
  const groups = load('epci');
  const groupOf = new Map(groups.flatMap((g) => g.membres.map((m) => [m.code, g.code])));
  const current = load('communes').filter((c) => c.type === 'commune-actuelle');
  // Uninhabited overseas districts have no postcode: nobody can look for a loge from there.
  const inhabited = current.filter((c) => c.codesPostaux?.length);

  const communes = inhabited
    .map((c) => [
      c.code,
      c.nom,
      c.departement ?? c.collectiviteOutremer?.code ?? c.code.slice(0, 3),
      c.population ?? 0,
      [...c.codesPostaux].sort(byCode).join(','),
      groupOf.get(c.code) ?? '',
    ].map(clean))
    .sort((a, b) => byCode(a[0], b[0]));
  write('communes.tsv', tsv(communes));

  const used = new Set(communes.map((row) => row[2]));
  const departements = load('departements').map((d) => [clean(d.code), clean(d.nom)]);
  const missing = [...used].filter((code) => !departements.some((d) => d[0] === code));
  if (missing.length) throw new Error(`communes in unknown départements: ${missing}`);
  write('departements.tsv', tsv(departements.filter((d) => used.has(d[0])).sort((a, b) => byCode(a[0], b[0]))));

  write('epci.tsv', tsv(groups.map((g) => [clean(g.code), clean(g.nom)]).sort((a, b) => byCode(a[0], b[0]))));

  console.log(`${communes.length} communes, ${used.size} départements and collectivities, ${groups.length} EPCI`);
  for (const [slug, code] of Object.entries(TERRITORIES)) {
    const members = communes.filter((row) => row[5] === code);
    const declared = groups.find((g) => g.code === code);
    if (!declared || declared.membres.length !== members.length) throw new Error(`territory ${slug}: members differ`);
    write(`territories/${slug}.txt`, members.map((row) => row[0]).join('\n') + '\n');
    console.log(`${slug}: ${declared.nom} (${code}), ${members.length} communes`);
  }

  const { version } = JSON.parse(readFileSync(require.resolve(`${SOURCE}/package.json`), 'utf8'));
  write('NOTICE', notice(version));
}

const notice = (version) => `Communes, départements and EPCI of France
=========================================

communes.tsv (INSEE code, name, département code, population, postcodes, EPCI code),
departements.tsv (code, name), epci.tsv (SIREN code, name) and territories/*.txt
(INSEE codes) are written by scripts/communes.mjs from the npm package
${SOURCE} ${version}, Copyright (c) Etalab, MIT licence:
https://github.com/datagouv/decoupage-administratif

Behind it: Insee, Code officiel géographique and populations légales; DGCL, liste des EPCI à
fiscalité propre (Banatic); La Poste, base officielle des codes postaux. All are published under
the Licence Ouverte / Open Licence 2.0: https://www.etalab.gouv.fr/licence-ouverte-open-licence
`;

main();

//! The people of the demonstration: residents, and the neighbours who offer. First names only, drawn portraits, streets of
//! the towns, telephone numbers from the ranges reserved for fiction.

use domain::provider::LegalStatus::{self, Individual, MicroEntrepreneur};

/// Every account of the demonstration opens with this password.
pub const PASSWORD: &str = "loge-de-demonstration";

/// Somebody who asks.
pub(super) struct Resident {
    /// Portrait, and the part of the address before the at sign.
    pub code: &'static str,
    pub name: &'static str,
    pub lodge: &'static str,
    pub address: &'static str,
    pub commune: &'static str,
}

/// Somebody who offers.
pub(super) struct Profile {
    pub code: &'static str,
    pub name: &'static str,
    pub lodge: &'static str,
    pub adjectives: &'static str,
    pub presentation: &'static str,
    pub status: LegalStatus,
    pub commune: &'static str,
    /// Days of the week, bit 0 is Monday.
    pub days: u8,
    pub interviewed_by: &'static str,
    /// Interviewed that many days before the demonstration begins.
    pub interviewed: i64,
    /// Where they live, for what they ask of others.
    pub address: &'static str,
}

const fn resident(
    code: &'static str,
    name: &'static str,
    lodge: &'static str,
    address: &'static str,
    commune: &'static str,
) -> Resident {
    Resident {
        code,
        name,
        lodge,
        address,
        commune,
    }
}

#[rustfmt::skip] // A line each, to be read as a table.
pub(super) const RESIDENTS: &[Resident] = &[
    resident("lea", "Léa", "alencon", "14 rue aux Sieurs", "61001"),
    resident("karim", "Karim", "alencon", "3 rue Cazault", "61001"),
    resident("jeanne", "Jeanne", "alencon", "27 rue du Jeudi", "61001"),
    resident("paul", "Paul", "alencon", "8 cours Clemenceau", "61001"),
    resident("ines", "Inès", "alencon", "52 rue de Bretagne", "61001"),
    resident("marcel", "Marcel", "alencon", "5 place de la Magdeleine", "61001"),
    resident("agnes", "Agnès", "alencon", "19 rue du Bourg", "61143"),
    resident("theo", "Théo", "alencon", "31 rue Saint-Blaise", "61001"),
    resident("samira", "Samira", "alencon", "12 boulevard de Strasbourg", "61001"),
    resident("lucien", "Lucien", "alencon", "7 rue des Granges", "61001"),
    resident("rose", "Rose", "alencon", "22 rue de la Mairie", "61397"),
    resident("hugo", "Hugo", "alencon", "40 rue d’Argentan", "61001"),
    resident("elise", "Élise", "alencon", "9 rue de Lancrel", "61001"),
    resident("bernard", "Bernard", "alencon", "2 chemin des Planches", "61077"),
    resident("nadia", "Nadia", "alencon", "66 avenue de Quakenbrück", "61001"),
    resident("yann", "Yann", "mortagne", "11 rue Sainte-Croix", "61293"),
    resident("solange", "Solange", "mortagne", "4 place de la République", "61293"),
    resident("ali", "Ali", "mortagne", "17 rue des Quinze Fusillés", "61293"),
    resident("margot", "Margot", "mortagne", "6 rue de la Comédie", "61293"),
    resident("gaston", "Gaston", "mortagne", "23 rue de Rouen", "61293"),
];

const EVERY_DAY: u8 = 0b0111_1111;
const WEEK: u8 = 0b0001_1111;
const WEEK_AND_SATURDAY: u8 = 0b0011_1111;
const EVENINGS_AND_WEEKEND: u8 = 0b0111_0100;

pub(super) const PROFILES: &[Profile] = &[
    Profile {
        code: "claudie",
        name: "Claudie",
        lodge: "alencon",
        adjectives: "chaleureuse et patiente",
        presentation: "J’ai découvert la loge en octobre, comme cliente : à la maison, personne ne sait planter un clou, et c’est un voisin qui a posé notre parquet. L’expérience m’a tellement plu que j’ai eu envie de rendre la pareille. Je garde volontiers vos animaux, je démêle les courriers administratifs qui traînent sur le buffet et j’aide les collégiens à retrouver confiance. Venez boire un café, on parlera de ce dont vous avez besoin.",
        status: MicroEntrepreneur,
        commune: "61497",
        days: WEEK_AND_SATURDAY,
        interviewed_by: "Nicolas",
        interviewed: 33,
        address: "16 rue des Tilleuls",
    },
    Profile {
        code: "florence",
        name: "Florence",
        lodge: "alencon",
        adjectives: "mélomane et bienveillante",
        presentation: "Professeure de musique à la retraite, j’ai gardé mon piano, mes partitions et l’envie de transmettre. Une leçon avec moi, c’est pour préparer un concours, retrouver un morceau d’enfance ou simplement voir si l’instrument vous plaît avant de vous inscrire quelque part. Le soir, je garde aussi les enfants : histoires et berceuses garanties. Mes lasagnes du lundi ont fini par avoir leurs habitués dans l’immeuble.",
        status: Individual,
        commune: "61001",
        days: WEEK_AND_SATURDAY,
        interviewed_by: "Nicolas",
        interviewed: 134,
        address: "10 rue Demées",
    },
    Profile {
        code: "francois",
        name: "François",
        lodge: "alencon",
        adjectives: "calme et habile de ses mains",
        presentation: "Trente-cinq ans dans la maintenance, et toujours une caisse à outils dans le coffre. Un robinet qui goutte, une tringle de travers, un cadre trop lourd : je viens voir, je vous dis franchement ce que j’en pense et je répare. Je peux aussi attendre le technicien ou veiller sur la maison pendant votre absence, le courrier rentré et les volets ouverts. J’aime le travail propre et les gens qui prennent le temps de discuter.",
        status: MicroEntrepreneur,
        commune: "61143",
        days: WEEK,
        interviewed_by: "Nicolas",
        interviewed: 131,
        address: "4 allée des Érables",
    },
    Profile {
        code: "melodie",
        name: "Mélodie",
        lodge: "alencon",
        adjectives: "joyeuse et créative",
        presentation: "Je chante depuis toujours, dans une chorale puis dans un trio qui anime les marchés de la région. J’aide à poser la voix, à préparer une audition ou à oser chanter au mariage de sa sœur. À côté du pupitre, il y a ma machine à coudre : ourlets, fermetures et boutons perdus y passent chaque semaine. Et quand je cuisine, je fais toujours trop : autant que cela vous profite.",
        status: Individual,
        commune: "61001",
        days: EVENINGS_AND_WEEKEND,
        interviewed_by: "Nicolas",
        interviewed: 118,
        address: "33 rue de la Juiverie",
    },
    Profile {
        code: "nicolas",
        name: "Nicolas",
        lodge: "alencon",
        adjectives: "organisé et disponible",
        presentation: "J’ai lancé la loge d’Alençon en juillet, parce que ce genre de coups de main manquait ici. J’ai passé le relais de la coordination mais je continue avec plaisir à proposer mes services. Je pose du parquet, je monte des meubles, je livre et je déménage avec mon utilitaire. Habitué du web, j’explique aussi aux associations et aux commerçants comment tenir un site sans y passer leurs nuits.",
        status: MicroEntrepreneur,
        commune: "61001",
        days: EVERY_DAY,
        interviewed_by: "Aurélie",
        interviewed: 139,
        address: "21 rue du Mans",
    },
    Profile {
        code: "ophelie",
        name: "Ophélie",
        lodge: "alencon",
        adjectives: "artiste et rigoureuse",
        presentation: "Illustratrice, je travaille à domicile et j’ai besoin de prendre l’air : autant que ce soit avec votre chien ! Je note les consignes, je respecte les horaires et vous recevez toujours une photo de la balade. Pendant vos vacances, je passe nourrir le chat, arroser les plantes et relever le courrier. J’ai grandi ici, je connais chaque sentier le long de la Sarthe.",
        status: Individual,
        commune: "61001",
        days: EVERY_DAY,
        interviewed_by: "Nicolas",
        interviewed: 137,
        address: "5 rue de la Poterne",
    },
    Profile {
        code: "sebastien",
        name: "Sébastien",
        lodge: "alencon",
        adjectives: "serviable et ponctuel",
        presentation: "Ancien facteur, je connais toutes les boîtes aux lettres du quartier et pas mal de leurs propriétaires. Je reçois vos colis, je monte vos courses jusqu’au cinquième et j’accueille vos voyageurs avec les clés et les bonnes adresses. L’informatique est ma deuxième passion : je reprends tout depuis le début, sans jargon et sans soupirer. Comptez sur moi pour être à l’heure.",
        status: Individual,
        commune: "61001",
        days: WEEK_AND_SATURDAY,
        interviewed_by: "Nicolas",
        interviewed: 125,
        address: "18 rue Odolant-Desnos",
    },
    Profile {
        code: "kevin",
        name: "Kévin",
        lodge: "mortagne",
        adjectives: "costaud et souriant",
        presentation: "Paysagiste de formation, je préfère les petits jardins où l’on peut discuter par-dessus la haie. Je tonds, je taille, je plante et je laisse toujours l’allée balayée derrière moi. J’ai aussi de bons bras et des sangles : une armoire qui doit changer d’étage ne me fait pas peur. Né à Mortagne, je n’ai jamais eu envie d’en partir.",
        status: MicroEntrepreneur,
        commune: "61293",
        days: WEEK_AND_SATURDAY,
        interviewed_by: "Aurélie",
        interviewed: 50,
        address: "2 rue du Colonel Guérin",
    },
    Profile {
        code: "mariam",
        name: "Mariam",
        lodge: "mortagne",
        adjectives: "douce et attentive",
        presentation: "Maman de trois grands enfants, j’ai travaillé dix ans en crèche et je garde les vôtres comme j’aurais voulu qu’on garde les miens. Pendant la sieste, le fer est chaud : vos chemises repartent sur cintre, pliées comme il faut. On me dit que mon mafé est le meilleur du Perche ; à vous de juger. Je prends toujours le temps de faire connaissance avant la première garde.",
        status: Individual,
        commune: "61293",
        days: WEEK,
        interviewed_by: "Aurélie",
        interviewed: 47,
        address: "13 rue des Déportés",
    },
    Profile {
        code: "joel",
        name: "Joël",
        lodge: "mortagne",
        adjectives: "discret et efficace",
        presentation: "Gardien d’immeuble pendant vingt ans, j’ai appris à tout remettre d’aplomb sans faire de bruit. Je nettoie une cuisine après travaux, je fais briller des vitres et je fixe ce qui doit l’être. Je viens avec mon matériel et des produits simples, savon noir et vinaigre. Ce que j’entends chez les gens reste chez les gens.",
        status: MicroEntrepreneur,
        commune: "61293",
        days: EVERY_DAY,
        interviewed_by: "Aurélie",
        interviewed: 45,
        address: "8 rue de l’Hôpital",
    },
];

/// What the coordinator of a loge says to residents.
pub(super) const WORD_OF_CLAUDIE: &str = "Une loge, ce sont d’abord des rencontres : on vient pour une étagère, on repart avec une adresse de boulanger et le prénom d’un voisin. J’ai commencé comme vous, en demandant de l’aide. Dites-moi ce qui vous manque : si personne ici ne sait le faire, je chercherai.";
pub(super) const WORD_OF_AURELIE: &str = "Notre loge est jeune et le Perche est grand : nous commençons à quelques-uns, avec l’envie de bien faire. Appelez-moi ou passez me voir au marché le samedi matin, un coup de main se trouve souvent à deux rues de chez soi.";

//! What the neighbours of the demonstration offer. Every skill of the catalogue is offered by somebody; those that Alençon
//! looks for are offered in Mortagne.

use domain::listing::RateUnit::{self, Day, Hour, Job, Slice};

/// One listing.
pub(super) struct Offer {
    pub provider: &'static str,
    pub skill: &'static str,
    pub cents: i64,
    pub unit: RateUnit,
    pub minutes: u32,
    pub description: &'static str,
}

const fn offer(
    provider: &'static str,
    skill: &'static str,
    (cents, unit): (i64, RateUnit),
    minutes: u32,
    description: &'static str,
) -> Offer {
    Offer {
        provider,
        skill,
        cents,
        unit,
        minutes,
        description,
    }
}

#[rustfmt::skip] // A line each, to be read as a table.
pub(super) const OFFERS: &[Offer] = &[
    offer("claudie", "pet-sitting", (1_200, Day), 60, "Je garde chat, lapin ou hamster chez moi ou chez vous, avec des nouvelles chaque soir."),
    offer("claudie", "paperwork", (1_500, Hour), 60, "Impôts, caisse d’allocations, mutuelle, résiliation : on ouvre tout, on trie, on répond ensemble."),
    offer("claudie", "school-support", (1_600, Hour), 60, "De la sixième à la troisième, français et mathématiques, pour préparer un contrôle ou le brevet."),
    offer("florence", "piano", (2_200, Hour), 60, "Une leçon à mon piano ou au vôtre, pour tous les âges, du premier do à la sonatine."),
    offer("florence", "singing", (2_000, Hour), 60, "Respirer, placer la voix, travailler un chant pour une cérémonie ou un concours."),
    offer("florence", "evening-childcare", (1_000, Hour), 180, "Une soirée tranquille pour vous, une histoire et une berceuse pour eux."),
    offer("florence", "home-meal", (1_400, Job), 60, "Les lasagnes du lundi pour quatre, prêtes à réchauffer, dans un plat à me rendre."),
    offer("francois", "plumbing", (2_500, Job), 60, "Évier bouché, joint fatigué, chasse d’eau qui chante : je viens avec mes outils."),
    offer("francois", "curtain", (1_800, Job), 60, "Tringles, cadres et miroirs, fixés droit et dans la bonne cheville."),
    offer("francois", "technician-wait", (1_000, Hour), 120, "J’attends chez vous l’électricien ou le releveur et je vous rends compte."),
    offer("francois", "home-sitting", (1_500, Day), 60, "Je passe chaque jour : volets, courrier, une lampe le soir et un œil sur tout."),
    offer("francois", "parquet-diy", (1_900, Hour), 180, "Étagères, meubles en kit, portes qui frottent et plinthes à reposer."),
    offer("melodie", "singing", (2_100, Hour), 60, "Une heure pour oser : chanson, gospel ou jazz, débutants bienvenus."),
    offer("melodie", "sewing", (1_200, Job), 45, "Ourlet, fermeture éclair, accroc : je passe prendre et je rapporte."),
    offer("melodie", "home-meal", (1_600, Job), 60, "Un plat mijoté pour quatre selon le marché du samedi, végétarien sur demande."),
    offer("melodie", "evening-childcare", (1_100, Hour), 180, "Pâtes, pyjama, chansons : les enfants en redemandent."),
    offer("nicolas", "parquet-diy", (2_000, Hour), 240, "Pose de parquet flottant, montage de meubles, petits travaux soignés."),
    offer("nicolas", "errands", (1_000, Job), 60, "Vos courses au marché ou en drive, livrées dans l’agglomération."),
    offer("nicolas", "web-advice", (2_500, Hour), 60, "Site d’association, réseaux, référencement : on apprend en faisant, sur votre écran."),
    offer("nicolas", "dog-walking", (1_200, Job), 90, "Une grande boucle en lisière de la forêt d’Écouves, laisse courte près des chevreuils."),
    offer("nicolas", "moving", (1_800, Hour), 240, "Un utilitaire, des sangles, des couvertures et de l’organisation."),
    offer("ophelie", "dog-walking", (1_300, Job), 60, "Je promène votre chien une heure au bord de la Sarthe quand vous n’êtes pas là."),
    offer("ophelie", "pet-sitting", (1_100, Day), 45, "Une visite par jour pour votre chat : gamelle, litière propre et longue séance de jeu."),
    offer("ophelie", "plants", (700, Job), 30, "J’arrose balcon et salon pendant vos vacances, fiche par fiche."),
    offer("ophelie", "pressing", (800, Job), 45, "Je dépose et reprends vos vêtements au pressing et vos chaussures chez le cordonnier."),
    offer("sebastien", "computer-help", (1_800, Hour), 60, "Ordinateur lent, imprimante muette, photos perdues : on reprend depuis le début."),
    offer("sebastien", "parcel", (500, Slice), 15, "Je reçois votre colis et vous l’apporte le soir même."),
    offer("sebastien", "groceries", (500, Slice), 30, "Packs d’eau et cabas lourds, montés jusqu’à votre cuisine."),
    offer("sebastien", "guest-checkin", (2_000, Job), 60, "Accueil de vos voyageurs, remise des clés, tour du logement et bonnes adresses."),
    offer("sebastien", "moving", (1_700, Hour), 180, "Cartons, canapés et piano droit, avec le sourire."),
    offer("kevin", "gardening", (1_800, Hour), 120, "Tonte, taille de haie, massifs : le jardin respire à nouveau."),
    offer("kevin", "moving", (1_700, Hour), 180, "Je porte avec précaution, du grenier à la camionnette."),
    offer("mariam", "babysitting", (950, Hour), 180, "Je garde vos enfants à la maison, goûter et jeux d’extérieur compris."),
    offer("mariam", "ironing", (1_300, Hour), 120, "Une corbeille en deux heures, chemises sur cintre."),
    offer("mariam", "home-meal", (1_500, Job), 60, "Un grand plat familial, épicé comme vous voulez."),
    offer("joel", "cleaning", (1_600, Hour), 120, "Grand ménage, vitres, fin de travaux, avec mes produits ou les vôtres."),
    offer("joel", "curtain", (1_700, Job), 60, "Je fixe tringles, cadres et patères, proprement."),
];

//! What residents of the demonstration ask for, in their words, by skill.

/// Requests of one skill.
pub(super) struct Wish {
    pub skill: &'static str,
    pub words: &'static [&'static str],
}

const fn wish(skill: &'static str, words: &'static [&'static str]) -> Wish {
    Wish { skill, words }
}

pub(super) const WISHES: &[Wish] = &[
    wish(
        "dog-walking",
        &[
            "Le travail me retient toute la journée : pourriez-vous sortir Pistache, une épagneule qui tire un peu ?",
            "Mon genou vient d’être opéré et je ne peux pas promener mon vieux labrador cette semaine.",
            "Nous sommes à un mariage : une heure de balade pour Ficelle, petite et très bavarde.",
            "Mon chien a besoin de courir et moi d’avancer mes cartons de déménagement.",
        ],
    ),
    wish(
        "pet-sitting",
        &[
            "Trois jours chez ma fille : qui passerait voir Moustache, un gros chat qui ne mord que les lacets ?",
            "Deux lapins à nourrir pendant le pont, ils vivent dans le garage.",
            "Notre chatte vient d’être opérée et ne doit pas rester seule toute la journée.",
        ],
    ),
    wish(
        "parquet-diy",
        &[
            "Poser douze mètres carrés de parquet flottant dans une chambre, les lames sont livrées.",
            "Monter une bibliothèque en kit qui attend dans son carton depuis l’été.",
            "La porte de la cave frotte depuis les pluies, il faudrait la raboter.",
            "Deux étagères à fixer au-dessus du bureau de mon fils.",
        ],
    ),
    wish(
        "plumbing",
        &[
            "L’évier de la cuisine se vide de plus en plus mal, j’ai déjà tout essayé.",
            "Un joint à changer sous le lavabo, ça goutte dans la bassine.",
            "La chasse d’eau coule sans arrêt, je l’entends toute la nuit.",
        ],
    ),
    wish(
        "curtain",
        &[
            "Fixer une tringle de deux mètres dans un mur en placo, je n’ose pas percer.",
            "Accrocher un grand miroir ancien au-dessus de la cheminée.",
            "Trois cadres et un rideau avant la visite de mes parents.",
        ],
    ),
    wish(
        "moving",
        &[
            "Un studio au deuxième étage à vider, une quinzaine de cartons et un canapé.",
            "Déplacer une armoire normande du grenier au salon, il faut être deux.",
            "Aller chercher une machine à laver achetée à dix minutes d’ici.",
            "Un deux-pièces à déménager : l’ascenseur est réservé de neuf à onze heures.",
        ],
    ),
    wish(
        "errands",
        &[
            "Mes courses au marché du jeudi : je ne conduis plus et le cabas est lourd.",
            "Récupérer une commande au drive et la déposer chez ma mère.",
            "Livrer quatre paniers de légumes dans le quartier, tout est étiqueté.",
            "Le pain, le journal et deux bricoles pendant que ma hanche se remet.",
        ],
    ),
    wish(
        "groceries",
        &[
            "L’ascenseur est en panne : trois packs d’eau et des courses à monter au cinquième.",
            "Avec un bébé de trois semaines dans les bras, je n’arrive plus à monter mes courses.",
            "Un sac de vingt kilos de croquettes au quatrième étage.",
        ],
    ),
    wish(
        "pressing",
        &[
            "Déposer un costume au pressing et le reprendre avant l’enterrement de vendredi.",
            "Mes bottes sont prêtes chez le cordonnier, qui ferme avant ma sortie du bureau.",
        ],
    ),
    wish(
        "parcel",
        &[
            "Un colis fragile annoncé entre neuf heures et midi, je serai au travail.",
            "Recevoir une cafetière et me l’apporter en fin de journée.",
        ],
    ),
    wish(
        "technician-wait",
        &[
            "Le technicien de la fibre passe « dans la journée », je ne peux pas poser de congé.",
            "Attendre le chauffagiste, qui ne donne pas d’heure, et lui ouvrir la cave.",
        ],
    ),
    wish(
        "guest-checkin",
        &[
            "Des voyageurs arrivent à quinze heures dans mon petit logement, je suis à Caen.",
            "Remettre les clés et montrer comment marche le poêle.",
        ],
    ),
    wish(
        "home-sitting",
        &[
            "Dix jours d’absence : ouvrir les volets, relever le courrier, sortir la poubelle.",
            "Ma maison reste vide une semaine et cela m’inquiète un peu.",
        ],
    ),
    wish(
        "plants",
        &[
            "Une vingtaine de pots sur le balcon et un figuier capricieux à arroser.",
            "Mes orchidées pendant ma semaine d’hôpital, une fois suffira.",
        ],
    ),
    wish(
        "evening-childcare",
        &[
            "Nous aimerions aller au cinéma : deux enfants de quatre et sept ans, faciles à coucher.",
            "Réunion d’école tardive, ma fille dort déjà à vingt heures.",
            "Notre anniversaire de mariage, dix ans sans une soirée à deux !",
        ],
    ),
    wish(
        "school-support",
        &[
            "Mon fils prépare son brevet blanc et se décourage en mathématiques.",
            "Une heure pour comprendre les fractions avant le contrôle de lundi.",
            "Ma fille doit rendre une rédaction et ne sait pas par où commencer.",
        ],
    ),
    wish(
        "piano",
        &[
            "Je prépare l’entrée au conservatoire et j’aimerais une oreille extérieure.",
            "Rejouer le morceau de mes quinze ans pour les noces d’or de mes parents.",
            "Essayer le piano avant d’en louer un pour ma fille.",
        ],
    ),
    wish(
        "singing",
        &[
            "Je chante au mariage de ma sœur dans un mois et je perds mon souffle.",
            "Une audition pour la chorale, j’ai besoin d’une oreille bienveillante.",
            "Offrir une heure de chant à ma femme pour ses soixante ans.",
        ],
    ),
    wish(
        "web-advice",
        &[
            "Notre association de marche voudrait une page simple, et savoir la tenir.",
            "Ma boutique n’apparaît nulle part quand on la cherche.",
            "Comprendre comment répondre aux avis laissés en ligne.",
        ],
    ),
    wish(
        "computer-help",
        &[
            "Mon imprimante refuse de dialoguer avec mon nouvel ordinateur.",
            "Ranger six mille photos et en faire une copie sûre.",
            "Apprendre à faire un appel vidéo avec mes petits-enfants.",
        ],
    ),
    wish(
        "paperwork",
        &[
            "Un dossier de retraite à compléter, je m’y perds entre les relevés.",
            "Résilier une assurance qui fait la sourde oreille.",
            "Ma première déclaration d’impôts en France.",
        ],
    ),
    wish(
        "sewing",
        &[
            "Deux pantalons à raccourcir pour la rentrée.",
            "La fermeture de mon manteau préféré est cassée.",
            "Un accroc dans une robe que j’aime beaucoup.",
        ],
    ),
    wish(
        "home-meal",
        &[
            "Un plat pour quatre lundi soir, nous emménageons et la cuisine est en cartons.",
            "Mon père sort de l’hôpital et ne cuisine pas encore.",
            "Un bon dîner pour remercier les voisins qui nous ont aidés.",
        ],
    ),
    wish(
        "gardening",
        &[
            "Tondre une pelouse qui m’a échappé et tailler la haie côté rue.",
            "Préparer un carré de potager pour le printemps.",
            "Ramasser les feuilles et rabattre les rosiers.",
        ],
    ),
    wish(
        "babysitting",
        &[
            "Un mercredi après-midi avec mes jumeaux de cinq ans.",
            "Ma nounou est malade demain, mon bébé a dix mois.",
        ],
    ),
    wish(
        "ironing",
        &[
            "Une montagne de chemises avant un voyage professionnel.",
            "Deux corbeilles en retard, le poignet dans le plâtre.",
        ],
    ),
    wish(
        "cleaning",
        &[
            "Remettre une cuisine en état après les travaux.",
            "Les vitres de la véranda, je ne monte plus sur l’escabeau.",
        ],
    ),
];

/// First words of a neighbour who makes a quote.
pub(super) const ANSWERS: &[&str] = &[
    "Bonjour, avec plaisir ! Je vous propose ce créneau, dites-moi s’il vous convient.",
    "Bonjour et merci pour votre message. C’est tout à fait dans mes cordes.",
    "Bonjour, je connais bien votre rue. Voici ma proposition.",
    "Merci de votre confiance ! Je peux venir un peu avant pour faire connaissance.",
    "Bonjour, aucun problème. Y a-t-il un code d’entrée ou un chien à saluer ?",
    "Bonjour, je suis libre ce jour-là, c’est noté au crayon en attendant votre accord.",
];

/// What a resident answers.
pub(super) const THANKS: &[&str] = &[
    "Parfait, merci beaucoup !",
    "Très bien pour moi. Sonnez deux fois, la sonnette est timide.",
    "C’est exactement ce qu’il me fallait, à bientôt.",
    "Merci d’avoir répondu si vite.",
];

/// What is said with a counter-quote.
pub(super) const COUNTERS: &[&str] = &[
    "Serait-il possible de s’arranger un peu sur le prix ? C’est à deux pas de chez vous.",
    "Je pensais à un peu moins, puisque j’ai déjà tout le matériel.",
];

/// Why a neighbour says no.
pub(super) const REGRETS: &[&str] = &[
    "Je suis désolé, je serai en déplacement cette semaine-là. J’espère que vous trouverez !",
    "C’est un peu au-delà de ce que je sais bien faire, je préfère vous le dire franchement.",
    "Mon agenda est plein jusqu’à la fin du mois, pardon.",
];

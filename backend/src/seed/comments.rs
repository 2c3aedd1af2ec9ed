//! What the people of the demonstration say of each other once a mission is done.

/// What one mission left behind.
pub(super) struct Comment {
    /// The neighbour, by code.
    pub provider: &'static str,
    pub skill: &'static str,
    /// Which of the requests of this skill it was.
    pub asked: usize,
    pub rating: u8,
    /// The resident about the neighbour.
    pub words: &'static str,
    /// The neighbour about the resident; empty when they only rated, or said nothing.
    pub back: &'static str,
    /// The neighbour's answer to the published review; empty for none.
    pub answer: &'static str,
}

const fn said(
    provider: &'static str,
    skill: &'static str,
    asked: usize,
    rating: u8,
    words: &'static str,
    back: &'static str,
) -> Comment {
    answered(provider, skill, asked, rating, words, back, "")
}

const fn answered(
    provider: &'static str,
    skill: &'static str,
    asked: usize,
    rating: u8,
    words: &'static str,
    back: &'static str,
    answer: &'static str,
) -> Comment {
    Comment {
        provider,
        skill,
        asked,
        rating,
        words,
        back,
        answer,
    }
}

/// In Alençon; the first is Claudie's, about her parquet.
#[rustfmt::skip] // A line each, to be read as a table.
pub(super) const OF_ALENCON: &[Comment] = &[
    said("nicolas", "parquet-diy", 0, 5, "Parquet posé en une journée, plinthes comprises, et la chambre balayée avant de partir. Nous qui ne savons rien faire de nos mains, nous sommes bluffés.", "Accueil formidable, café serré et pièce entièrement vidée : un rêve de poseur."),
    said("ophelie", "dog-walking", 0, 5, "Pistache est rentrée fatiguée et heureuse. J’ai reçu deux photos et un petit dessin d’elle au crayon !", "Une chienne adorable, et tout était prévu pour la balade."),
    answered("francois", "plumbing", 0, 5, "Évier débouché en une demi-heure et une leçon pour ne pas recommencer. Honnête : il n’a rien changé d’inutile.", "Des gens charmants, et une cuisine où il fait bon travailler.", "Merci ! Et souvenez-vous : pas de marc de café dans l’évier."),
    said("florence", "piano", 0, 5, "Une heure lumineuse. Florence a entendu tout de suite ce qui bloquait dans ma main gauche.", "Beaucoup de sérieux et d’oreille : je croise les doigts pour le concours."),
    said("sebastien", "moving", 0, 5, "Quinze cartons, un canapé, et pas une égratignure dans l’escalier. Tout était sanglé et numéroté.", "Cartons prêts et voisins prévenus : merci."),
    said("claudie", "paperwork", 1, 5, "Trois mois de courrier triés en deux heures. Je dors mieux depuis.", "Très agréable, et des papiers bien mieux rangés qu’on ne me l’avait dit."),
    said("nicolas", "errands", 0, 4, "Courses impeccables, les tomates bien choisies. Un peu de retard, mais un coup de téléphone pour prévenir.", ""),
    said("sebastien", "computer-help", 2, 5, "Enfin quelqu’un qui explique sans jargon. J’appelle maintenant mes petits-enfants en vidéo sans l’aide de personne.", "Quelqu’un qui prend des notes et qui ose essayer. Un plaisir."),
    said("melodie", "sewing", 0, 5, "Ourlets invisibles et rapportés le lendemain. Elle a même recousu un bouton que je n’avais pas vu.", ""),
    said("florence", "home-meal", 0, 5, "Les lasagnes ont sauvé notre premier soir entre les cartons. Les enfants ont léché le plat.", "Plat rendu lavé avec un pot de confiture dedans : merci !"),
    said("ophelie", "pet-sitting", 0, 5, "Moustache, qui n’aime personne, dormait sur ses genoux. Des nouvelles chaque soir, comme promis.", "Un chat de caractère et des consignes très claires."),
    said("francois", "technician-wait", 1, 4, "Le technicien est venu avec quatre heures de retard et François a attendu sans broncher. Compte rendu précis.", "Le café et les mots croisés étaient prévus, j’ai passé un bon moment."),
    said("florence", "evening-childcare", 2, 5, "Première soirée dehors depuis la naissance du petit. Il réclame « la dame qui chante ».", "Enfants délicieux, couchés à l’heure."),
    answered("sebastien", "guest-checkin", 1, 4, "Voyageurs ravis de l’accueil. Il manquait juste l’explication du poêle.", "", "C’est noté, j’ai ajouté le poêle à ma petite fiche."),
    said("francois", "curtain", 0, 5, "Tringle droite, cheville adaptée, aucun trou en trop. Dix minutes de conversation en prime.", "Mur en placo capricieux mais hôte très aimable."),
    said("claudie", "school-support", 1, 5, "Mon fils est sorti en disant « en fait c’est facile ». Je ne l’avais jamais entendu dire cela des fractions.", "Garçon vif, qui manquait seulement de confiance."),
    said("sebastien", "groceries", 0, 5, "Cinq étages, trois packs d’eau, et il a plaisanté jusqu’en haut.", ""),
    said("melodie", "singing", 0, 5, "J’ai chanté au mariage sans trembler. Merci Mélodie, ma sœur a pleuré comme prévu.", "Une jolie voix qui ne demandait qu’à sortir."),
    said("nicolas", "web-advice", 0, 5, "La page de notre association est en ligne et nous savons la tenir à jour. Très pédagogue.", "Une équipe motivée, la galette était excellente."),
    said("ophelie", "plants", 0, 5, "Mon figuier a pris deux feuilles en mon absence. Je crois qu’elle lui parle.", "Une fiche par plante, dessins compris : du grand art."),
    said("sebastien", "parcel", 1, 5, "Colis reçu, mis à l’abri et apporté le soir. Simple et rassurant.", ""),
    said("francois", "home-sitting", 1, 5, "Maison aérée, courrier rangé par date, et même le chauffage remis la veille du retour.", "Maison agréable, voisins bienveillants."),
    said("ophelie", "pressing", 0, 4, "Costume prêt à temps pour vendredi. Merci pour la discrétion dans ce moment.", "Bon courage à vous et à votre famille."),
    said("ophelie", "dog-walking", 2, 4, "Très bonne balade. Ficelle est revenue un peu crottée, mais c’est le métier de chien.", "Une petite bavarde que j’ai adorée."),
    said("francois", "parquet-diy", 1, 4, "Bibliothèque montée et fixée au mur. Il a fallu revenir pour une porte, sans supplément.", ""),
    answered("nicolas", "moving", 3, 3, "Travail bien fait, mais arrivé avec une demi-heure de retard et j’avais réservé l’ascenseur.", "Appartement prêt, merci pour les boissons.", "Vous avez raison, le camion était bloqué rue du Mans. Je prévois désormais une marge."),
    said("florence", "piano", 1, 5, "J’ai retrouvé le morceau de mes quinze ans. Mes parents n’en sont pas revenus le jour de leurs noces d’or.", "Quelle belle idée de cadeau, j’étais émue moi aussi."),
    said("sebastien", "computer-help", 1, 5, "Six mille photos rangées, copiées, étiquetées. Patience infinie.", "Des photos magnifiques du vieil Alençon, merci pour les histoires."),
    said("claudie", "paperwork", 0, 4, "Mon dossier de retraite est parti complet. Il me reste un relevé à retrouver mais je sais lequel.", ""),
    said("melodie", "home-meal", 1, 5, "Mon père a repris deux fois du mijoté, lui qui ne mangeait plus rien. Merci du fond du cœur.", "Bon rétablissement à votre papa."),
    said("francois", "plumbing", 1, 5, "Plus une goutte sous le lavabo. Il m’a laissé le vieux joint pour que je comprenne.", ""),
    said("melodie", "sewing", 1, 4, "Fermeture changée, manteau sauvé. Le fil est d’un gris un rien plus clair, il faut le savoir pour le voir.", "Un très beau manteau, qui méritait une seconde vie."),
    said("melodie", "evening-childcare", 0, 5, "Pâtes, chansons et pyjamas : les enfants demandent quand elle revient.", "Deux lutins pleins d’énergie, j’ai bien ri."),
    said("nicolas", "errands", 3, 5, "Il a pensé à prendre mon pain préféré sans que je le demande. Ce sont ces choses-là qui comptent.", "Liste claire, sourire à l’arrivée."),
    said("nicolas", "web-advice", 1, 4, "J’ai enfin compris pourquoi ma boutique restait introuvable. Beaucoup d’informations en une heure, heureusement j’ai pris des notes.", ""),
    said("florence", "singing", 1, 5, "Audition réussie ! Les exercices de souffle m’ont tout changé.", "Bravo, je n’avais aucun doute."),
    said("ophelie", "pet-sitting", 1, 4, "Lapins bien nourris et cage propre. Une photo de plus nous aurait fait plaisir.", "Deux lapins polis."),
    said("francois", "curtain", 1, 5, "Mon miroir de quinze kilos tient comme un roc. Il a tout mesuré deux fois.", ""),
    said("claudie", "school-support", 2, 5, "Une rédaction écrite par ma fille et non à sa place. C’est exactement ce que j’espérais.", "Elle a beaucoup d’imagination, il fallait juste l’écouter."),
    said("sebastien", "guest-checkin", 0, 5, "Je recevais depuis Caen, tout s’est passé comme si j’étais là. Mes voyageurs parlent encore de ses adresses.", "Logement soigné, consignes parfaites."),
    said("francois", "technician-wait", 0, 5, "La fibre est posée et le câble passe où je voulais. Mieux que si j’avais été là.", ""),
    said("ophelie", "plants", 1, 5, "Orchidées en pleine forme à mon retour de l’hôpital. Et un mot gentil sur la table.", "Contente de vous savoir de retour."),
    said("sebastien", "groceries", 2, 4, "Croquettes livrées devant la porte, le chien vous remercie.", "Quatre étages, mais quel accueil !"),
    said("sebastien", "parcel", 0, 4, "Tout s’est bien passé, il a juste fallu s’appeler deux fois pour l’heure.", ""),
    said("francois", "home-sitting", 0, 4, "Tranquille pendant dix jours. La boîte aux lettres débordait un peu un matin, rien de grave.", "Belle maison, j’ai arrosé le basilic en passant."),
    said("ophelie", "pressing", 1, 5, "Mes bottes sont comme neuves, et le ticket agrafé avec un petit mot. Efficace.", ""),
    said("francois", "parquet-diy", 2, 5, "La porte ferme avec un seul doigt. Et il m’a expliqué pourquoi elle frottait.", "Cave bien éclairée, chien curieux : bon moment."),
    said("ophelie", "dog-walking", 1, 5, "Mon vieux labrador marche lentement, elle a marché lentement. Tout est dit.", "Un sage à quatre pattes."),
    said("nicolas", "moving", 1, 5, "L’armoire normande est descendue du grenier entière. Je n’aurais jamais cru cela possible.", "Un meuble superbe, manipulé comme un bébé."),
    said("melodie", "home-meal", 2, 4, "Très bon et copieux. Pour nous un peu moins de poivre la prochaine fois que je cuisinerai sa recette !", ""),
    said("florence", "piano", 2, 4, "Ma fille a essayé une heure et veut continuer : nous l’inscrivons à l’école de musique.", "Une petite oreille très juste."),
    said("sebastien", "computer-help", 0, 4, "Imprimante réconciliée avec l’ordinateur. Il reste une mise à jour que je ferai moi-même.", "De bonnes questions, il suffisait d’un coup de pouce."),
    answered("claudie", "paperwork", 2, 5, "Première déclaration en France, et tout est devenu clair. Merci pour la patience et le thé à la menthe partagé.", "Une rencontre qui m’a fait ma semaine.", "Le thé, c’était vous ! Revenez me dire bonjour quand vous voulez."),
    said("nicolas", "errands", 2, 3, "Livraison faite, mais un panier avait été inversé avec celui de la voisine. Réglé le soir même.", "Erreur de ma part, et beaucoup d’indulgence."),
    said("melodie", "sewing", 2, 5, "L’accroc de ma robe a disparu. J’ai cherché longtemps.", "Un tissu délicat, j’ai pris mon temps."),
    said("melodie", "singing", 2, 4, "Un beau cadeau pour les soixante ans de ma femme, qui chantonne depuis dans toute la maison.", ""),
    said("francois", "plumbing", 2, 4, "La chasse d’eau s’est tue. Il a dû repasser pour une pièce, sans rien demander de plus.", "Appartement calme, maintenant vraiment calme."),
    said("francois", "curtain", 2, 4, "Trois cadres et un rideau posés avant l’arrivée de mes parents, qui n’ont rien trouvé à redire.", ""),
];

/// In Mortagne.
#[rustfmt::skip] // A line each, to be read as a table.
pub(super) const OF_MORTAGNE: &[Comment] = &[
    said("kevin", "gardening", 0, 5, "La haie est droite, l’allée balayée, et il a repéré un nid qu’il a laissé tranquille.", "Jardin plein de charme et citronnade maison."),
    said("mariam", "babysitting", 0, 5, "Mes jumeaux ont fait un gâteau, une cabane et une sieste. Je ne sais pas comment elle fait.", "Deux petits coquins très bien élevés."),
    said("joel", "cleaning", 0, 5, "Cuisine comme neuve après trois semaines de plâtre. Discret, précis, efficace.", "Chantier propre pour un chantier."),
    said("mariam", "ironing", 0, 5, "Vingt chemises sur cintre, cols parfaits. J’ai retrouvé mon dimanche.", ""),
    said("kevin", "gardening", 1, 4, "Carré de potager prêt pour le printemps. La terre est lourde, il a fallu deux passages.", "Belle terre argileuse, vous aurez de bons choux."),
    said("mariam", "home-meal", 2, 5, "Ce mafé ! Nous avons mangé en silence, ce qui n’arrive jamais chez nous.", "Tablée magnifique, merci de m’avoir fait goûter le cidre."),
    said("kevin", "moving", 2, 5, "Machine à laver montée et branchée, vieille machine emportée. Rien à ajouter.", ""),
    said("joel", "curtain", 2, 4, "Tout tient bien. Un peu de poussière restait derrière le radiateur.", ""),
    said("mariam", "babysitting", 1, 5, "Appelée la veille pour le lendemain, mon bébé de dix mois lui a souri tout de suite.", "Un bébé en or et une maison bien organisée."),
    said("joel", "cleaning", 1, 4, "Vitres impeccables. Il reste un joint que seul un vitrier pourra changer, il me l’a dit honnêtement.", ""),
    said("mariam", "ironing", 1, 4, "Linge doux et bien plié, juste un pantalon marqué d’un faux pli.", "Famille charmante."),
    said("kevin", "gardening", 2, 5, "Rosiers rabattus, feuilles ramassées, et un cours de taille offert à mon fils.", "Un apprenti très prometteur !"),
];

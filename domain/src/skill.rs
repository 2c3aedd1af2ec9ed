//! The catalogue of skills: what neighbours can be asked for, with pictogram, category and the doors for regular needs.
//!
//! Skills are named here, in both languages, because pages, mail and search all need the names.

use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// Families of skills, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Repairs and work in the house.
    Diy,
    /// Errands, parcels, presence.
    Errands,
    /// Animals.
    Pets,
    /// Children.
    Children,
    /// Lessons and know-how.
    Lessons,
    /// Linen, cleaning, cooking.
    Home,
    /// Gardens and plants.
    Garden,
}

/// Where a regular need is better served: the doors shown when the same service is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// A music school or association.
    MusicSchool,
    /// Employing somebody at home with CESU.
    Cesu,
    /// A local professional.
    Professional,
    /// An association of the town.
    Association,
    /// A recognised childcare service.
    Childcare,
}

/// One entry of the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub struct Skill {
    /// Stable code, as stored and as used in addresses.
    pub code: &'static str,
    /// Family.
    pub category: Category,
    /// Identifier of the pictogram in the sprite.
    pub pictogram: &'static str,
    /// French and English names.
    names: [&'static str; 2],
    /// Other words people type to find it, both languages.
    pub words: &'static str,
    /// Doors for regular needs.
    pub doors: &'static [Door],
}

impl Skill {
    /// The name in that language.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.names[0],
            Lang::En => self.names[1],
        }
    }
}

/// The skill with this code.
pub fn find(code: &str) -> Option<&'static Skill> {
    CATALOGUE.iter().find(|s| s.code == code)
}

const fn skill(
    code: &'static str,
    category: Category,
    pictogram: &'static str,
    names: [&'static str; 2],
    words: &'static str,
    doors: &'static [Door],
) -> Skill {
    Skill {
        code,
        category,
        pictogram,
        names,
        words,
        doors,
    }
}

use Category::{Children, Diy, Errands, Garden, Home, Lessons, Pets};
use Door::{Association, Cesu, Childcare, MusicSchool, Professional};

/// Every skill, in the order shown.
pub static CATALOGUE: &[Skill] = &[
    skill(
        "dog-walking",
        Pets,
        "dog",
        ["Promenade de chien", "Dog walking"],
        "promener chien sortir balade dog walk",
        &[Professional, Association],
    ),
    skill(
        "pet-sitting",
        Pets,
        "cat",
        ["Garde d’animaux", "Pet sitting"],
        "chat lapin animal animaux cat pet",
        &[Professional, Association],
    ),
    skill(
        "parquet-diy",
        Diy,
        "hammer",
        ["Bricolage, pose de parquet", "DIY and flooring"],
        "bricoleur parquet etagere meuble montage floor shelf handyman",
        &[Professional],
    ),
    skill(
        "plumbing",
        Diy,
        "wrench",
        ["Petits soucis d’évier", "Sink troubles"],
        "plomberie fuite robinet evier plumber leak tap",
        &[Professional],
    ),
    skill(
        "curtain",
        Diy,
        "frame-corners",
        ["Fixer un rideau, un cadre", "Hanging curtains and frames"],
        "tringle rideau cadre tableau curtain picture",
        &[Professional],
    ),
    skill(
        "moving",
        Diy,
        "truck",
        ["Déménagement, meubles à porter", "Moving furniture"],
        "demenager carton meuble move boxes",
        &[Professional],
    ),
    skill(
        "errands",
        Errands,
        "basket",
        ["Courses et livraisons", "Errands and deliveries"],
        "livrer course livraison marche delivery shopping",
        &[Cesu, Association],
    ),
    skill(
        "groceries",
        Errands,
        "shopping-cart",
        ["Courses portées à l’étage", "Groceries carried upstairs"],
        "porter monter escalier pack eau stairs carry",
        &[Cesu, Association],
    ),
    skill(
        "pressing",
        Errands,
        "coat-hanger",
        ["Pressing et cordonnerie", "Dry cleaner and cobbler run"],
        "chaussures costume teinturier shoes laundry",
        &[Professional],
    ),
    skill(
        "parcel",
        Errands,
        "package",
        ["Réception de colis", "Parcel reception"],
        "paquet recevoir poste parcel post",
        &[Association],
    ),
    skill(
        "technician-wait",
        Errands,
        "hourglass-medium",
        ["Attendre un technicien", "Waiting for a technician"],
        "attente livreur depannage releve compteur technician",
        &[Professional],
    ),
    skill(
        "guest-checkin",
        Errands,
        "key",
        ["Accueil de voyageurs", "Guest check-in and check-out"],
        "airbnb cles clef location voyageur keys rental",
        &[Professional],
    ),
    skill(
        "home-sitting",
        Errands,
        "house-line",
        ["Garde de maison", "Home sitting"],
        "veiller maison absence courrier house sitting",
        &[Professional],
    ),
    skill(
        "plants",
        Garden,
        "potted-plant",
        ["Arroser les plantes", "Watering plants"],
        "arrosage fleurs balcon vacances flowers water",
        &[Association],
    ),
    skill(
        "gardening",
        Garden,
        "plant",
        ["Jardin et espaces verts", "Gardening"],
        "tondre pelouse haie tailler jardinier mow hedge lawn",
        &[Cesu, Professional],
    ),
    skill(
        "babysitting",
        Children,
        "baby",
        ["Baby-sitting", "Babysitting"],
        "garde enfant bebe nounou child",
        &[Childcare, Cesu],
    ),
    skill(
        "evening-childcare",
        Children,
        "moon-stars",
        ["Garder les enfants le soir", "Evening childcare"],
        "soiree enfants cinema evening kids",
        &[Childcare, Cesu],
    ),
    skill(
        "school-support",
        Lessons,
        "student",
        ["Soutien scolaire", "School support"],
        "devoirs maths lecture brevet homework tutor",
        &[Cesu, Association],
    ),
    skill(
        "piano",
        Lessons,
        "piano-keys",
        ["Leçon de piano", "Piano lesson"],
        "musique cours concours solfege music",
        &[MusicSchool],
    ),
    skill(
        "singing",
        Lessons,
        "microphone-stage",
        ["Leçon de chant", "Singing lesson"],
        "voix chorale cours voice choir",
        &[MusicSchool],
    ),
    skill(
        "web-advice",
        Lessons,
        "browser",
        ["Conseil et formation web", "Web advice and training"],
        "site internet reseaux formation website",
        &[Professional],
    ),
    skill(
        "computer-help",
        Lessons,
        "laptop",
        ["Aide informatique", "Computer help"],
        "ordinateur imprimante telephone tablette printer phone",
        &[Professional, Association],
    ),
    skill(
        "paperwork",
        Home,
        "file-text",
        ["Aide aux démarches", "Help with paperwork"],
        "administratif papiers dossier impots caf forms",
        &[Association],
    ),
    skill(
        "cleaning",
        Home,
        "broom",
        ["Ménage", "Cleaning"],
        "menage nettoyer vitres clean windows",
        &[Cesu, Professional],
    ),
    skill(
        "ironing",
        Home,
        "t-shirt",
        ["Repassage", "Ironing"],
        "repasser chemises linge shirts iron",
        &[Cesu, Professional],
    ),
    skill(
        "sewing",
        Home,
        "needle",
        ["Couture et reprises", "Mending and sewing"],
        "ourlet pantalon reprise bouton hem trousers",
        &[Professional],
    ),
    skill(
        "home-meal",
        Home,
        "cooking-pot",
        ["Plat fait maison", "Home-cooked meal"],
        "lasagnes cuisine repas cuisinier lasagna cook",
        &[Professional, Association],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_catalogue_names_every_skill_once_in_both_languages() {
        let codes: BTreeSet<_> = CATALOGUE.iter().map(|s| s.code).collect();
        assert_eq!(codes.len(), CATALOGUE.len());
        assert_eq!(CATALOGUE.len(), 27);
        for skill in CATALOGUE {
            assert_eq!(find(skill.code), Some(skill));
            assert!(Lang::ALL.iter().all(|l| skill.name(*l).len() > 3) && !skill.doors.is_empty());
            assert_eq!(
                crate::text::fold(skill.words),
                skill.words,
                "search words are stored folded"
            );
        }
    }
}

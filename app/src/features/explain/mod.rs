//! Pages that explain: how it works, where the money goes.

mod how_page;
mod money_page;

pub use how_page::HowPage;
pub use money_page::MoneyPage;

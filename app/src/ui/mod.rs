//! The interface kit: small components every page is made of, in the classes of `style/`.
//!
//! They take plain values and `domain::view` shapes, and own no data, no request and no page. What they say is in the
//! `ui` catalogue. Each works without script; what hydration adds is said in the component.

#![allow(
    clippy::needless_pass_by_value,
    reason = "the props of a component are owned, whatever it does with them"
)]

mod breadcrumbs;
mod chart;
mod chip;
mod choices;
mod coins_bar;
mod empty_state;
mod error_summary;
mod field;
mod folded;
mod funnel;
mod icon;
mod lodge_card;
mod notice;
mod portrait;
mod provider_card;
mod review_card;
mod select;
mod skeleton;
mod stars;
mod stars_input;
mod stepper;
mod submit;
mod text_area;
mod timeline;
mod toasts;
pub mod words;

pub use breadcrumbs::Breadcrumbs;
pub use chart::{BarChart, ChartPoint, LineChart};
pub use chip::{SkillChip, WantedChip};
pub use choices::{Check, Choice, RadioCards};
pub use coins_bar::{CoinsBar, CoinsForm};
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use field::{MoneyInput, TextField};
pub use folded::Folded;
pub use funnel::Funnel;
pub use icon::{Icon, IconDisc};
pub use lodge_card::LodgeCard;
pub use notice::{Notice, Tone};
pub use portrait::{Portrait, PortraitSize};
pub use provider_card::{ProviderCard, Rates};
pub use review_card::ReviewCard;
pub use select::Select;
pub use skeleton::{Skeleton, SkeletonCards};
pub use stars::{StarNote, Stars};
pub use stars_input::StarsInput;
pub use stepper::Stepper;
pub use submit::Submit;
pub use text_area::TextArea;
pub use timeline::{Timeline, TimelineState, TimelineStep};
pub use toasts::{ToastRegion, Toasts, provide_toasts, use_toasts};

//! The dashboards: a loge's for its coordinator, every loge's for the network. Rendered on the server; kept fresh in place
//! by live events once the browser listens. What may be seen is the use cases' to say.

mod api;
mod board;
mod dashboard_page;
mod feed;
mod live_state;
mod needs;
mod network_page;
mod period;
mod today;
mod wording;

pub use dashboard_page::DashboardPage;
pub use network_page::NetworkPage;

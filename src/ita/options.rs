//! What a build may be told beside its sources.

use crate::base::date::Day;
use crate::ita::agency::BaseUrl;
use crate::ita::portal::Portal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day of the build; used only where a page says so.
    pub today: Day,
    /// Replaces the agency's `base_url`.
    pub base_url: Option<BaseUrl>,
}

impl Options {
    /// Where the site will be published.
    pub fn address<'a>(&'a self, portal: &'a Portal) -> &'a BaseUrl {
        self.base_url.as_ref().unwrap_or(&portal.agency.base_url.value)
    }
}

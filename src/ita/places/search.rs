//! The search page, which is also a list of all pages.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct SearchPlace;

impl<'a> PageKind<'a> for SearchPlace {
    fn address(&self) -> Address {
        Address::section("search")
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        Title::Word("search")
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.updated()
    }
}

//! The home page.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::agency::Agency;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct HomePlace<'a> {
    pub agency: &'a Agency,
}

impl<'a> PageKind<'a> for HomePlace<'a> {
    fn address(&self) -> Address {
        Address::home()
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        Title::Text(&self.agency.name)
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.updated()
    }
}

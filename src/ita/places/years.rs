//! The list of all years.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct YearsPlace;

impl<'a> PageKind<'a> for YearsPlace {
    fn address(&self) -> Address {
        Address::years()
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        Title::Word("years")
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.updated()
    }
}

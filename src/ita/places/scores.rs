//! The scores of all years.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct ScoresPlace;

impl<'a> PageKind<'a> for ScoresPlace {
    fn address(&self) -> Address {
        Address::scores()
    }

    fn title(&self) -> Title<'a> {
        Title::Word("scores")
    }

    fn section(&self) -> Title<'a> {
        self.title()
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.years.values().filter_map(|year| year.announced()).max()
    }
}

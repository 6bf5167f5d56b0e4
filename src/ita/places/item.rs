//! The page of an item.

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::body::{self, Bodies};
use crate::ita::catalogue::{Group, ItemSpec};
use crate::ita::document::Facts;
use crate::ita::item::Item;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;
use crate::ita::staff::Note;
use crate::ita::year::{FiscalYear, Period};

#[derive(Clone, Copy, Debug)]
pub struct ItemPlace<'a> {
    pub assessment: &'a Assessment,
    pub group: &'a Group,
    pub spec: &'a ItemSpec,
    /// The agency's answer, if there is one.
    pub item: Option<&'a Item>,
}

impl<'a> PageKind<'a> for ItemPlace<'a> {
    fn address(&self) -> Address {
        Address::item(self.assessment.year, &self.spec.code.value)
    }

    fn title(&self) -> Title<'a> {
        Title::Numbered(self.spec.code.value.to_string(), &self.spec.title)
    }

    fn section(&self) -> Title<'a> {
        year::title(self.assessment.year)
    }

    fn above(&self) -> Vec<Address> {
        year::above(self.assessment.year)
    }

    fn part(&self) -> Option<(&'a Text, String)> {
        Some((&self.group.name, self.group.anchor()))
    }

    fn marks(&self) -> Vec<String> {
        let tables = self.facts().map_or(&[][..], |facts| &facts.tables).iter().map(|table| table.anchor());
        self.spec.requirements.iter().map(|one| one.anchor()).chain(tables).collect()
    }

    fn year(&self) -> Option<FiscalYear> {
        Some(self.assessment.year)
    }

    fn is_in_series(&self) -> bool {
        true
    }

    fn source(&self) -> Option<&'a RelPath> {
        self.item.map(|item| &item.path)
    }

    fn is_about(&self, note: &Note) -> bool {
        let catalogue = self.assessment.catalogue.as_deref().map(|catalogue| &catalogue.path);
        match note.item().filter(|_| catalogue == Some(note.path())) {
            Some((code, _)) => code == self.spec.code.value.as_str(),
            None => self.source() == Some(note.path()),
        }
    }

    fn listed_at(&self) -> Option<&'a Span> {
        Some(&self.spec.code.span)
    }

    fn spec(&self) -> Option<&'a ItemSpec> {
        Some(self.spec)
    }

    fn answer(&self) -> Option<&'a Item> {
        self.item
    }

    fn facts(&self) -> Option<&'a Facts> {
        self.item.map(|item| &*item.facts)
    }

    fn bodies(&self) -> Option<&'a Bodies> {
        self.item.map(|item| &item.bodies)
    }

    fn is_translated(&self, lang: Lang) -> bool {
        body::is_translated(&self.spec.title, self.bodies(), lang)
    }

    fn period(&self) -> Option<Period> {
        let own = self.item.and_then(|item| item.period.as_ref()).map(|period| period.value);
        own.or_else(|| self.assessment.year.period())
    }

    fn feed_entry(&self) -> Option<(Day, &'a Text)> {
        Some((self.facts()?.updated?, &self.spec.title))
    }

    fn is_empty(&self, _: &Portal) -> bool {
        self.item.is_none_or(|item| item.evidence.is_empty())
    }
}

//! All documents of the site in one list; each order of the list is a page of its own.

use crate::base::date::Day;
use crate::ita::address::Address;
use crate::ita::open_data::Set;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::portal::Portal;

#[derive(Clone, Copy, Debug)]
pub struct DocumentsPlace {
    pub order: Order,
}

/// An order of the list of all documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the pages that offer them.
    Page,
    /// The newest first; those without a date last.
    Date,
    Title,
    Kind,
}

impl<'a> PageKind<'a> for DocumentsPlace {
    fn address(&self) -> Address {
        match self.order {
            Order::Page => Address::section("documents"),
            order => Address::section(&format!("documents/{}", order.word())),
        }
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn title(&self) -> Title<'a> {
        Title::Word(match self.order {
            Order::Page => "documents",
            Order::Date => "documents_by-date",
            Order::Title => "documents_by-title",
            Order::Kind => "documents_by-kind",
        })
    }

    fn above(&self) -> Vec<Address> {
        match self.order {
            Order::Page => Vec::new(),
            _ => vec![DocumentsPlace { order: Order::Page }.address()],
        }
    }

    fn updated(&self, portal: &Portal) -> Option<Day> {
        portal.updated()
    }

    fn sets(&self) -> &'static [Set] {
        &[Set::Documents]
    }
}

impl Order {
    /// Every order; the first is that of the list itself.
    pub const ALL: [Order; 4] = [Order::Page, Order::Date, Order::Title, Order::Kind];

    /// The word of its address, and of its name in a theme.
    pub fn word(self) -> &'static str {
        match self {
            Order::Page => "by-page",
            Order::Date => "by-date",
            Order::Title => "by-title",
            Order::Kind => "by-kind",
        }
    }
}

//! How a site receives its readers: the agency's colour and seal, what stands at the head and the foot of every page, the
//! banners of its home page, and where to report a fault.

use crate::base::colour::Colour;
use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;

/// The part of `agency.yaml` that pages look by. Everything may be missing.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The colour of bands and links; the theme's own without it.
    pub accent: Option<Spanned<Colour>>,
    /// The agency's seal or logo.
    pub logo: Option<Spanned<Option<RelPath>>>,
    /// Where readers report a fault: a file of the content, an address of the site, a mail address.
    pub report: Option<Spanned<String>>,
    /// Where the facts of a page of the assessment come from that names no source of its own.
    pub source: Option<Text>,
    pub banners: Vec<Banner>,
    pub notices: Vec<Notice>,
    pub footer: Vec<FooterEntry>,
    /// The digits of official documents.
    pub digits: Digits,
}

impl Front {
    /// What every page leads to by its head and its foot, and to report a fault.
    pub(crate) fn ways(&self) -> impl Iterator<Item = &Spanned<String>> {
        let notices = self.notices.iter().filter_map(|notice| notice.to.as_ref());
        notices.chain(self.footer.iter().filter_map(|entry| entry.to.as_ref())).chain(&self.report)
    }
}

/// A way in that the home page shows.
#[derive(Clone, Debug)]
pub struct Banner {
    pub title: Text,
    pub text: Option<Text>,
    /// Where it leads; without it, or where nothing is there yet, the banner is not shown.
    pub to: Option<Spanned<String>>,
    /// For the agency's own staff: never part of the public site.
    pub staff: bool,
}

/// What every page says at its head until a day.
#[derive(Clone, Debug)]
pub struct Notice {
    pub text: Text,
    pub to: Option<Spanned<String>>,
    /// The first day, and the last.
    pub from: Option<Day>,
    pub until: Spanned<Day>,
}

impl Notice {
    pub(crate) fn is_over(&self, today: Day) -> bool {
        self.until.value < today
    }

    pub(crate) fn is_shown(&self, today: Day) -> bool {
        !self.is_over(today) && self.from.is_none_or(|first| first <= today)
    }
}

/// A link or a sentence at the foot of every page.
#[derive(Clone, Debug)]
pub struct FooterEntry {
    pub title: Text,
    pub to: Option<Spanned<String>>,
}

/// The digits that a document is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    #[default]
    Arabic,
    Thai,
}

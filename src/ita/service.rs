//! What people need to know before they ask for a service.

use crate::base::lang::Text;
use crate::base::span::Spanned;

/// The facts of a service. Everything may be missing.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Who may ask for it.
    pub who: Option<Text>,
    pub bring: Vec<Text>,
    pub fee: Option<Text>,
    pub time: Option<Text>,
    pub place: Option<Text>,
    /// Forms to fill in: files of the content, pages, addresses elsewhere.
    pub forms: Vec<Spanned<String>>,
    /// Where it can be asked for online.
    pub start: Option<Spanned<String>>,
}

impl Service {
    /// Whether nothing of it is told.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts().next().is_none() && self.targets().next().is_none()
    }

    /// Its texts, in the order in which pages show them.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.who.iter().chain(&self.bring).chain(&self.fee).chain(&self.time).chain(&self.place)
    }

    /// What it leads to.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.forms.iter().chain(&self.start)
    }
}

//! A way to reach the agency, and the kinds of them that a catalogue asks for.

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::prose::is_value;
use crate::base::span::Spanned;
use crate::base::telephone::is_telephone;

/// A way to reach the agency.
#[derive(Clone, Debug)]
pub struct Contact {
    pub kind: Option<ContactKind>,
    pub label: Text,
    /// `None` while it is awaited.
    pub value: Option<Text>,
    pub url: Option<String>,
    /// A drawing of the way there.
    pub picture: Option<Spanned<Option<RelPath>>>,
    /// The one to call at once.
    pub hotline: bool,
}

/// What a contact is, by the words of `agency.yaml` and of the checks of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    Address,
    Phone,
    Email,
    Map,
    Inquiry,
    Website,
    Social,
    Hours,
    Fax,
    Line,
    Facebook,
    /// Where complaints go.
    Complaint,
}

impl Contact {
    /// Whether it is what stands at an address.
    pub(crate) fn is_at(&self, url: &str) -> bool {
        self.url.as_deref() == Some(url)
    }

    /// Whether it says how to reach the agency.
    pub(crate) fn has_value(&self) -> bool {
        self.value.as_ref().is_some_and(|value| match self.kind {
            Some(ContactKind::Phone | ContactKind::Fax) => is_telephone(&value.th),
            Some(ContactKind::Email) => is_value(&value.th) && value.th.contains('@'),
            _ => is_value(&value.th),
        })
    }
}

impl ContactKind {
    pub const WORDS: [(&'static str, ContactKind); 12] = [
        ("address", ContactKind::Address),
        ("phone", ContactKind::Phone),
        ("email", ContactKind::Email),
        ("map", ContactKind::Map),
        ("inquiry", ContactKind::Inquiry),
        ("website", ContactKind::Website),
        ("social", ContactKind::Social),
        ("hours", ContactKind::Hours),
        ("fax", ContactKind::Fax),
        ("line", ContactKind::Line),
        ("facebook", ContactKind::Facebook),
        ("complaint", ContactKind::Complaint),
    ];

    /// Whether it is what is asked for: LINE and Facebook are social media.
    pub(crate) fn serves_as(self, asked: ContactKind) -> bool {
        let social = matches!(self, ContactKind::Line | ContactKind::Facebook);
        self == asked || (social && asked == ContactKind::Social)
    }

    /// Whether social media are where it may live.
    pub(crate) fn may_be_social(self) -> bool {
        matches!(self, ContactKind::Inquiry | ContactKind::Social | ContactKind::Line | ContactKind::Facebook)
    }
}

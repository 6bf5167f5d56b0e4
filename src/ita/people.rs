//! The people of the agency, and the parts of its organisation.

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;

/// An executive.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: Text,
    pub position: Text,
    pub group: Option<Text>,
    /// The name by which a catalogue asks for people of its group: `political`.
    pub side: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub photo: Option<Spanned<Option<RelPath>>>,
    pub note: Option<Text>,
}

/// A part of the organisation: a post, an office, a division.
#[derive(Clone, Debug)]
pub struct Unit {
    pub id: Spanned<String>,
    pub name: Text,
    /// The unit that it stands under; none for those at the top.
    pub under: Option<Spanned<String>>,
    pub note: Option<Text>,
}

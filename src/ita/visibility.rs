//! Who sees a year, and where the documents of a closed one are.

use crate::base::lang::Text;
use crate::base::span::Spanned;

/// Who sees the pages of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    #[default]
    Listed,
    /// Reachable by whoever looks for it: in no menu and on no home page, without counts.
    Archive,
    /// Not published at all: no page, no data, no file, no search.
    Hidden,
}

impl Visibility {
    /// The word in the content.
    pub const WORDS: [(&'static str, Visibility); 3] =
        [("listed", Visibility::Listed), ("archive", Visibility::Archive), ("hidden", Visibility::Hidden)];
}

/// Where the documents of a closed year were published.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub url: Spanned<String>,
    /// What readers see of the link; without it, the address.
    pub text: Option<Text>,
}

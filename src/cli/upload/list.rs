//! Names in lines of their own: the first of them, and how many more there are.

use std::fmt::Write;

use crate::base::lang::Lang;

/// So many names are shown to people; the rest is counted.
pub(super) const SHOWN: usize = 20;

/// Adds the names to a text.
pub(super) fn add(text: &mut String, names: &[impl ToString], lang: Lang) {
    for name in names.iter().take(SHOWN) {
        let _ = write!(text, "\n  {}", name.to_string());
    }
    if let Some(more) = names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Th => write!(text, "\n  และอีก {more}"),
            Lang::En => write!(text, "\n  and {more} more"),
        };
    }
}

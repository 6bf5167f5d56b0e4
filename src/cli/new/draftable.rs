//! One kind of draft that `prongsai new` begins. Each kind stands in a file of its own.

use crate::base::lang::Bilingual;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::work::Work;

/// One kind of draft: its name, what it is, its arguments, and what it does.
pub(super) struct Draftable {
    pub name: &'static str,
    pub about: Bilingual<&'static str>,
    /// Arguments that stand by their place, then options; each with its help.
    pub places: &'static [(&'static str, Bilingual<&'static str>)],
    pub options: &'static [(&'static str, Bilingual<&'static str>)],
    /// Options without a value.
    pub flags: &'static [(&'static str, Bilingual<&'static str>)],
    pub run: fn(&Work<'_>) -> Result<Exit, Stop>,
}

//! The papers of a year, for the commands that write them.

use crate::base::source::Sources;
use crate::base::words::Words;
use crate::ita::portal::Portal;
use crate::parse;
use crate::render::theme::BASE;

pub(crate) use crate::export::papers::{Form, answer_sheet};

/// The words of the site's pages, which papers use where they speak of them.
pub(crate) fn words(portal: &Portal, sources: &Sources) -> Words {
    parse::words::words(sources, BASE, &portal.agency.theme.value).0
}

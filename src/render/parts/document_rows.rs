//! Documents in a list, each with the page that offers it. Such a list may be as long as the site is large, so its rows are
//! made one by one, and once for the pages of one depth that show it in several orders.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::render::look::{DocumentView, Link, Look};
use crate::render::parts::pieces::Around;
use crate::render::theme::{Rendered, Theme};

/// The template of a row.
const ROW: &str = "document-row";

/// A document and the page that offers it.
pub(crate) struct DocumentRow<'a> {
    pub(crate) document: DocumentView<'a>,
    found_on: Link<'a>,
    /// Which it is in the reading order.
    at: usize,
}

/// What the template of a row sees.
#[derive(Serialize)]
struct View<'v, 'a> {
    document: &'v DocumentView<'a>,
    found_on: &'v Link<'a>,
    page: Around<'v>,
}

/// Rows as HTML, and where each ends.
type Rows = (String, Vec<usize>);

/// The rows in the reading order that several pages show, by the language and the way to the root of the site.
#[derive(Default)]
pub(crate) struct SharedRows(Mutex<HashMap<(Lang, String), Shared>>);

/// Made by whoever asks first, if the template can.
type Shared = Arc<OnceLock<Result<Rows, Diagnostic>>>;

/// Every document of the site with the page that offers it, in reading order.
pub(crate) fn document_rows<'p>(look: &Look<'_, 'p>) -> Vec<DocumentRow<'p>> {
    let mut rows = Vec::new();
    for place in &look.site.places {
        for document in place.facts().iter().flat_map(|facts| &facts.documents) {
            if let Some(document) = look.document(document) {
                rows.push(DocumentRow { document, found_on: look.page_link(&**place), at: rows.len() });
            }
        }
    }
    rows
}

/// A list of rows as HTML.
pub(crate) fn document_list(look: &Look<'_, '_>, theme: &Theme, rows: &[DocumentRow<'_>]) -> Rendered {
    Ok(html(look, theme, rows.iter())?.0)
}

fn html<'r, 'p: 'r>(
    look: &Look<'_, '_>,
    theme: &Theme,
    rows: impl Iterator<Item = &'r DocumentRow<'p>>,
) -> Result<Rows, Diagnostic> {
    let (lang, root) = (look.lang(), &*look.page.root());
    let view = |row: &'r DocumentRow<'p>| {
        let DocumentRow { document, found_on, .. } = row;
        View { document, found_on, page: Around { lang, root } }
    };
    theme.render_each(ROW, lang, rows.map(view))
}

impl SharedRows {
    /// A list of `rows`, which are all of the site in any order, as HTML.
    pub(crate) fn list(&self, look: &Look<'_, '_>, theme: &Theme, rows: &[DocumentRow<'_>]) -> Rendered {
        let shared = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shared().entry((look.lang(), look.page.root())).or_default().clone();
        // Whoever needs them at the same time waits, which is quicker than to make them too.
        let made = known.get_or_init(|| {
            let mut read: Vec<&DocumentRow> = rows.iter().collect();
            read.sort_by_key(|row| row.at);
            html(look, theme, read.into_iter())
        });
        let (text, ends) = made.as_ref().map_err(Clone::clone)?;
        let start = |at: usize| at.checked_sub(1).map_or(0, |before| ends[before]);
        Ok(rows.iter().map(|row| &text[start(row.at)..ends[row.at]]).collect())
    }
}

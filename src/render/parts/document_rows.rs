//! Documents in a list, each with the page that offers it. Such a list may be as long as the site is large, so its rows are
//! made one by one, and once for the pages of one depth that show it in several orders.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::render::look::{DocumentView, Link, Look};
use crate::render::theme::{Rendered, Theme};

/// The template of a row.
const ROW: &str = "document-row";

/// A document and the page that offers it.
pub(crate) struct DocumentRow<'a> {
    pub(crate) document: DocumentView<'a>,
    found_on: Link<'a>,
    /// Its place in the reading order.
    place: usize,
}

/// What the template of a row sees.
#[derive(Serialize)]
struct View<'v, 'a> {
    document: &'v DocumentView<'a>,
    found_on: &'v Link<'a>,
    page: Shown<'v>,
}

/// The page that shows a row.
#[derive(Serialize)]
struct Shown<'v> {
    lang: Lang,
    root: &'v str,
}

/// Every row as HTML, in the reading order, or what is wrong with the template; made by whoever asks first.
type Rows = Arc<OnceLock<Result<Vec<Box<str>>, Diagnostic>>>;

/// The rows that several pages show, by the language and the way to the root of the site.
#[derive(Default)]
pub(crate) struct SharedRows(Mutex<HashMap<(Lang, String), Rows>>);

/// Every document of the site with the page that offers it, in reading order.
pub(crate) fn document_rows<'p>(look: &Look<'_, 'p>) -> Vec<DocumentRow<'p>> {
    let mut rows = Vec::new();
    for place in look.site.portal.places() {
        for document in place.facts().iter().flat_map(|facts| &facts.documents) {
            if let Some(document) = look.document(document) {
                rows.push(DocumentRow { document, found_on: look.page_link(&*place), place: rows.len() });
            }
        }
    }
    rows
}

/// A list of rows as HTML.
pub(crate) fn document_list(look: &Look<'_, '_>, theme: &Theme, rows: &[DocumentRow<'_>]) -> Rendered {
    let root = look.page.root();
    rows.iter().map(|row| html(look, theme, &root, row)).collect()
}

fn html(look: &Look<'_, '_>, theme: &Theme, root: &str, row: &DocumentRow<'_>) -> Rendered {
    let DocumentRow { document, found_on, .. } = row;
    let page = Shown { lang: look.lang(), root };
    theme.render(ROW, look.lang(), &View { document, found_on, page }, &[])
}

impl SharedRows {
    /// A list of `rows`, which are those of the site in any order, as HTML.
    pub(crate) fn list(&self, look: &Look<'_, '_>, theme: &Theme, rows: &[DocumentRow<'_>]) -> Rendered {
        let root = look.page.root();
        let shared = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shared().entry((look.lang(), root.clone())).or_default().clone();
        // Whoever needs them at the same time waits, which is quicker than to make them too.
        let all = known.get_or_init(|| {
            let mut all = vec![Box::default(); rows.len()];
            for row in rows {
                all[row.place] = html(look, theme, &root, row)?.into_boxed_str();
            }
            Ok(all)
        });
        match all {
            Ok(all) => Ok(rows.iter().map(|row| &*all[row.place]).collect()),
            Err(fault) => Err(fault.clone()),
        }
    }
}

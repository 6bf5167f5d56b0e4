//! Documents in a list, each with the page that offers it.

use serde::Serialize;

use crate::render::look::{DocumentView, Link, Look};

/// A document and the page that offers it.
#[derive(Serialize)]
pub(crate) struct DocumentRow<'a> {
    pub(crate) document: DocumentView<'a>,
    page: Link<'a>,
}

/// Every document of the site with the page that offers it, in reading order.
pub(crate) fn document_rows<'p>(look: &Look<'_, 'p>) -> Vec<DocumentRow<'p>> {
    let mut rows = Vec::new();
    for place in look.site.portal.places() {
        let documents = place.facts().map_or(&[][..], |facts| &facts.documents);
        rows.extend(documents.iter().filter_map(|document| {
            Some(DocumentRow { document: look.document(document)?, page: look.page_link(&*place) })
        }));
    }
    rows
}

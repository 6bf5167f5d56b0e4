//! All documents of the site in one list, in every order that a reader may want; each order is a page of its own.

use std::cmp::Reverse;

use serde::Serialize;

use crate::ita::open_data::Set;
use crate::ita::portal::{Order, Place};
use crate::render::look::{DocumentView, Link, Look};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::of_site;
use crate::render::parts::title::title;

#[derive(Serialize)]
pub(crate) struct Documents<'a> {
    page: Frame<'a>,
    documents: Vec<DocumentRow<'a>>,
    orders: Vec<OrderView>,
    data: Vec<Link<'a>>,
}

/// A document and the page that offers it.
#[derive(Serialize)]
pub(crate) struct DocumentRow<'a> {
    document: DocumentView<'a>,
    page: Link<'a>,
}

/// A way to sort; `href` is missing for the one that is shown.
#[derive(Serialize)]
struct OrderView {
    name: &'static str,
    href: Option<String>,
}

pub(crate) fn documents<'p>(look: &Look<'_, 'p>, order: Order) -> Documents<'p> {
    let mut documents = rows(look);
    match order {
        Order::Page => {}
        Order::Date => documents.sort_by_cached_key(|row| Reverse(row.document.date.clone())),
        Order::Title => documents.sort_by_cached_key(|row| row.document.title.text.to_string()),
        Order::Kind => documents.sort_by_cached_key(|row| row.document.kind.clone()),
    }
    let above = match order {
        Order::Page => Vec::new(),
        _ => vec![look.link(title(look, Place::Documents(Order::Page)), &Place::Documents(Order::Page).address())],
    };
    let view = |one: &Order| OrderView {
        name: one.word(),
        href: (*one != order).then(|| look.href(&Place::Documents(*one).address())),
    };
    let orders = if documents.len() > 1 { &Order::ALL[..] } else { &[] };
    Documents {
        page: frame(look, above),
        documents,
        orders: orders.iter().map(view).collect(),
        data: of_site(look, Set::Documents),
    }
}

/// Every document of the site with the page that offers it, in reading order.
pub(crate) fn rows<'p>(look: &Look<'_, 'p>) -> Vec<DocumentRow<'p>> {
    let mut rows = Vec::new();
    for place in look.site.portal.places() {
        let documents = place.facts().map_or(&[][..], |facts| &facts.documents);
        rows.extend(documents.iter().filter_map(|document| {
            Some(DocumentRow {
                document: look.document(document)?,
                page: look.link(title(look, place), &place.address()),
            })
        }));
    }
    rows
}

//! All documents of the site in one list, in every order that a reader may want; each order is a page of its own.

use std::cmp::Reverse;

use serde::Serialize;

use crate::ita::open_data::Set;
use crate::ita::places::documents::{DocumentsPlace, Order};
use crate::ita::places::kind::PageKind;
use crate::render::look::{Link, Look};
use crate::render::pages::view::PageView;
use crate::render::parts::document_rows::{DocumentRow, document_rows};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::of_site;
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Documents<'a> {
    page: Frame<'a>,
    documents: Vec<DocumentRow<'a>>,
    orders: Vec<OrderView>,
    data: Vec<Link<'a>>,
}

/// A way to sort; `href` is missing for the one that is shown.
#[derive(Serialize)]
struct OrderView {
    name: &'static str,
    href: Option<String>,
}

impl<'p> PageView<'p> for DocumentsPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("documents", look, &documents(look, self.order))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn documents<'p>(look: &Look<'_, 'p>, order: Order) -> Documents<'p> {
    let mut documents = document_rows(look);
    match order {
        Order::Page => {}
        Order::Date => documents.sort_by_cached_key(|row| Reverse(row.document.date.clone())),
        Order::Title => documents.sort_by_cached_key(|row| row.document.title.text.to_string()),
        Order::Kind => documents.sort_by_cached_key(|row| row.document.kind.clone()),
    }
    let view = |one: &Order| OrderView {
        name: one.word(),
        href: (*one != order).then(|| look.href(&DocumentsPlace { order: *one }.address())),
    };
    let orders = if documents.len() > 1 { &Order::ALL[..] } else { &[] };
    Documents {
        page: frame(look),
        documents,
        orders: orders.iter().map(view).collect(),
        data: of_site(look, Set::Documents),
    }
}

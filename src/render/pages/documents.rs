//! All documents of the site in one list, in every order that a reader may want; each order is a page of its own.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::diag::Diagnostic;
use crate::ita::open_data::Set;
use crate::ita::places::documents::{DocumentsPlace, Order};
use crate::ita::places::kind::PageKind;
use crate::render::look::{Link, Look};
use crate::render::pages::view::PageView;
use crate::render::parts::document_rows::{document_list, document_rows};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::of_site;
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::{Html, Rendered};

#[derive(Serialize)]
struct Documents<'a> {
    page: Frame<'a>,
    /// The rows.
    documents: Html,
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
        press.page("documents", look, &documents(look, press, self.order)?)
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn documents<'p>(look: &Look<'_, 'p>, press: &Press<'_, '_>, order: Order) -> Result<Documents<'p>, Diagnostic> {
    let mut rows = document_rows(look);
    match order {
        Order::Page => {}
        Order::Date => rows.sort_by_cached_key(|row| Reverse(row.document.date.clone())),
        Order::Title => rows.sort_by_cached_key(|row| row.document.title.text.to_string()),
        Order::Kind => rows.sort_by_cached_key(|row| row.document.kind.clone()),
    }
    let view = |one: &Order| OrderView {
        name: one.word(),
        href: (*one != order).then(|| look.href(&DocumentsPlace { order: *one }.address())),
    };
    let orders = if rows.len() > 1 { &Order::ALL[..] } else { &[] };
    let documents = match order {
        // The other orders are a folder below, so that nothing shares this way to the root.
        Order::Page => document_list(look, press.theme, &rows)?,
        _ => press.rows.list(look, press.theme, &rows)?,
    };
    Ok(Documents {
        page: frame(look),
        documents: Html::new(&documents),
        orders: orders.iter().map(view).collect(),
        data: of_site(look, Set::Documents),
    })
}

//! Bodies to HTML: links become addresses, headings get their anchors and fit below the page's own, footnotes and tables
//! get the form that reads well without styles.

use serde::Serialize;

use crate::base::lang::{Lang, Text};
use crate::base::markdown::events;
use crate::ita::body::{Bodies, Body, in_lang};
use crate::render::look::Look;
use crate::render::markdown::writer::{Setting, Writer};
use crate::render::theme::Html;

mod levels;
mod links;
mod notes;
mod table;
mod writer;

/// A Markdown text as HTML.
#[derive(Serialize)]
pub(crate) struct BodyView {
    html: Html,
    lang: Option<&'static str>,
}

/// The body of a page, as a reader of its language sees it.
pub(crate) fn body(look: &Look<'_, '_>, bodies: &Bodies) -> Option<BodyView> {
    let (body, lang) = in_lang(bodies, look.lang())?;
    Some(BodyView { html: Html::new(&html(look, body, lang)), lang: look.mark(lang) })
}

/// A text of a YAML file that may hold Markdown, with headings from `level` on and ids that begin with `name`.
pub(crate) fn text(look: &Look<'_, '_>, text: &Text, name: &str, level: usize) -> BodyView {
    let (words, lang) = text.get(look.lang());
    let setting = Setting { prefix: format!("{name}."), level, lang };
    let html = Writer::new(look, &text.span.path, words, &events(words), &setting, None).write();
    BodyView { html: Html::new(&html), lang: look.mark(lang) }
}

/// The HTML of a page's body. Its headings begin at `h2`, below the title.
fn html(look: &Look<'_, '_>, body: &Body, lang: Lang) -> String {
    let setting = Setting { prefix: String::new(), level: 2, lang };
    Writer::new(look, &body.path, body.text(), &body.events(), &setting, Some(&body.headings)).write()
}

//! What the agency wants at the head and the foot of every page.

use serde::Serialize;

use crate::base::lang::Text;
use crate::base::span::Spanned;
use crate::render::look::{Link, Look, Phrase};

/// A sentence, or a link.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    text: Phrase<'a>,
    link: Option<Link<'a>>,
}

/// What is said at the head today.
pub(crate) fn notices<'p>(look: &Look<'_, 'p>) -> Vec<Line<'p>> {
    let notices = look.site.portal.agency.front.notices.iter().filter(|notice| notice.is_shown(look.site.today));
    notices.map(|notice| line(look, &notice.text, notice.to.as_ref())).collect()
}

pub(crate) fn footer<'p>(look: &Look<'_, 'p>) -> Vec<Line<'p>> {
    let entries = look.site.portal.agency.front.footer.iter();
    entries.map(|entry| line(look, &entry.title, entry.to.as_ref())).collect()
}

fn line<'p>(look: &Look<'_, 'p>, text: &'p Text, to: Option<&Spanned<String>>) -> Line<'p> {
    let text = look.phrase(text);
    let link = to.and_then(|to| look.link_to(text.clone(), &to.span.path, &to.value, true));
    Line { text, link }
}

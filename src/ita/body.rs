//! A Markdown body as the parser found it: its text, its headings and its links. HTML is made later, in `render`.

use std::ops::Range;
use std::sync::Arc;

use crate::base::lang::{Bilingual, Lang, Text};
use crate::base::markdown::{Mends, Placed};
use crate::base::path::RelPath;
use crate::base::prose::Prose;
use crate::base::span::Span;

/// One language's body. The text is that of its whole source file, shared; the body is a part of it.
#[derive(Clone, Debug)]
pub struct Body {
    pub path: RelPath,
    pub source: Arc<str>,
    pub range: Range<usize>,
    pub mends: Mends,
    /// Shared, so that a body is cheap to keep and to copy.
    pub headings: Arc<[Heading]>,
    pub links: Arc<[Link]>,
    /// What the whole of it says.
    pub prose: Prose,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub text: String,
    /// The name of its anchor, unique in the body.
    pub anchor: String,
    /// What stands below it, to the next heading of its level.
    pub prose: Prose,
}

/// A link or an image.
#[derive(Clone, Debug)]
pub struct Link {
    pub target: String,
    pub image: bool,
    pub span: Span,
}

impl Body {
    pub fn text(&self) -> &str {
        &self.source[self.range.clone()]
    }

    pub(crate) fn events(&self) -> Vec<Placed<'_>> {
        self.mends.events(self.text())
    }

    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }
}

/// The bodies of one page.
pub type Bodies = Bilingual<Option<Body>>;

/// The body for a page in `lang`, and the language that it is really in.
pub fn in_lang(bodies: &Bodies, lang: Lang) -> Option<(&Body, Lang)> {
    let of = |lang: Lang| bodies.get(lang).as_ref().filter(|body| !body.is_blank()).map(|body| (body, lang));
    of(lang).or_else(|| of(Lang::Th))
}

/// Whether a page is written in a language. The body decides; a title alone only where there is no body.
pub fn is_translated(title: &Text, bodies: Option<&Bodies>, lang: Lang) -> bool {
    match bodies.and_then(|bodies| in_lang(bodies, lang)) {
        _ if lang == Lang::Th => true,
        Some((_, written)) => written == lang,
        None => title.en.is_some(),
    }
}

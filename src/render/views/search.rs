//! The search page: without scripts, a list of all pages.

use serde::Serialize;

use crate::ita::article::Kind;
use crate::ita::portal::Place;
use crate::render::theme::Theme;
use crate::render::views::frame::{Frame, frame};
use crate::render::views::title::title;
use crate::render::views::{Link, Look, Phrase};

#[derive(Serialize)]
pub struct Search<'a> {
    page: Frame<'a>,
    /// The addresses of the script and of the index that it reads.
    script: String,
    index: &'a str,
    sections: Vec<Section<'a>>,
}

/// Pages that belong together.
#[derive(Serialize)]
struct Section<'a> {
    title: Phrase<'a>,
    links: Vec<Link<'a>>,
}

/// The script of the search page, among the static files of a theme.
const SCRIPT: &str = "search.js";

pub fn search<'l, 'p: 'l>(look: &Look<'l, 'p>, theme: &Theme) -> Search<'l> {
    let mut sections: Vec<(String, Section)> = Vec::new();
    for place in look.site.portal.places() {
        let heading = section(look, place);
        let link = look.link(title(look, place), &place.address());
        let key = heading.text.to_string();
        match sections.last_mut().filter(|(known, _)| *known == key) {
            Some((_, section)) => section.links.push(link),
            None => match sections.iter_mut().find(|(known, _)| *known == key) {
                Some((_, section)) => section.links.push(link),
                None => sections.push((key, Section { title: heading, links: vec![link] })),
            },
        }
    }
    Search {
        page: frame(look, Vec::new()),
        script: theme.asset_href(look.site.sources, SCRIPT, ""),
        index: &look.site.index(look.lang()).href,
        sections: sections.into_iter().map(|(_, section)| section).collect(),
    }
}

/// The heading under which a place stands in the index.
pub fn section<'p>(look: &Look<'_, 'p>, place: Place<'p>) -> Phrase<'p> {
    match place {
        Place::Year(of) | Place::All(of) | Place::Item(of, ..) => title(look, Place::Year(of)),
        Place::Issues(of, analysis) | Place::Issue(of, analysis, _) | Place::Document(of, analysis, _) => {
            title(look, Place::Issues(of, analysis))
        }
        Place::Measures(of) | Place::Owners(of) | Place::Measure(of, _) => title(look, Place::Measures(of)),
        Place::Scores | Place::ScoresOf(_) => title(look, Place::Scores),
        Place::List(kind) => title(look, Place::List(kind)),
        Place::Article(article) if article.kind != Kind::Page => title(look, Place::List(article.kind)),
        Place::Home | Place::Years | Place::Article(_) | Place::Documents(_) | Place::Search => {
            look.own(&look.word(Kind::Page.folder()))
        }
    }
}

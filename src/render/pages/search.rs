//! The search page: without scripts, a list of all pages.

use serde::Serialize;

use crate::ita::places::search::SearchPlace;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::home::{Door, doors};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Search<'a> {
    page: Frame<'a>,
    /// The addresses of the script and of the index that it reads.
    script: String,
    index: String,
    sections: Vec<Section<'a>>,
    /// Where a search that finds nothing leads on.
    doors: Vec<Door>,
    /// The agency's own words that are searched as one, beside the theme's.
    synonyms: String,
}

/// Pages that belong together.
#[derive(Serialize)]
struct Section<'a> {
    title: Phrase<'a>,
    links: Vec<Link<'a>>,
}

/// The script of the search page, among the static files of a theme.
const SCRIPT: &str = "search.js";

impl<'p> PageView<'p> for SearchPlace {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("search", look, &search(look, press))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn search<'p>(look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Search<'p> {
    let mut sections: Vec<(String, Section)> = Vec::new();
    for place in &look.site.places {
        let heading = look.title(place.section());
        let link = look.page_link(&**place);
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
        page: frame(look),
        script: press.theme.asset_href(look.site.sources, SCRIPT, ""),
        index: (press.index)(look.lang()).to_owned(),
        sections: sections.into_iter().map(|(_, section)| section).collect(),
        doors: doors(look),
        synonyms: look.site.portal.agency.synonyms.join(";"),
    }
}

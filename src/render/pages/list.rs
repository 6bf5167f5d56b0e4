//! Lists of articles: services, the newest news, the news of a year or about a tag.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind};
use crate::ita::places::kind::PageKind;
use crate::ita::places::list::{self, Choice, ListPlace, year_of};
use crate::ita::year::FiscalYear;
use crate::render::look::{Link, Look};
use crate::render::pages::view::PageView;
use crate::render::parts::article_rows::{ArticleRow, article_row};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::of_site;
use crate::render::parts::searched::Texts;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct List<'a> {
    page: Frame<'a>,
    kind: &'static str,
    groups: Vec<Group<'a>>,
    /// The years of the archive and the tags, each with its list.
    years: Vec<Archived>,
    tags: Vec<Link<'a>>,
    /// The feed of a tag.
    feed: Option<String>,
    data: Vec<Link<'a>>,
}

/// Articles that stand together; with a year where the list has several.
#[derive(Serialize)]
struct Group<'a> {
    year: Option<String>,
    articles: Vec<ArticleRow<'a>>,
}

/// A year of the archive with the number of its news.
#[derive(Serialize)]
struct Archived {
    year: String,
    href: String,
    count: usize,
}

impl<'p> PageView<'p> for ListPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("list", look, &list(look, self))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn list<'p>(look: &Look<'_, 'p>, own: &ListPlace<'p>) -> List<'p> {
    let portal = look.site.portal;
    let is_news = own.kind == ArticleKind::News;
    let years = if is_news { list::years(portal) } else { Vec::new() };
    let to = |of: Choice<'p>| ListPlace::new(own.kind, of).address();
    let tags = portal.agency.tags.iter().filter(|_| is_news);
    let feed = match own.of {
        Choice::Tag(tag) => Some(Address::feed_of(&tag.id.value, look.lang())),
        _ => None,
    };
    List {
        page: frame(look),
        kind: own.kind.folder(),
        groups: groups(look, &own.articles(portal)),
        years: years
            .iter()
            .map(|(year, count)| Archived {
                year: year.to_string(),
                href: look.href(&to(Choice::Year(*year))),
                count: *count,
            })
            .collect(),
        tags: tags.map(|tag| look.link(look.phrase(&tag.title), &to(Choice::Tag(tag)))).collect(),
        feed,
        data: own.sets().iter().flat_map(|set| of_site(look, *set)).collect(),
    }
}

/// The articles by their years: what is pinned stands before all, and a list of one year needs no head.
fn groups<'p>(look: &Look<'_, 'p>, articles: &[&'p Article]) -> Vec<Group<'p>> {
    let year = |article: &Article| year_of(article).filter(|_| !article.pinned);
    let mut groups: Vec<(Option<FiscalYear>, Vec<ArticleRow>)> = Vec::new();
    for article in articles {
        let row = article_row(look, article);
        match groups.last_mut().filter(|(known, _)| *known == year(article)) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((year(article), vec![row])),
        }
    }
    let several = groups.len() > 1;
    let named = groups
        .into_iter()
        .map(|(year, articles)| Group { year: year.filter(|_| several).map(|year| year.to_string()), articles });
    named.collect()
}

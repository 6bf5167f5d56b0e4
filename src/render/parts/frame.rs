//! What every page has: title, language switch, breadcrumbs, addresses; and what all pages of a language share.

use serde::Serialize;
use serde_json::Value;

use crate::base::lang::Lang;
use crate::base::output::FEED;
use crate::ita::address::Address;
use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::contact::ContactKind;
use crate::ita::places::{Place, year};
use crate::render::look::{Link, Look, Phrase};
use crate::render::page::Page;
use crate::render::parts::contacts::{ContactView, known};
use crate::render::parts::crumbs::crumbs;
use crate::render::parts::foot::{Line, footer, notices};
use crate::render::parts::linked::{self, linked};
use crate::render::parts::menu::{MenuView, entries};
use crate::render::parts::owner_box::{About, about};
use crate::render::parts::picture::{PictureFile, PictureView, logo};
use crate::render::parts::{faq, service};
use crate::render::site::Site;
use crate::render::theme::Html;

/// How wide the seal is at most at the head of a page, on a screen of two points for one.
const SEAL: u32 = 96;

/// The frame around a page.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    lang: Lang,
    pub(crate) title: Phrase<'a>,
    description: Option<Phrase<'a>>,
    /// The year that the page belongs to, in words, where its title does not say it.
    within: Option<String>,
    /// The address from the root of the site.
    href: String,
    /// The way to the root of the site.
    pub(crate) root: String,
    pub(crate) canonical: Option<String>,
    pub(crate) alternates: Vec<Alternate>,
    /// The same page in every other language.
    others: Vec<Other>,
    crumbs: Vec<Link<'a>>,
    /// False where Thai text stands in for a missing translation.
    translated: bool,
    previous: Option<Link<'a>>,
    next: Option<Link<'a>>,
    about: About<'a>,
    /// What search engines and other sites are told of the page.
    linked: Html,
    card: Card,
}

/// What other sites show of a page that links here, in the vocabulary of <https://ogp.me>.
#[derive(Serialize)]
struct Card {
    /// `article` for news, `website` for the rest.
    kind: &'static str,
    /// The language with its country, `th_TH`.
    locale: String,
    published: Option<String>,
    picture: Option<CardPicture>,
}

/// The picture that other sites show.
#[derive(Serialize)]
struct CardPicture {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
pub(crate) struct Alternate {
    lang: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Other {
    lang: Lang,
    href: String,
}

/// The frame of a page, which tells other programs of the data that the page shows.
pub(crate) fn frame<'p>(look: &Look<'_, 'p>) -> Frame<'p> {
    telling(look, linked::data(look))
}

/// The frame of the home page, which tells of the agency.
pub(crate) fn of_home<'p>(look: &Look<'_, 'p>) -> Frame<'p> {
    telling(look, vec![linked::agency(look)])
}

/// The frame of a plain page or a service, which tells of the service and of the questions that it answers.
pub(crate) fn of_article<'p>(look: &Look<'_, 'p>, article: &Article) -> Frame<'p> {
    let own = service::linked(look, article).into_iter().chain(faq::linked(look, &article.faq));
    telling(look, own.chain(linked::data(look)).collect())
}

/// The frame of a news item.
pub(crate) fn of_news<'p>(look: &Look<'_, 'p>, article: &Article) -> Frame<'p> {
    let published = article.date.map(|day| day.to_string());
    let frame = telling(look, vec![linked::news(look, article)]);
    Frame { card: Card { kind: "article", published, ..frame.card }, ..frame }
}

fn telling<'p>(look: &Look<'_, 'p>, nodes: Vec<Value>) -> Frame<'p> {
    let (site, page) = (look.site, look.page);
    let address = page.place.address();
    let translated = page.is_translated();
    let own = if translated { page.lang } else { Lang::Th };
    let others = site.portal.agency.languages.iter().filter(|lang| **lang != page.lang);
    let (title, crumbs) = (look.title(page.place.title()), crumbs(look));
    Frame {
        lang: page.lang,
        description: Some(title.clone()),
        within: within(look),
        href: page.href(),
        root: page.root(),
        canonical: Some(site.base_url.join(&address.in_lang(own))),
        alternates: alternates(site, &page.place),
        others: others.map(|&lang| Other { lang, href: address.in_lang(lang) }).collect(),
        translated,
        previous: page.previous.map(|place| look.page_link(&*place)),
        next: page.next.map(|place| look.page_link(&*place)),
        about: about(look),
        linked: linked(look, &title.text, &crumbs, nodes),
        card: Card { kind: "website", locale: look.word("locale"), published: None, picture: None },
        title,
        crumbs,
    }
}

impl<'a> Frame<'a> {
    /// What search engines show below the title; without one they get the title again.
    pub(crate) fn described(mut self, description: Option<Phrase<'a>>) -> Frame<'a> {
        self.description = description.or(self.description);
        self
    }

    /// What other sites show beside the title; they know no drawings.
    pub(crate) fn pictured(mut self, look: &Look<'_, '_>, picture: Option<PictureView>) -> Frame<'a> {
        let largest = picture.and_then(|own| own.files.into_iter().next());
        let card =
            |PictureFile { href, width, height }| CardPicture { url: look.site.base_url.join(&href), width, height };
        self.card.picture = largest.map(card);
        self
    }
}

/// The same title may stand in every year, but no two pages may be named alike in a list of results.
fn within(look: &Look<'_, '_>) -> Option<String> {
    let place = look.page.place;
    let year = place.year().filter(|_| place.is_in_series())?;
    Some(look.title(year::title(year)).text.into_owned())
}

/// The languages in which a page is really written, with `x-default` for Thai; none where there is only one.
pub(crate) fn alternates(site: &Site<'_>, place: &Place<'_>) -> Vec<Alternate> {
    let languages = site.portal.agency.languages.iter().filter(|lang| place.is_translated(**lang));
    let url = |lang: Lang| site.base_url.join(&place.address().in_lang(lang));
    let all: Vec<Alternate> = languages.map(|&lang| Alternate { lang: lang.tag(), url: url(lang) }).collect();
    if all.len() < 2 {
        return Vec::new();
    }
    all.into_iter().chain([Alternate { lang: "x-default", url: url(Lang::Th) }]).collect()
}

impl Alternate {
    pub(crate) fn parts(&self) -> (&str, &str) {
        (self.lang, &self.url)
    }
}

/// What all pages of a language share, under the name `site`.
#[derive(Serialize)]
pub(crate) struct Shared<'a> {
    name: Phrase<'a>,
    full_name: Phrase<'a>,
    place: Option<Phrase<'a>>,
    languages: &'a [Lang],
    /// Links of the menu, each with those below it.
    menu: Vec<MenuView<'a>>,
    licence: Option<Link<'a>>,
    /// The agency's seal, without a leading slash.
    logo: Option<String>,
    /// Where to report a fault.
    report: Option<Link<'a>>,
    /// The page of contacts, and that of the open data.
    contact: Option<Link<'a>>,
    data: Option<Link<'a>>,
    /// The agency's address and telephone.
    reach: Vec<ContactView<'a>>,
    /// What the agency says at the head and at the foot of every page.
    notices: Vec<Line<'a>>,
    footer: Vec<Line<'a>>,
    css: String,
    feed: String,
    home: String,
    search: String,
    years: String,
    scores: String,
    documents: String,
    news: String,
    services: String,
}

/// Makes what the pages of one language share.
pub(crate) fn shared<'p>(site: &Site<'p>, lang: Lang, css: String) -> Shared<'p> {
    let page = Page::home(site.portal, lang);
    let look = &Look::new(site, &page);
    let agency = &site.portal.agency;
    Shared {
        name: look.phrase(look.site.name()),
        full_name: look.phrase(&agency.name),
        place: agency.place.as_ref().map(|text| look.phrase(text)),
        languages: &agency.languages,
        menu: entries(look),
        licence: agency.licence.as_ref().map(|licence| Link {
            title: look.phrase(&licence.name),
            href: licence.url.clone().unwrap_or_default(),
            outside: true,
        }),
        logo: logo(site).map(|own| own.at_least(SEAL).to_owned()),
        report: report(look),
        contact: contact(look),
        data: showing(look, Show::Data),
        reach: known(look, &[ContactKind::Address, ContactKind::Phone]),
        notices: notices(look),
        footer: footer(look),
        css,
        feed: format!("{}{FEED}", look.site.prefix(look.lang())),
        home: look.href(&Address::home()),
        search: look.href(&Address::section("search")),
        years: look.href(&Address::years()),
        scores: look.href(&Address::scores()),
        documents: look.href(&Address::section("documents")),
        news: look.href(&Address::section(ArticleKind::News.folder())),
        services: look.href(&Address::section(ArticleKind::Service.folder())),
    }
}

/// Where the agency wants faults to be reported, else the page of its contacts.
fn report<'p>(look: &Look<'_, 'p>) -> Option<Link<'p>> {
    let word = look.own(&look.word("report"));
    match &look.site.portal.agency.front.report {
        Some(to) => look.link_to(word, &to.span.path, &to.value, true),
        None => contact(look).map(|link| Link { title: word, ..link }),
    }
}

/// The page that shows the agency's contacts.
pub(crate) fn contact<'p>(look: &Look<'_, 'p>) -> Option<Link<'p>> {
    showing(look, Show::Contact)
}

/// The first page that shows something of the site's data.
fn showing<'p>(look: &Look<'_, 'p>, what: Show) -> Option<Link<'p>> {
    let page = look.site.portal.articles.iter().find(|article| article.show == Some(what))?;
    Some(look.link(look.phrase(&page.title), &Address::article(page.kind, &page.name)))
}

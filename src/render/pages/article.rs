//! A plain page, a news item or a service.

use serde::Serialize;

use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::places::article::ArticlePlace;
use crate::ita::places::list::SHOWN;
use crate::render::look::{FactsView, Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::article_rows::{ArticleRow, LifeView, article_rows, life, related, tags};
use crate::render::parts::channels::{ChannelView, channels, say_channels};
use crate::render::parts::contacts::{ContactView, complaints, contacts, say_contacts};
use crate::render::parts::document_rows::{document_list, document_rows};
use crate::render::parts::faq::{QuestionView, questions, say_questions};
use crate::render::parts::frame::{self, Frame};
use crate::render::parts::gallery::{ShotView, cover, gallery, lead};
use crate::render::parts::open_data::{self, SetView};
use crate::render::parts::organisation_chart::{UnitView, say_units, units};
use crate::render::parts::people::{People, people, say_people};
use crate::render::parts::searched::Texts;
use crate::render::parts::service::{ServiceView, service};
use crate::render::parts::table::{TableView, say_tables, tables};
use crate::render::parts::year_row::{self, YearRow};
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct ArticleView<'a> {
    page: Frame<'a>,
    title: Phrase<'a>,
    date: Option<String>,
    facts: FactsView<'a>,
    lead: Option<ShotView<'a>>,
    gallery: Vec<ShotView<'a>>,
    service: Option<ServiceView<'a>>,
    body: Option<BodyView>,
    questions: Vec<QuestionView<'a>>,
    tables: Vec<TableView<'a>>,
    /// What is shown under the body; the list that it names is filled, the others are empty.
    show: Option<&'static str>,
    people: Vec<People<'a>>,
    contacts: Vec<ContactView<'a>>,
    channels: Vec<ChannelView<'a>>,
    /// The rows of every document as HTML.
    documents: String,
    data: Vec<Link<'a>>,
    sets: Vec<SetView<'a>>,
    articles: Vec<ArticleRow<'a>>,
    life: Option<LifeView>,
    tags: Vec<Link<'a>>,
    related: Vec<ArticleRow<'a>>,
    years: Vec<YearRow<'a>>,
    units: Vec<UnitView<'a>>,
}

impl<'p> PageView<'p> for ArticlePlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        let template = if self.article.kind == ArticleKind::News { "news" } else { "page" };
        let shows = self.article.show == Some(Show::Documents);
        let rows = if shows { document_rows(look) } else { Vec::new() };
        press.page(template, look, &article(look, self.article, document_list(look, press.theme, &rows)?))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let Article {
            path: _,
            kind: _,
            name: _,
            title: _,
            aliases: _,
            date,
            life: _,
            pinned: _,
            tags,
            order: _,
            show,
            image,
            gallery,
            service,
            faq,
            facts,
            bodies,
        } = self.article;
        let known = &texts.agency().tags;
        let about = known.iter().filter(|known| tags.iter().any(|own| own.value == known.id.value));
        about.for_each(|tag| texts.text(&tag.title));
        date.iter().for_each(|day| texts.day(*day));
        texts.texts(&facts.summary);
        let shots = image.iter().chain(gallery.iter().flat_map(|own| &own.shots));
        shots.for_each(|shot| texts.texts(&shot.caption));
        texts.facts(facts);
        texts.texts(service.texts());
        texts.body(bodies);
        say_tables(texts);
        let agency = texts.agency();
        match show {
            Some(Show::People) => say_people(texts, &agency.people),
            Some(Show::Contact) => say_contacts(texts, &agency.contacts),
            Some(Show::Units) => say_units(texts, &agency.units),
            Some(Show::Complaints) => {
                say_contacts(texts, agency.complaints());
                say_channels(texts, agency.general_channels());
            }
            // Lists of what other pages say.
            Some(Show::Documents | Show::Data | Show::News | Show::Services | Show::Years) | None => {}
        }
        say_questions(texts, faq);
    }
}

fn article<'p>(look: &Look<'_, 'p>, article: &'p Article, documents: String) -> ArticleView<'p> {
    let facts = look.facts(&article.facts);
    let page = if article.kind == ArticleKind::News {
        frame::of_news(look, article)
    } else {
        frame::of_article(look, article)
    };
    let shows = |what: Show| article.show == Some(what);
    let list = match article.show {
        Some(Show::News) => article_rows(look, ArticleKind::News).take(SHOWN).collect(),
        Some(Show::Services) => article_rows(look, ArticleKind::Service).collect(),
        _ => Vec::new(),
    };
    let years = look.site.portal.years.values().rev();
    ArticleView {
        page: page.described(facts.summary.clone()).pictured(look, cover(look, article)),
        title: look.phrase(&article.title),
        date: article.date.map(|day| day.to_string()),
        lead: lead(look, article),
        gallery: gallery(look, article),
        body: markdown::body(look, &article.bodies),
        facts,
        service: service(look, article),
        questions: questions(look, &article.faq),
        tables: tables(look, &look.page.place.address()),
        show: article.show.map(Show::word),
        people: if shows(Show::People) { people(look) } else { Vec::new() },
        contacts: match article.show {
            Some(Show::Contact) => contacts(look),
            Some(Show::Complaints) => complaints(look),
            _ => Vec::new(),
        },
        channels: if shows(Show::Complaints) { channels(look) } else { Vec::new() },
        documents,
        data: if shows(Show::Data) { open_data::about(look) } else { Vec::new() },
        sets: if shows(Show::Data) { open_data::sets(look) } else { Vec::new() },
        articles: list,
        life: life(article.life.phase),
        tags: tags(look, article),
        related: related(look, article),
        years: if shows(Show::Years) {
            years.map(|assessment| year_row::row(look, assessment)).collect()
        } else {
            Vec::new()
        },
        units: if shows(Show::Units) { units(look) } else { Vec::new() },
    }
}

//! What people need to know before they ask for a service: on its page, in lists, and for search engines.

use serde::Serialize;
use serde_json::{Value, json};

use crate::base::lang::Text;
use crate::base::span::Spanned;
use crate::ita::article::{Article, ArticleKind};
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::linked::id;

#[derive(Serialize)]
pub(crate) struct ServiceView<'a> {
    who: Option<Phrase<'a>>,
    bring: Vec<Phrase<'a>>,
    fee: Option<Phrase<'a>>,
    time: Option<Phrase<'a>>,
    place: Option<Phrase<'a>>,
    forms: Vec<Link<'a>>,
    start: Option<Link<'a>>,
}

/// The facts of a service; `None` where none is told.
pub(crate) fn service<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Option<ServiceView<'p>> {
    let own = &article.service;
    let phrase = |text: &'p Option<Text>| text.as_ref().map(|text| look.phrase(text));
    (!own.is_empty()).then(|| ServiceView {
        who: phrase(&own.who),
        bring: own.bring.iter().map(|text| look.phrase(text)).collect(),
        fee: phrase(&own.fee),
        time: phrase(&own.time),
        place: phrase(&own.place),
        forms: own.forms.iter().filter_map(|to| form(look, article, to)).collect(),
        start: own.start.as_ref().and_then(|to| link(look, to, "service_start")),
    })
}

fn link<'p>(look: &Look<'_, 'p>, to: &'p Spanned<String>, word: &str) -> Option<Link<'p>> {
    look.link_to(look.own(&look.word(word)), &to.span.path, &to.value, false)
}

/// A form under the title that the page gives its file, or that the page has which it leads to, else under its name.
fn form<'p>(look: &Look<'_, 'p>, article: &'p Article, to: &'p Spanned<String>) -> Option<Link<'p>> {
    let own = link(look, to, "service_form")?;
    let file = look.site.portal.file_at(&to.span.path, &to.value, false);
    let mut documents = article.facts.documents.iter();
    let document = documents.find(|document| file.is_some() && document.file.value == file);
    let page = look.site.place_at(&own.href).filter(|_| !own.outside);
    let title = match (document, page) {
        (Some(document), _) => look.phrase(&document.title),
        (None, Some(place)) => look.title(place.title()),
        (None, None) => {
            let between = if own.outside { "://" } else { "/" };
            let name = own.href.rsplit(between).next().unwrap_or_default();
            look.own(&own.title.text.replace("{name}", name))
        }
    };
    Some(Link { title, ..own })
}

/// A service in the vocabulary of <https://schema.org>.
pub(crate) fn linked(look: &Look<'_, '_>, article: &Article) -> Option<Value> {
    if article.kind != ArticleKind::Service {
        return None;
    }
    let (own, site) = (&article.service, look.site);
    let words = |text: &Text| json!(text.get(look.lang()).0);
    let url = site.base_url.join(&look.page.href());
    let mut value = json!({
        "@type": "GovernmentService",
        "name": words(&article.title),
        "url": url,
        "provider": { "@id": id(look) },
    });
    if let Some(summary) = &article.facts.summary {
        value["description"] = words(summary);
    }
    if let Some(who) = &own.who {
        value["audience"] = json!({ "@type": "Audience", "audienceType": words(who) });
    }
    if let Some(fee) = &own.fee {
        value["offers"] = json!({ "@type": "Offer", "description": words(fee) });
    }
    let mut channel = json!({ "@type": "ServiceChannel" });
    let start = own.start.as_ref();
    let start = start.and_then(|to| site.href(&to.span.path, &to.value, false, look.lang()));
    if let Some((href, outside)) = &start {
        channel["serviceUrl"] = if *outside { json!(href) } else { json!(site.base_url.join(href)) };
    }
    if let Some(place) = &own.place {
        channel["serviceLocation"] = json!({ "@type": "Place", "name": words(place) });
    }
    if start.is_some() || own.place.is_some() {
        value["availableChannel"] = channel;
    }
    Some(value)
}

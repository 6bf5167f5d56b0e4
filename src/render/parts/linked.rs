//! What a page says to search engines, in the vocabulary of <https://schema.org> as JSON-LD: whose it is, where it stands,
//! and the data or the news that it holds.

use serde::Serialize;
use serde_json::{Value, json};

use crate::ita::article::Article;
use crate::ita::open_data::{DataSet, Form};
use crate::ita::reach::address;
use crate::render::look::{Link, Look};
use crate::render::parts::gallery::cover;
use crate::render::parts::picture::logo;
use crate::render::theme::Html;

/// A page with what it tells of as JSON-LD, safe to stand in a `<script>` of data.
pub(crate) fn linked(look: &Look<'_, '_>, title: &str, crumbs: &[Link<'_>], nodes: Vec<Value>) -> Html {
    let mut graph = Vec::new();
    graph.extend(steps(look, title, crumbs).map(Node::Crumbs));
    graph.extend(nodes.into_iter().map(Node::Other));
    if graph.is_empty() {
        return Html::new("");
    }
    // Writing texts as JSON cannot fail.
    let text = serde_json::to_string(&Linked { context: "https://schema.org", graph }).unwrap_or_default();
    if !text.contains(['<', '>', '&']) {
        return Html::new(&text);
    }
    // `</script>` in a title must not end the element.
    Html::new(&text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

#[derive(Serialize)]
struct Linked<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

/// What every page has is written without a detour, for there are thousands of pages.
#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Crumbs(Crumbs<'a>),
    Other(Value),
}

#[derive(Serialize)]
struct Crumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// Where the page stands, up to the home page.
fn steps<'f>(look: &Look<'_, '_>, title: &'f str, crumbs: &'f [Link<'_>]) -> Option<Crumbs<'f>> {
    let above = crumbs.iter().map(|link| (&*link.title.text, link.href.clone()));
    let all = above.chain([(title, look.page.href())]);
    let steps: Vec<Step> = all
        .zip(1..)
        .map(|((name, href), position)| Step { kind: "ListItem", position, name, item: look.site.base_url.join(&href) })
        .collect();
    (steps.len() > 1).then_some(Crumbs { kind: "BreadcrumbList", steps })
}

/// The agency, by which every page names its publisher.
pub(crate) fn agency(look: &Look<'_, '_>) -> Value {
    let (site, own) = (look.site, &look.site.portal.agency);
    let mut value = json!({
        "@type": "GovernmentOrganization",
        "@id": id(look),
        "name": own.name.get(look.lang()).0,
        "url": site.base_url.join(""),
    });
    if let Some(short) = &own.short_name {
        value["alternateName"] = json!(short.get(look.lang()).0);
    }
    if let Some(logo) = logo(site) {
        value["logo"] = json!(site.base_url.join(&logo.src));
    }
    if let Some(place) = &own.place {
        value["address"] = json!(place.get(look.lang()).0);
    }
    let known = own.contacts.iter().filter(|contact| contact.value.is_some());
    let reached: Vec<String> = known.filter_map(address).collect();
    for (name, scheme) in [("telephone", "tel:"), ("email", "mailto:")] {
        if let Some(text) = reached.iter().find_map(|url| url.strip_prefix(scheme)) {
            value[name] = json!(text);
        }
    }
    value
}

pub(crate) fn id(look: &Look<'_, '_>) -> String {
    look.site.base_url.join("#agency")
}

pub(crate) fn news(look: &Look<'_, '_>, article: &Article) -> Value {
    let title = article.title.get(look.lang()).0;
    let url = look.site.base_url.join(&look.page.href());
    let mut value = json!({
        "@type": "NewsArticle",
        "headline": title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": look.lang().tag(),
        "author": { "@id": id(look) },
        "publisher": { "@id": id(look) },
        "description": title,
    });
    if let Some(file) = cover(look, article).and_then(|own| own.files.into_iter().next()) {
        value["image"] = json!(look.site.base_url.join(&file.href));
    }
    if let Some(day) = article.date {
        value["datePublished"] = json!(day.to_string());
    }
    if let Some(day) = article.facts.updated.or(article.date) {
        value["dateModified"] = json!(day.to_string());
    }
    value
}

/// The sets of data that a page shows as a whole.
pub(crate) fn data(look: &Look<'_, '_>) -> Vec<Value> {
    let (year, sets) = (look.page.place.year(), look.page.place.sets());
    let own = look.site.data.iter();
    let own = own.filter(|own| own.assessment.map(|assessment| assessment.year) == year && sets.contains(&own.set));
    own.map(|set| dataset(look, set)).collect()
}

fn dataset(look: &Look<'_, '_>, set: &DataSet<'_>) -> Value {
    let site = look.site;
    let file = |form: &Form| {
        let url = site.base_url.join(&set.address(*form));
        json!({ "@type": "DataDownload", "encodingFormat": form.media_type(), "contentUrl": url })
    };
    let mut value = json!({
        "@type": "Dataset",
        "name": set.title(&look.word(&format!("dataset_{}", set.set.word()))),
        "description": look.word(&format!("dataset_{}_text", set.set.word())),
        "url": site.base_url.join(&look.page.href()),
        "creator": { "@id": id(look), "@type": "GovernmentOrganization", "name": site.portal.agency.name.get(look.lang()).0 },
        "isAccessibleForFree": true,
        "distribution": Form::ALL.iter().map(file).collect::<Vec<_>>(),
    });
    if let Some(period) = set.assessment.and_then(|assessment| assessment.year.period()) {
        value["temporalCoverage"] = json!(format!("{}/{}", period.from, period.to));
    }
    if let Some(day) = set.modified() {
        value["dateModified"] = json!(day.to_string());
    }
    if let Some(licence) = &site.portal.agency.licence {
        let name = licence.name.get(look.lang()).0;
        value["license"] = json!(licence.url.as_deref().unwrap_or(name));
    }
    value
}

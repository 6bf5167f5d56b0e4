//! Every link that somebody has written and that a public page shows: of bodies, evidence, the analysis and `agency.yaml`.

use crate::base::span::{Span, Spanned};
use crate::ita::agency::{Agency, MenuEntry};
use crate::ita::body::Link;
use crate::ita::document::Proof;
use crate::ita::portal::Portal;

/// A link as it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub target: &'a str,
    /// Where it stands; a link without a place of its own stands at what it belongs to.
    pub at: &'a Span,
    /// File paths count from `content/`, not from the file that it stands in.
    pub from_content: bool,
    /// The page shows it, and leads nowhere.
    pub image: bool,
}

/// The links of a portal's public pages.
pub(crate) fn written(portal: &Portal) -> impl Iterator<Item = Written<'_>> {
    let here = |target, at| Written { target, at, from_content: false, image: false };
    let years = || portal.shown();
    let links = links(portal).map(move |link| Written { image: link.image, ..here(link.target.as_str(), &link.span) });
    let items =
        years().flat_map(|year| &year.items).flat_map(|item| item.evidence.iter()).map(|evidence| &evidence.proof);
    let steps = years().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    let proofs = items.chain(steps.filter_map(|step| step.evidence.as_ref())).filter_map(|proof| match proof {
        Proof::Page(to) | Proof::Url(to) => Some(to),
        Proof::Document(_) | Proof::Section(_) | Proof::Table(_) | Proof::NotApplicable(_) => None,
    });
    let services = portal.articles.iter().flat_map(|article| article.service.targets());
    let fields = proofs.chain(services).map(move |to| here(to.value.as_str(), &to.span));
    links.chain(fields).chain(of_agency(&portal.agency))
}

/// The links of all bodies and of texts that hold Markdown.
fn links(portal: &Portal) -> impl Iterator<Item = &Link> {
    let years = || portal.shown();
    let items = years().flat_map(|year| &year.items).map(|item| &item.bodies);
    let measures = years().flat_map(|year| &year.measures).map(|measure| &measure.bodies);
    let bodies = items.chain(measures).chain(portal.articles.iter().map(|article| &article.bodies));
    let bodies = bodies.flat_map(|bodies| bodies.th.iter().chain(&bodies.en)).flat_map(|body| body.links.iter());
    let answers = portal.articles.iter().map(|article| &article.faq.links);
    let analyses = years().filter_map(|year| year.analysis.as_ref());
    let texts = analyses.map(|own| &own.links).chain(answers);
    bodies.chain(texts.flat_map(|links| links.th.iter().chain(&links.en)))
}

fn of_agency(agency: &Agency) -> impl Iterator<Item = Written<'_>> {
    let there = |target, at| Written { target, at, from_content: true, image: false };
    let contacts = agency.contacts.iter().filter_map(|own| Some((own.url.as_deref()?, &own.label.span)));
    let licence = agency.licence.iter().filter_map(|own| Some((own.url.as_deref()?, &own.name.span)));
    let menu = agency.menu.iter().flat_map(|entry: &MenuEntry| std::iter::once(entry).chain(&entry.entries));
    let banners = agency.front.banners.iter().filter(|banner| !banner.staff).filter_map(|banner| banner.to.as_ref());
    let ways = menu.filter_map(|entry| entry.to.as_ref()).chain(banners).chain(agency.front.ways());
    let ways = ways.map(|to: &Spanned<String>| (to.value.as_str(), &to.span));
    contacts.chain(licence).chain(ways).map(move |(target, at)| there(target, at))
}

//! Every link that somebody has written and that a public page shows: of bodies, evidence, the analysis and `agency.yaml`.

use crate::base::lang::Lang;
use crate::base::span::{Span, Spanned};
use crate::ita::agency::{Agency, MenuEntry};
use crate::ita::body::{Link, in_lang};
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
    pub role: Role,
    /// The language of the pages that show it; of all without one.
    pub lang: Option<Lang>,
}

impl<'a> Written<'a> {
    /// A way that pages of the whole site show.
    pub(crate) fn of_site(target: &'a str, at: &'a Span) -> Written<'a> {
        Written { target, at, from_content: true, role: Role::Way, lang: None }
    }
}

/// What a page does with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Way,
    /// It shows what is there, and leads nowhere.
    Image,
    /// It rests on it; `ita::evidence` has judged that.
    Evidence,
}

/// The links of a portal's public pages.
pub(crate) fn written(portal: &Portal) -> impl Iterator<Item = Written<'_>> {
    let here = |target, at| Written { target, at, from_content: false, role: Role::Way, lang: None };
    let links = links(portal).map(move |(link, lang)| {
        let role = if link.image { Role::Image } else { Role::Way };
        Written { role, lang, ..here(link.target.as_str(), &link.span) }
    });
    let years = || portal.shown();
    let items =
        years().flat_map(|year| &year.items).flat_map(|item| item.evidence.iter()).map(|evidence| &evidence.proof);
    let steps = years().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    let proofs = items.chain(steps.filter_map(|step| step.evidence.as_ref())).filter_map(|proof| match proof {
        Proof::Page(to) | Proof::Url(to) => Some(to),
        Proof::Document(_) | Proof::Section(_) | Proof::Table(_) | Proof::NotApplicable(_) => None,
    });
    let proofs = proofs.map(move |to| Written { role: Role::Evidence, ..here(to.value.as_str(), &to.span) });
    let services = portal.articles.iter().flat_map(|article| article.service.targets());
    let services = services.map(move |to| here(to.value.as_str(), &to.span));
    links.chain(proofs).chain(services).chain(of_agency(&portal.agency))
}

/// The links of all bodies and of texts that hold Markdown, with the one language that shows them.
fn links(portal: &Portal) -> impl Iterator<Item = (&Link, Option<Lang>)> {
    let years = || portal.shown();
    let items = years().flat_map(|year| &year.items).map(|item| &item.bodies);
    let measures = years().flat_map(|year| &year.measures).map(|measure| &measure.bodies);
    let bodies = items.chain(measures).chain(portal.articles.iter().map(|article| &article.bodies));
    let bodies = bodies.flat_map(|bodies| {
        let english = in_lang(bodies, Lang::En).is_some_and(|(_, lang)| lang == Lang::En);
        let thai =
            bodies.th.iter().flat_map(|body| body.links.iter()).map(move |link| (link, english.then_some(Lang::Th)));
        thai.chain(bodies.en.iter().flat_map(|body| body.links.iter()).map(|link| (link, Some(Lang::En))))
    });
    let answers = portal.articles.iter().map(|article| &article.faq.links);
    let texts = years().filter_map(|year| year.analysis.as_ref()).map(|own| &own.links).chain(answers);
    bodies.chain(texts.flat_map(|links| {
        let of = |lang: Lang| links.get(lang).iter().map(move |link| (link, Some(lang)));
        of(Lang::Th).chain(of(Lang::En))
    }))
}

fn of_agency(agency: &Agency) -> impl Iterator<Item = Written<'_>> {
    let contacts = agency.contacts.iter().filter_map(|own| Some((own.url.as_deref()?, &own.label.span)));
    let licence = agency.licence.iter().filter_map(|own| Some((own.url.as_deref()?, &own.name.span)));
    let menu = agency.menu.iter().flat_map(|entry: &MenuEntry| std::iter::once(entry).chain(&entry.entries));
    let banners = agency.front.banners.iter().filter(|banner| !banner.staff).filter_map(|banner| banner.to.as_ref());
    let ways = menu.filter_map(|entry| entry.to.as_ref()).chain(banners).chain(agency.front.ways());
    let ways = ways.map(|to: &Spanned<String>| (to.value.as_str(), &to.span));
    contacts.chain(licence).chain(ways).map(|(target, at)| Written::of_site(target, at))
}

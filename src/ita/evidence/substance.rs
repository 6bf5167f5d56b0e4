//! Whether one entry of evidence has any substance, whatever it is for.

use std::cell::OnceCell;

use crate::base::reason::is_reason;
use crate::base::span::{Span, Spanned};
use crate::ita::article::ArticleKind;
use crate::ita::document::{Evidence, Proof};
use crate::ita::evidence::address;
use crate::ita::evidence::document;
use crate::ita::evidence::ground::{Found, Ground, Thing};
use crate::ita::evidence::lack::Lack;
use crate::ita::evidence::page;
use crate::ita::evidence::rows::Rows;
use crate::ita::evidence::table;
use crate::ita::evidence::time::{Offer, Times};
use crate::ita::evidence::verdict::Reason;
use crate::ita::item::Item;
use crate::ita::life::Phase;

/// What was found of one entry.
pub(super) struct Looked<'g, 'a> {
    pub evidence: &'a Evidence,
    /// What it leads to on this site.
    pub found: Option<Found<'g, 'a>>,
    pub reasons: Vec<Reason>,
    /// The tables that it leads to; looked at once, where a check asks for them.
    pub tables: OnceCell<Vec<Rows<'a>>>,
}

impl Looked<'_, '_> {
    pub(super) fn is_sound(&self) -> bool {
        self.reasons.is_empty() && !self.is_declined()
    }

    /// Whether it says that the requirement does not apply.
    pub(super) fn is_declined(&self) -> bool {
        matches!(self.evidence.proof, Proof::NotApplicable(_))
    }
}

/// Looks at one entry of an item.
pub(super) fn look<'g, 'a>(
    ground: &'g Ground<'a>,
    item: &'a Item,
    evidence: &'a Evidence,
    times: &Times<'_>,
) -> Looked<'g, 'a> {
    let here = |lack: Lack| Reason { lack, at: evidence.span.clone() };
    // The rule of links tells of headings.
    let linked = |lack: Lack| match lack {
        Lack::NoSuchHeading(_) => here(Lack::Unknown),
        lack => here(lack),
    };
    let mut found = None;
    let mut reasons = Vec::new();
    match &evidence.proof {
        Proof::Document(id) => match item.facts.document(&id.value) {
            Some(own) => match document::judge(ground, &own.title, own.file.value.as_ref()) {
                Some(lack) => reasons.push(here(lack)),
                None => reasons.extend(times.misfit(&Offer::from(own), Some(evidence)).map(other_time)),
            },
            None => reasons.push(here(Lack::Unknown)),
        },
        Proof::Table(id) => match item.facts.table(&id.value) {
            Some(spec) => {
                let lack = document::judge(ground, &spec.title, spec.file.value.as_ref());
                // How much a table says is told by its rows.
                let lack = lack.filter(|lack| !matches!(lack, Lack::FewLetters(_) | Lack::Hollow));
                match lack.or_else(|| table::unread(spec)) {
                    Some(lack) => reasons.push(here(lack)),
                    None => reasons.extend(times.misfit(&Offer::from(spec), Some(evidence)).map(other_time)),
                }
            }
            None => reasons.push(here(Lack::Unknown)),
        },
        Proof::Page(to) => match ground.named(to) {
            Some(thing) => {
                reasons.extend(of_thing(ground, item, &thing).map(linked));
                found = Some(thing);
            }
            None => reasons.push(here(Lack::Unknown)),
        },
        Proof::Section(anchor) => {
            let body = item.bodies.th.as_ref();
            let held = body.map_or(Err(Lack::Unknown), |body| page::section(body, &anchor.value));
            reasons.extend(held.err().map(here));
        }
        Proof::Url(url) => match address::judge(ground, url) {
            Ok(thing) => {
                reasons.extend(thing.as_ref().and_then(|thing| of_thing(ground, item, thing)).map(linked));
                found = thing;
            }
            Err(lack) => reasons.push(here(lack)),
        },
        Proof::NotApplicable(why) => {
            reasons.extend((!is_reason(&why.th)).then(|| here(Lack::NoReason(why.th.clone()))));
        }
    }
    if let (true, Some((Thing::Page(place), _))) = (reasons.is_empty(), &found)
        && let Some(article) = place.source().and_then(|path| ground.article(path))
    {
        reasons.extend(document::is_unwritten(&article.title).then(|| here(Lack::Unwritten(article.title.th.clone()))));
        let news = article.date.filter(|_| article.kind == ArticleKind::News);
        // What was over before the year's end was over when somebody looked.
        let over = matches!(article.life.phase, Phase::Over(day) if times.is_before_end(day));
        reasons.extend(over.then(|| here(Lack::Unpublished(article.path.clone(), article.life.phase))));
        match news.filter(|day| *day > ground.today) {
            Some(day) => reasons.push(here(Lack::NotYet(day))),
            None => {
                let misfit = times.page_misfit(&article.title, news, evidence);
                reasons.extend(misfit.map(|misfit| other_time((misfit, written(&evidence.proof, evidence)))));
            }
        }
    }
    if !matches!(evidence.proof, Proof::NotApplicable(_)) {
        let odd = times.odd_period();
        reasons.extend(odd.map(|(period, at)| Reason { lack: Lack::ItemPeriod(period), at: at.clone() }));
    }
    Looked { evidence, found, reasons, tables: OnceCell::new() }
}

/// What the thing that evidence of an item leads to does not have.
fn of_thing(ground: &Ground<'_>, item: &Item, found: &Found<'_, '_>) -> Option<Lack> {
    match found {
        (Thing::Page(place), None) if place.source() == Some(&item.path) => Some(Lack::Itself),
        _ => page::judge(ground, found),
    }
}

fn other_time((misfit, at): (crate::ita::evidence::misfit::Misfit, Span)) -> Reason {
    Reason { lack: Lack::OtherTime(misfit), at }
}

/// Where a proof is written.
fn written(proof: &Proof, evidence: &Evidence) -> Span {
    proof.written().map_or(&evidence.span, |Spanned { span, .. }| span).clone()
}

//! How ready a year is for the assessment: every item's requirements with what meets them, its documents, what is missing
//! in English, what the year before had, and the days that are left. Only facts; how they are shown is for others.

use crate::base::date::Day;
use crate::base::document::Inspected;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::source::{File, Sources};
use crate::ita::agency::Deadline;
use crate::ita::agenda::{Agenda, agenda};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, Group, ItemSpec, Requirement};
use crate::ita::continuity::{Earlier, Lost, before, lost};
use crate::ita::document::{Document, Evidence, Proof};
use crate::ita::evidence::verdict::Reason;
use crate::ita::item::Item;
use crate::ita::notes::Notes;
use crate::ita::portal::Portal;
use crate::ita::progress::{Completeness, State};
use crate::ita::staff::Note;
use crate::ita::state;
use crate::ita::tally::Tally;
use crate::ita::translation::{self, Untranslated};
use crate::ita::year::FiscalYear;

/// How one year stands on a day.
#[derive(Debug)]
pub struct Readiness<'a> {
    pub assessment: &'a Assessment,
    pub catalogue: &'a Catalogue,
    /// In the order of the catalogue.
    pub items: Vec<Standing<'a>>,
    /// The next first; those that have passed come last.
    pub deadlines: Vec<Countdown<'a>>,
    /// What is missing in English in the year's measures and in the pages that belong to no year, by file.
    pub untranslated: Vec<(&'a RelPath, Vec<Untranslated>)>,
    /// What is said to the staff beside the year's items, and in files that belong to no year; file by file.
    pub notes: Vec<&'a Note>,
    /// What is to be done of its measures.
    pub agenda: Agenda<'a>,
}

/// How one item stands.
#[derive(Debug)]
pub struct Standing<'a> {
    pub group: &'a Group,
    pub spec: &'a ItemSpec,
    /// `None` where nobody has written its file yet.
    pub item: Option<&'a Item>,
    pub state: Completeness,
    pub answers: Vec<Answer<'a>>,
    /// The evidence for the whole item, where its catalogue lists no requirements.
    pub whole: Vec<Offered<'a>>,
    pub documents: Vec<Attachment<'a>>,
    pub untranslated: Vec<Untranslated>,
    /// The same subject in the year before.
    pub earlier: Vec<Earlier<'a>>,
    pub lost: Vec<Lost<'a>>,
    /// What its file and its entry of the catalogue say to the staff.
    pub notes: Vec<&'a Note>,
}

/// A requirement with what was offered for it.
#[derive(Debug)]
pub struct Answer<'a> {
    pub requirement: &'a Requirement,
    pub state: State,
    /// Why it is short.
    pub reasons: &'a [Reason],
    pub evidence: Vec<Offered<'a>>,
    /// What the catalogue says of it to the staff.
    pub notes: Vec<&'a Note>,
}

/// Evidence with what it names.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    pub evidence: &'a Evidence,
    /// The document that it names.
    pub document: Option<&'a Document>,
}

/// A document and the state of its file.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    pub document: &'a Document,
    pub path: Option<&'a RelPath>,
    /// `None` if the file is not there.
    pub file: Option<&'a File>,
}

/// A deadline and the days until it: 0 on the day itself, negative once it has passed.
#[derive(Clone, Copy, Debug)]
pub struct Countdown<'a> {
    pub deadline: &'a Deadline,
    pub days: i32,
}

/// The year to show when nobody names one: the newest with items, else the newest with a catalogue.
pub fn newest(portal: &Portal) -> Option<FiscalYear> {
    let asked = || portal.years.values().rev().filter(|year| year.catalogue.is_some());
    let answered = asked().find(|year| !year.items.is_empty());
    answered.or_else(|| asked().next()).map(|year| year.year)
}

/// How `year` stands on the day `today`; `None` if it has no catalogue.
pub fn readiness<'a>(portal: &'a Portal, sources: &'a Sources, year: FiscalYear, today: Day) -> Option<Readiness<'a>> {
    let assessment = portal.years.get(&year)?;
    let catalogue = assessment.catalogue.as_deref()?;
    let notes = Notes::of(portal, assessment);
    let items = catalogue.items().map(|(_, group, spec)| {
        let item = assessment.item(&spec.code.value);
        standing(portal, sources, (year, &notes), (group, spec, item))
    });
    let items = items.collect();
    let own = portal.agency.deadlines.iter().filter(|deadline| deadline.year == year);
    let mut deadlines: Vec<Countdown<'_>> =
        own.map(|deadline| Countdown { deadline, days: today.days_until(deadline.day) }).collect();
    deadlines.sort_by_key(|one| (one.days < 0, one.days.abs()));
    let untranslated = if translation::wanted(&portal.agency) { elsewhere(portal, assessment) } else { Vec::new() };
    let agenda = agenda(assessment, today);
    Some(Readiness { assessment, catalogue, items, deadlines, untranslated, notes: notes.elsewhere, agenda })
}

impl<'a> Readiness<'a> {
    /// The whole year.
    pub fn total(&self) -> Tally {
        self.items.iter().map(Standing::tally).sum()
    }

    /// In the order of the catalogue.
    pub fn by_group(&self) -> Vec<(&'a Group, Tally)> {
        let mut groups: Vec<(&Group, Tally)> = Vec::new();
        for standing in &self.items {
            match groups.iter_mut().find(|(group, _)| std::ptr::eq(*group, standing.group)) {
                Some((_, tally)) => *tally += standing.tally(),
                None => groups.push((standing.group, standing.tally())),
            }
        }
        groups
    }

    /// The requirements that somebody has said do not apply, with the reason, for a person to look at.
    pub(crate) fn not_applicable(&self) -> impl Iterator<Item = (&Standing<'a>, Option<&Answer<'a>>, &'a Text)> {
        self.items
            .iter()
            .flat_map(|standing| standing.not_applicable().map(move |(answer, reason)| (standing, answer, reason)))
    }
}

impl<'a> Standing<'a> {
    /// What of it somebody has said not to apply, the item as a whole without an answer, with the reason.
    pub(crate) fn not_applicable(&self) -> impl Iterator<Item = (Option<&Answer<'a>>, &'a Text)> {
        let reason = |offered: &Offered<'a>| match &offered.evidence.proof {
            Proof::NotApplicable(reason) => Some(reason),
            _ => None,
        };
        let of = self.answers.iter().map(|answer| (Some(answer), &answer.evidence));
        let all = of.chain([(None, &self.whole)]);
        all.flat_map(move |(answer, evidence)| evidence.iter().filter_map(reason).map(move |reason| (answer, reason)))
    }

    pub(crate) fn owner(&self) -> Option<&'a Text> {
        self.item.and_then(|item| item.facts.owner.as_ref())
    }

    /// The item and its requirements, counted.
    pub fn tally(&self) -> Tally {
        let count = |state: State| self.answers.iter().filter(|answer| answer.state == state).count();
        Tally {
            items: 1,
            complete: usize::from(self.state == Completeness::Complete),
            partial: usize::from(self.state == Completeness::Partial),
            requirements: self.answers.len(),
            met: self.answers.iter().filter(|answer| answer.state.is_met()).count(),
            holds: count(State::Holds),
            checked: count(State::Checked),
            given: count(State::Given),
            short: count(State::Short),
            not_applicable: count(State::NotApplicable),
            documents: self.documents.len(),
            untranslated: self.untranslated.len(),
        }
    }

    /// What the item still awaits, in the words of whoever answers it.
    pub(crate) fn awaiting(&self) -> Option<&'a Text> {
        self.item.and_then(|item| item.facts.awaiting.as_ref())
    }
}

fn standing<'a>(
    portal: &'a Portal,
    sources: &'a Sources,
    (year, notes): (FiscalYear, &Notes<'a>),
    (group, spec, item): (&'a Group, &'a ItemSpec, Option<&'a Item>),
) -> Standing<'a> {
    let answer = |requirement: &'a Requirement| {
        let evidence =
            item.iter().flat_map(|item| item.evidence_for(&requirement.id.value).map(|one| offered(item, one)));
        let notes = notes.beside(&spec.code.value, Some(&requirement.id.value));
        let verdict = item.and_then(|item| item.verdicts.of(&requirement.id.value));
        Answer {
            requirement,
            state: state::of_requirement(requirement, item),
            reasons: verdict.map_or(&[], |verdict| &verdict.reasons),
            evidence: evidence.collect(),
            notes,
        }
    };
    let answers: Vec<Answer<'_>> = spec.requirements.iter().map(answer).collect();
    let all = item.iter().flat_map(|item| item.evidence.iter().map(|one| offered(item, one)));
    let earlier = before(portal, year, spec);
    let lost = lost(&earlier, spec, item);
    let attachment = |document: &'a Document| Attachment::of(document, sources);
    Standing {
        group,
        spec,
        item,
        state: state::of_item(spec, item),
        whole: if answers.is_empty() { all.collect() } else { Vec::new() },
        answers,
        documents: item.iter().flat_map(|item| item.facts.documents.iter().map(attachment)).collect(),
        untranslated: if translation::wanted(&portal.agency) { translation::of_item(spec, item) } else { Vec::new() },
        earlier,
        lost,
        notes: notes.beside(&spec.code.value, None),
    }
}

impl<'a> Attachment<'a> {
    fn of(document: &'a Document, sources: &'a Sources) -> Attachment<'a> {
        let path = document.file.value.as_ref();
        Attachment { document, path, file: path.and_then(|path| sources.files.get(path)) }
    }

    /// What its bytes say: its kind, pages and text.
    pub(crate) fn inspected(&self) -> Option<&'a Inspected> {
        self.file?.inspected.as_deref()
    }

    /// The ending of the file's name, in lower case: `pdf`.
    pub fn ending(&self) -> Option<String> {
        Some(self.path?.ending().to_ascii_lowercase()).filter(|ending| !ending.is_empty())
    }
}

fn offered<'a>(item: &'a Item, evidence: &'a Evidence) -> Offered<'a> {
    let document = match &evidence.proof {
        Proof::Document(id) => item.facts.document(&id.value),
        _ => None,
    };
    Offered { evidence, document }
}

fn elsewhere<'a>(portal: &'a Portal, assessment: &'a Assessment) -> Vec<(&'a RelPath, Vec<Untranslated>)> {
    let measures = assessment.measures.iter().map(|measure| (&measure.path, translation::of_measure(measure)));
    let articles = portal.articles.iter().map(|article| (&article.path, translation::of_article(article)));
    measures.chain(articles).filter(|(_, found)| !found.is_empty()).collect()
}

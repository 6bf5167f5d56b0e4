//! One item before its judges: each entry is looked at once, then each requirement is held against what is sound.

use std::collections::HashMap;

use crate::base::grid::is_named_as_table;
use crate::base::span::Span;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::contact::ContactKind;
use crate::ita::document::{Claimed, Document, Facts, Proof};
use crate::ita::evidence::data;
use crate::ita::evidence::files;
use crate::ita::evidence::ground::{Ground, Thing};
use crate::ita::evidence::lack::{Asked, Lack};
use crate::ita::evidence::rows::Rows;
use crate::ita::evidence::signature;
use crate::ita::evidence::substance::{Looked, look};
use crate::ita::evidence::table;
use crate::ita::evidence::time::Times;
use crate::ita::evidence::verdict::{Reason, Verdict, Verdicts, Wanting};
use crate::ita::holds::{Holds, TableCheck};
use crate::ita::item::Item;
use crate::ita::progress::State;
use crate::ita::table::Table;
use crate::ita::web::Parts;
use crate::ita::year::{FiscalYear, Period};

pub(super) struct Case<'g, 'a> {
    ground: &'g Ground<'a>,
    spec: &'a ItemSpec,
    item: &'a Item,
    year: FiscalYear,
    times: Times<'a>,
    looked: Vec<Looked<'g, 'a>>,
    /// The entries for each requirement, and those for all.
    by_id: HashMap<&'a str, Vec<usize>>,
    for_all: Vec<usize>,
}

impl<'g, 'a> Case<'g, 'a> {
    pub(super) fn new(
        ground: &'g Ground<'a>,
        assessment: &Assessment,
        spec: &'a ItemSpec,
        item: &'a Item,
    ) -> Case<'g, 'a> {
        let times = Times::new(assessment.year, spec, item);
        let looked: Vec<Looked<'_, '_>> = item.evidence.iter().map(|one| look(ground, item, one, &times)).collect();
        let (mut by_id, mut for_all): (HashMap<&str, Vec<usize>>, _) = (HashMap::new(), Vec::new());
        for (at, evidence) in item.evidence.iter().enumerate() {
            match &evidence.requirements {
                Claimed::All => for_all.push(at),
                Claimed::Some(ids) => ids.iter().for_each(|id| by_id.entry(&id.value).or_default().push(at)),
            }
        }
        Case { ground, spec, item, year: assessment.year, times, looked, by_id, for_all }
    }

    pub(super) fn verdicts(&self) -> Verdicts {
        let own = |one: &Requirement| {
            let named = self.by_id.get(one.id.value.as_str()).into_iter().flatten();
            let mut entries: Vec<usize> = named.chain(&self.for_all).copied().collect();
            entries.sort_unstable();
            entries.dedup();
            self.verdict(Some(one), &entries)
        };
        let requirements = self.spec.requirements.iter().map(|one| (one.id.value.clone(), own(one))).collect();
        let mut verdicts = Verdicts { requirements, ..Verdicts::default() };
        if self.spec.requirements.is_empty() {
            verdicts.whole = self.verdict(None, &(0..self.looked.len()).collect::<Vec<_>>());
        }
        self.take_back(&mut verdicts);
        let settled = |verdict: &Verdict| verdict.state.is_settled();
        let answered = verdicts.requirements.values().all(settled);
        let whole = !self.spec.requirements.is_empty() || settled(&verdicts.whole);
        verdicts.reasons = self.reasons(&verdicts, answered && whole);
        let beside = verdicts.reasons.iter().filter(|one| one.requirements.is_empty()).map(|one| &one.reason);
        verdicts.whole.reasons = beside.cloned().collect();
        verdicts
    }

    /// Evidence that is of another kind than the checks of an item ask for does not answer the rest of it either: a workbook
    /// that nobody has named as a table, where a table is asked for.
    fn take_back(&self, verdicts: &mut Verdicts) {
        let wrong: Vec<Reason> = verdicts.requirements.values().flat_map(|one| one.reasons.iter().cloned()).collect();
        let wrong: Vec<Reason> = wrong.into_iter().filter(|one| matches!(one.lack, Lack::NotShown(_))).collect();
        if wrong.is_empty() || verdicts.requirements.values().any(|one| one.state == State::Holds) {
            return;
        }
        for requirement in &self.spec.requirements {
            let id = requirement.id.value.as_str();
            let entries = self.by_id.get(id).into_iter().flatten().chain(&self.for_all).map(|at| &self.looked[*at]);
            let spans: Vec<&Span> = entries.filter(|one| one.is_sound()).map(|one| &one.evidence.span).collect();
            let mut own: Vec<Reason> = wrong.iter().filter(|one| spans.contains(&&one.at)).cloned().collect();
            own.dedup();
            let all = spans.iter().all(|span| own.iter().any(|one| one.at == **span));
            if let Some(verdict) = verdicts.requirements.get_mut(id)
                && verdict.state == State::Given
                && all
            {
                *verdict = Verdict { state: State::Short, reasons: own };
            }
        }
    }

    /// All that is wanting, each once, with the requirements that it is wanting for.
    fn reasons(&self, verdicts: &Verdicts, answered: bool) -> Vec<Wanting> {
        // What awaits something itself is not complete, whatever it answers.
        let held_back = self.item.facts.awaiting.as_ref().filter(|_| answered);
        let claim = self.for_all.first().map(|at| &self.item.evidence[*at].span);
        let held_back =
            held_back.map(|awaiting| Reason { lack: Lack::ItemAwaits, at: claim.unwrap_or(&awaiting.span).clone() });
        let entries = self.looked.iter().flat_map(|one| one.reasons.iter()).map(|reason| (reason, None));
        let asked = self.spec.requirements.iter().filter_map(|one| Some((&one.id.value, verdicts.of(&one.id.value)?)));
        let checks = asked.flat_map(|(id, own)| own.reasons.iter().map(move |reason| (reason, Some(id))));
        let mut known: HashMap<(u32, u32, String), usize> = HashMap::new();
        let mut reasons: Vec<Wanting> = Vec::new();
        for (reason, id) in entries.chain(checks).chain(held_back.iter().map(|reason| (reason, None))) {
            let key = (reason.at.start, reason.at.end, format!("{:?}", reason.lack));
            let at = *known.entry(key).or_insert(reasons.len());
            if at == reasons.len() {
                reasons.push(Wanting { reason: reason.clone(), requirements: Vec::new() });
            }
            reasons[at].requirements.extend(id.cloned());
        }
        reasons
    }

    fn verdict(&self, requirement: Option<&Requirement>, entries: &[usize]) -> Verdict {
        let offered: Vec<&Looked<'_, '_>> = entries.iter().map(|at| &self.looked[*at]).collect();
        let sound: Vec<&Looked<'_, '_>> = offered.iter().copied().filter(|one| one.is_sound()).collect();
        let wanting = || offered.iter().flat_map(|one| one.reasons.iter().cloned()).collect::<Vec<_>>();
        let declined = || offered.iter().all(|one| one.is_declined() && one.reasons.is_empty());
        let (state, reasons) = match requirement.and_then(|one| one.holds.as_ref()) {
            _ if offered.is_empty() => (State::Awaiting, Vec::new()),
            _ if declined() => (State::NotApplicable, Vec::new()),
            _ if sound.is_empty() => (State::Short, wanting()),
            Some(holds) if !holds.is_empty() => match self.check(holds, requirement, &sound) {
                reasons if reasons.is_empty() && !holds.takes_any_table() => (State::Holds, reasons),
                reasons if reasons.is_empty() => (self.seen(&sound), reasons),
                // What a person signs for is what the program cannot see; what it sees wanting stays so.
                reasons => (State::Short, reasons),
            },
            _ => (self.seen(&sound), Vec::new()),
        };
        Verdict { state, reasons }
    }

    /// What evidence is that the program cannot judge: somebody has looked at it, or nobody has.
    fn seen(&self, sound: &[&Looked<'_, '_>]) -> State {
        let is_signed = |one: &&Looked<'_, '_>| {
            let signed = one.evidence.checked.as_ref();
            signed.is_some_and(|_| signature::fault(one.evidence, self.item, self.year, self.ground.today).is_none())
        };
        if sound.iter().any(is_signed) { State::Checked } else { State::Given }
    }

    /// What the checks of a requirement find, at the entry that answers each.
    fn check(&self, holds: &Holds, requirement: Option<&Requirement>, sound: &[&Looked<'_, 'a>]) -> Vec<Reason> {
        let (ground, year) = (self.ground, self.times.fiscal_year(requirement));
        let mut reasons = Vec::new();
        let mut shown = |asked: Asked, lacks: &dyn Fn() -> Vec<Lack>| {
            let fit = sound.iter().find(|one| data::shows(ground, one.found.as_ref(), &asked, year));
            let lacks = if fit.is_some() { lacks() } else { vec![Lack::NotShown(asked)] };
            let at = &fit.unwrap_or(&sound[0]).evidence.span;
            reasons.extend(lacks.into_iter().map(|lack| Reason { lack, at: at.clone() }));
        };
        if let Some(check) = &holds.people {
            shown(Asked::People, &|| data::people(ground, check, &holds.mail));
        }
        if let Some(check) = holds.news {
            let time = self.times.of(requirement);
            shown(Asked::News, &|| data::news(ground, check, time.as_ref()).into_iter().collect());
        }
        if let Some(check) = &holds.measures {
            shown(Asked::Measures, &|| data::measures(ground, check, year));
        }
        if !holds.contacts.is_empty() {
            reasons.extend(self.contacts(holds, sound));
        }
        if !holds.files.is_empty() {
            reasons.extend(self.files(holds, sound));
        }
        if let Some(check) = &holds.table {
            reasons.extend(self.table(check, requirement, year, sound));
        }
        reasons
    }

    /// Contacts are shown by a page, or one of those that are asked for has the very address of the evidence.
    fn contacts(&self, holds: &Holds, sound: &[&Looked<'_, '_>]) -> Vec<Reason> {
        let kinds = &holds.contacts;
        let lacks = data::contacts(self.ground, kinds, &holds.mail);
        let is_one = |url: &str| {
            let mut own = self.ground.portal.agency.contacts.iter().filter(|contact| contact.is_at(url));
            own.any(|contact| contact.kind.is_some_and(|kind| kinds.iter().any(|asked| kind.serves_as(*asked))))
        };
        // A map and a messenger are at home on other sites.
        let is_elsewhere = |url: &str| {
            let parts = Parts::of(url);
            parts
                .is_some_and(|parts| (kinds.contains(&ContactKind::Map) && parts.is_map()) || parts.is_social_of(kinds))
        };
        let shows = |one: &&&Looked<'_, '_>| match &one.evidence.proof {
            Proof::Url(url) if is_one(&url.value) || is_elsewhere(&url.value) => true,
            _ => data::shows(self.ground, one.found.as_ref(), &Asked::Contacts, self.year),
        };
        let fit = sound.iter().find(shows);
        let lacks = if fit.is_some() { lacks } else { vec![Lack::NotShown(Asked::Contacts)] };
        let at = &fit.unwrap_or(&sound[0]).evidence.span;
        lacks.into_iter().map(|lack| Reason { lack, at: at.clone() }).collect()
    }

    fn files(&self, holds: &Holds, sound: &[&Looked<'_, '_>]) -> Option<Reason> {
        let named = sound.iter().filter_map(|one| Some((*one, self.document(one)?)));
        let named: Vec<(&Looked<'_, '_>, &Document)> = named.collect();
        let documents: Vec<&Document> = named.iter().map(|(_, document)| *document).collect();
        let endings = holds.files.iter().map(|ending| ending.value.as_str());
        let (lack, at) = match named.first() {
            Some((one, _)) => (files::judge(self.ground, &self.item.facts, &documents, endings)?, &one.evidence.span),
            None => (Lack::NotShown(Asked::Files), &sound[0].evidence.span),
        };
        Some(Reason { lack, at: at.clone() })
    }

    fn document(&self, one: &Looked<'_, '_>) -> Option<&'a Document> {
        match &one.evidence.proof {
            Proof::Document(id) => self.item.facts.document(&id.value),
            _ => None,
        }
    }

    /// Holds the tables that the evidence leads to against a check; one that passes is enough.
    fn table(
        &self,
        check: &TableCheck,
        requirement: Option<&Requirement>,
        year: FiscalYear,
        sound: &[&Looked<'_, 'a>],
    ) -> Vec<Reason> {
        let months = check.months.as_ref().and_then(|months| {
            let covers = months.from.or_else(|| self.times.covers(requirement))?;
            let period = covers.period(self.year)?;
            // What has not begun cannot have a row.
            let to = period.to.min(self.ground.today);
            (period.from <= to).then_some(Period { to, ..period })
        });
        let period = self.times.of(requirement).map(|time| time.period);
        let asked = table::Asked { agency: &self.ground.portal.agency, year, period, months };
        let tables = sound.iter().flat_map(|one| {
            let own = one.tables.get_or_init(|| self.tables(one).into_iter().map(Rows::of).collect());
            own.iter().map(move |table| (*one, table))
        });
        let judged = tables.map(|(one, table)| (one, table::judge(table, check, &asked)));
        let (one, lacks) = judged.min_by_key(|(_, lacks)| lacks.len()).unwrap_or_else(|| {
            let book = sound.iter().find_map(|one| Some((*one, self.document(one)?.file.value.clone()?)));
            let book = book.filter(|(_, path)| is_named_as_table(path));
            let (one, file) = book.map_or((sound[0], None), |(one, path)| (one, Some(path)));
            (one, vec![Lack::NotShown(Asked::Table(file))])
        });
        lacks.into_iter().map(|lack| Reason { lack, at: one.evidence.span.clone() }).collect()
    }

    /// The tables that an entry leads to: the one that it names, one of the same file, those of the page.
    fn tables(&self, one: &Looked<'_, 'a>) -> Vec<&'a Table> {
        let own: &'a Facts = &self.item.facts;
        match (&one.evidence.proof, &one.found) {
            (Proof::Table(id), _) => own.table(&id.value).into_iter().collect(),
            (Proof::Document(_), _) => {
                let file = self.document(one).and_then(|document| document.file.value.as_ref());
                own.tables.iter().filter(|table| file.is_some() && table.file.value.as_ref() == file).collect()
            }
            (Proof::Section(_), _) => own.tables.iter().collect(),
            (_, Some((Thing::Page(place), _))) => {
                place.facts().map(|facts| facts.tables.iter().collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }
}

//! What the measures of a year still ask to be done: by owner and by the month in which their time ends, and what their
//! files say that cannot all be so.

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::ita::assessment::Assessment;
use crate::ita::measure::{Measure, Step};

#[derive(Debug, Default)]
pub struct Agenda<'a> {
    /// What is due first comes first; what has no day comes last.
    pub duties: Vec<Duty<'a>>,
    pub slips: Vec<Slip<'a>>,
}

/// The steps that one owner has to finish in one month.
#[derive(Debug)]
pub struct Duty<'a> {
    pub owner: Option<&'a Text>,
    /// The first last day of its measures; `None` where they have no time.
    pub by: Option<Day>,
    pub steps: usize,
    pub done: usize,
    /// The open ones whose time is over.
    pub late: usize,
    /// The first open one, with its measure.
    pub next: Option<(&'a Measure, &'a Step)>,
}

/// What a measure's file says of its progress that cannot all be so.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    pub measure: &'a Measure,
    pub kind: SlipKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// It tells what came of it while steps are open, so that it counts as late.
    Reported { open: usize },
    /// Its `updated` is older than the last step that was finished.
    Older { updated: Day, done: Day },
}

/// What is to be done of a year's measures on a day.
pub(crate) fn agenda(assessment: &Assessment, today: Day) -> Agenda<'_> {
    let mut agenda = Agenda::default();
    for measure in assessment.measures.iter().filter(|measure| !measure.steps.is_empty()) {
        agenda.add(measure, today);
        agenda.slips.extend(slips(measure));
    }
    let unknown = |duty: &Duty<'_>| (duty.by.is_none(), duty.by);
    agenda.duties.sort_by_key(unknown);
    agenda
}

impl<'a> Agenda<'a> {
    pub fn steps(&self) -> usize {
        self.duties.iter().map(|duty| duty.steps).sum()
    }

    pub fn done(&self) -> usize {
        self.duties.iter().map(|duty| duty.done).sum()
    }

    pub(crate) fn late(&self) -> usize {
        self.duties.iter().map(|duty| duty.late).sum()
    }

    fn add(&mut self, measure: &'a Measure, today: Day) {
        let owner = measure.facts.owner.as_ref();
        let by = measure.period.as_ref().map(|period| period.value.to);
        let month = |day: Option<Day>| day.map(|day| (day.buddhist_year(), day.month()));
        let same = |duty: &Duty<'_>| {
            duty.owner.map(|text| &text.th) == owner.map(|text| &text.th) && month(duty.by) == month(by)
        };
        let at = self.duties.iter().position(same).unwrap_or_else(|| {
            self.duties.push(Duty { owner, by, steps: 0, done: 0, late: 0, next: None });
            self.duties.len() - 1
        });
        let duty = &mut self.duties[at];
        let open = measure.open_steps();
        duty.by = duty.by.min(by);
        duty.steps += measure.steps.len();
        duty.done += measure.done();
        duty.late += if measure.ended(today) { open } else { 0 };
        duty.next = duty.next.or_else(|| {
            let first = measure.steps.iter().find(|step| step.done.is_none());
            first.map(|step| (measure, step))
        });
    }
}

fn slips(measure: &Measure) -> impl Iterator<Item = Slip<'_>> {
    let open = measure.open_steps();
    let reported = (measure.result.is_some() && open > 0).then_some(SlipKind::Reported { open });
    let last = measure.steps.iter().filter_map(|step| step.done).max();
    let dates = measure.facts.updated.zip(last).filter(|(updated, done)| updated < done);
    let older = dates.map(|(updated, done)| SlipKind::Older { updated, done });
    reported.into_iter().chain(older).map(move |kind| Slip { measure, kind })
}

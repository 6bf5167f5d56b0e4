//! What an item covers, and whether a document or a page is of that time: by the word of the catalogue, else by the item's own
//! period. The one notion of it, for judges and for the rule that tells what is of another time.

use std::collections::BTreeSet;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::{Span, Spanned};
use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::covers::Covers;
use crate::ita::document::{Claimed, Document, Evidence};
use crate::ita::evidence::misfit::Misfit;
use crate::ita::evidence::named_year::{
    Named, is_of_last_months, is_report, mentions, named_years, ranges, year_in_name,
};
use crate::ita::item::Item;
use crate::ita::table::Table;
use crate::ita::year::{FiscalYear, Period};

/// How many months after its end a report of a period may still be dated.
const REPORTED: i32 = 6;

/// The time that a requirement asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub period: Period,
    /// How many months later something may be dated.
    later: i32,
    /// The years, in the Buddhist era, that a title may name; empty where the catalogue leaves that open.
    years: Vec<i16>,
}

/// A file that an item offers, as a document or as a table.
pub(crate) struct Offer<'a> {
    title: &'a Text,
    file: &'a Spanned<Option<RelPath>>,
    date: Option<&'a Spanned<Day>>,
}

impl<'a> From<&'a Document> for Offer<'a> {
    fn from(document: &'a Document) -> Offer<'a> {
        Offer { title: &document.title, file: &document.file, date: document.date.as_ref() }
    }
}

impl<'a> From<&'a Table> for Offer<'a> {
    fn from(spec: &'a Table) -> Offer<'a> {
        Offer { title: &spec.title, file: &spec.file, date: None }
    }
}

/// What an item and its requirements cover.
pub(crate) struct Times<'a> {
    year: FiscalYear,
    spec: &'a ItemSpec,
    item: &'a Item,
}

impl<'a> Times<'a> {
    pub(crate) fn new(year: FiscalYear, spec: &'a ItemSpec, item: &'a Item) -> Times<'a> {
        Times { year, spec, item }
    }

    /// Whether a day comes before the end of the year that is assessed.
    pub(super) fn is_before_end(&self, day: Day) -> bool {
        self.year.period().is_some_and(|period| day < period.to)
    }

    /// What a requirement covers, by the words of the catalogue.
    pub(crate) fn covers(&self, requirement: Option<&Requirement>) -> Option<Covers> {
        requirement.and_then(|one| one.covers).or(self.spec.covers)
    }

    /// The fiscal year that a requirement asks data of.
    pub(crate) fn fiscal_year(&self, requirement: Option<&Requirement>) -> FiscalYear {
        let previous = self.covers(requirement) == Some(Covers::PreviousYear);
        self.year.previous().filter(|_| previous).unwrap_or(self.year)
    }

    /// The time of a requirement; `None` where any will do.
    pub(crate) fn of(&self, requirement: Option<&Requirement>) -> Option<Time> {
        let own = self.item.period.as_ref().map(|period| period.value);
        let covers = self.covers(requirement);
        let (period, later, years) = match covers {
            Some(Covers::InForce | Covers::Current) => return None,
            Some(Covers::Year) => (self.year.period()?, 0, vec![self.year.buddhist()]),
            Some(Covers::FirstHalf) => (Covers::FirstHalf.period(self.year)?, REPORTED, vec![self.year.buddhist()]),
            // What a year came to is told in the next.
            Some(Covers::PreviousYear) => {
                let previous = self.year.previous()?;
                (previous.period()?, 2 * REPORTED, vec![previous.buddhist()])
            }
            None => return self.guessed(own),
        };
        // The item's own period says it more exactly, where it is of that time at all.
        match own.filter(|own| own.from <= period.to && own.to >= period.from) {
            Some(own) => Some(Time { period: own, later: later.max(REPORTED), years }),
            None => Some(Time { period, later, years }),
        }
    }

    /// Without a word of the catalogue: the item's own period or, where the catalogue speaks of a time, the fiscal year.
    fn guessed(&self, own: Option<Period>) -> Option<Time> {
        if let Some(period) = own {
            let of = |day: Day| FiscalYear::of(day).map(FiscalYear::buddhist);
            let years = of(period.from).zip(of(period.to)).map(|(from, to)| (from..=to).collect());
            return Some(Time { period, later: REPORTED, years: years.unwrap_or_default() });
        }
        let words = self.spec.period.as_ref()?;
        // Words are not a word of the catalogue: what they name will do, and so will the year itself.
        let named = named_years(&words.th).into_iter().map(|named| named.year);
        let years: Vec<i16> = named.collect();
        let first = years.iter().filter_map(|year| FiscalYear::parse(&year.to_string())).min();
        let period = self.year.period()?;
        let from = first.and_then(FiscalYear::period).map_or(period.from, |first| first.from.min(period.from));
        let years = if years.is_empty() { years } else { years.into_iter().chain([self.year.buddhist()]).collect() };
        Some(Time { period: Period { from, ..period }, later: 0, years })
    }

    /// The item's own period, where it is of another time than any requirement asks for.
    pub(crate) fn odd_period(&self) -> Option<(Period, &Span)> {
        let own = self.item.period.as_ref()?;
        let asked = self.asked(&Claimed::All);
        let mut periods = Vec::new();
        for requirement in asked {
            periods.push(match self.covers(requirement) {
                Some(covers) => covers.period(self.year)?,
                None => Period { from: self.year.previous()?.period()?.from, to: self.year.period()?.to },
            });
        }
        let meets = |period: &Period| own.value.from <= period.to && own.value.to >= period.from;
        (!periods.iter().any(meets)).then_some((own.value, &own.span))
    }

    /// The requirements that an entry is for, or the item itself where the catalogue lists none.
    fn asked(&self, claimed: &Claimed) -> Vec<Option<&'a Requirement>> {
        let all = self.spec.requirements.iter();
        let asked: Vec<_> = all.filter(|one| claimed.is_for(&one.id.value)).map(Some).collect();
        if asked.is_empty() { vec![None] } else { asked }
    }

    /// The times that any of which will do; `None` where every time will.
    pub(crate) fn any_of(&self, claimed: &Claimed) -> Option<Vec<Time>> {
        let mut times: Vec<Time> = Vec::new();
        for requirement in self.asked(claimed) {
            let time = self.of(requirement)?;
            if !times.contains(&time) {
                times.push(time);
            }
        }
        Some(times)
    }

    /// Why a file is of none of the times of an entry, and where that is written.
    pub(crate) fn misfit(&self, offer: &Offer<'_>, evidence: Option<&Evidence>) -> Option<(Misfit, Span)> {
        let claimed = evidence.map_or(&Claimed::All, |evidence| &evidence.requirements);
        if let Some(misfit) = self.ended([&offer.title.th, offer.title.en.as_deref().unwrap_or("")], claimed) {
            return Some((misfit, offer.title.span.clone()));
        }
        let times = match self.any_of(claimed) {
            Some(times) => times,
            None if self.asked(claimed).iter().any(|one| self.covers(*one).is_some()) => return None,
            None => Vec::new(),
        };
        let path = offer.file.value.as_ref();
        let stem = path.map_or("", |path| path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem));
        let day = offer.date.map(|day| day.value);
        match titled(&[&offer.title.th, offer.title.en.as_deref().unwrap_or(""), stem], day, &times, self.year) {
            Titled::Other(misfit) => return Some((misfit, offer.title.span.clone())),
            Titled::Fits => return None,
            Titled::Open => {}
        }
        if let Some(day) = offer.date {
            return dated(day.value, &times).map(|misfit| (misfit, day.span.clone()));
        }
        let other = FiscalYear::of_file(path?).filter(|other| *other != self.year)?;
        let asked = times.iter().any(|time| time.years.contains(&other.buddhist()));
        (!asked).then(|| (Misfit::Folder(other, self.year), offer.file.span.clone()))
    }

    /// The misfit of a time of several years that has ended before the year that a requirement asks for, or begins after it:
    /// a plan that applies no longer is not in force.
    fn ended(&self, titles: [&str; 2], claimed: &Claimed) -> Option<Misfit> {
        let asked = self.asked(claimed);
        if asked.iter().any(|one| self.covers(*one).is_none()) {
            return None;
        }
        let years: BTreeSet<i16> = asked.iter().map(|one| self.fiscal_year(*one).buddhist()).collect();
        let ranges: Vec<_> = titles.iter().flat_map(|title| ranges(title)).collect();
        let last =
            ranges.first().filter(|_| !ranges.iter().any(|range| years.iter().any(|year| range.contains(year))))?;
        let mentioned = years.iter().any(|year| titles.iter().any(|title| mentions(title, *year)));
        (!mentioned).then(|| Misfit::Named(*last.end(), years.into_iter().collect()))
    }

    /// Why a page with this title and day is of none of the times of an entry.
    pub(crate) fn page_misfit(&self, title: &Text, day: Option<Day>, evidence: &Evidence) -> Option<Misfit> {
        let titles = [title.th.as_str(), title.en.as_deref().unwrap_or("")];
        if let Some(misfit) = self.ended(titles, &evidence.requirements) {
            return Some(misfit);
        }
        let times = self.any_of(&evidence.requirements)?;
        match titled(&[&title.th, title.en.as_deref().unwrap_or("")], day, &times, self.year) {
            Titled::Other(misfit) => Some(misfit),
            Titled::Fits => None,
            Titled::Open => dated(day?, &times),
        }
    }
}

/// What titles say of the time.
enum Titled {
    /// They name the year that is asked for.
    Fits,
    Other(Misfit),
    /// They name none.
    Open,
}

/// So many years before the one that is assessed, a number in a name is a year.
const KNOWN: i16 = 15;

fn titled(titles: &[&str], day: Option<Day>, times: &[Time], year: FiscalYear) -> Titled {
    let asked: BTreeSet<i16> = times.iter().flat_map(|time| time.years.iter().copied()).collect();
    if asked.is_empty() {
        return Titled::Open;
    }
    let last_months = |year: i16| titles.iter().any(|title| is_of_last_months(title, year));
    let fits = |named: &Named| {
        // A calendar year has three months of the next fiscal year.
        let next = || {
            !named.fiscal
                && (last_months(named.year)
                    || day.is_some_and(|day| day.buddhist_year() == named.year && dated(day, times).is_none()))
        };
        asked.contains(&named.year) || (asked.contains(&(named.year + 1)) && next())
    };
    // A title that names two years compares them; each title must fit by itself, and so must the name of the file.
    // What came out in the year that is assessed may bear its number.
    let own = year.buddhist();
    let in_name = |title: &str| {
        let year = year_in_name(title).filter(|year| (own - KNOWN..own).contains(year));
        // The fiscal year begins in the calendar year before it: what is of a day there may bear that one's number.
        let year = year.filter(|year| *year < own - 1 || is_report(title));
        year.map(|year| Named { year, fiscal: false }).into_iter().collect()
    };
    let years =
        |title: &str| Some(named_years(title)).filter(|named| !named.is_empty()).unwrap_or_else(|| in_name(title));
    let mut named = titles.iter().map(|title| (title, years(title))).filter(|(_, named)| !named.is_empty()).peekable();
    if named.peek().is_none() {
        return Titled::Open;
    }
    let compared = |title: &str| asked.iter().any(|year| mentions(title, *year));
    let other = named.find_map(|(title, named)| named.into_iter().find(|named| !fits(named) && !compared(title)));
    other.map_or(Titled::Fits, |other| Titled::Other(Misfit::Named(other.year, asked.iter().copied().collect())))
}

/// The misfit of a day that none of some times takes in.
fn dated(day: Day, times: &[Time]) -> Option<Misfit> {
    let first = times.first().filter(|_| times.iter().all(|time| time.excludes(day)))?;
    Some(Misfit::Dated(day, first.period))
}

impl Time {
    /// Whether a day is in it.
    pub(crate) fn takes(&self, day: Day) -> bool {
        (self.period.from..=self.period.to).contains(&day)
    }

    fn excludes(&self, day: Day) -> bool {
        let months = |day: Day| i32::from(day.buddhist_year()) * 12 + i32::try_from(day.month()).unwrap_or(0);
        day < self.period.from || months(day) > months(self.period.to) + self.later
    }
}

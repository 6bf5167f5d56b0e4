//! The life of a page: it may be a draft, come on a day, and be over after another.

use crate::base::date::Day;
use crate::base::span::Spanned;

/// What a page says of its life, and where it stands in it.
#[derive(Clone, Debug, Default)]
pub struct Life {
    pub draft: bool,
    /// The first day on which it is public.
    pub publish: Option<Spanned<Day>>,
    /// The last day on which it is in lists.
    pub expires: Option<Spanned<Day>>,
    /// On the day of the build; `Portal::live_on` writes it.
    pub phase: Phase,
}

/// Where a page stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Public,
    Draft,
    /// It comes on that day.
    Coming(Day),
    /// That day was its last: its address stays, no list and no menu leads there.
    Over(Day),
}

impl Phase {
    pub fn is_published(self) -> bool {
        matches!(self, Phase::Public | Phase::Over(_))
    }

    /// The word in templates; none for a page that is just there.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Phase::Public => None,
            Phase::Draft => Some("draft"),
            Phase::Coming(_) => Some("coming"),
            Phase::Over(_) => Some("over"),
        }
    }

    pub(crate) fn day(self) -> Option<Day> {
        match self {
            Phase::Public | Phase::Draft => None,
            Phase::Coming(day) | Phase::Over(day) => Some(day),
        }
    }
}

impl Life {
    pub(crate) fn on(&self, today: Day) -> Phase {
        let day = |of: &Option<Spanned<Day>>| of.as_ref().map(|day| day.value);
        match (day(&self.publish), day(&self.expires)) {
            _ if self.draft => Phase::Draft,
            (Some(publish), _) if today < publish => Phase::Coming(publish),
            (_, Some(expires)) if today > expires => Phase::Over(expires),
            _ => Phase::Public,
        }
    }

    /// The first day after `today` on which it stands elsewhere in its life by itself.
    pub(crate) fn next(&self, today: Day) -> Option<Day> {
        let days = [self.publish.as_ref().map(|day| day.value), self.expires.as_ref().and_then(|day| day.value.next())];
        days.into_iter().flatten().filter(|day| *day > today && self.on(*day) != self.on(today)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Life, Phase};
    use crate::base::path::RelPath;
    use crate::base::span::{Span, Spanned};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_page_comes_on_its_day_and_is_over_the_day_after_its_last() {
        let at = |text: &str| Some(Spanned { value: day(text), span: Span::file(&RelPath::new("a.md").unwrap()) });
        let life = Life { publish: at("2569-01-05"), expires: at("2569-01-31"), ..Life::default() };
        for (today, phase, next) in [
            ("2569-01-04", Phase::Coming(day("2569-01-05")), Some("2569-01-05")),
            ("2569-01-05", Phase::Public, Some("2569-02-01")),
            ("2569-01-31", Phase::Public, Some("2569-02-01")),
            ("2569-02-01", Phase::Over(day("2569-01-31")), None),
        ] {
            assert_eq!((life.on(day(today)), life.next(day(today))), (phase, next.map(day)), "{today}");
        }
        let draft = Life { draft: true, ..life };
        assert_eq!((draft.on(day("2569-01-10")), draft.next(day("2569-01-04"))), (Phase::Draft, None));
    }
}

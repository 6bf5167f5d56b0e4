//! What a published figure of a year's result is of.

use crate::base::span::Spanned;
use crate::ita::assessment::Assessment;
use crate::ita::published::Published;
use crate::ita::score::Score;

/// One place of `scores.yaml` that holds a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Figure {
    Overall,
    /// By the id of the instrument.
    Instrument(String),
    /// By the id of the indicator.
    Indicator(String),
    /// A question or an item, by its instrument and its own id.
    Row(String, String),
}

impl Figure {
    /// The keys in `scores.yaml` that lead to it.
    pub(crate) fn keys(&self) -> Vec<&str> {
        match self {
            Figure::Overall => vec!["overall"],
            Figure::Instrument(id) => vec!["instruments", id],
            Figure::Indicator(id) => vec!["indicators", id],
            Figure::Row(instrument, id) => vec!["scores", instrument, id],
        }
    }

    /// What a year's result has there; `None` where the result does not name it at all.
    pub(crate) fn published(&self, assessment: &Assessment) -> Option<Option<Score>> {
        let scores = assessment.scores.as_ref()?;
        let of = |all: &[(Spanned<String>, Published)], id: &str| {
            let (_, score) = all.iter().find(|(own, _)| own.value == id)?;
            Some(score.as_ref().map(|score| score.value))
        };
        match self {
            Figure::Overall => match (&scores.overall, &scores.blank) {
                (None, None) => None,
                (score, _) => Some(score.as_ref().map(|score| score.value)),
            },
            Figure::Instrument(id) => of(&scores.instruments, id),
            Figure::Indicator(id) => of(&scores.indicators, id),
            Figure::Row(instrument, id) => {
                let (_, rows) = scores.rows.iter().find(|(own, _)| own.value == *instrument)?;
                Some(rows.iter().find(|row| row.id.value == *id)?.value())
            }
        }
    }
}

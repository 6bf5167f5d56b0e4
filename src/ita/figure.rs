//! What a published figure of a year's result is of.

use crate::base::span::Spanned;
use crate::ita::assessment::Assessment;
use crate::ita::published::Published;
use crate::ita::score::Score;

/// A published figure that the scores of the questions do not give.
pub(crate) struct Differing<'a> {
    pub figure: Figure,
    pub published: &'a Spanned<Score>,
    pub computed: Score,
}

/// The published figures of a year that the scores of its questions do not give, and of which nobody says why.
pub(crate) fn differing(assessment: &Assessment) -> Vec<Differing<'_>> {
    let Some((scores, computed)) = assessment.scores.as_ref().zip(assessment.computed.as_ref()) else {
        return Vec::new();
    };
    let reasons = &scores.reasons;
    let mut all = vec![(Figure::Overall, &scores.overall, computed.overall, reasons.overall.as_ref())];
    all.extend(scores.instruments.iter().map(|(id, score)| {
        let (figure, value) = (Figure::Instrument(id.value.clone()), computed.instruments.get(&id.value));
        (figure, score, value.copied().flatten(), reasons.instruments.get(&id.value))
    }));
    all.extend(scores.indicators.iter().map(|(id, score)| {
        let (figure, value) = (Figure::Indicator(id.value.clone()), computed.indicators.get(&id.value));
        (figure, score, value.copied().flatten(), reasons.indicators.get(&id.value))
    }));
    let silent = all.into_iter().filter(|(_, _, _, reason)| reason.is_none());
    let differs = silent.filter_map(|(figure, published, value, _)| {
        let (published, computed) = (published.as_ref()?, Score::rounded(value?));
        (published.value != computed).then_some(Differing { figure, published, computed })
    });
    differs.collect()
}

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

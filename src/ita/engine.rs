//! The arithmetic of the assessment: question > indicator > instrument > overall, and the rating.
//!
//! Sources: a survey question is the mean of its answers and is given; an indicator is the mean of its questions
//! (memorandum of the first agency: (86.67 + 100 + 100) / 3 = 95.56); an instrument is the mean of its indicators
//! (IIT 98.96 of five indicators); the overall score is the weighted sum (99.6385 > 99.64). Whether a disclosure indicator
//! is the mean of its groups or of its items is content of the catalogue. Nothing is rounded before the end.

use std::collections::{BTreeMap, HashMap};

use crate::ita::catalogue::{Band, Catalogue, Indicator};
use crate::ita::published::{Row, Scores};
use crate::ita::score::{Exact, Score, mean};

/// Every figure that follows from a year's question and item scores. `None` means that a score it needs is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// By instrument, then indicator.
    pub parts: BTreeMap<(String, String), Option<Exact>>,
    /// By indicator, over all its instruments.
    pub indicators: BTreeMap<String, Option<Exact>>,
    pub instruments: BTreeMap<String, Option<Exact>>,
    pub overall: Option<Exact>,
}

/// Computes a year's figures from its question and item scores alone.
pub fn compute(catalogue: &Catalogue, scores: &Scores) -> Computed {
    let by_id = |rows: &'_ [Row]| rows.iter().map(|row| (row.id.value.clone(), row.value())).collect();
    let rows: HashMap<&str, Rows> = scores.rows.iter().map(|(name, rows)| (name.value.as_str(), by_id(rows))).collect();
    let mut parts = BTreeMap::new();
    for indicator in &catalogue.indicators {
        for instrument in &indicator.instruments {
            let value = rows.get(instrument.value.as_str()).and_then(|rows| part(indicator, rows));
            parts.insert((instrument.value.clone(), indicator.id.value.clone()), value);
        }
    }
    let of_indicator = |id: &str| mean(parts.iter().filter(|((_, own), _)| own == id).map(|(_, value)| *value));
    let of_instrument = |id: &str| mean(parts.iter().filter(|((own, _), _)| own == id).map(|(_, value)| *value));
    let instruments: BTreeMap<String, Option<Exact>> =
        catalogue.instruments.iter().map(|i| (i.id.value.clone(), of_instrument(&i.id.value))).collect();
    let weighted = |instrument: &crate::ita::catalogue::Instrument| {
        Some(instruments.get(&instrument.id.value).copied()?? * instrument.weight.value)
    };
    let terms: Option<Vec<Exact>> = catalogue.instruments.iter().map(weighted).collect();
    let overall = terms.filter(|terms| !terms.is_empty()).map(|terms| terms.into_iter().sum());
    let indicators = catalogue.indicators.iter().map(|i| (i.id.value.clone(), of_indicator(&i.id.value))).collect();
    Computed { parts, indicators, instruments, overall }
}

/// The rating that follows from an overall score and those of the instruments: the first band that both reach.
///
/// `None` where no band is reached, or where a missing instrument leaves it open.
pub fn rating<'a>(bands: &'a [Band], overall: Score, instruments: &[Option<Score>]) -> Option<&'a Band> {
    for band in bands.iter().filter(|band| overall >= band.overall) {
        let Some(each) = band.each else { return Some(band) };
        let missed = instruments.iter().flatten().any(|score| *score < each);
        if !missed {
            let open = instruments.is_empty() || instruments.contains(&None);
            return (!open).then_some(band);
        }
    }
    None
}

/// The scores of one instrument by question or item.
type Rows = HashMap<String, Option<Score>>;

/// An indicator within one instrument.
fn part(indicator: &Indicator, rows: &Rows) -> Option<Exact> {
    let score = |id: &str| rows.get(id).copied().flatten().map(Score::exact);
    let questions = indicator.questions.iter().map(|question| score(&question.id.value));
    let mut groups =
        indicator.groups.iter().map(|group| group.items.iter().map(|item| score(item.code.value.as_str())));
    if indicator.by_groups {
        mean(questions.chain(groups.by_ref().map(mean)))
    } else {
        mean(questions.chain(groups.by_ref().flatten()))
    }
}

//! A sentence of which scores are the highest, the second and the lowest.

use serde::Serialize;

use crate::ita::ranking::{Rank, Ranking};
use crate::ita::score::Score;
use crate::render::look::{Look, Phrase};
use crate::render::parts::score_rows::scored;

#[derive(Serialize)]
pub(crate) struct RankingView<'a> {
    highest: RankView<'a>,
    second: Option<RankView<'a>>,
    /// None where all are equal.
    lowest: Option<RankView<'a>>,
}

#[derive(Serialize)]
struct RankView<'a> {
    score: String,
    names: Vec<Phrase<'a>>,
}

/// Ranks what has a score; `full` is the full score of the year.
pub(crate) fn ranking<'p>(
    look: &Look<'_, 'p>,
    full: Score,
    named: impl IntoIterator<Item = (Phrase<'p>, Score)>,
) -> Option<RankingView<'p>> {
    let view = |rank: Rank<Phrase<'p>>| RankView { score: scored(look, rank.score, full), names: rank.of };
    let Ranking { highest, second, lowest } = Ranking::new(named)?;
    Some(RankingView { highest: view(highest), second: second.map(view), lowest: lowest.map(view) })
}

//! Which of several scores are the highest, the second and the lowest. Equal scores share a rank.

use crate::ita::score::Score;

/// The ranks of several scores. There is no lowest where all are equal, and no second between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranking<T> {
    pub highest: Rank<T>,
    pub second: Option<Rank<T>>,
    pub lowest: Option<Rank<T>>,
}

/// Those that have one score, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rank<T> {
    pub score: Score,
    pub of: Vec<T>,
}

impl<T> Ranking<T> {
    /// Ranks what has a score; nothing can be said of fewer than two.
    pub(crate) fn new(scored: impl IntoIterator<Item = (T, Score)>) -> Option<Ranking<T>> {
        let mut ranks: Vec<Rank<T>> = Vec::new();
        let mut count = 0;
        for (one, score) in scored {
            count += 1;
            match ranks.binary_search_by(|rank| score.cmp(&rank.score)) {
                Ok(at) => ranks[at].of.push(one),
                Err(at) => ranks.insert(at, Rank { score, of: vec![one] }),
            }
        }
        let lowest = if ranks.len() > 1 { ranks.pop() } else { None };
        let mut ranks = ranks.into_iter();
        let highest = ranks.next().filter(|_| count > 1)?;
        Some(Ranking { highest, second: ranks.next(), lowest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(scores: &[(&'static str, &str)]) -> Option<[Vec<&'static str>; 3]> {
        let scored = scores.iter().map(|(name, score)| (*name, Score::parse(score).expect("a score")));
        let of = |rank: Option<Rank<&'static str>>| rank.map(|rank| rank.of).unwrap_or_default();
        Ranking::new(scored).map(|ranking| [ranking.highest.of, of(ranking.second), of(ranking.lowest)])
    }

    #[test]
    fn equal_scores_share_a_rank() {
        let of = ranking(&[("IIT", "98.96"), ("EIT1", "100"), ("EIT2", "99.67"), ("OIT", "100.00")]);
        assert_eq!(of, Some([vec!["EIT1", "OIT"], vec!["EIT2"], vec!["IIT"]]));
        let years = ranking(&[("2564", "95.53"), ("2565", "99.15"), ("2567", "97"), ("2568", "99.64")]);
        assert_eq!(years, Some([vec!["2568"], vec!["2565"], vec!["2564"]]));
    }

    #[test]
    fn two_have_no_second_and_one_no_rank() {
        assert_eq!(ranking(&[("a", "1"), ("b", "2")]), Some([vec!["b"], vec![], vec!["a"]]));
        assert_eq!(ranking(&[("a", "2"), ("b", "2")]), Some([vec!["a", "b"], vec![], vec![]]));
        assert_eq!(ranking(&[("a", "2")]), None);
    }
}

//! A score, mostly of 0 to 100, and its exact arithmetic. Fractions, never floats: 99.6385 must become 99.64 everywhere.

use std::fmt;

use num_rational::Ratio;

use crate::base::thai::arabic_digits;

/// A score as published, in hundredths of a point. What is above the full score of its year is told where the year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(i64);

/// A computed value before rounding.
pub type Exact = Ratio<i128>;

/// Why a text is not a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreError {
    NotANumber,
    OutOfRange,
    TooManyDecimals,
}

impl Score {
    pub(crate) const NONE: Score = Score(0);
    /// The full score where nothing else is said.
    pub const FULL: Score = Score(10_000);
    /// No full score is higher: a figure beyond it is a slip of the hand in any year.
    pub(crate) const HIGHEST: Score = Score(100_000);

    /// Reads `99.64`, `100`, `๙๙.๖๔`.
    pub fn parse(text: &str) -> Result<Score, ScoreError> {
        let text = arabic_digits(text.trim());
        let (sign, digits) = text.strip_prefix('-').map_or((1, &*text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let shaped = !whole.is_empty() && whole.len() <= 9 && all_digits(whole) && all_digits(fraction);
        if !shaped || digits.ends_with('.') {
            return Err(ScoreError::NotANumber);
        }
        let significant = fraction.trim_end_matches('0');
        if significant.len() > 2 {
            return Err(ScoreError::TooManyDecimals);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| ScoreError::NotANumber);
        let hundredths = sign * (number(whole)? * 100 + number(&format!("{significant:0<2}"))?);
        let score = Score(hundredths);
        if (Score::NONE..=Score::HIGHEST).contains(&score) { Ok(score) } else { Err(ScoreError::OutOfRange) }
    }

    /// Rounds half up at two decimals, once, at the end of a computation: the memorandum's 99.6385 is 99.64, and
    /// truncation would give 99.63.
    pub fn rounded(value: Exact) -> Score {
        let hundredths = (value * Exact::from(100) + Exact::new(1, 2)).floor().to_integer();
        Score(i64::try_from(hundredths).unwrap_or(i64::MAX))
    }

    /// What part of the full score it is, with 100 as the whole.
    pub fn share(self, full: Score) -> Score {
        if full.0 == 0 { Score::FULL } else { Score::rounded(self.exact() * Exact::from(100) / full.exact()) }
    }

    /// The figure without the decimals that it does not need: `5`, `4.5`.
    pub(crate) fn plain(self) -> String {
        let text = self.to_string();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    pub fn exact(self) -> Exact {
        Exact::new(i128::from(self.0), 100)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The mean of all values; `None` if there is none, or if one of them is missing.
pub fn mean(values: impl IntoIterator<Item = Option<Exact>>) -> Option<Exact> {
    let values: Vec<Exact> = values.into_iter().collect::<Option<_>>()?;
    let count = i128::try_from(values.len()).ok().filter(|&count| count > 0)?;
    Some(values.into_iter().sum::<Exact>() / Exact::from(count))
}

#[cfg(test)]
mod tests {
    use super::{Exact, Score, ScoreError};

    #[test]
    fn reads_and_prints() {
        for (text, printed) in
            [("99.64", "99.64"), ("100", "100.00"), ("๙๙.๖", "99.60"), ("0", "0.00"), ("98.960", "98.96")]
        {
            assert_eq!(Score::parse(text).map(|score| score.to_string()).as_deref(), Ok(printed));
        }
        for (text, error) in [
            ("4200", ScoreError::OutOfRange),
            ("-1", ScoreError::OutOfRange),
            ("1000.01", ScoreError::OutOfRange),
            ("99.641", ScoreError::TooManyDecimals),
            ("ผ่าน", ScoreError::NotANumber),
            ("99.", ScoreError::NotANumber),
            ("1e2", ScoreError::NotANumber),
            ("", ScoreError::NotANumber),
        ] {
            assert_eq!(Score::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_score_is_a_part_of_the_full_one() {
        let score = |text: &str| Score::parse(text).unwrap();
        assert_eq!(score("4.52").share(score("5")).to_string(), "90.40");
        assert_eq!(score("3").share(score("9")).to_string(), "33.33");
        assert_eq!(score("90").share(score("120")).to_string(), "75.00");
        assert_eq!(score("88.5").share(Score::FULL), score("88.5"));
        assert_eq!([score("5").plain(), score("4.50").plain(), score("100").plain()], ["5", "4.5", "100"]);
    }

    #[test]
    fn rounds_half_up() {
        assert_eq!(Score::rounded(Exact::new(996_385, 10_000)).to_string(), "99.64");
        assert_eq!(Score::rounded(Exact::new(996_384, 10_000)).to_string(), "99.64");
        assert_eq!(Score::rounded(Exact::new(996_349, 10_000)).to_string(), "99.63");
        assert_eq!(Score::rounded(Exact::new(200, 3)).to_string(), "66.67");
    }
}

//! Names that can become addresses.

use crate::base::thai::normalise;

/// What is Latin in a text, in small letters, as words joined by hyphens. Thai is left out instead of spelled in Latin
/// letters, which nobody would look for; its digits count.
pub(crate) fn latin(text: &str) -> String {
    let kept: String = normalise(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

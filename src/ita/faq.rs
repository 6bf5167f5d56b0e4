//! Questions that people often ask, with their answers.

use crate::base::lang::{Bilingual, Text};
use crate::ita::body::Link;

/// The questions of a page.
#[derive(Clone, Debug, Default)]
pub struct Faq {
    pub questions: Vec<Question>,
    /// What the answers lead to, as pages in each language show them.
    pub links: Bilingual<Vec<Link>>,
}

#[derive(Clone, Debug)]
pub struct Question {
    /// The name of its anchor, unique in the page and the same in both languages.
    pub anchor: String,
    pub question: Text,
    /// May hold Markdown.
    pub answer: Text,
}

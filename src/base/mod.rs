//! The words every stage speaks: paths, sources and their spans, languages, findings, output, dates, Thai text, Markdown.
//! Nothing here knows the assessment, and nothing here touches the world.

pub(crate) mod allowed;
pub mod answer;
pub(crate) mod broken;
pub(crate) mod candidate;
pub(crate) mod colour;
pub(crate) mod cues;
pub mod date;
pub mod diag;
pub(crate) mod digits;
pub mod document;
mod document_words;
pub mod encoding;
pub(crate) mod glyphs;
pub mod grid;
pub mod held;
pub mod lang;
pub(crate) mod limits;
pub(crate) mod lines;
pub(crate) mod markdown;
pub mod mask;
pub(crate) mod names;
pub(crate) mod national;
pub mod output;
pub(crate) mod pasted;
pub mod path;
pub mod personal;
pub mod prose;
pub mod reading;
pub mod source;
pub mod span;
pub(crate) mod table;
pub(crate) mod telephone;
pub mod thai;
pub(crate) mod thirteen;
pub(crate) mod upload;
pub(crate) mod words;

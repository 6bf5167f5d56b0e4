//! The words every stage speaks: paths, sources and their spans, languages, findings, output, dates, Thai text, Markdown.
//! Nothing here knows the assessment, and nothing here touches the world.

pub mod answer;
pub mod candidate;
pub mod colour;
pub mod cues;
pub mod date;
pub mod diag;
pub mod digits;
pub mod document;
pub mod encoding;
pub mod lang;
pub mod markdown;
pub mod mask;
pub mod national;
pub mod output;
pub mod path;
pub mod personal;
pub mod reading;
pub mod source;
pub mod span;
pub mod table;
pub mod telephone;
pub mod thai;
pub mod upload;
pub mod words;

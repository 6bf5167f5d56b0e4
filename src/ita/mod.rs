//! All that the assessment is and asks: catalogues, items, measures, scores and their arithmetic, and the portal they
//! form. The yearly facts themselves are content; here are their types and the rules that never change with the year.

pub mod address;
pub mod agency;
pub mod article;
pub mod assessment;
pub mod body;
pub mod catalogue;
pub(crate) mod continuity;
pub(crate) mod covers;
pub(crate) mod document;
pub mod engine;
pub mod evidence;
pub(crate) mod front;
pub(crate) mod holds;
pub(crate) mod ids;
pub mod issue;
pub(crate) mod item;
pub(crate) mod labels;
pub(crate) mod measure;
pub(crate) mod numbers;
pub mod open_data;
pub mod options;
pub(crate) mod people;
pub mod places;
pub(crate) mod portal;
pub(crate) mod privacy;
pub mod published;
pub mod readiness;
pub mod score;
pub mod state;
pub mod table;
pub mod tally;
pub mod target;
pub(crate) mod translation;
pub(crate) mod written;
pub mod year;

//! All that the assessment is and asks: catalogues, items, measures, scores and their arithmetic, and the portal they
//! form. The yearly facts themselves are content; here are their types and the rules that never change with the year.

pub mod address;
pub mod agency;
pub mod article;
pub mod assessment;
pub mod body;
pub mod catalogue;
pub mod continuity;
pub mod document;
pub mod engine;
pub mod front;
pub mod ids;
pub mod issue;
pub mod item;
pub mod labels;
pub mod measure;
pub mod numbers;
pub mod open_data;
pub mod options;
pub mod people;
pub mod places;
pub mod portal;
pub mod privacy;
pub mod published;
pub mod readiness;
pub mod score;
pub mod state;
pub mod tally;
pub mod target;
pub mod translation;
pub mod year;

//! Parts that pages of several kinds are made of.

pub(crate) mod article_rows;
pub(crate) mod chart;
pub(crate) mod contacts;
pub(crate) mod crumbs;
pub(crate) mod document_rows;
pub(crate) mod exhibits;
pub(crate) mod frame;
pub(crate) mod gallery;
pub(crate) mod issue_rows;
pub(crate) mod linked;
pub(crate) mod measure_rows;
pub(crate) mod menu;
pub(crate) mod open_data;
pub(crate) mod organisation_chart;
pub(crate) mod owner_box;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod proof;
pub(crate) mod requirements;
pub(crate) mod score_rows;
pub(crate) mod searched;
pub(crate) mod standing;
pub(crate) mod table;
pub(crate) mod year_row;

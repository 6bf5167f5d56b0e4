//! Parts that pages of several kinds are made of.

pub(crate) mod chart;
pub(crate) mod crumbs;
pub(crate) mod frame;
pub(crate) mod linked;
pub(crate) mod menu;
pub(crate) mod open_data;
pub(crate) mod organisation_chart;
pub(crate) mod owner_box;
pub(crate) mod proof;
pub(crate) mod searched;
pub(crate) mod title;
pub(crate) mod year_row;

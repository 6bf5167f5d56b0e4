//! The papers of a year, for the commands that write them.

pub(crate) use crate::export::papers::Form;

//! What evidence can want, as data with its words.

use crate::base::lang::{Bilingual, both};

/// Something that evidence does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The document is not among the files.
    File,
}

impl Lack {
    /// What is wanting, as a sentence without a full stop.
    pub fn words(&self) -> Bilingual<String> {
        match self {
            Lack::File => both("ไม่พบไฟล์ของเอกสารนี้".to_owned(), "the file of this document is not there".to_owned()),
        }
    }
}

//! What news are about: a list in `agency.yaml`, each tag with a page and a feed of its own.

use crate::base::lang::Text;
use crate::base::span::Spanned;

#[derive(Clone, Debug)]
pub struct Tag {
    pub id: Spanned<String>,
    pub title: Text,
}

//! The words of the pages: a flat list of names and phrases for each language, from the theme's `i18n/`.

use std::collections::BTreeMap;

use crate::base::lang::Bilingual;

/// Phrases by name, for example `home_title`. A phrase may hold places such as `{n}`.
pub(crate) type Words = Bilingual<BTreeMap<String, String>>;

/// The names of the places of a phrase, such as `n` of `{n}`.
pub(crate) fn places(phrase: &str) -> impl Iterator<Item = &str> {
    let behind = phrase.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    behind.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

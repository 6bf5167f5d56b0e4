//! The words of the pages: a flat list of names and phrases for each language, from the theme's `i18n/`.

use std::collections::BTreeMap;

use crate::base::lang::Bilingual;

/// Phrases by name, for example `home_title`. A phrase may hold places such as `{n}`.
pub(crate) type Words = Bilingual<BTreeMap<String, String>>;

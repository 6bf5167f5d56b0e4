//! The two languages of a site, and text that may be written in both.

use serde::{Deserialize, Serialize};

use crate::base::span::Span;

/// A language of pages and messages. Thai comes first: it is the language of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    Th,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Th, Lang::En];

    /// The BCP 47 tag, which is also the name of the word file and of the English folder.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Th => "th",
            Lang::En => "en",
        }
    }

    /// The one of two that is in this language.
    pub fn choose<T>(self, th: T, en: T) -> T {
        match self {
            Lang::Th => th,
            Lang::En => en,
        }
    }

    /// The other of the two.
    pub(crate) fn other(self) -> Lang {
        self.choose(Lang::En, Lang::Th)
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// A value for each language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual<T> {
    pub th: T,
    pub en: T,
}

impl<T> Bilingual<T> {
    /// The one of the two that is in this language.
    pub(crate) fn pick(self, lang: Lang) -> T {
        lang.choose(self.th, self.en)
    }

    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Th => &self.th,
            Lang::En => &self.en,
        }
    }

    pub fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::Th => &mut self.th,
            Lang::En => &mut self.en,
        }
    }

    /// What `change` makes of each.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Bilingual<U> {
        Bilingual { th: change(self.th), en: change(self.en) }
    }

    /// Makes a value for each language.
    pub fn each(mut make: impl FnMut(Lang) -> T) -> Bilingual<T> {
        Bilingual { th: make(Lang::Th), en: make(Lang::En) }
    }
}

impl Bilingual<String> {
    /// The two, lent.
    pub(crate) fn as_str(&self) -> Bilingual<&str> {
        both(&self.th, &self.en)
    }
}

/// A value in Thai and in English, as the program's own words are written.
pub const fn both<T>(th: T, en: T) -> Bilingual<T> {
    Bilingual { th, en }
}

/// A sentence in Thai and in English, each as for `format!`; the values after the two stand in both.
macro_rules! both_formatted {
    ($th:literal, $en:literal $($values:tt)*) => {
        $crate::base::lang::both(format!($th $($values)*), format!($en $($values)*))
    };
}
pub(crate) use both_formatted as both;

impl From<Bilingual<&str>> for Bilingual<String> {
    fn from(words: Bilingual<&str>) -> Bilingual<String> {
        words.map(str::to_owned)
    }
}

/// A text of the content: always Thai, English where somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub th: String,
    pub en: Option<String>,
    pub span: Span,
}

impl Text {
    /// What is written in each language.
    pub(crate) fn written(&self) -> Bilingual<Option<&str>> {
        both(Some(&self.th), self.en.as_deref())
    }

    /// The text for a page in `lang`, and the language that it is really in.
    pub fn get(&self, lang: Lang) -> (&str, Lang) {
        match (&self.en, lang) {
            (Some(en), Lang::En) => (en, Lang::En),
            _ => (&self.th, Lang::Th),
        }
    }
}

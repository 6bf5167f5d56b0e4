//! What a YAML file may hold, as data. `validate` holds a tree against it.

use crate::base::lang::{Bilingual, both};

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// One line or more of text, the same in both languages.
    Line,
    /// Text in Thai, or in both languages.
    Text,
    /// A name used in addresses and references: ASCII letters, digits, dots, hyphens.
    Id,
    /// The number of an item.
    Code,
    /// What stands for it in addresses: small ASCII letters, digits, hyphens.
    Slug,
    Date,
    /// `from` and `to`.
    Period,
    /// 0 to the full score of the year.
    Score,
    /// 0 to 1.
    Weight,
    /// 0, 1, 2, …
    Count,
    Flag,
    Year,
    /// A path relative to the file.
    File,
    /// `https://…` or `http://…`.
    Url,
    /// The year and the id of an issue, as `2568/1`, for example.
    Issue,
    /// Where a link leads: a file of the content, an address of the site or of the Web, mail, telephone.
    Target,
    BaseUrl,
    /// `#0b4f66`.
    Colour,
    /// A line of a form of its own.
    Form(&'static Form),
    /// One of these words.
    Choice(&'static [&'static str]),
    List(&'static Shape),
    Record(&'static [Field]),
    /// A record in which exactly one of the keys that are named has a value.
    OneOf(&'static [&'static str], &'static [Field]),
    /// A map with keys of its own: what the keys are, and what each value is.
    Table(&'static Shape, &'static Shape),
    /// The first for a single value, the second for a list or a map.
    Either(&'static Shape, &'static Shape),
}

/// What a line must be, for the parser and as a pattern for editors.
#[derive(Debug)]
pub(crate) struct Form {
    pub fits: fn(&str) -> bool,
    pub pattern: &'static str,
    pub what: Bilingual<&'static str>,
    pub help: Bilingual<&'static str>,
}

/// The words of a list of words with what they mean.
pub(crate) const fn words<T: Copy, const N: usize>(known: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = known[at].0;
        at += 1;
    }
    words
}

/// A key of a record.
#[derive(Debug)]
pub(crate) struct Field {
    pub key: &'static str,
    pub needed: bool,
    /// What is needed may come from the program, so that a file by itself can be without it.
    pub lent: bool,
    /// For the agency's own people: never in a page, in data or in the search; `status` and the preview tell it.
    pub staff: bool,
    pub shape: Shape,
    /// What it means, in Thai and in English.
    pub doc: Bilingual<&'static str>,
    /// What a draft shows as an example, where that of the shape would not do.
    pub example: Option<&'static str>,
}

impl Field {
    /// The same key with its own example.
    pub(crate) const fn like(self, example: &'static str) -> Field {
        Field { example: Some(example), ..self }
    }
}

/// A key that nobody has said the meaning of.
pub(crate) struct Key(Field);

impl Key {
    const fn new(key: &'static str, shape: Shape) -> Key {
        Key(Field { key, needed: false, lent: false, staff: false, shape, doc: both("", ""), example: None })
    }

    /// The key with what it means.
    pub(crate) const fn means(self, doc: Bilingual<&'static str>) -> Field {
        Field { doc, ..self.0 }
    }
}

/// A key that must be there.
pub(crate) const fn needs(key: &'static str, shape: Shape) -> Key {
    Key(Field { needed: true, ..Key::new(key, shape).0 })
}

/// A key that must be there once a catalogue is filled up with what the program carries.
pub(crate) const fn lent(key: &'static str, shape: Shape) -> Key {
    Key(Field { lent: true, ..needs(key, shape).0 })
}

/// A key that may be left out or be null.
pub(crate) const fn may(key: &'static str, shape: Shape) -> Key {
    Key::new(key, shape)
}

/// A key that may be left out, whose value is for the agency's own people. `parse::staff` gathers it.
pub(crate) const fn staff(key: &'static str, shape: Shape) -> Key {
    Key(Field { staff: true, ..may(key, shape).0 })
}

/// The same wherever it stands.
pub(crate) const STAFF_NOTE: Field = staff("staff_note", Shape::Text).means(both(
    "บันทึกสำหรับเจ้าหน้าที่ ไม่ขึ้นเว็บ เห็นในตัวอย่างและใน prongsai status",
    "a note for the agency's staff: never published, shown in the preview and by `prongsai status`",
));

/// The keys of a text in both languages.
pub(crate) const LANGS: &[Field] = &[
    needs("th", Shape::Line).means(both("ภาษาไทย", "in Thai")),
    may("en", Shape::Line).means(both("ภาษาอังกฤษ", "in English")),
];

/// The keys of a period.
pub(crate) const PERIOD: &[Field] = &[
    needs("from", Shape::Date).means(both("วันแรก", "the first day")),
    needs("to", Shape::Date).means(both("วันสุดท้าย", "the last day")),
];

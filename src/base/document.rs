//! What the bytes of an attachment say, as data: its kind whatever its name, its pages, whether it is a picture of text, and
//! the personal numbers in it. `io::inspect` finds it out, in a process of its own, which answers in JSON; nothing here
//! opens a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::grid::Grid;
pub use crate::base::grid::Sheet;
use crate::base::hollow::FEW;
use crate::base::national::Number;
use crate::base::personal::Certainty;
use crate::base::picture::{Picture, Unfit};
use crate::base::private::Own;

/// What an attachment is by its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileKind {
    Pdf,
    Word,
    Excel,
    PowerPoint,
    OpenDocument,
    /// Word, Excel or PowerPoint before 2007.
    OldOffice,
    /// An archive that is none of the above.
    Zip,
    Text,
    WebPage,
    Image,
    /// A drawing in SVG, which is text and may hold programs.
    Drawing,
    Video,
    Sound,
    /// Something that a computer runs.
    Program,
    Empty,
    #[default]
    Unknown,
}

/// Whether an attachment has text, or is only a picture of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layer {
    Thai,
    /// Text without a Thai letter.
    Foreign,
    /// Pages without any text: a scan.
    Absent,
    /// It was not looked for.
    #[default]
    Unknown,
}

/// How the text of a plain file is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Windows-874 or TIS-620.
    Thai,
}

/// Why an attachment could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// It asks for a password.
    Locked,
    /// It is cut short, or no such document at all.
    Broken,
    /// It grows beyond all measure when it is unpacked.
    Bomb,
    /// It is too large to be read.
    Large,
    /// Reading it took too long.
    Slow,
    /// The process that reads attachments could not be started.
    Unstarted,
}

/// A personal number in an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    #[serde(with = "digits")]
    pub number: Number,
    pub certainty: Certainty,
    pub place: Location,
}

/// A number in an attachment that is somebody's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNumber {
    pub kind: Own,
    /// Its digits, by which those of the agency are known.
    pub number: String,
    pub place: Location,
}

/// Where in an attachment something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Location {
    Page(usize),
    Line(usize),
    Paragraph(usize),
    Slide(usize),
    /// A cell as people call it, `B12`.
    Cell(Sheet, String),
    /// A part that the page does not show.
    Part(Part),
    /// In a file within the file, by its name.
    Within(String, Box<Location>),
}

/// Parts of a document beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// At the head or the foot of pages.
    Margin,
    Comment,
    Note,
    /// Title, author, subject.
    Properties,
    Drawing,
    Form,
    /// Between the marks of a file that is a text with marks.
    Markup,
}

/// All that was found out about an attachment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inspected {
    pub kind: FileKind,
    /// BLAKE3 of its bytes, hexadecimal. What is published is held against it.
    pub hash: Option<String>,
    pub pages: Option<usize>,
    /// How many of the pages have no text.
    pub pictures: usize,
    pub layer: Layer,
    /// How many letters and digits its text has; of pictures, archives and old files they are not counted.
    pub letters: Option<usize>,
    /// It opens and says nothing: that it is being made, one letter over and over, heads without rows, one colour.
    #[serde(default)]
    pub is_hollow: bool,
    pub sheets: Vec<Sheet>,
    pub encoding: Option<Encoding>,
    /// The first of its numbers, those that are surely somebody's before all others.
    pub numbers: Vec<Planted>,
    /// How many numbers there are beyond those.
    #[serde(default)]
    pub more_numbers: usize,
    /// The first numbers that are somebody's own.
    #[serde(default)]
    pub own_numbers: Vec<OwnNumber>,
    /// What in it could be an address of the Web, each once, as it stands there.
    #[serde(default)]
    pub addresses: Vec<(String, Location)>,
    /// The endings that a picture of its kind has, the first one first; empty for all else.
    #[serde(default)]
    pub endings: Vec<String>,
    /// What a picture is that pages can show; `None` for all else.
    #[serde(default)]
    pub picture: Option<Result<Picture, Unfit>>,
    /// What of it was not searched for personal numbers, each reason once; empty where all was.
    pub unread: Vec<Unread>,
    /// What in it a computer would run or fetch.
    pub active: Option<Active>,
    pub fault: Option<Fault>,
    /// The sheets of a file that the content names as a table; `None` where nobody asked for them, or they could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "shared")]
    pub grids: Option<Arc<Vec<Grid>>>,
}

/// Something that was not searched for personal numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {
    /// Nothing of the file was read.
    Whole,
    /// So many pages are only pictures.
    PicturePages(usize),
    /// A picture large enough to be a photographed paper: the file itself, or the part of it with this name.
    Picture(Option<String>),
    /// A part of an archive, or a file within a PDF, by its name.
    Part(String),
    /// Letters whose font does not tell what they are.
    Letters,
    /// What comes after as much as is read.
    Rest,
}

impl Unread {
    /// Whether it may be what a document has to say, as a paper that was photographed.
    pub(crate) fn may_say(&self) -> bool {
        matches!(self, Unread::Picture(_) | Unread::PicturePages(_) | Unread::Part(_) | Unread::Rest)
    }
}

impl Inspected {
    /// Whether nobody who opens it finds anything.
    pub(crate) fn says_nothing(&self) -> bool {
        let few = self.letters.is_some_and(|letters| letters < FEW) && !self.unread.iter().any(Unread::may_say);
        self.kind == FileKind::Empty || self.is_hollow || few
    }
}

/// What a computer would run or fetch when it shows a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Active {
    /// Programs of an office document.
    Macros,
    /// A formula in a cell that starts a program or fetches something, by its place.
    Cell(Location),
    /// A script, in a picture or a form.
    Script,
    /// Something fetched from elsewhere, by its address.
    Reference(String),
    /// A file within an archive or a PDF that may not be published, by its name.
    Part(String),
}

/// A file of which nothing is known yet: nothing of it was searched.
impl Default for Inspected {
    fn default() -> Inspected {
        Inspected {
            kind: FileKind::default(),
            hash: None,
            pages: None,
            pictures: 0,
            layer: Layer::default(),
            letters: None,
            is_hollow: false,
            sheets: Vec::new(),
            encoding: None,
            numbers: Vec::new(),
            more_numbers: 0,
            own_numbers: Vec::new(),
            addresses: Vec::new(),
            endings: Vec::new(),
            picture: None,
            unread: vec![Unread::Whole],
            active: None,
            fault: None,
            grids: None,
        }
    }
}

impl FileKind {
    /// What a file with this ending, in small letters or capitals, must be: the list of what may be published. `None` for
    /// what is not on it.
    pub(crate) fn of_ending(ending: &str) -> Option<FileKind> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => FileKind::Pdf,
            "docx" => FileKind::Word,
            "xlsx" => FileKind::Excel,
            "pptx" => FileKind::PowerPoint,
            "odt" | "ods" | "odp" => FileKind::OpenDocument,
            "doc" | "xls" | "ppt" => FileKind::OldOffice,
            "zip" => FileKind::Zip,
            "csv" | "txt" | "json" | "xml" | "geojson" | "kml" | "ics" | "vtt" => FileKind::Text,
            "png" | "jpg" | "jpeg" | "gif" | "webp" => FileKind::Image,
            "svg" => FileKind::Drawing,
            "mp4" => FileKind::Video,
            "mp3" => FileKind::Sound,
            _ => return None,
        })
    }

    /// Whether a file that should be `expected` may be this.
    pub(crate) fn serves_as(self, expected: FileKind) -> bool {
        let office = [FileKind::Word, FileKind::Excel, FileKind::PowerPoint, FileKind::OpenDocument];
        // Every office document is an archive; what is empty tells nothing for certain.
        self == expected || self == FileKind::Empty || (expected == FileKind::Zip && office.contains(&self))
    }

    /// Whether it is made of parts that are packed together.
    pub(crate) fn is_archive(self) -> bool {
        use FileKind::{Excel, OpenDocument, PowerPoint, Word, Zip};
        matches!(self, Word | Excel | PowerPoint | OpenDocument | Zip)
    }

    /// Its name in machine-readable reports.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Word => "word",
            FileKind::Excel => "excel",
            FileKind::PowerPoint => "powerpoint",
            FileKind::OpenDocument => "opendocument",
            FileKind::OldOffice => "old-office",
            FileKind::Zip => "zip",
            FileKind::Text => "text",
            FileKind::WebPage => "web-page",
            FileKind::Image => "image",
            FileKind::Drawing => "drawing",
            FileKind::Video => "video",
            FileKind::Sound => "sound",
            FileKind::Program => "program",
            FileKind::Empty => "empty",
            FileKind::Unknown => "unknown",
        }
    }
}

impl Layer {
    /// What a text is that has Thai letters, or any.
    pub(crate) fn of(thai: bool, any: bool) -> Layer {
        match (thai, any) {
            (true, _) => Layer::Thai,
            (false, true) => Layer::Foreign,
            (false, false) => Layer::Absent,
        }
    }

    /// Its name in machine-readable reports.
    pub fn word(self) -> &'static str {
        match self {
            Layer::Thai => "thai",
            Layer::Foreign => "foreign",
            Layer::Absent => "absent",
            Layer::Unknown => "unknown",
        }
    }
}

impl Fault {
    /// Its name in machine-readable reports.
    pub fn word(self) -> &'static str {
        match self {
            Fault::Locked => "locked",
            Fault::Broken => "broken",
            Fault::Bomb => "bomb",
            Fault::Large => "large",
            Fault::Slow => "slow",
            Fault::Unstarted => "unstarted",
        }
    }

    /// Whether the same file may be read to its end another time.
    pub(crate) fn may_pass(self) -> bool {
        matches!(self, Fault::Slow | Fault::Unstarted)
    }
}

/// A number on its way from the process that found it, the only place where its digits are written.
mod digits {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::base::national::Number;

    pub(super) fn serialize<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&number.digits().map(|digit| char::from(b'0' + digit)).iter().collect::<String>())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits: Vec<u8> = text.bytes().map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10).collect();
        let number = digits.try_into().ok().and_then(Number::new);
        number.ok_or_else(|| D::Error::custom("no national number"))
    }
}

/// Sheets on the same way.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::base::grid::Grid;

    pub(super) fn serialize<S: Serializer>(grids: &Option<Arc<Vec<Grid>>>, serializer: S) -> Result<S::Ok, S::Error> {
        grids.as_deref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<Vec<Grid>>>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(Arc::new))
    }
}

#[cfg(test)]
mod tests {
    use super::FileKind;

    #[test]
    fn programs_are_told_the_kind_of_a_file_by_a_word() {
        let words = "pdf pdf, docx word, xlsx excel, pptx powerpoint, ods opendocument, xls old-office, zip zip, \
                     csv text, webp image, svg drawing, mp4 video, mp3 sound";
        for (ending, word) in words.split(", ").filter_map(|pair| pair.split_once(' ')) {
            for ending in [ending, &ending.to_uppercase()] {
                assert_eq!(FileKind::of_ending(ending).map(FileKind::word), Some(word), "{ending}");
            }
        }
    }
}

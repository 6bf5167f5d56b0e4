//! What an office's own documents give to its papers: `content/memo.docx` styles, page set-up and the picture in its head,
//! `content/garuda.png` (or .jpg) the garuda. Never a text: what an old paper says is of no use to a new one.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::base::lang::{Bilingual, both};

/// What is known of how an office writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Office {
    pub styles: Option<String>,
    /// The fonts and colours that the styles name.
    pub theme: Option<String>,
    pub page: PageSetup,
    pub garuda: Option<Picture>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    pub bytes: Vec<u8>,
    pub ending: String,
    pub width: usize,
    pub height: usize,
}

impl Picture {
    /// A picture in a form that documents can hold.
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Option<Picture> {
        let size = imagesize::blob_size(&bytes).ok();
        let (width, height) = size.map_or((100, 110), |size| (size.width, size.height));
        let own = Picture { bytes, ending: name.rsplit_once('.')?.1.to_lowercase(), width, height };
        KINDS.iter().any(|(ending, _)| *ending == own.ending).then_some(own)
    }

    pub(super) fn kind(&self) -> &'static str {
        KINDS.iter().find(|(ending, _)| *ending == self.ending).map_or("image/png", |(_, kind)| kind)
    }
}

const KINDS: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
];

/// The sheet and its margins, in twentieths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageSetup {
    pub size: [usize; 2],
    /// Top, right, bottom, left.
    pub margins: [usize; 4],
}

impl PageSetup {
    /// The width between the margins.
    pub(super) fn width(&self) -> usize {
        self.size[0].saturating_sub(self.margins[1] + self.margins[3]).max(2000)
    }
}

impl Default for PageSetup {
    /// A4 with the margins of official papers: 2.5 centimetres above, 3 at the left, 2 at the right and below.
    fn default() -> PageSetup {
        PageSetup { size: [11906, 16838], margins: [1417, 1134, 1134, 1701] }
    }
}

/// A part of a document is not read further.
const LARGEST: u64 = 8_000_000;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

impl Office {
    /// What a document of the office gives.
    ///
    /// # Errors
    /// If it is no Word document.
    pub(crate) fn of(document: &[u8]) -> Result<Office, Bilingual<&'static str>> {
        let faulty = both("ไม่ใช่ไฟล์ Word (.docx) ที่เปิดได้", "is no Word document (.docx) that can be opened");
        let mut zip = ZipArchive::new(Cursor::new(document)).map_err(|_| faulty)?;
        let mut part = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
        let main = part("word/document.xml").and_then(text).ok_or(faulty)?;
        let links = part("word/_rels/document.xml.rels").and_then(text).unwrap_or_default();
        let garuda = picture(&main, &links).and_then(|(target, size)| {
            let (width, height) = size.unwrap_or((100, 110));
            let own = Picture::new(&target, part(&format!("word/{target}"))?)?;
            Some(Picture { width, height, ..own })
        });
        let known = |styles: &String| styles.contains(WORD) && styles.contains("</w:styles>");
        Ok(Office {
            styles: part("word/styles.xml").and_then(text).filter(known),
            theme: part("word/theme/theme1.xml").and_then(text),
            page: set_up(&main),
            garuda,
        })
    }
}

/// The first picture of a document: where it is, and how large it is shown.
fn picture(main: &str, links: &str) -> Option<(String, Option<(usize, usize)>)> {
    let at = main.find("<a:blip ")?;
    let id = value(&main[at..], "r:embed")?;
    let link = links.split("<Relationship ").find(|own| value(own, "Id").as_deref() == Some(&id))?;
    let extent = main[..at].rfind("<wp:extent ").map(|at| &main[at..]);
    let size = extent.and_then(|own| Some((number(own, "cx")?, number(own, "cy")?)));
    Some((value(link, "Target")?.trim_start_matches("/word/").to_owned(), size))
}

/// The set-up of the last section; what it does not say is as in official papers.
fn set_up(main: &str) -> PageSetup {
    let usual = PageSetup::default();
    let last = |tag: &str| main.rfind(tag).map_or("", |at| &main[at..]);
    let (size, margins) = (last("<w:pgSz "), last("<w:pgMar "));
    let of = |tag: &str, keys: &[&str], usual: &[usize]| -> Vec<usize> {
        keys.iter().zip(usual).map(|(key, usual)| number(tag, key).unwrap_or(*usual).min(40_000)).collect()
    };
    let size = of(size, &["w:w", "w:h"], &usual.size);
    let margins = of(margins, &["w:top", "w:right", "w:bottom", "w:left"], &usual.margins);
    PageSetup { size: [size[0], size[1]], margins: [margins[0], margins[1], margins[2], margins[3]] }
}

fn number(tag: &str, key: &str) -> Option<usize> {
    value(tag, key)?.parse().ok()
}

/// The value of an attribute of the tag that a text begins with.
fn value(tag: &str, key: &str) -> Option<String> {
    let tag = &tag[..tag.find('>')?];
    let start = tag.find(&format!("{key}=\""))? + key.len() + 2;
    Some(tag[start..start + tag[start..].find('"')?].to_owned())
}

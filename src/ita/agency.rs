//! The agency whose portal this is.

use crate::base::allowed::{Refusal, refusal};
use crate::base::date::Day;
use crate::base::document::{Fault, FileKind, Inspected};
use crate::base::lang::{Lang, Text};
use crate::base::path::RelPath;
use crate::base::span::Spanned;
use crate::ita::channel::Channel;
use crate::ita::contact::{Contact, ContactKind};
use crate::ita::front::Front;
use crate::ita::people::{Person, Unit};
use crate::ita::tag::Tag;
use crate::ita::web::{Parts, is_test};
use crate::ita::year::FiscalYear;

/// What `agency.yaml` says, and the people of `people.yaml`.
#[derive(Clone, Debug)]
pub struct Agency {
    pub name: Text,
    pub short_name: Option<Text>,
    pub place: Option<Text>,
    pub base_url: Spanned<BaseUrl>,
    /// The languages that the site has pages in; Thai always.
    pub languages: Vec<Lang>,
    /// The beginnings of addresses on its host that another program answers, without the slashes around them.
    pub legacy: Vec<Spanned<String>>,
    /// Words that are searched as one: `น้ำประปา = ประปา`.
    pub synonyms: Vec<String>,
    /// Names that no line of a page breaks.
    pub unbroken: Vec<String>,
    /// What Open Contracting registered for it: the beginning of the ids of its purchases.
    pub ocid_prefix: Option<String>,
    pub theme: Spanned<String>,
    pub licence: Option<Licence>,
    pub contacts: Vec<Contact>,
    /// Where everybody can complain, whatever the agency.
    pub channels: Vec<Channel>,
    pub menu: Vec<MenuEntry>,
    /// Attachments that have another address now.
    pub moved: Vec<MovedFile>,
    /// What news are about.
    pub tags: Vec<Tag>,
    pub people: Vec<Person>,
    /// The days that something of the assessment is due on.
    pub deadlines: Vec<Deadline>,
    /// The parts of its organisation, in the order of the file.
    pub units: Vec<Unit>,
    pub front: Front,
    pub attachments: AttachmentRules,
}

impl Agency {
    /// Whether another program answers an address of the site's host.
    pub(crate) fn is_legacy(&self, address: &str) -> bool {
        let below = |rest: &str| rest.is_empty() || rest.starts_with('/');
        self.legacy.iter().any(|own| address.strip_prefix(own.value.as_str()).is_some_and(below))
    }
}

/// What the agency says of its attachments.
#[derive(Clone, Debug, Default)]
pub struct AttachmentRules {
    /// Endings of names that may be published beside the known ones, in small letters; why stands in `agency.yaml`.
    pub endings: Vec<Spanned<String>>,
    /// A file that no page names is an error.
    pub refuse_orphans: bool,
}

/// A day by which something of a year's assessment must be done.
#[derive(Clone, Debug)]
pub struct Deadline {
    pub year: FiscalYear,
    pub day: Day,
    /// What is due; without it, the year's answers.
    pub title: Option<Text>,
}

/// Where the site is published: `https://host/folder/`, with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

#[derive(Clone, Debug)]
pub struct Licence {
    pub name: Text,
    pub url: Option<String>,
}

/// An attachment that has another address now.
#[derive(Clone, Debug)]
pub struct MovedFile {
    /// The address that it had.
    pub from: Spanned<String>,
    pub to: Spanned<Option<RelPath>>,
    /// The name of the file, by which the way there is called.
    pub title: Text,
}

#[derive(Clone, Debug)]
pub struct MenuEntry {
    pub title: Text,
    /// A source file, an address of the site, or an address elsewhere.
    pub to: Option<Spanned<String>>,
    pub entries: Vec<MenuEntry>,
}

impl Agency {
    /// Its own channels for complaints, those still awaited included.
    pub(crate) fn complaints(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.kind == Some(ContactKind::Complaint))
    }

    /// The channels of the state that pages show: until the agency has one of its own.
    pub(crate) fn general_channels(&self) -> &[Channel] {
        if self.complaints().any(Contact::has_value) { &[] } else { &self.channels }
    }
}

/// A picture whose name says that it is another kind of picture.
fn other_picture(path: &RelPath, inspected: &Inspected) -> Option<Refusal> {
    let (ending, own) = (path.ending().to_lowercase(), inspected.endings.first()?);
    let other = FileKind::of_ending(&ending) == Some(FileKind::Image) && !inspected.endings.contains(&ending);
    other.then(|| Refusal::Picture { ending, own: own.clone() })
}

impl AttachmentRules {
    /// Why a file is not published, for what it is called and what is in it.
    pub(crate) fn refusal(&self, path: &RelPath, inspected: &Inspected) -> Option<Refusal> {
        let added = self.endings.iter().map(|own| &own.value);
        let refusal = refusal(path.file_name(), inspected.kind, added).or_else(|| other_picture(path, inspected));
        refusal.filter(|why| match (why, inspected.fault) {
            // What does not open may be anything, and with a password every document looks like an old one: each is told of.
            (Refusal::Content { .. }, Some(Fault::Locked)) => false,
            (Refusal::Content { .. }, Some(_)) => inspected.kind != FileKind::Unknown,
            _ => true,
        })
    }
}

impl BaseUrl {
    /// Takes `http://` or `https://` with a host and perhaps a folder; adds the slash at the end.
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let text = text.trim();
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split('/').next().filter(|host| !host.is_empty())?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        let sound =
            rest.chars().all(plain) && host.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.contains("//");
        sound.then(|| BaseUrl(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The absolute address of a path inside the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The part of an address of the Web below this one, whichever way its host is written.
    pub fn inside<'u>(&self, url: &'u str) -> Option<&'u str> {
        let parts = Parts::of(url).filter(|parts| parts.is_web() && self.is_on(&parts.host))?;
        let rest = parts.rest.strip_prefix(self.folder().trim_end_matches('/'))?;
        (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then(|| rest.trim_start_matches('/'))
    }

    /// Whether it is https.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The host, with its port if it has one.
    pub(crate) fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }

    /// Whether a host, with its port, is this one, with `www.` or without it.
    pub(crate) fn is_on(&self, host: &str) -> bool {
        plain(host) == plain(self.host())
    }

    /// Whether its own host is one that nobody reaches.
    pub(crate) fn is_made_up(&self) -> bool {
        Parts::of(&self.0).is_some_and(|parts| is_test(parts.name()))
    }

    /// Whether a host is below the agency's own, as `eservice.example.go.th` is.
    pub(crate) fn is_above(&self, host: &str) -> bool {
        plain(host).ends_with(&format!(".{}", plain(self.host())))
    }

    /// The folder on the host, `/` or `/portal/`.
    pub fn folder(&self) -> &str {
        let host_at = self.0.find("://").map_or(0, |at| at + 3);
        self.0[host_at..].find('/').map_or("/", |slash| &self.0[host_at + slash..])
    }
}

/// A host without `www.`, the usual ports and capital letters.
fn plain(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let host = host.trim_end_matches(":443").trim_end_matches(":80").trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    // A Thai name and the one that browsers make of it are one.
    let (name, port) = host.split_once(':').map_or((host, String::new()), |(name, port)| (name, format!(":{port}")));
    let ascii = (!name.is_ascii()).then(|| url::Host::parse(name).ok()).flatten();
    ascii.map_or_else(|| host.to_owned(), |name| format!("{name}{port}"))
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_thai_host_is_one_with_its_other_spelling() {
        let url = BaseUrl::parse("https://www.xn--o3cw4h.xn--o3cw4h/").unwrap();
        assert_eq!(url.inside("https://ไทย.ไทย/about/"), Some("about/"));
        assert_eq!(url.inside("https://www.ไทย.ไทย:443/about/"), Some("about/"));
        assert_eq!(url.inside("https://จังหวัด.ไทย/about/"), None);
    }

    #[test]
    fn folders_are_kept() {
        let url = BaseUrl::parse("https://hospital.example/portal").unwrap();
        assert_eq!(url.folder(), "/portal/");
        assert_eq!(url.join("ita/"), "https://hospital.example/portal/ita/");
        for bad in
            ["www.sokkam.go.th", "ftp://a/", "https://", "https://a b/", "https:///x", "https://a//b", "https://u@h/"]
        {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}

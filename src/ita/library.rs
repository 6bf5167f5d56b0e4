//! The catalogues that the program carries, by kind of agency, fiscal year and edition. Which there are is told by their
//! files: `KIND/YEAR.yaml` is the newest edition of a year, older ones stand beside it as `KIND/YEAR-EDITION.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::ita::year::FiscalYear;

/// All catalogues of the program.
#[derive(Clone, Debug, Default)]
pub struct Library<'t> {
    years: BTreeMap<(&'t str, FiscalYear), BTreeMap<u32, Kept<'t>>>,
    /// What the program says of a kind of agency.
    kinds: BTreeMap<&'t str, Kept<'t>>,
}

/// A file that the program carries.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'t> {
    pub path: &'t RelPath,
    pub text: &'t Arc<str>,
}

/// The file that tells the name of a kind of agency.
const ABOUT: &str = "kind";

impl<'t> Library<'t> {
    /// The library of `Sources::catalogues`.
    pub fn new(files: &'t BTreeMap<RelPath, Arc<str>>) -> Library<'t> {
        let mut library = Library::default();
        for (path, text) in files {
            let Some((kind, name)) = path.as_str().split_once('/') else { continue };
            let (name, kept) = (name.trim_end_matches(".yaml"), Kept { path, text });
            if let Some(year) = FiscalYear::parse(name.split('-').next().unwrap_or_default()) {
                library.years.entry((kind, year)).or_default().insert(edition(text), kept);
            } else if name == ABOUT {
                library.kinds.insert(kind, kept);
            }
        }
        library
    }

    /// The kinds of agencies, each with the file that tells its name.
    pub fn kinds(&self) -> impl Iterator<Item = (&'t str, Kept<'t>)> {
        self.kinds.iter().map(|(kind, about)| (*kind, *about))
    }

    /// The years of a kind of agency.
    pub fn years(&self, kind: &str) -> impl Iterator<Item = FiscalYear> {
        self.years.keys().filter(move |(own, _)| *own == kind).map(|(_, year)| *year)
    }

    /// The editions of a catalogue, the newest last.
    pub fn editions(&self, kind: &str, year: FiscalYear) -> Option<&BTreeMap<u32, Kept<'t>>> {
        self.years.iter().find(|((own, of), _)| (*own, *of) == (kind, year)).map(|(_, editions)| editions)
    }

    /// What a catalogue of a site can say under `from`.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.years.keys().map(|(kind, year)| format!("{kind}/{year}"))
    }
}

/// The edition that a catalogue says it is.
fn edition(text: &str) -> u32 {
    text.lines().find_map(|line| line.strip_prefix("edition:")?.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, FiscalYear, Library, RelPath};

    #[test]
    fn old_editions_stay_beside_the_newest() {
        let files = [
            ("school/2570.yaml", "edition: 2\n"),
            ("school/2570-1.yaml", "edition: 1\n"),
            ("school/2571.yaml", "edition: 1\n"),
            ("school/kind.yaml", "name: โรงเรียน\n"),
            ("hospital/2570.yaml", "# edition: 7\nedition: 1\n"),
        ];
        let files: BTreeMap<RelPath, _> =
            files.iter().map(|(path, text)| (RelPath::new(path).unwrap(), (*text).into())).collect();
        let library = Library::new(&files);
        let year = |text| FiscalYear::parse(text).unwrap();
        let editions = |kind, of| -> Vec<(u32, &str)> {
            let found = library.editions(kind, year(of)).into_iter().flatten();
            found.map(|(edition, kept)| (*edition, kept.path.as_str())).collect()
        };
        assert_eq!(editions("school", "2570"), [(1, "school/2570-1.yaml"), (2, "school/2570.yaml")]);
        assert_eq!(editions("hospital", "2570"), [(1, "hospital/2570.yaml")]);
        assert_eq!(editions("hospital", "2571"), []);
        assert_eq!(library.years("school").collect::<Vec<_>>(), [year("2570"), year("2571")]);
        assert_eq!(library.kinds().map(|(kind, _)| kind).collect::<Vec<_>>(), ["school"]);
        assert_eq!(library.names().collect::<Vec<_>>(), ["hospital/2570", "school/2570", "school/2571"]);
    }
}

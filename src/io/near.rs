//! The sites that somebody may mean who named none.

use std::fs;
use std::path::{Path, PathBuf};

use crate::io::real::real;

/// What makes a folder a site.
const AGENCY: &str = "content/agency.yaml";

/// The sites that these folders are or hold, each once.
pub(crate) fn sites_near(folders: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut sites: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let inside = if is_site(&folder) { Vec::new() } else { below(&folder) };
        for site in std::iter::once(folder).chain(inside).filter(|own| is_site(own)) {
            let same = |own: &PathBuf| same_file(own, &site);
            if !sites.iter().any(same) {
                sites.push(site);
            }
        }
    }
    sites
}

fn is_site(folder: &Path) -> bool {
    folder.join(AGENCY).is_file()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn same_file(one: &Path, other: &Path) -> bool {
    real(one).is_ok_and(|one| real(other).is_ok_and(|other| one == other))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::sites_near;

    #[test]
    fn a_folder_that_is_a_site_or_holds_some() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for site in ["ข", "ก"] {
            fs::create_dir_all(root.join(site).join("content")).expect("a folder can be made");
            fs::write(root.join(site).join("content/agency.yaml"), "").expect("a file can be written");
        }
        fs::create_dir(root.join("files")).expect("a folder can be made");
        let all = [root.join("ก"), root.join("ข")];
        assert_eq!(sites_near([root.to_owned()]), all);
        assert_eq!(sites_near([all[1].clone(), root.to_owned()]), [all[1].clone(), all[0].clone()]);
        assert_eq!(sites_near([root.join("files"), root.join("none")]), Vec::<std::path::PathBuf>::new());
    }
}

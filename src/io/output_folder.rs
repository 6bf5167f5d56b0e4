//! Refuses output folders that writing could harm, before anything is created. What stands in a folder that prongsai
//! made is `plan`'s to weigh, file by file.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::base::output::{MANIFEST, Manifest};
use crate::io::busy::Patience;
use crate::io::output_paths::{OutputPaths, WORK};
use crate::io::real::real;
use crate::io::refusal::{Refusal, WriteError, shown};

/// The folders of a site that only people write.
const SOURCES: [&str; 2] = ["content", "themes"];

/// Refuses a dangerous output folder; else gives the manifest of the site that stands there, if one does.
pub(super) fn check(place: &OutputPaths) -> Result<Option<Manifest>, WriteError> {
    let home = env::home_dir().filter(|home| home.is_absolute());
    refuse_place(place, home.and_then(|home| real(&home).ok()).as_deref())?;
    standing(&place.out)
}

/// Refuses by what the folder is to the site and to the user, whether it exists or not.
fn refuse_place(place: &OutputPaths, home: Option<&Path>) -> Result<(), Refusal> {
    let out = &place.out;
    if place.site.starts_with(out) {
        return Err(Refusal::Site(out.clone()));
    }
    if home.is_some_and(|home| home.starts_with(out)) {
        return Err(Refusal::Home(out.clone()));
    }
    for part in SOURCES {
        let named = place.site.join(part);
        let real = real(&named).unwrap_or_else(|_| named.clone());
        if out.starts_with(&named) || out.starts_with(&real) || real.starts_with(out) {
            return Err(Refusal::Sources(out.clone(), part));
        }
    }
    if out.components().any(|part| part.as_os_str().eq_ignore_ascii_case(WORK)) {
        return Err(Refusal::WorkFolder(out.clone()));
    }
    Ok(())
}

/// What stands at the output folder: nothing, dotfiles (`.gitignore`), or a site with its manifest.
fn standing(out: &Path) -> Result<Option<Manifest>, WriteError> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(anyhow::Error::new(error).context(format!("cannot look at {}", shown(out))).into()),
        Ok(found) if found.is_symlink() => return Err(Refusal::Symlink(out.to_owned()).into()),
        Ok(found) if !found.is_dir() => return Err(Refusal::NotAFolder(out.to_owned()).into()),
        Ok(_) => {}
    }
    let path = out.join(MANIFEST);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    let read = || Patience::for_people().wait(&path, || fs::read(&path));
    let bytes = if is_file { read().with_context(|| format!("cannot read {}", shown(&path)))? } else { Vec::new() };
    let manifest = String::from_utf8(bytes).ok().and_then(|text| Manifest::parse(&text));
    if manifest.is_some() {
        return Ok(manifest);
    }
    match stranger(out).with_context(|| format!("cannot list {}", shown(out)))? {
        Some(name) => Err(Refusal::NotOurs(out.to_owned(), name).into()),
        None => Ok(None),
    }
}

/// The first name, in order, that is not a dotfile.
fn stranger(out: &Path) -> io::Result<Option<PathBuf>> {
    let mut names = fs::read_dir(out)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names.into_iter().find(|name| !name.as_encoded_bytes().starts_with(b".")).map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{MANIFEST, Manifest, OutputPaths, Refusal, WriteError, check, refuse_place};

    fn refused(site: &Path, out: &Path) -> Refusal {
        match OutputPaths::find(site, out).and_then(|place| check(&place)) {
            Err(WriteError::Refused(refusal)) => refusal,
            other => panic!("{}: {other:?}", out.display()),
        }
    }

    #[test]
    fn refuses_the_site_and_its_sources() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let site = root.join("site");
        fs::create_dir_all(site.join("content/2568")).unwrap();
        let at = |out: &str| refused(&site, &site.join(out));
        assert_eq!(at("."), Refusal::Site(site.clone()));
        assert_eq!(at("content/.."), Refusal::Site(site.clone()));
        assert_eq!(at(".."), Refusal::Site(root.clone()));
        assert_eq!(at("content"), Refusal::Sources(site.join("content"), "content"));
        assert_eq!(at("content/2568/public"), Refusal::Sources(site.join("content/2568/public"), "content"));
        assert_eq!(at("themes"), Refusal::Sources(site.join("themes"), "themes"));
        assert_eq!(at(".prongsai"), Refusal::WorkFolder(site.join(".prongsai")));
        assert_eq!(fs::read_dir(&site).unwrap().count(), 1, "something was created");
    }

    #[cfg(unix)]
    #[test]
    fn sees_sources_behind_links() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("site")).unwrap();
        fs::create_dir_all(root.join("shared/texts")).unwrap();
        std::os::unix::fs::symlink("../shared/texts", root.join("site/content")).unwrap();
        let by_its_real_name = refused(&root.join("site"), &root.join("shared"));
        assert_eq!(by_its_real_name, Refusal::Sources(root.join("shared"), "content"));
        let through_the_link = refused(&root.join("site"), &root.join("site/content/x"));
        assert_eq!(through_the_link, Refusal::Sources(root.join("shared/texts/x"), "content"));
    }

    #[test]
    fn refuses_the_home_folder_and_above() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("home/me/site")).unwrap();
        let check = |out: &str| {
            let mut place = OutputPaths::find(&root.join("home/me/site"), &root.join(out)).unwrap();
            place.site = "/elsewhere".into();
            refuse_place(&place, Some(&root.join("home/me")))
        };
        assert_eq!(check("home/me"), Err(Refusal::Home(root.join("home/me"))));
        assert_eq!(check("home"), Err(Refusal::Home(root.join("home"))));
        assert_eq!(check("home/me/public"), Ok(()));
    }

    #[test]
    fn takes_empty_and_own_folders_only() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let out = root.join("public");
        let found = || OutputPaths::find(&root, &out).and_then(|place| check(&place));
        assert_eq!(found().unwrap(), None);
        fs::create_dir(&out).unwrap();
        fs::write(out.join(".gitignore"), "*").unwrap();
        assert_eq!(found().unwrap(), None);
        fs::write(out.join("thesis.docx"), "").unwrap();
        assert_eq!(refused(&root, &out), Refusal::NotOurs(out.clone(), "thesis.docx".into()));
        fs::write(out.join(MANIFEST), "something else\n").unwrap();
        assert!(matches!(refused(&root, &out), Refusal::NotOurs(..)));
        fs::write(out.join(MANIFEST), Manifest::default().to_text()).unwrap();
        assert_eq!(found().unwrap(), Some(Manifest::default()));
        assert!(matches!(refused(&root, &out.join(MANIFEST)), Refusal::NotAFolder(_)));
    }
}

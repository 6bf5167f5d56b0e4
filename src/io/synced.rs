//! Folders that a program keeps the same with a cloud. It has files open while it sends them.

use std::path::Path;

/// What such folders are called, and the service is. People and offices are named behind it: `OneDrive - เทศบาล`.
const FOLDERS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("ไดรฟ์ของฉัน", "Google Drive"),
    ("iclouddrive", "iCloud"),
];

/// Where OneDrive says that its folder is, whatever it is called.
const TOLD: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];

/// The service whose folder a path is in, if it looks like one.
pub(crate) fn service(path: &Path) -> Option<&'static str> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let told = TOLD.iter().filter_map(std::env::var_os).filter(|folder| !folder.is_empty());
    if told.into_iter().any(|folder| whole.starts_with(folder)) {
        return Some(FOLDERS[0].1);
    }
    whole.components().find_map(|part| named(&part.as_os_str().to_string_lossy()))
}

fn named(folder: &str) -> Option<&'static str> {
    let folder = folder.to_lowercase();
    let fits =
        |name: &str| folder.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']));
    FOLDERS.iter().find(|(name, _)| fits(name)).map(|(_, service)| *service)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::service;

    #[test]
    fn folders_of_clouds() {
        let of = |path: &str| service(Path::new(path));
        assert_eq!(of("/Users/a/OneDrive - เทศบาลตำบล/เว็บ/public"), Some("OneDrive"));
        assert_eq!(of("/home/a/Dropbox (งาน)/เว็บ"), Some("Dropbox"));
        assert_eq!(of("/G/My Drive/เว็บ"), Some("Google Drive"));
        assert_eq!(of("/G/ไดรฟ์ของฉัน/เว็บ"), Some("Google Drive"));
        assert_eq!([of("/home/a/onedriver/เว็บ"), of("/home/a/เว็บ")], [None, None]);
    }
}

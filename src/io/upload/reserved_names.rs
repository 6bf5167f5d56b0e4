//! The names that prongsai keeps for itself on a host. None begins with a dot: many hosts hide such files or refuse them.

/// What may be half changed just now.
pub(super) const PENDING: &str = "prongsai-pending.txt";

/// The folder that is the lock, and the file in it that tells whose it is.
pub(super) const LOCK: &str = "prongsai-lock";
pub(super) const OWNER: &str = "prongsai-lock/owner.txt";

const TEMPORARY: &str = "prongsai-tmp-";

/// The temporary name of a file that is to have this hash. It stands in the same folder, so that a folder nobody may write
/// to is found out before anything changes, and a rename never crosses file systems.
pub(super) fn temporary(path: &str, hash: &str) -> String {
    let both = blake3::hash(format!("{hash} {path}").as_bytes()).to_hex();
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    format!("{folder}{TEMPORARY}{}", &both[..16])
}

pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// Whether a name is one of these.
pub(super) fn is_own(name: &str) -> bool {
    is_temporary(name) || [PENDING, LOCK, crate::base::output::MANIFEST].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{is_own, temporary};

    #[test]
    fn temporary_names_stand_beside_the_file_and_differ_by_content() {
        let one = temporary("ita/o1/index.html", "a");
        assert!(one.starts_with("ita/o1/prongsai-tmp-") && is_own(one.rsplit('/').next().unwrap()));
        assert_ne!(one, temporary("ita/o1/index.html", "b"));
        assert_eq!(temporary("index.html", "a").len(), "prongsai-tmp-".len() + 16);
    }
}

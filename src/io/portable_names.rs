//! Refuses an output, or a packed site, with a name that some system cannot hold.

use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::base::portable::{Portable, Unfit};
use crate::io::refusal::Refusal;

/// Refuses paths with a name that some system cannot hold, or with two names that are one there.
pub(super) fn check(paths: &[RelPath]) -> Result<(), Refusal> {
    let mut names = Portable::default();
    for path in [MANIFEST].into_iter().chain(paths.iter().map(RelPath::as_str)) {
        names.enter(path).map_err(|unfit| refusal(unfit, path))?;
    }
    Ok(())
}

fn refusal(unfit: Unfit, path: &str) -> Refusal {
    match unfit {
        Unfit::Long => Refusal::LongName(path.to_owned()),
        Unfit::Reserved => Refusal::ReservedName(path.to_owned()),
        Unfit::Same(other) => Refusal::SameFile(other, path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{RelPath, check};
    use crate::io::refusal::Refusal;

    #[test]
    fn the_list_of_what_was_written_has_its_place() {
        for bad in ["PRONGSAI-manifest.txt", "prongsai-manifest.txt/y"] {
            let paths = ["x", bad].map(|path| RelPath::new(path).unwrap());
            assert!(matches!(check(&paths), Err(Refusal::SameFile(..))), "{bad}");
        }
    }
}

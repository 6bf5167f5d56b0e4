//! A path inside a site or its output: relative, `/`-separated, without `.` or `..`, whatever the operating system.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A relative path such as `content/2568/items/o01.md`. Never empty, never absolute, never above its root.
/// Cloning is cheap, so every span carries one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// Takes a path as it is, or `None` if a part is empty, `.`, `..`, or has a backslash or a NUL.
    pub fn new(path: &str) -> Option<RelPath> {
        let sound = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
        path.split('/').all(sound).then(|| RelPath(path.into()))
    }

    /// The path that `link`, written in this file, points to: `..` climbs, a leading `/` is refused.
    /// `None` when it leaves the root or names no file.
    pub fn resolve(&self, link: &str) -> Option<RelPath> {
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in link.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        RelPath::new(&parts.join("/"))
    }

    /// How `to` is written in this file, so that `resolve` finds it.
    pub(crate) fn link_to(&self, to: &RelPath) -> String {
        let (from, into): (Vec<&str>, Vec<&str>) = (self.0.split('/').collect(), to.0.split('/').collect());
        let folders = from[..from.len() - 1].iter().zip(&into[..into.len() - 1]);
        let same = folders.take_while(|(a, b)| a == b).count();
        format!("{}{}", "../".repeat(from.len() - 1 - same), into[same..].join("/"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, `o01.en.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last dot of the file's name, `pdf`; empty without one.
    pub fn ending(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// All but the last part, without a slash at its end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// This path without `prefix/`, if it lies below it.
    pub fn below(&self, prefix: &str) -> Option<&str> {
        self.0.strip_prefix(prefix)?.strip_prefix('/')
    }
}

impl Borrow<str> for RelPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RelPath;

    #[test]
    fn refuses_what_could_leave_its_root() {
        for bad in ["", "/a", "a//b", "a/../b", "./a", "a\\b", "a/", "a\0"] {
            assert_eq!(RelPath::new(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn resolves_links_like_a_browser() {
        let from = RelPath::new("content/2568/items/o01.md").unwrap();
        let to = |link: &str| from.resolve(link).map(|path| path.to_string());
        assert_eq!(to("../scores.yaml").as_deref(), Some("content/2568/scores.yaml"));
        assert_eq!(to("./o02.md").as_deref(), Some("content/2568/items/o02.md"));
        assert_eq!(to("../../../../etc/passwd"), None);
        assert_eq!(to("/etc/passwd"), None);
    }

    #[test]
    fn a_link_leads_where_it_should() {
        let from = RelPath::new("content/2568/items/o01.md").unwrap();
        for (to, link) in [
            ("content/2568/files/a.pdf", "../files/a.pdf"),
            ("content/2568/items/o02.md", "o02.md"),
            ("content/pages/about/index.md", "../../pages/about/index.md"),
            ("content/2569/items/o01.md", "../../2569/items/o01.md"),
            ("themes/a", "../../../themes/a"),
        ] {
            let to = RelPath::new(to).unwrap();
            assert_eq!((from.link_to(&to).as_str(), from.resolve(link)), (link, Some(to)));
        }
    }
}

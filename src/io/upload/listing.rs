//! Lines of a folder's listing, as FTP hosts write them.

use suppaftp::list::ListParser;

use crate::io::upload::remote::Listed;

/// A line of `MLSD`, which is made for machines.
pub(super) fn mlsd(line: &str) -> Option<Listed> {
    let (facts, name) = line.trim_end_matches(['\r', '\n']).split_once(' ')?;
    let fact = |name: &str| {
        facts.split(';').find_map(|fact| {
            let (key, value) = fact.split_once('=')?;
            key.eq_ignore_ascii_case(name).then(|| value.to_ascii_lowercase())
        })
    };
    let kind = fact("type")?;
    let size = fact("size").and_then(|size| size.parse().ok()).filter(|_| kind != "dir");
    let itself = ["cdir", "pdir"].contains(&kind.as_str()) || [".", ".."].contains(&name);
    (!itself).then(|| Listed { name: name.to_owned(), is_folder: kind == "dir", size })
}

/// A line of `LIST`, which is made for people: Unix or Windows.
pub(super) fn list(line: &str) -> Option<Listed> {
    let file = ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()?;
    let is_folder = file.is_directory();
    let size = u64::try_from(file.size()).ok().filter(|_| !is_folder);
    let listed = Listed { name: file.name().to_owned(), is_folder, size };
    ([".", ".."].iter().all(|own| listed.name != *own)).then_some(listed)
}

#[cfg(test)]
mod tests {
    use super::{Listed, list, mlsd};

    #[test]
    fn listings_of_several_hosts() {
        let folder = |name: &str| Some(Listed { name: name.to_owned(), is_folder: true, size: None });
        let file = |name: &str, size| Some(Listed { name: name.to_owned(), is_folder: false, size: Some(size) });
        assert_eq!(mlsd("modify=20261124083000;type=dir;unique=1; a folder"), folder("a folder"));
        assert_eq!(mlsd("Type=file;Size=3; x.html\r"), file("x.html", 3));
        assert_eq!(mlsd("type=cdir; /home"), None);
        assert_eq!(list("drwxr-xr-x    2 1000     1000         4096 Nov 24 08:00 ita"), folder("ita"));
        assert_eq!(list("-rw-r--r--    1 1000     1000          120 Nov 24  2025 a b.html"), file("a b.html", 120));
        assert_eq!(list("11-24-26  08:00AM       <DIR>          ita"), folder("ita"));
        assert_eq!(list("11-24-26  08:00AM                 120 x.html"), file("x.html", 120));
    }
}

//! Commands in what is said, so that they can be pasted: this program by the name under which the shell finds it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::base::thai::is_thai;
use crate::io::real::real;

/// A text with its commands of prongsai as this shell needs them.
pub(super) fn typed(text: &str) -> String {
    static CALL: OnceLock<String> = OnceLock::new();
    let call = || {
        let here = call(std::env::current_exe().ok().as_deref(), std::env::current_dir().ok().as_deref());
        // One that was called by its path is found by it again.
        let first = std::env::args_os().next().map(PathBuf::from);
        first
            .filter(|first| here == PROGRAM && !first.has_root() && first.components().count() > 1)
            .map_or(here, |first| word(&first))
    };
    called(text, CALL.get_or_init(call))
}

/// A path as one word of a command line.
pub(super) fn word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\._-:~".contains(c) || is_thai(c);
    if text.chars().all(plain) { text } else { format!("\"{text}\"") }
}

/// The shells of Windows and of Unix find a program of the folder that they are in only by its path.
fn call(program: Option<&Path>, folder: Option<&Path>) -> String {
    let here = |program: &Path, folder: &Path| {
        let beside = real(program.parent()?).ok()? == real(folder).ok()?;
        beside.then(|| {
            format!(".{}{}", std::path::MAIN_SEPARATOR, program.file_name().unwrap_or_default().to_string_lossy())
        })
    };
    program.zip(folder).and_then(|(program, folder)| here(program, folder)).unwrap_or_else(|| PROGRAM.to_owned())
}

const PROGRAM: &str = "prongsai";

fn called(text: &str, call: &str) -> String {
    if call == PROGRAM || !text.contains(PROGRAM) {
        return text.to_owned();
    }
    // English sentences put a command between backticks; in Thai a Latin word behind the name can be nothing else.
    let thai = text.contains(is_thai);
    let mut parts = text.split("prongsai ");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        let begins = !whole.ends_with(|c: char| c.is_ascii_alphanumeric() || "/\\.-_".contains(c));
        let next = thai && rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
        whole += if begins && (next || whole.ends_with('`')) { call } else { PROGRAM };
        whole.push(' ');
        whole += rest;
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{call, called, word};

    #[test]
    fn commands_are_called_as_the_shell_finds_them() {
        let text = "สั่ง prongsai check แล้ว prongsai --site a build; prongsai ไม่รู้จัก a/prongsai check";
        let told = called(text, ".\\prongsai.exe");
        let right = "สั่ง .\\prongsai.exe check แล้ว .\\prongsai.exe --site a build; prongsai ไม่รู้จัก a/prongsai check";
        assert_eq!(told, right);
        assert_eq!(called("prongsai does; run `prongsai check`", "./p"), "prongsai does; run `./p check`");
        assert_eq!(called(text, "prongsai"), text);
    }

    #[test]
    fn a_program_in_this_folder_needs_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("prongsai");
        std::fs::write(&program, "").unwrap();
        let here = format!(".{}prongsai", std::path::MAIN_SEPARATOR);
        assert_eq!(call(Some(&program), Some(folder.path())), here);
        assert_eq!(call(Some(&program), Some(Path::new("/"))), "prongsai");
    }

    #[test]
    fn a_path_is_one_word() {
        assert_eq!(word(Path::new("เว็บ/a-b.md")), "เว็บ/a-b.md");
        assert_eq!(word(Path::new("a b (1)")), "\"a b (1)\"");
    }
}

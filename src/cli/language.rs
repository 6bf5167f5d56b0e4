//! The language of messages: what is asked for with `--lang`, else `PRONGSAI_LANG`, else `lang:` of the site, else the system's.

use std::path::Path;

use crate::base::lang::Lang;

/// The language of messages, before anything else is read; `site` is the one to work on where the arguments name none.
pub(super) fn language(site: Option<&Path>) -> Lang {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let given = given(&arguments, "--lang").and_then(Lang::from_tag);
    let wanted = || {
        let tag = std::env::var("PRONGSAI_LANG").ok()?.trim().to_ascii_lowercase();
        Lang::from_tag(tag.split(['-', '_']).next()?)
    };
    given
        .or_else(wanted)
        .or_else(|| of_site(site, &arguments))
        .unwrap_or_else(|| of_system(sys_locale::get_locale().as_deref()))
}

/// What stands behind an option.
fn given<'a>(arguments: &'a [String], option: &str) -> Option<&'a str> {
    arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix(option) {
        Some("") => arguments.get(at + 1).map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })
}

/// What the site says, whose other lines may be wrong: those are told in this language.
fn of_site(site: Option<&Path>, arguments: &[String]) -> Option<Lang> {
    let site = site.unwrap_or_else(|| Path::new(given(arguments, "--site").unwrap_or(".")));
    let text = std::fs::read_to_string(site.join("content/agency.yaml")).ok()?;
    let said = text.lines().find_map(|line| line.strip_prefix("lang:"))?;
    Lang::from_tag(said.split('#').next()?.trim().trim_matches(['"', '\'']))
}

/// Thai where the system speaks it or stands in Thailand, as many English ones do.
fn of_system(locale: Option<&str>) -> Lang {
    let mut parts = locale.unwrap_or_default().split(['-', '_', '.', '@']);
    let thai = parts.next() == Some("th") || parts.any(|part| part == "TH");
    if thai { Lang::Th } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::{given, of_system};
    use crate::base::lang::Lang;

    #[test]
    fn thai_by_language_or_region() {
        for locale in ["th", "th-TH", "th_TH.UTF-8", "en-TH", "en_TH.UTF-8"] {
            assert_eq!(of_system(Some(locale)), Lang::Th, "{locale}");
        }
        for locale in ["en-US", "C", "", "de_DE"] {
            assert_eq!(of_system(Some(locale)), Lang::En, "{locale}");
        }
        assert_eq!(of_system(None), Lang::En);
    }

    #[test]
    fn options_with_a_space_or_a_sign() {
        let arguments = ["prongsai", "--site", "a b", "--lang=th", "build"].map(str::to_owned);
        assert_eq!((given(&arguments, "--site"), given(&arguments, "--lang")), (Some("a b"), Some("th")));
        assert_eq!(given(&arguments, "--out"), None);
    }
}

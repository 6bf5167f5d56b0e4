//! What a host with Apache or LiteSpeed needs to be told: the page for addresses that do not exist, types, how long to
//! keep things, headers, and where old addresses lead now. Each directive stands in a condition, so that a host without its module serves the site all
//! the same.

use std::collections::BTreeSet;

use crate::base::output::NOT_FOUND;
use crate::base::path::RelPath;
use crate::base::redirect::{self, Redirect};
use crate::io::upload::fault::Fault;
use crate::io::upload::files::Files;
use crate::io::upload::plan::Known;
use crate::io::upload::session::Session;

const NAME: &str = ".htaccess";

/// What the first line of each says, by which it is known for ours wherever it is found.
const MARK: &str = "# Written by prongsai";

/// Types that hosts get wrong, all of them text in UTF-8.
const BODY: &str = r#"AddDefaultCharset UTF-8
<IfModule mod_dir.c>
DirectoryIndex index.html
</IfModule>
<IfModule mod_mime.c>
AddType "text/csv; charset=utf-8" .csv
AddType "application/json; charset=utf-8" .json
AddType application/ld+json .jsonld
AddType "application/xml; charset=utf-8" .xml
AddType image/svg+xml .svg
AddType image/webp .webp
AddType video/mp4 .mp4
AddType audio/mpeg .mp3
AddType "text/vtt; charset=utf-8" .vtt
AddType application/vnd.openxmlformats-officedocument.wordprocessingml.document .docx
AddType application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
</IfModule>
<IfModule mod_headers.c>
Header set X-Content-Type-Options "nosniff"
Header set Referrer-Policy "strict-origin-when-cross-origin"
Header set X-Frame-Options "SAMEORIGIN"
Header set Content-Security-Policy "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
Header set Cache-Control "no-cache"
<FilesMatch "\.(css|js|svg|png|jpg|jpeg|webp|woff2)$">
Header set Cache-Control "max-age=86400"
</FilesMatch>
</IfModule>
<IfModule mod_deflate.c>
<IfModule mod_filter.c>
AddOutputFilterByType DEFLATE text/html text/css text/csv text/plain application/javascript application/json application/xml image/svg+xml
</IfModule>
</IfModule>
"#;

/// The settings for a site that is served at `folder` of its host (`/`, `/portal/`): one file at its top, and one in the
/// folder of each language that has a page of its own for what does not exist.
pub(crate) fn settings<'p>(
    paths: impl Iterator<Item = &'p RelPath>,
    folder: &str,
    redirects: &[Redirect],
) -> Vec<(RelPath, Vec<u8>)> {
    let forwards = redirect::Form::Apache.text(redirects, folder);
    let settings = places(paths).map(|(page, own)| {
        let (body, forwards) = if page.folder().is_empty() { (BODY, &*forwards) } else { ("", "") };
        let text = format!("{MARK}; changes here are lost.\nErrorDocument 404 {folder}{page}\n{body}{forwards}");
        (own, text.into_bytes())
    });
    settings.collect()
}

/// The pages for what does not exist, each with the place of the settings that name it.
fn places<'p>(paths: impl Iterator<Item = &'p RelPath>) -> impl Iterator<Item = (&'p RelPath, RelPath)> {
    paths.filter(|path| path.file_name() == NOT_FOUND).filter_map(|page| {
        let own = if page.folder().is_empty() { NAME.to_owned() } else { format!("{}/{NAME}", page.folder()) };
        Some((page, RelPath::new(&own)?))
    })
}

/// Looks at the settings that stand on the host where ours would: those of somebody else stay, and ours are left out of
/// `files`; those of ours are known for ours even where the record has been lost, so that they are replaced, or deleted when
/// the target wants none any more. Tells which stay though ours are wanted.
pub(super) fn sort_out(session: &mut Session, files: &mut Files, known: &mut Known) -> Result<Vec<RelPath>, Fault> {
    let recorded = known.owned().into_iter().filter(|path| path.file_name() == NAME).cloned();
    let wanted = places(files.manifest.0.keys()).map(|(_, own)| own);
    let all: BTreeSet<RelPath> = recorded.chain(wanted).collect();
    let mut kept = Vec::new();
    for path in all {
        let bytes = match session.run(|remote| remote.read(path.as_str())) {
            Ok(None) => continue,
            Ok(Some(bytes)) => bytes,
            Err(fault) if fault.is_transient() || fault.is_final() => return Err(fault),
            // Some hosts let nobody read such files.
            Err(_) if known.owned().contains(&path) => continue,
            Err(_) => Vec::new(),
        };
        if bytes.starts_with(MARK.as_bytes()) {
            known.found.insert(path);
        } else {
            if files.manifest.0.contains_key(&path) {
                files.drop(&path);
                kept.push(path.clone());
            }
            known.foreign.insert(path);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{RelPath, settings};

    #[test]
    fn each_language_has_its_own_page_for_what_does_not_exist() {
        let paths = ["404.html", "en/404.html", "index.html"].map(|path| RelPath::new(path).unwrap());
        let settings = settings(paths.iter(), "/portal/", &[]);
        let text = |at: usize| String::from_utf8(settings[at].1.clone()).unwrap();
        assert_eq!(settings.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), [".htaccess", "en/.htaccess"]);
        assert!(text(0).contains("\nErrorDocument 404 /portal/404.html\n"));
        assert!(text(1).ends_with("\nErrorDocument 404 /portal/en/404.html\n"));
        let open = text(0).lines().filter(|line| line.starts_with("<If")).count();
        assert_eq!(open, text(0).lines().filter(|line| line.starts_with("</If")).count());
    }
}

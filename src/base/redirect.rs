//! Old addresses and where they lead now, as the rules of a web server.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// An old address. It is met where the path is the same and every part of the query is there, in any order and among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Redirect {
    /// From the root of the site, decoded, without slashes at its ends; empty for the root itself.
    pub path: String,
    /// With a slash at its end or without.
    pub folder: bool,
    pub query: Vec<(String, String)>,
    /// From the root of the site.
    pub to: String,
}

impl Redirect {
    /// Whether a file of the site is never seen, because the server leads on from its address.
    pub(crate) fn hides(&self, file: &str) -> bool {
        let own = if self.folder { file.strip_suffix("/index.html") } else { Some(file) };
        self.query.is_empty() && own == Some(&self.path)
    }
}

/// A form that redirects are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Apache,
    Nginx,
    /// `_redirects` of Netlify, and of hosts that read the same.
    Netlify,
}

impl Form {
    /// The form that a file is in, by its name.
    pub(crate) fn of(name: &str) -> Option<Form> {
        match name {
            "_redirects" => Some(Form::Netlify),
            ".htaccess" => Some(Form::Apache),
            _ if name.ends_with(".conf") => Some(Form::Nginx),
            _ => None,
        }
    }

    /// The rules for a site that is served at `folder` of its host (`/`, `/portal/`); those that ask for more come first.
    pub(crate) fn text(self, redirects: &[Redirect], folder: &str) -> String {
        match self {
            Form::Apache => apache(redirects, folder),
            Form::Nginx => nginx(redirects, folder),
            Form::Netlify => netlify(redirects, folder),
        }
    }
}

/// Rules for a `.htaccess` at the root of the site. Only a query needs `mod_rewrite`, which some hosts forbid: the rest does
/// without, unless the same path has a rule with a query, which must be tried first.
fn apache(redirects: &[Redirect], folder: &str) -> String {
    let with_query = |path: &str| redirects.iter().any(|own| own.path == path && !own.query.is_empty());
    let (asking, plain): (Vec<_>, Vec<_>) = redirects.iter().partition(|own| with_query(&own.path));
    let mut text = String::new();
    if !plain.is_empty() {
        text.push_str("<IfModule mod_alias.c>\n");
        for own in plain {
            let (path, end) = (escaped(&own.path), end(own.folder));
            let _ = writeln!(text, "RedirectMatch 301 \"^{}{path}{end}$\" \"{folder}{}\"", escaped(folder), own.to);
        }
        text.push_str("</IfModule>\n");
    }
    if !asking.is_empty() {
        text.push_str("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
        for own in asking {
            for part in &own.query {
                let _ = writeln!(text, "RewriteCond %{{QUERY_STRING}} \"(?:^|&){}(?:&|$)\"", in_query(part));
            }
            // The `?` at the end takes the query away.
            let (path, end) = (escaped(&own.path), end(own.folder && !own.path.is_empty()));
            let _ = writeln!(text, "RewriteRule \"^{path}{end}$\" \"{folder}{}?\" [R=301,L]", own.to);
        }
        text.push_str("</IfModule>\n");
    }
    text
}

fn nginx(redirects: &[Redirect], folder: &str) -> String {
    let mut text = String::from(
        "# Written by `prongsai export redirects`. In `http { }`: include this file.\n\
         # In `server { }` of the site: if ($prongsai_to) { return 301 $prongsai_to; }\n\
         map \"$uri?$args\" $prongsai_to {\n    default \"\";\n",
    );
    for own in redirects {
        let query: String = own.query.iter().map(|part| format!("(?=(?:.*&)?{}(?:&|$))", in_query(part))).collect();
        let (root, path) = (escaped(folder), escaped(&own.path));
        let end = end(own.folder && !own.path.is_empty());
        let _ = writeln!(text, "    \"~^{root}{path}{end}\\?{query}\" \"{folder}{}\";", own.to);
    }
    text.push_str("}\n");
    text
}

fn netlify(redirects: &[Redirect], folder: &str) -> String {
    let mut text = String::from("# Written by `prongsai export redirects`.\n");
    for own in redirects {
        let _ = write!(text, "{folder}{}", encoded(&own.path, "/"));
        for (name, value) in &own.query {
            let _ = write!(text, " {}={}", encoded(name, ""), encoded(value, ""));
        }
        // Also where a page that forwards stands at the address.
        let _ = writeln!(text, " {folder}{} 301!", own.to);
    }
    text
}

fn end(folder: bool) -> &'static str {
    if folder { "/?" } else { "" }
}

/// A text as a pattern that means itself.
fn escaped(text: &str) -> String {
    let special = |c: char| r".+*?()[]{}|^$\".contains(c);
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// A part of a query as a pattern of what browsers send, where one sends a character as it is and another encoded.
fn in_query((name, value): &(String, String)) -> String {
    let pattern = |text: &str| {
        text.bytes().fold(String::new(), |pattern, byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'~' => pattern + &char::from(byte).to_string(),
            b' ' => pattern + r"(?:\+|%20)",
            0x21..0x7f => format!("{pattern}(?:{}|(?i:%{byte:02X}))", escaped(&char::from(byte).to_string())),
            _ => format!("{pattern}(?i:%{byte:02X})"),
        })
    };
    let equals = if value.is_empty() { "=?" } else { "=" };
    format!("{}{equals}{}", pattern(name), pattern(value))
}

/// A text as it stands in an address; `kept` are characters that stay beside letters and digits.
fn encoded(text: &str, kept: &str) -> String {
    text.bytes().fold(String::new(), |out, byte| match char::from(byte) {
        c if c.is_ascii_alphanumeric() || "-._~".contains(c) || kept.contains(c) => out + &c.to_string(),
        _ => format!("{out}%{byte:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Redirect};

    fn own(path: &str, folder: bool, query: &[(&str, &str)], to: &str) -> Redirect {
        Redirect {
            path: path.to_owned(),
            folder,
            query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            to: to.to_owned(),
        }
    }

    fn rules(form: Form) -> String {
        let all = [
            own("index.php", false, &[("id", "3"), ("q", "ก b")], "news/a/"),
            own("index.php", false, &[], "about/"),
            own("ข่าว/เก่า", true, &[], "news/b/"),
        ];
        form.text(&all, "/portal/")
    }

    #[test]
    fn apache_asks_for_a_module_only_where_it_needs_it() {
        assert_eq!(
            rules(Form::Apache),
            "<IfModule mod_alias.c>\n\
             RedirectMatch 301 \"^/portal/ข่าว/เก่า/?$\" \"/portal/news/b/\"\n\
             </IfModule>\n\
             <IfModule mod_rewrite.c>\n\
             RewriteEngine On\n\
             RewriteCond %{QUERY_STRING} \"(?:^|&)id=3(?:&|$)\"\n\
             RewriteCond %{QUERY_STRING} \"(?:^|&)q=(?i:%E0)(?i:%B8)(?i:%81)(?:\\+|%20)b(?:&|$)\"\n\
             RewriteRule \"^index\\.php$\" \"/portal/news/a/?\" [R=301,L]\n\
             RewriteRule \"^index\\.php$\" \"/portal/about/?\" [R=301,L]\n\
             </IfModule>\n"
        );
        let plain = Form::Apache.text(&[own("a", false, &[], "b/")], "/");
        assert_eq!(plain, "<IfModule mod_alias.c>\nRedirectMatch 301 \"^/a$\" \"/b/\"\n</IfModule>\n");
        let asking = Form::Apache.text(&[own("a", false, &[("id", "3")], "b/")], "/");
        assert!(asking.starts_with("<IfModule mod_rewrite.c>") && !asking.contains("mod_alias"), "{asking}");
        assert_eq!(Form::Apache.text(&[], "/"), "");
    }

    #[test]
    fn others_get_a_file_to_copy() {
        let nginx = rules(Form::Nginx);
        assert!(nginx.contains("    \"~^/portal/index\\.php\\?(?=(?:.*&)?id=3(?:&|$))(?="), "{nginx}");
        assert!(nginx.contains("    \"~^/portal/ข่าว/เก่า/?\\?\" \"/portal/news/b/\";\n"), "{nginx}");
        let netlify = rules(Form::Netlify);
        assert!(netlify.contains("/portal/index.php id=3 q=%E0%B8%81%20b /portal/news/a/ 301!\n"), "{netlify}");
    }
}

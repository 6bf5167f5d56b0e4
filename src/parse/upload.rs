//! `upload.yaml`: the targets that a site is uploaded to. A password in it is refused before anything else is read of it.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::thai::is_thai;
use crate::base::upload::{Server, Target, TargetKind, has_login, is_secret_key};
use crate::parse::scalar::VALUE_INVALID;
use crate::parse::tree::{Entry, Node};
use crate::parse::validate::YAML_MISSING_KEY;

pub(super) static RULES: &[&Rule] = &[&UPLOAD_SECRET];

static UPLOAD_SECRET: Rule = Rule::new(
    "upload-secret",
    Error,
    both("ไม่เก็บรหัสผ่านในไฟล์", "no password in a file"),
    both(
        "เนื้อหาของเว็บถูกคัดลอก ส่งต่อ และเผยแพร่ได้ ใครได้รหัสไปก็แก้เว็บได้",
        "content is copied, sent on and published; whoever finds the password owns the site",
    ),
);

/// How long a host may be silent unless the target says otherwise, in seconds.
const TIMEOUT: u64 = 30;

/// The first secret that a text of this file seems to hold, whether the rest of it can be read or not. The finding never
/// says what the secret is.
pub(super) fn secret(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split(" #").next().unwrap_or(line);
        if !code.trim_start().starts_with('#') {
            let found = secret_key(code).or_else(|| login(code)).or_else(|| user(code));
            if let Some((at, len)) = found {
                return Some(refused(&Span::new(path, start + at..start + at + len)));
            }
        }
        start += line.len();
    }
    None
}

/// Whether a text has a secret, in what was commented out too, which goes along with the file.
pub(crate) fn has_secret(path: &RelPath, text: &str) -> bool {
    // A sentence behind the colon is none, in Thai, which has no spaces, neither.
    let one_word = |line: &&str| {
        let value = line.rsplit(':').next().unwrap_or_default().trim().trim_end_matches('}').trim();
        !value.contains(' ') && !value.contains(is_thai)
    };
    let mut live = text.lines().flat_map(|line| line.split('#')).filter(one_word);
    secret(path, text).is_some() || live.any(|line| secret(path, line).is_some())
}

/// The targets of a file that has been checked; one that lacks what its kind needs is left out, with a finding.
pub(super) fn targets(node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Target> {
    node.table("targets").iter().filter_map(|entry| target(entry, findings)).collect()
}

fn target(Entry { key, value }: &Entry, findings: &mut Vec<Diagnostic>) -> Option<Target> {
    let text = |name: &str| value.plain(name).unwrap_or_default();
    let insecure = value.line("insecure");
    let kind = match (value.plain("kind")?.as_str(), insecure) {
        ("ftp", None) => TargetKind::Ftp,
        ("ftp", Some(_)) => TargetKind::PlainFtp,
        (word, insecure) => {
            findings.extend(insecure.map(|insecure| only_ftp(&insecure.span)));
            match word {
                "sftp" => TargetKind::Sftp,
                "s3" => TargetKind::S3,
                "folder" => TargetKind::Folder,
                "zip" => TargetKind::Zip,
                _ => return None,
            }
        }
    };
    let needed: &[&str] = match kind {
        TargetKind::Ftp | TargetKind::PlainFtp | TargetKind::Sftp => &["host", "user"],
        TargetKind::S3 => &["host", "user", "bucket"],
        TargetKind::Folder | TargetKind::Zip => &["folder"],
    };
    // However it was written: escaped, on a line of its own.
    let secret = value.get("user").filter(|_| has_password(&text("user")));
    findings.extend(secret.map(|user| refused(&user.span)));
    let missing: Vec<&&str> = needed.iter().filter(|name| value.get(name).is_none()).collect();
    findings.extend(missing.iter().map(|name| lacks(&key.span, name, kind)));
    let server = match value.plain("server").as_deref() {
        Some("apache") => Server::Apache,
        None if kind != TargetKind::S3 => Server::Apache,
        _ => Server::Other,
    };
    (missing.is_empty() && secret.is_none()).then(|| Target {
        name: key.value.clone(),
        kind,
        host: text("host"),
        port: value.number("port"),
        user: text("user"),
        folder: text("folder"),
        tls_name: value.plain("tls_name"),
        key: value.plain("key"),
        bucket: text("bucket"),
        region: value.plain("region").unwrap_or_else(|| "us-east-1".to_owned()),
        server,
        timeout: value.number("timeout").unwrap_or(TIMEOUT).max(1),
    })
}

/// The place of a key that names a secret, if it has a value.
fn secret_key(line: &str) -> Option<(usize, usize)> {
    for (colon, _) in line.match_indices(':') {
        let before = line[..colon].trim_end_matches(['"', '\'', ' ']);
        let from = before.rfind(['{', ',', ' ', '-', '"', '\'', '\t']).map_or(0, |at| at + 1);
        // A hyphen inside a name belongs to it, as in `secret-key`.
        let from = match before[..from].ends_with('-') && from > 1 && !before[..from - 1].ends_with([' ', '-']) {
            true => before[..from].rfind(['{', ',', ' ', '"', '\'']).map_or(0, |at| at + 1),
            false => from,
        };
        let key = &before[from..];
        let value = line[colon + 1..].trim();
        if is_secret_key(key) && !value.is_empty() && !value.starts_with(['}', ',']) && value != "null" {
            return Some((from, key.len()));
        }
    }
    None
}

/// The place of an address with a password in it.
fn login(line: &str) -> Option<(usize, usize)> {
    let word = line.split([' ', '"', '\'', '{', '}', ',', '\n', '\r']).find(|word| has_login(word))?;
    Some((word.as_ptr() as usize - line.as_ptr() as usize, word.len()))
}

/// The place of a user's name with a password after it, as `name:password`.
fn user(line: &str) -> Option<(usize, usize)> {
    for (at, key) in line.match_indices("user") {
        let inside = line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        let rest = line[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let Some(rest) = rest.strip_prefix(':').filter(|_| !inside) else { continue };
        let quoted = rest.trim_start().chars().next().filter(|c| ['"', '\''].contains(c));
        let value = match quoted {
            Some(quote) => rest.trim_start()[1..].split(quote).next().unwrap_or_default(),
            None => rest.split([',', '}', '\n']).next().unwrap_or_default().trim(),
        };
        if has_password(value) {
            return Some((value.as_ptr() as usize - line.as_ptr() as usize, value.len()));
        }
    }
    None
}

/// No host has users with one of these in their name; `host|name` and `DOMAIN/name` are such as some ask for.
fn has_password(user: &str) -> bool {
    user.contains([':', '：', ';', '；', '﹕', '∶']) || user.to_ascii_lowercase().contains("%3a")
}

fn refused(at: &Span) -> Diagnostic {
    let said =
        both("ที่นี่มีรหัสผ่าน ไฟล์นี้ใครก็อ่านได้ จึงเก็บรหัสผ่านไม่ได้", "there is a password here, and anybody can read this file");
    Diagnostic::new(&UPLOAD_SECRET, at, said).hint(both(
        "ลบออกจากไฟล์ แล้วเปลี่ยนรหัสผ่านนั้นที่โฮสต์ prongsai จะถามรหัสเมื่ออัปโหลด หรือใส่ไว้ในตัวแปร PRONGSAI_PASSWORD",
        "delete it here and change it at the host; prongsai asks for it when it uploads, or takes it from PRONGSAI_PASSWORD",
    ))
}

fn lacks(at: &Span, name: &str, kind: TargetKind) -> Diagnostic {
    let word = kind.word();
    let said = both!("ปลายทางแบบ {word} ต้องมี “{name}”", "a target of kind {word} needs `{name}`");
    Diagnostic::new(&YAML_MISSING_KEY, at, said).hint(both!("เพิ่มบรรทัด {name}: …", "add a line `{name}: …`"))
}

fn only_ftp(at: &Span) -> Diagnostic {
    let said = both("“insecure” ใช้ได้กับ kind: ftp เท่านั้น", "`insecure` is for `kind: ftp` only");
    Diagnostic::new(&VALUE_INVALID, at, said).hint(both("ลบบรรทัดนี้", "delete this line"))
}

#[cfg(test)]
mod tests {
    use super::{RelPath, secret};

    fn found(text: &str) -> Option<String> {
        let path = RelPath::new("content/upload.yaml").unwrap();
        secret(&path, text).map(|finding| text[finding.at.bytes()].to_owned())
    }

    #[test]
    fn secrets_are_found_wherever_they_stand() {
        for (text, at) in [
            ("targets:\n  web:\n    password: canary\n", "password"),
            ("targets: {web: {kind: ftp, password: canary}}", "password"),
            ("targets: {web: {\"secret-key\": canary", "secret-key"),
            ("  password:canary\n", "password"),
            ("\tsecret_access_key: canary", "secret_access_key"),
            ("host: ftp://me:canary@host/x", "ftp://me:canary@host/x"),
            ("user: me:canary@host", "me:canary@host"),
            ("รหัสผ่าน: canary", "รหัสผ่าน"),
            ("    user: \"me:canary\"", "me:canary"),
            ("    user: me:canary", "me:canary"),
            ("    user: \"me%3Acanary\"", "me%3Acanary"),
            ("    user: me；canary", "me；canary"),
            ("  web: {kind: ftp, 'user': 'me:canary, x', host: h}", "me:canary, x"),
        ] {
            assert_eq!(found(text).as_deref(), Some(at), "{text}");
        }
        for text in [
            "user: me, host: h:21",
            "superuser: a:b",
            "# user: a:b",
            "# password: in the keyring",
            "host: ftp.example.go.th # password: asked",
            "password:",
            "key: ~/.ssh/id",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

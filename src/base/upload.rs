//! Where a site is uploaded to: the targets of `content/upload.yaml`. Nothing in here is secret, and nothing may be.

use crate::base::path::RelPath;

/// The file that names the targets.
pub(crate) const FILE: &str = "content/upload.yaml";

/// One place that the site is uploaded to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What the person calls it on the command line.
    pub name: String,
    pub kind: TargetKind,
    pub host: String,
    /// `None` for the usual port of the kind.
    pub port: Option<u16>,
    pub user: String,
    /// The folder of the site on the host, on the disk, or inside the bucket; the file for a zip.
    pub folder: String,
    /// The name in the host's certificate, where it is not the host's own.
    pub tls_name: Option<String>,
    /// A private key for SFTP, by its path on this computer.
    pub key: Option<String>,
    pub bucket: String,
    pub region: String,
    pub server: Server,
    /// How long a host may be silent, in seconds.
    pub timeout: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// FTP over TLS, begun with `AUTH TLS`.
    Ftp,
    /// FTP that anybody on the way can read: only where the target says `insecure: plain-ftp`.
    PlainFtp,
    Sftp,
    /// Object storage that speaks Amazon's S3.
    S3,
    /// A folder of this computer, or one that is mounted.
    Folder,
    /// A file for the file manager of a control panel.
    Zip,
}

/// What serves the pages on the target's host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// Reads `.htaccess`, as LiteSpeed does too.
    Apache,
    Other,
}

impl TargetKind {
    /// The word in `upload.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            TargetKind::Ftp | TargetKind::PlainFtp => "ftp",
            TargetKind::Sftp => "sftp",
            TargetKind::S3 => "s3",
            TargetKind::Folder => "folder",
            TargetKind::Zip => "zip",
        }
    }

    /// Whether it asks for a password or a key.
    pub(crate) fn needs_login(self) -> bool {
        !matches!(self, TargetKind::Folder | TargetKind::Zip)
    }
}

impl Target {
    /// The port to connect to.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.kind {
            TargetKind::Sftp => 22,
            TargetKind::S3 => 443,
            _ => 21,
        })
    }

    /// The target as people read it: kind, user, host and folder.
    pub fn shown(&self) -> String {
        let Target { kind, host, user, folder, bucket, .. } = self;
        match kind {
            TargetKind::Folder | TargetKind::Zip => folder.clone(),
            TargetKind::S3 => format!("{host}/{bucket}/{folder}").trim_end_matches('/').to_owned(),
            _ => format!("{}://{user}@{host}:{}/{}", kind.word(), self.port(), folder.trim_start_matches('/')),
        }
    }

    /// Joins a path of the site to the target's folder, with `/`.
    pub fn path(&self, path: &str) -> String {
        match (self.folder.trim_end_matches('/'), path) {
            ("", path) if self.folder.starts_with('/') => format!("/{path}"),
            ("", path) => path.to_owned(),
            (folder, "") => folder.to_owned(),
            (folder, path) => format!("{folder}/{path}"),
        }
    }
}

/// Whether a file may hold what must not be shown, should somebody have written a password into it.
pub(crate) fn is_confidential(path: &RelPath) -> bool {
    path.as_str() == FILE
}

/// Words that begin as `password` does and are something else.
const OTHER: &[&str] = &["passes", "passed", "passing", "passport", "passenger", "compass"];

/// Whether the name of a key says that its value is secret.
pub(crate) fn is_secret_key(key: &str) -> bool {
    let plain: String =
        key.chars().filter(|c| !c.is_ascii_punctuation() && !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let plain = OTHER.iter().fold(plain, |plain, word| plain.replace(word, ""));
    let words = ["pass", "pwd", "secret", "token", "credential", "รหัสผ่าน", "รหัสลับ"];
    plain == "pw" || words.iter().any(|word| plain.contains(word))
}

/// Whether a text carries a password as addresses do: `ftp://user:password@host`, `user:password@host`.
pub(crate) fn has_login(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or(rest);
    authority.rsplit_once('@').is_some_and(|(login, _)| login.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::{has_login, is_secret_key};

    #[test]
    fn passwords_are_recognised_by_their_place() {
        for key in ["password", "Pass_word", "pw", "secret-key", "api_token", "รหัสผ่าน", "userPassword"]
        {
            assert!(is_secret_key(key), "{key}");
        }
        for key in ["key", "user", "host", "folder", "pwa", "passes", "passed", "passport_no"] {
            assert!(!is_secret_key(key), "{key}");
        }
        for text in ["ftp://u:p@host/x", "u:p@host", "sftp://u:p@q@host"] {
            assert!(has_login(text), "{text}");
        }
        for text in ["ftp://host:21/x", "user@host", "host/a@b:c", "web"] {
            assert!(!has_login(text), "{text}");
        }
    }
}

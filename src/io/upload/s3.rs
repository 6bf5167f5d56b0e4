//! Object storage that speaks Amazon's S3. An object is replaced as a whole, and a name is taken by copying, which the host
//! does in one step; types and how long to keep things are told with each object, as there is no Web server to set up.

use std::io::{Read, Write};
use std::net::IpAddr;
use std::time::Duration;

use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, ListObjectsV2, PutObject, S3Action};
use rusty_s3::{Bucket, Credentials, UrlStyle};
use secrecy::{ExposeSecret, SecretString};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, SendBody};
use url::Url;

use crate::base::limits;
use crate::base::upload::Target;
use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::http;
use crate::io::upload::remote::{Digest, Listed, Remote, RemoteFile};

/// How long a signature is good for: a slow upload of a large file begins within it.
const SIGNED: Duration = Duration::from_secs(3600);

/// The object that makes a folder one's own.
const CLAIM: &str = "claim";

pub(super) struct S3 {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    target: Target,
}

impl S3 {
    pub(super) fn open(target: &Target, password: &SecretString) -> Result<S3, Fault> {
        let refused = |text: String| Fault::new(Cause::Refused, text);
        // What does not leave this computer needs no TLS.
        let plain = target.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let scheme = if plain { "http" } else { "https" };
        let endpoint = Url::parse(&format!("{scheme}://{}:{}", target.host, target.port()));
        let endpoint = endpoint.map_err(|error| refused(error.to_string()))?;
        let bucket = Bucket::new(endpoint, UrlStyle::Path, target.bucket.clone(), target.region.clone());
        Ok(S3 {
            agent: http::agent(Duration::from_secs(target.timeout)),
            bucket: bucket.map_err(|error| refused(error.to_string()))?,
            credentials: Credentials::new(&target.user, password.expose_secret()),
            target: target.clone(),
        })
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let url = GetObject::new(&self.bucket, Some(&self.credentials), key).sign(SIGNED);
        let answer = self.agent.get(url.as_str()).call().map_err(http::fault)?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(None),
            _ => body(sound(answer)?).map(Some),
        }
    }
}

impl Remote for S3 {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.get(&self.target.path(path))
    }

    fn write(&mut self, path: &str, content: &mut dyn Read, size: u64) -> Result<(), Fault> {
        let key = self.target.path(path);
        let url = PutObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED);
        let put = self.agent.put(url.as_str()).header("content-length", size.to_string());
        sound(put.send(SendBody::from_reader(&mut { content })).map_err(http::fault)?).map(drop)
    }

    fn look(&mut self, path: &str) -> Result<Option<RemoteFile>, Fault> {
        let key = self.target.path(path);
        let url = HeadObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED);
        let answer = self.agent.head(url.as_str()).call().map_err(http::fault)?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let answer = sound(answer)?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let size = header("content-length").and_then(|size| size.parse().ok());
        let size = size.ok_or_else(|| Fault::new(Cause::Refused, "the host does not say how large the object is"))?;
        // With a key of the host's own service, the tag is no hash of the content.
        let is_hash = header("x-amz-server-side-encryption").is_none_or(|kind| kind == "AES256");
        let tag = header("etag").map(|tag| tag.trim_matches('"').to_ascii_lowercase());
        let md5 = tag.filter(|tag| is_hash && tag.len() == 32 && tag.bytes().all(|byte| byte.is_ascii_hexdigit()));
        Ok(Some(RemoteFile { size, digest: md5.map(Digest::Md5) }))
    }

    fn written(&mut self, path: &str) -> Result<Option<u64>, Fault> {
        let key = self.target.path(path);
        let url = HeadObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED);
        let answer = self.agent.head(url.as_str()).call().map_err(http::fault)?;
        let time = answer.headers().get("last-modified").and_then(|value| value.to_str().ok());
        // HTTP writes GMT where mail writes an offset.
        let time = time.and_then(|time| jiff::fmt::rfc2822::parse(&time.replace("GMT", "+0000")).ok());
        Ok(time.and_then(|time| u64::try_from(time.timestamp().as_second()).ok()))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let (old, new) = (self.target.path(from), self.target.path(to));
        let source = self.bucket.object_url(&old).path().to_owned();
        let headers = [
            ("cache-control", cache(to)),
            ("content-type", kind(to)),
            ("x-amz-copy-source", source.as_str()),
            ("x-amz-metadata-directive", "REPLACE"),
        ];
        let mut copy = PutObject::new(&self.bucket, Some(&self.credentials), &new);
        for (name, value) in headers {
            copy.headers_mut().insert(name, value);
        }
        let mut put = self.agent.put(copy.sign(SIGNED).as_str());
        for (name, value) in headers {
            put = put.header(name, value);
        }
        let answer = sound(put.send_empty().map_err(http::fault)?)?;
        // A copy may fail after the host has begun to say that all is well.
        let told = body(answer)?;
        if String::from_utf8_lossy(&told).contains("<Error>") {
            return Err(Fault::new(Cause::Busy, text(&told)));
        }
        self.remove(from)
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        let key = self.target.path(path);
        let url = DeleteObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED);
        let answer = self.agent.delete(url.as_str()).call().map_err(http::fault)?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(()),
            _ => sound(answer).map(drop),
        }
    }

    fn make_folder(&mut self, _: &str) -> Result<(), Fault> {
        Ok(()) // there are no folders, only names with `/`
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        match path.ends_with(crate::io::upload::reserved_names::LOCK) {
            true => self.remove(&format!("{path}/{CLAIM}")),
            false => Ok(()),
        }
    }

    fn list(&mut self, path: &str) -> Result<Vec<Listed>, Fault> {
        let folder = self.target.path(path);
        let prefix = if folder.is_empty() { folder } else { format!("{folder}/") };
        let (mut listed, mut next) = (Vec::new(), None::<String>);
        loop {
            let mut list = ListObjectsV2::new(&self.bucket, Some(&self.credentials));
            list.with_prefix(prefix.as_str());
            list.with_delimiter("/");
            if let Some(next) = &next {
                list.with_continuation_token(next.as_str());
            }
            let answer = self.agent.get(list.sign(SIGNED).as_str()).call().map_err(http::fault)?;
            let bytes = body(sound(answer)?)?;
            let page = ListObjectsV2::parse_response(&String::from_utf8_lossy(&bytes));
            let page = page.map_err(|error| Fault::new(Cause::Refused, error.to_string()))?;
            let name = |key: &str| key.strip_prefix(&prefix).unwrap_or(key).trim_end_matches('/').to_owned();
            listed.extend(page.contents.iter().map(|own| Listed {
                name: name(&own.key),
                is_folder: false,
                size: own.size,
            }));
            listed.extend(page.common_prefixes.iter().map(|own| Listed {
                name: name(&own.prefix),
                is_folder: true,
                size: None,
            }));
            next = page.next_continuation_token;
            if next.is_none() {
                listed.retain(|own| !own.name.is_empty());
                return Ok(listed);
            }
        }
    }

    fn claim(&mut self, path: &str) -> Result<bool, Fault> {
        let key = self.target.path(&format!("{path}/{CLAIM}"));
        // Not every host heeds the condition below.
        if self.get(&key)?.is_some() {
            return Ok(false);
        }
        let url = PutObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED);
        let put = self.agent.put(url.as_str()).header("if-none-match", "*");
        let answer = put.send("claimed\n").map_err(http::fault)?;
        match answer.status() {
            StatusCode::PRECONDITION_FAILED => Ok(false),
            _ => sound(answer).map(|_| true),
        }
    }
}

/// An answer that says that all is well.
fn sound(mut answer: Response<Body>) -> Result<Response<Body>, Fault> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let told = answer.body_mut().read_to_vec().map(|told| text(&told)).unwrap_or_default();
    let cause = match status.as_u16() {
        401 => Cause::Login,
        403 if told.contains("SignatureDoesNotMatch") || told.contains("InvalidAccessKeyId") => Cause::Login,
        403 => Cause::Denied,
        404 => Cause::Missing,
        507 => Cause::Full,
        408 | 409 | 425 | 429 | 500..=599 => Cause::Busy,
        _ => Cause::Refused,
    };
    Err(Fault::new(cause, format!("{status} {told}").trim_end().to_owned()))
}

fn body(mut answer: Response<Body>) -> Result<Vec<u8>, Fault> {
    answer.body_mut().with_config().limit(limits::RECORD).read_to_vec().map_err(|error| match error {
        ureq::Error::BodyExceedsLimit(_) => Fault::long("prongsai-manifest.txt"),
        error => http::fault(error),
    })
}

/// What a host says in XML, without the marks and in one line.
fn text(xml: &[u8]) -> String {
    let mut plain = Vec::new();
    let mut inside = false;
    for &byte in xml.iter().take(2000) {
        match byte {
            b'<' => inside = true,
            b'>' => {
                inside = false;
                let _ = plain.write_all(b" ");
            }
            byte if !inside => plain.push(byte),
            _ => {}
        }
    }
    String::from_utf8_lossy(&plain).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

/// The type of an object by its name.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// How long browsers and a CDN may keep an object without asking: a day for what pages are made of.
fn cache(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "webp" => "max-age=86400",
        _ => "no-cache",
    }
}

#[cfg(test)]
mod tests {
    use super::{kind, text};

    #[test]
    fn what_a_host_says_is_told_in_one_line() {
        let xml = b"<?xml version=\"1.0\"?>\n<Error><Code>SlowDown</Code><Message>Please reduce</Message></Error>";
        assert_eq!(text(xml), "SlowDown Please reduce");
        assert_eq!(kind("a/index.html"), "text/html; charset=utf-8");
    }
}

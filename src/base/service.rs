//! Services that people share films and pages on, by their hosts.

/// Each service with the hosts that are its own.
const SERVICES: &[(&str, &[&str])] = &[
    ("YouTube", &["youtube.com", "youtu.be", "youtube-nocookie.com"]),
    ("Facebook", &["facebook.com", "fb.com", "fb.watch"]),
    ("TikTok", &["tiktok.com"]),
    ("Vimeo", &["vimeo.com"]),
];

/// The service that an address leads to, and the host that it names.
pub(crate) fn service(url: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|_| ["http", "https"].contains(&scheme))?;
    let lower = host.to_ascii_lowercase();
    let is_of = |own: &&str| lower == **own || lower.strip_suffix(*own).is_some_and(|above| above.ends_with('.'));
    SERVICES.iter().find(|(_, hosts)| hosts.iter().any(is_of)).map(|(name, _)| (*name, host))
}

#[cfg(test)]
mod tests {
    use super::service;

    #[test]
    fn hosts_of_a_service_and_no_others() {
        for (url, name) in [
            ("https://www.youtube.com/watch?v=x", Some("YouTube")),
            ("https://youtu.be/x", Some("YouTube")),
            ("https://M.Facebook.com/example", Some("Facebook")),
            ("https://notyoutube.com/x", None),
            ("https://youtube.com.example/x", None),
            ("mailto:a@youtube.com", None),
        ] {
            assert_eq!(service(url).map(|(name, _)| name), name, "{url}");
        }
    }
}

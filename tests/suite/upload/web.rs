//! The public side: a real Apache serves what was uploaded, with the settings that were uploaded, and `--check` asks it.

use std::fs;
use std::path::PathBuf;

use super::servers::{Kind, Server};
use super::trial::Trial;
use crate::support::{code, copy, said, site};

struct Web {
    server: Server,
    trial: Trial,
}

impl Web {
    /// A site in two languages, uploaded into the folder that Apache serves.
    fn new() -> Web {
        let server = Server::start(Kind::Apache);
        let trial = Trial::new(&format!("targets: {{web: {{kind: folder, folder: {}}}}}\n", server.root.display()), "");
        let target = fs::read(trial.site.join("content/upload.yaml")).unwrap();
        fs::remove_dir_all(trial.site.join("content")).unwrap();
        copy(&site("two-years").join("content"), &trial.site.join("content"));
        fs::write(trial.site.join("content/upload.yaml"), target).unwrap();
        let agency = trial.site.join("content/agency.yaml");
        let text = fs::read_to_string(&agency).unwrap();
        let lines = text.lines().map(|line| match line.starts_with("base_url:") {
            true => format!("base_url: http://127.0.0.1:{}/", server.port),
            false => line.to_owned(),
        });
        fs::write(&agency, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
        trial.upload_well();
        Web { server, trial }
    }

    fn host(&self, path: &str) -> PathBuf {
        self.server.root.join(path)
    }

    /// Status, headers and body of a page.
    fn get(&self, path: &str) -> (u16, impl Fn(&str) -> String, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.get(format!("http://127.0.0.1:{}/{path}", self.server.port)).call().unwrap();
        let headers = answer.headers().clone();
        let header = move |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap()).to_lowercase();
        (answer.status().as_u16(), header, answer.body_mut().read_to_string().unwrap())
    }
}

#[test]
fn apache_heeds_the_settings_that_were_uploaded() {
    let web = Web::new();
    for (path, page) in [("nowhere/at/all/", "404.html"), ("en/nowhere/", "en/404.html")] {
        let (status, _, body) = web.get(path);
        assert_eq!((status, body), (404, fs::read_to_string(web.host(page)).unwrap()), "{path}");
    }
    let (status, header, _) = web.get("");
    assert_eq!((status, header("content-type").as_str()), (200, "text/html; charset=utf-8"));
    assert_eq!((header("cache-control").as_str(), header("x-content-type-options").as_str()), ("no-cache", "nosniff"));
    assert!(header("content-security-policy").contains("default-src 'self'"), "{}", header("content-security-policy"));
    let data = walkdir::WalkDir::new(web.host("")).into_iter().filter_map(Result::ok);
    let csv =
        data.map(|entry| entry.into_path()).find(|path| path.extension().is_some_and(|own| own == "csv")).unwrap();
    let (_, header, _) = web.get(csv.strip_prefix(web.host("")).unwrap().to_str().unwrap());
    assert_eq!(header("content-type"), "text/csv; charset=utf-8");
    let css = fs::read_dir(web.host("")).unwrap().chain(fs::read_dir(web.host("assets")).into_iter().flatten());
    let css = css.map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|own| own == "css"));
    let css = css.expect("there is a style sheet");
    let (_, header, _) = web.get(css.strip_prefix(web.host("")).unwrap().to_str().unwrap());
    assert!(header("cache-control").starts_with("max-age="), "{}", header("cache-control"));
    assert_eq!(web.get(".htaccess").0, 403);
}

#[test]
fn apache_leads_on_from_old_addresses() {
    let web = Web::new();
    let page = web.trial.site.join("content/pages/about/history.md");
    let text = fs::read_to_string(&page).unwrap();
    let aliases = "aliases: [/old/, /old/page.html, /ข่าว/เก่า/, \"/index.php?module=news&id=3\", \"/show.php?q=ก ข\", /show.php, \"/?p=12\"]"
        .replace("ก ข", "%E0%B8%81+%E0%B8%82");
    fs::write(&page, text.replacen("title:", &format!("{aliases}\ntitle:"), 1)).unwrap();
    let index = web.trial.site.join("content/pages/about/index.md");
    let text = fs::read_to_string(&index).unwrap();
    fs::write(&index, text.replacen("title:", "aliases: [\"/index.php?id=3\"]\ntitle:", 1)).unwrap();
    fs::create_dir_all(web.trial.site.join("content/files")).unwrap();
    fs::write(web.trial.site.join("content/files/now.csv"), "ก,ข\n").unwrap();
    let agency = web.trial.site.join("content/agency.yaml");
    let text = fs::read_to_string(&agency).unwrap();
    let moved =
        "moved:\n  - {from: /files/was.csv, to: files/now.csv}\n  - {from: /download.php?id=7, to: files/now.csv}\n";
    fs::write(&agency, format!("{text}{moved}")).unwrap();
    web.trial.upload_well();
    let settings = fs::read_to_string(web.host(".htaccess")).unwrap();
    assert!(settings.contains("<IfModule mod_alias.c>") && settings.contains("<IfModule mod_rewrite.c>"), "{settings}");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let root = format!("http://127.0.0.1:{}/", web.server.port);
    for (old, new) in [
        ("old", "about/history/"),
        ("old/", "about/history/"),
        ("en/old/", "en/about/history/"),
        ("old/page.html", "about/history/"),
        ("%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/%E0%B9%80%E0%B8%81%E0%B9%88%E0%B8%B2", "about/history/"),
        ("index.php?module=news&id=3", "about/history/"),
        ("index.php?fbclid=x&id=3&module=news", "about/history/"),
        ("index.php?id=3", "about/"),
        ("show.php?q=%e0%b8%81%20%E0%B8%82", "about/history/"),
        ("show.php", "about/history/"),
        ("?p=12", "about/history/"),
        ("files/was.csv", "files/now.csv"),
        ("download.php?id=7", "files/now.csv"),
    ] {
        let answer = agent.get(format!("{root}{old}")).call().unwrap();
        let to = answer.headers().get("location").map_or("", |value| value.to_str().unwrap()).to_owned();
        assert_eq!((answer.status().as_u16(), to), (301, format!("{root}{new}")), "{old}");
    }
    for (old, status) in [("index.php?id=33", 404), ("index.php", 404), ("?p=1", 200), ("older/", 404)] {
        assert_eq!(agent.get(format!("{root}{old}")).call().unwrap().status().as_u16(), status, "{old}");
    }
    assert_eq!(code(&web.trial.upload(&["--check"])), 0, "pages behind redirects are not asked for");
}

#[test]
fn the_public_site_is_held_against_what_was_built() {
    let web = Web::new();
    let output = web.trial.upload(&["--check"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("are as they were built"), "{}", said(&output));
    let address = |path: &str| format!("http://127.0.0.1:{}/{path}", web.server.port);
    fs::write(web.host("index.html"), "<p>somebody else's").unwrap();
    fs::remove_file(web.host("en/index.html")).unwrap();
    let output = web.trial.upload(&["--check"]);
    assert_eq!(code(&output), 5, "{}", said(&output));
    for (path, why) in [("", "differs"), ("en/", "404")] {
        let line = format!("  {}: ", address(path));
        let told = said(&output);
        let line = told.lines().find_map(|own| own.strip_prefix(&line)).unwrap_or_else(|| panic!("{path}: {told}"));
        assert!(line.contains(why), "{line}");
    }
    let output = web.trial.upload(&["--check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["differing"].as_array().unwrap().len(), 2, "{json}");
    assert!(json["checked"].as_u64().unwrap() > 20, "{json}");
    let output = web.trial.upload(&["--yes", "--all"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(code(&web.trial.upload(&["--check"])), 0, "--all puts it right");
}

/// A page may be edited on the host without a change of its size. Before a person is told that nothing is to be sent, the
/// public site is looked at, once a day.
#[test]
fn where_nothing_is_to_be_sent_the_public_site_is_looked_at_once_a_day() {
    let web = Web::new();
    let page = web.host("index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replacen("<title>", "<TITLE>", 1)).unwrap();
    let looks = |arguments: &[&str]| web.trial.upload(arguments);
    let idle = looks(&["--yes"]);
    assert_eq!(code(&idle), 0, "it was sent a moment ago: {}", said(&idle));
    let age = || {
        let marks = fs::read_dir(web.trial.site.join(".prongsai")).unwrap().map(|entry| entry.unwrap().path());
        let marks = marks.filter(|path| path.extension().is_some_and(|own| own == "changed" || own == "checked"));
        for path in marks {
            let yesterday = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 60 * 60);
            fs::File::options().write(true).open(path).unwrap().set_modified(yesterday).unwrap();
        }
    };
    age();
    let program = looks(&["--yes", "--format", "json"]);
    assert_eq!(code(&program), 0, "a program asks with --check: {}", said(&program));
    let told = looks(&["--yes"]);
    assert_eq!(code(&told), 5, "{}", said(&told));
    assert!(said(&told).contains("1 of ") && said(&told).contains("differs"), "{}", said(&told));
    fs::write(&page, &text).unwrap();
    assert_eq!(code(&looks(&["--yes"])), 0);
    fs::write(&page, text.replacen("<title>", "<TITLE>", 1)).unwrap();
    assert_eq!(code(&looks(&["--yes"])), 0, "it was found right a moment ago");
    age();
    assert_eq!(code(&looks(&["--yes"])), 5);
}

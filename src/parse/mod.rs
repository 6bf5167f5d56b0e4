//! Text to portal. Every file is read by itself, in parallel; then the parts are put together. All faults are reported.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};
use crate::base::upload::Target;
use crate::ita::body::Body;
use crate::ita::library::Library;
use crate::ita::portal::Portal;
use crate::ita::spelling::Names;
use crate::parse::attached::Attached;
use crate::parse::layout::Role;
use crate::parse::parsed::{File, Parsed};
use crate::parse::people::PEOPLE;
use crate::parse::shape::Shape;
use crate::parse::shapes::agency::AGENCY;
use crate::parse::shapes::analysis::{ISSUES, SCORES};
use crate::parse::shapes::catalogue::CATALOGUE;
use crate::parse::shapes::pages::{ITEM, MEASURE};
use crate::parse::shapes::privacy::PRIVACY;
use crate::parse::shapes::upload::UPLOAD;
use crate::parse::tree::Node;
use crate::parse::years::Years;

mod agency;
mod answered;
mod attached;
mod brackets;
mod catalogue;
mod channels;
pub(crate) mod edit;
mod faq;
mod figure;
mod filling;
pub(crate) mod format;
mod fragment;
mod from;
mod front_matter;
mod holds;
mod layout;
mod markdown;
mod misplaced;
mod pages;
pub(crate) mod parsed;
mod people;
pub(crate) mod placeholder;
mod privacy;
pub(crate) mod publication;
mod reads;
mod refused;
mod renamed;
pub(crate) mod retarget;
mod scalar;
pub mod schema;
mod scores;
mod service;
mod shape;
mod shapes;
pub(crate) mod skeleton;
mod slips;
pub(crate) mod spelling;
mod staff;
mod syntax_advice;
mod targets;
mod tree;
pub(crate) mod untranslated;
pub(crate) mod upload;
mod validate;
mod wording;
pub(crate) mod words;
mod yaml;
mod years;

static RULES: &[&Rule] = &[&AGENCY_MISSING, &TRANSLATION_ALONE];

static AGENCY_MISSING: Rule = Rule::new(
    "agency-missing",
    Error,
    both("ต้องมี content/agency.yaml", "content/agency.yaml is there"),
    both("ทุกหน้าใช้ชื่อและที่อยู่ของหน่วยงาน", "every page needs the agency's name and address"),
);

static TRANSLATION_ALONE: Rule = Rule::new(
    "translation-alone",
    Error,
    both("ไฟล์ .en.md มีไฟล์ไทยคู่กัน", "an .en.md file has its Thai file beside it"),
    both("ไฟล์ไทยคือที่เก็บข้อเท็จจริง", "the Thai file holds the facts"),
);

/// Every rule that reading applies, each from the file that applies it.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let files = [
        yaml::RULES,
        syntax_advice::RULES,
        validate::RULES,
        scalar::RULES,
        refused::RULES,
        figure::RULES,
        from::RULES,
        placeholder::RULES,
        spelling::RULES,
        front_matter::RULES,
        pages::RULES,
        markdown::RULES,
        targets::RULES,
        brackets::RULES,
        reads::RULES,
        wording::RULES,
        layout::RULES,
        RULES,
        words::RULES,
        upload::RULES,
        format::RULES,
    ];
    files.into_iter().flatten().copied()
}

/// The texts of the content, in the order of their paths.
pub fn texts(sources: &Sources) -> Vec<(&RelPath, &Arc<str>)> {
    sources.texts.iter().filter(|(path, _)| path.below("content").is_some()).collect()
}

/// Reads files of the content, each by itself, with what stands in the files of their tables.
pub fn files(texts: &[(&RelPath, &Arc<str>)], sources: &Sources) -> Vec<Arc<File>> {
    let library = Library::new(&sources.catalogues);
    let read = |(path, text): &(&RelPath, &Arc<str>)| {
        let mut file = file(path, text, &library);
        file.read_tables(sources);
        Arc::new(file)
    };
    texts.par_iter().map(read).collect()
}

/// Reads one file. Depends on nothing but its path and text, and on what the program carries.
pub fn file(path: &RelPath, text: &Arc<str>, library: &Library<'_>) -> File {
    let mut file = File { year: None, parsed: Parsed::Nothing, notes: Vec::new(), findings: Vec::new() };
    match layout::role(path) {
        Ok(role) => file.parsed = read(path, text, role, library, &mut file).unwrap_or(Parsed::Nothing),
        Err(finding) => file.findings.push(finding),
    }
    file.year = file.parsed.year();
    file
}

fn read(path: &RelPath, text: &Arc<str>, role: Role, library: &Library<'_>, file: &mut File) -> Option<Parsed> {
    Some(match role {
        Role::Ignored => Parsed::Nothing,
        Role::Agency => {
            let node = data(path, text, &AGENCY, file)?;
            file.findings.extend(format::newer(&node));
            Parsed::Agency(Box::new(agency::agency(&node, &mut file.findings)?))
        }
        Role::Upload => Parsed::Targets(targets(path, text, file)?),
        Role::People => {
            let (people, units) = people::people(&data(path, text, &PEOPLE, file)?);
            Parsed::People(people, units)
        }
        Role::Privacy => Parsed::Privacy(privacy::privacy(&data(path, text, &PRIVACY, file)?)?),
        Role::Catalogue(year) => {
            let own = tree(path, text, file)?;
            let node = held(from::filled(year, own, library, &mut file.findings)?, &CATALOGUE, file);
            figure::of_catalogue(&node, &mut file.findings);
            Parsed::Catalogue(year, Arc::new(catalogue::catalogue(path, &node)?))
        }
        Role::Scores(year) => Parsed::Scores(year, scores::scores(path, &data(path, text, &SCORES, file)?)),
        Role::Issues(year) => {
            let node = data(path, text, &ISSUES, file)?;
            Parsed::Analysis(year, scores::analysis(path, text, &node, &mut file.findings))
        }
        Role::Answered(year) => {
            Parsed::Answered(year, answered::answered(path, &data(path, text, &answered::ANSWERED, file)?))
        }
        Role::Item(year) => {
            let (node, body) = page(path, text, &ITEM, file)?;
            let mut item = pages::item(path, &node, &mut file.findings)?;
            item.bodies.th = Some(body);
            Parsed::Item(year, item)
        }
        Role::Measure(year, id) => {
            let (node, body) = page(path, text, &MEASURE, file)?;
            let mut measure = pages::measure(path, id, &node, &mut file.findings)?;
            measure.bodies.th = Some(body);
            Parsed::Measure(year, measure)
        }
        Role::Article(kind, name) => {
            let (node, body) = page(path, text, shapes::pages::article(kind), file)?;
            let mut article = pages::article(path, kind, name, &node)?;
            article.service = service::service(&node);
            article.faq = faq::faq(text, &node, &mut file.findings);
            article.bodies.th = Some(body);
            Parsed::Article(Box::new(article))
        }
        Role::English(_) if text.trim().is_empty() => {
            file.findings.push(front_matter::empty(path));
            Parsed::Nothing
        }
        Role::English(thai) => {
            file.findings.extend(front_matter::in_english(path, text));
            Parsed::English(thai, markdown::parse(path, text, 0..text.len(), &mut file.findings))
        }
    })
}

/// A YAML file of a shape.
fn data(path: &RelPath, text: &str, shape: &Shape, file: &mut File) -> Option<Node> {
    let node = tree(path, text, file)?;
    Some(held(node, shape, file))
}

fn tree(path: &RelPath, text: &str, file: &mut File) -> Option<Node> {
    if text.trim().is_empty() {
        file.findings.push(front_matter::empty(path));
        return None;
    }
    yaml::parse(path, text, 0, &mut file.findings)
}

/// A tree held against its shape, with what it says to the agency's own people taken down.
fn held(mut node: Node, shape: &Shape, file: &mut File) -> Node {
    spelling::settle(&mut node, shape, &mut file.findings);
    validate::check(&node, shape, &mut file.findings);
    file.notes = staff::notes(&node, shape);
    node
}

/// The targets of `upload.yaml`. A file with a password in it is not read any further.
fn targets(path: &RelPath, text: &str, file: &mut File) -> Option<Vec<Target>> {
    if let Some(secret) = upload::secret(path, text) {
        file.findings.push(secret);
        return None;
    }
    data(path, text, &UPLOAD, file).map(|node| upload::targets(&node, &mut file.findings))
}

/// A Markdown file: its front matter of a shape, and its body.
fn page(path: &RelPath, text: &Arc<str>, shape: &Shape, file: &mut File) -> Option<(Node, Body)> {
    let parts = front_matter::split(path, text, &mut file.findings)?;
    let body = markdown::parse(path, text, parts.body, &mut file.findings);
    let node = yaml::parse(path, &text[parts.yaml.clone()], parts.yaml.start, &mut file.findings)?;
    Some((held(node, shape, file), body))
}

/// The name that the program's file of a kind of agency gives it.
pub(crate) fn kind_name(path: &RelPath, text: &str) -> Bilingual<String> {
    let name = yaml::parse(path, text, 0, &mut Vec::new()).and_then(|node| node.text("name"));
    name.map(|name| Bilingual { en: name.get(Lang::En).0.to_owned(), th: name.th }).unwrap_or_default()
}

/// The theme that the agency's file names, for whoever compiles it while the other files are read.
pub(crate) fn theme(sources: &Sources) -> Spanned<String> {
    let place = agency_path();
    let own = sources.texts.get(&place).map(|text| file(&place, text, &Library::default()).parsed);
    match own {
        Some(Parsed::Agency(agency)) => agency.theme,
        _ => agency::unknown(&place).theme,
    }
}

/// What is kept of a portal as it was put together.
#[derive(Default)]
pub(crate) struct Assembled {
    attached: Option<Attached>,
    years: Years,
}

/// Puts the files together to a portal, with everything that is wrong in them; years that are kept and the same only once.
pub(crate) fn assemble(
    sources: &Sources,
    files: Vec<Arc<File>>,
    kept: Option<&mut Assembled>,
) -> (Portal, Vec<Diagnostic>) {
    let mut findings: Vec<Diagnostic> = files.iter().flat_map(|file| file.findings.iter().cloned()).collect();
    let notes = files.iter().flat_map(|file| file.notes.iter().cloned()).collect();
    let (mut parts, mut names) = (BTreeMap::<_, Vec<_>>::new(), Names::default());
    let mut privacy = None;
    let (mut agency, mut people, mut articles, mut english) =
        (None, (Vec::new(), Vec::new()), Vec::new(), BTreeMap::new());
    for file in files {
        match &file.parsed {
            Parsed::Catalogue(year, catalogue) => names.of_catalogue(*year, catalogue),
            Parsed::Analysis(year, analysis) => names.of_analysis(*year, analysis),
            Parsed::Measure(year, measure) => names.of_measure(*year, measure),
            _ => {}
        }
        if let Some(year) = file.year {
            parts.entry(year).or_default().push(file);
            continue;
        }
        match Arc::unwrap_or_clone(file).parsed {
            Parsed::Agency(found) => agency = Some(*found),
            Parsed::People(found, units) => people = (found, units),
            Parsed::Privacy(found) => privacy = Some(found),
            Parsed::Article(article) => articles.push(*article),
            Parsed::English(thai, body) => drop(english.insert(thai, body)),
            _ => {}
        }
    }
    let known = kept.as_ref().and_then(|kept| kept.attached.clone()).filter(|own| own.is_of(sources));
    let attached = known.unwrap_or_else(|| Attached::new(sources));
    findings.extend(attached.misplaced.iter().cloned());
    let mut findings = layout::once_a_folder(findings);
    let kept = kept.map(|kept| {
        kept.attached = Some(attached.clone());
        &mut kept.years
    });
    let files = attached.files;
    let parts = years::years(parts, names, &files, kept);
    articles.iter_mut().for_each(|own| own.bodies.en = english.remove(&own.path));
    articles.iter_mut().filter_map(|article| article.gallery.as_mut()).for_each(|gallery| gallery.fill(sources));
    articles.sort_by(|a, b| pages::reading_order(a).cmp(&pages::reading_order(b)));
    let mut lone: Vec<_> = english.into_iter().map(|(thai, body)| (thai, body.path)).collect();
    let mut years = BTreeMap::new();
    for (year, made) in parts {
        findings.extend(made.findings);
        lone.extend(made.lone);
        years.extend(made.assessment.map(|assessment| (year, assessment)));
    }
    let faults = sources.findings.iter().chain(&findings).filter(|finding| finding.is_error());
    let faults = faults.filter(|finding| !markdown::HARMLESS.contains(&finding.rule));
    let faulty: BTreeSet<RelPath> = faults.flat_map(|finding| finding.files().iter().cloned()).collect();
    let hidden = faulty.iter().filter_map(|path| layout::role(path).ok()?.address()).collect();
    let absent = |path: &RelPath| !sources.texts.contains_key(path) && !faulty.contains(path);
    findings.extend(lone.iter().filter(|(thai, _)| absent(thai)).map(|(thai, english)| alone(thai, english)));
    let place = agency_path();
    if absent(&place) {
        findings.push(no_agency(&place));
    }
    let mut agency = agency.unwrap_or_else(|| agency::unknown(&place));
    (agency.people, agency.units) = people;
    agency.channels = channels::channels(sources);
    let unpublished = BTreeMap::new();
    (Portal { agency, privacy, years, articles, unpublished, notes, files, faulty, hidden }, findings)
}

fn agency_path() -> RelPath {
    RelPath::new("content/agency.yaml").expect("a constant path is sound")
}

fn no_agency(path: &RelPath) -> Diagnostic {
    let said = both("ไม่มีไฟล์ content/agency.yaml", "there is no content/agency.yaml");
    Diagnostic::new(&AGENCY_MISSING, &Span::file(path), said).hint(both(
        "สร้างไฟล์นี้ตามตัวอย่างใน content/README.md หรือตรวจว่าสั่งงานในโฟลเดอร์ของเว็บไซต์",
        "write it after the example in content/README.md, or check that this is the site's folder",
    ))
}

fn alone(thai: &RelPath, english: &RelPath) -> Diagnostic {
    let name = thai.file_name();
    let said = both!("ไม่มีไฟล์ภาษาไทย {name} คู่กัน", "there is no Thai file {name} beside it");
    Diagnostic::new(&TRANSLATION_ALONE, &Span::file(english), said)
        .hint(both("สร้างไฟล์ไทย หรือแก้ชื่อไฟล์ให้ตรงกัน", "write the Thai file, or correct this file's name"))
}

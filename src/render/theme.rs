//! A theme, compiled: templates for each language, words, and assets. The one room that knows the template library.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::foreign::foreign;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::base::thai::thai_digit;
use crate::base::together::together;
use crate::base::words::{Words, places};
use crate::render::measured::{self, Measured, Page};
use crate::render::own_files::{bad_names, unused};
use crate::render::rules::{TEMPLATE_ERROR, TEMPLATE_MISSING, THEME_MISSING};

/// The theme that fills in for what another lacks.
pub(crate) const BASE: &str = "default";

/// A compiled theme. What was compiled is shared by all sites that are made with it.
#[derive(Clone)]
pub struct Theme {
    engines: Bilingual<Arc<Tera>>,
    /// What every page of a language may use.
    shared: Bilingual<Vec<(&'static str, Value)>>,
    /// Where each template came from.
    templates: BTreeMap<String, (RelPath, Arc<str>)>,
    /// The files below `static/`, by their path there.
    statics: BTreeMap<String, RelPath>,
}

/// A rendered page, or what is wrong with its template.
pub(crate) type Rendered = Result<String, Diagnostic>;

/// HTML that is made already: a template prints it as it is, without `safe`.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Html(Value);

impl Html {
    pub(crate) fn new(html: &str) -> Html {
        Html(Value::safe_string(html))
    }
}

/// A piece of HTML for a template, under its name there.
#[derive(Clone, Copy)]
pub(crate) struct Made<'m> {
    pub name: &'static str,
    pub html: &'m str,
}

impl Theme {
    /// Compiles the theme `name`; what it lacks is taken from the base theme. Reports every faulty template.
    pub(crate) fn compile(sources: &Sources, name: &str, named_at: &Span, words: &Words) -> (Theme, Vec<Diagnostic>) {
        let mut theme = Theme {
            engines: Bilingual::each(|_| Arc::default()),
            shared: Bilingual::default(),
            templates: BTreeMap::new(),
            statics: BTreeMap::new(),
        };
        for layer in [BASE, name] {
            let folder = format!("themes/{layer}");
            for (path, text) in &sources.texts {
                let Some(inside) = path.below(&folder) else { continue };
                if let Some(template) = inside.strip_prefix("templates/") {
                    theme.templates.insert(template.to_owned(), (path.clone(), text.clone()));
                }
            }
            let all = sources.texts.keys().chain(sources.files.keys());
            let statics = all.filter_map(|path| Some((path.below(&folder)?.strip_prefix("static/")?, path)));
            theme.statics.extend(statics.map(|(inside, path)| (inside.to_owned(), path.clone())));
        }
        // A file that could not be read is told by itself.
        let read = sources.texts.keys().chain(sources.files.keys());
        let mut all = read.chain(sources.findings.iter().map(|told| &told.at.path));
        if !all.any(|path| path.below(&format!("themes/{name}")).is_some()) {
            return (theme, vec![no_theme(name, named_at)]);
        }
        let mut findings = theme.load(words);
        findings.extend(bad_names(&theme.statics, BASE));
        findings.extend(unused(sources, name, BASE, &theme.templates));
        (theme, findings)
    }

    /// Makes what every page of a language may use: `site` and the words, as `t`.
    pub fn share(&mut self, lang: Lang, site: &impl Serialize, words: &Words) {
        let words = Value::from_serializable(words.get(lang));
        *self.shared.get_mut(lang) = vec![("site", Value::from_serializable(site)), ("t", words)];
    }

    /// Renders one page, with what its view has and pieces of HTML that were made before.
    pub(crate) fn render(
        &self,
        template: &str,
        lang: Lang,
        view: &impl Serialize,
        made: &[Made],
    ) -> Result<String, Diagnostic> {
        let mut page = Page::begin();
        self.print(template, lang, view, made, &mut page)?;
        Ok(page.text())
    }

    /// Renders a template for one view after another, all within the bounds of one page. Tells where each of them ends.
    pub(crate) fn render_each(
        &self,
        template: &str,
        lang: Lang,
        views: impl Iterator<Item = impl Serialize>,
    ) -> Result<(String, Vec<usize>), Diagnostic> {
        let mut page = Page::begin();
        let mut ends = Vec::new();
        for view in views {
            self.print(template, lang, &view, &[], &mut page)?;
            ends.push(page.len());
        }
        Ok((page.text(), ends))
    }

    fn print(
        &self,
        template: &str,
        lang: Lang,
        view: &impl Serialize,
        made: &[Made],
        page: &mut Page,
    ) -> Result<(), Diagnostic> {
        let name = format!("{template}.html");
        let fail = |error: &tera::Error| self.finding(&name, error);
        let mut context = Context::from_serialize(view).map_err(|error| fail(&error))?;
        for (name, value) in self.shared.get(lang) {
            context.insert_value(*name, value.clone());
        }
        for made in made {
            context.insert_value(made.name, Value::safe_string(made.html));
        }
        self.engines.get(lang).render_to(&name, &context, page).map_err(|error| fail(&error))
    }

    /// What is wrong with a template that makes nothing of a page.
    pub(crate) fn empty(&self, template: &str) -> Diagnostic {
        self.finding(&format!("{template}.html"), &tera::Error::message("the page that it makes is empty"))
    }

    /// The files below `static/`: their path there, and among the sources.
    pub(crate) fn assets(&self) -> impl Iterator<Item = (&String, &RelPath)> {
        self.statics.iter()
    }

    /// The address of an asset with a mark that changes when its text does, so that caches never serve an old one.
    /// `own` is what the site adds to it.
    pub(crate) fn asset_href(&self, sources: &Sources, name: &str, own: &str) -> String {
        let text = self.statics.get(name).and_then(|path| sources.texts.get(path));
        match text {
            Some(text) => {
                let hash = blake3::Hasher::new().update(text.as_bytes()).update(own.as_bytes()).finalize();
                format!("assets/{name}?v={}", &hash.to_hex()[..8])
            }
            None => format!("assets/{name}"),
        }
    }

    /// Compiles all templates together, once; the other language's engine differs in its words alone.
    fn load(&mut self, words: &Words) -> Vec<Diagnostic> {
        let mut engine = Tera::default();
        equip(&mut engine, Lang::Th, words.get(Lang::Th));
        let all = self.templates.iter().map(|(name, (_, text))| (name.as_str(), Measured::new(text).text));
        if let Err(error) = engine.add_raw_templates(all) {
            let faults = self.faults(words);
            let first = || self.templates.keys().next().cloned().unwrap_or_default();
            return if faults.is_empty() { vec![self.finding(&first(), &error)] } else { faults };
        }
        let mut english = engine.clone();
        equip(&mut english, Lang::En, words.get(Lang::En));
        self.engines = both(Arc::new(engine), Arc::new(english));
        Vec::new()
    }

    /// The faults of every template by itself; together the library stops at the first.
    fn faults(&self, words: &Words) -> Vec<Diagnostic> {
        let fault = |(name, (_, text)): (&String, &(RelPath, Arc<str>))| {
            let mut alone = Tera::default();
            equip(&mut alone, Lang::Th, words.get(Lang::Th));
            // Alone, a template lacks its parents and parts: only its own syntax is judged here.
            let error = alone.add_raw_template(name, &Measured::new(text).text).err()?;
            let own = matches!(error.kind(), ErrorKind::SyntaxError(_)) && !error.to_string().contains("not found");
            own.then(|| self.finding(name, &error))
        };
        self.templates.iter().filter_map(fault).collect()
    }

    /// An error of the template library as a finding at its place.
    fn finding(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let (rule, name, place, detail) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                (
                    &TEMPLATE_ERROR,
                    report.filename(),
                    Some((span.start_line, span.start_col)),
                    report.message().to_owned(),
                )
            }
            ErrorKind::TemplateNotFound(name) => (&TEMPLATE_MISSING, name.as_str(), None, error.to_string()),
            ErrorKind::MissingParent { current, .. } => (&TEMPLATE_MISSING, current.as_str(), None, error.to_string()),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (&TEMPLATE_ERROR, tpl.as_str(), None, error.to_string())
            }
            // The library tells only its kind.
            ErrorKind::Io(_) => {
                let own = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
                (&TEMPLATE_ERROR, template, None, own)
            }
            _ => (&TEMPLATE_ERROR, template, None, error.to_string()),
        };
        // Faults between templates come as a drawn report, with the place in its second line.
        let drawn = drawn_place(&detail);
        let (name, place) = drawn.map_or((name, place), |(name, line, column)| (name, Some((line, column))));
        let detail = detail.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let known = self.templates.get(name).or_else(|| self.templates.get(template));
        let at = match known {
            Some((path, text)) => {
                let named = || quoted(text, &detail_names(error));
                let measured = Measured::new(text);
                let written = |(line, column)| measured.written(bytes_of(&measured.text, line, column));
                let bytes = place.map(written).or_else(named);
                Span::new(path, bytes.unwrap_or(0..0))
            }
            None => Span::file(&missing_path(name)),
        };
        Diagnostic::new(rule, &at, both!("แม่แบบ {name} ผิด: {detail}", "template {name}: {detail}")).hint(both(
            "แก้แม่แบบตรงนี้ หรือลบไฟล์เพื่อใช้แม่แบบเดิมของ prongsai",
            "correct the template here, or delete the file to use prongsai's own",
        ))
    }
}

/// The templates that an error names beside the one that it is about.
fn detail_names(error: &tera::Error) -> Vec<String> {
    match error.kind() {
        ErrorKind::MissingParent { parent, .. } => vec![parent.clone()],
        ErrorKind::CircularExtend { inheritance_chain: chain, .. } => chain.clone(),
        ErrorKind::CircularInclude { include_chain: chain, .. } => chain.clone(),
        _ => Vec::new(),
    }
}

/// Where one of the names stands in quotes.
fn quoted(text: &str, names: &[String]) -> Option<Range<usize>> {
    names.iter().find_map(|name| {
        let at = text.find(&format!("\"{name}\"")).or_else(|| text.find(&format!("'{name}'")))?;
        Some(at..at + name.len() + 2)
    })
}

/// The place in a report as the library draws it: the line ` --> name:2:10` below the message.
fn drawn_place(report: &str) -> Option<(&str, usize, usize)> {
    let place = report.lines().nth(1)?.trim().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?, line, column.saturating_sub(1)))
}

/// The byte range of a place that the library counts in lines from 1 and characters from 0.
fn bytes_of(text: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let at = start + rest.char_indices().nth(column).map_or(0, |(at, _)| at);
    let word = text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').filter(|length| *length > 0);
    at..at + word.unwrap_or_else(|| text[at..].chars().next().map_or(0, char::len_utf8))
}

fn missing_path(template: &str) -> RelPath {
    let path = RelPath::new(&format!("themes/{BASE}/templates/{template}"));
    path.or_else(|| RelPath::new("themes")).expect("a constant path is sound")
}

fn no_theme(name: &str, at: &Span) -> Diagnostic {
    let said = both!("ไม่มีธีม “{name}” ในโฟลเดอร์ themes", "there is no theme `{name}` in `themes`");
    Diagnostic::new(&THEME_MISSING, at, said).hint(both(
        "ลบบรรทัด theme เพื่อใช้ธีมที่มากับ prongsai หรือวางธีมไว้ที่ themes/ชื่อ/",
        "remove the line `theme` to use prongsai's own, or put the theme into themes/NAME/",
    ))
}

/// Gives an engine the filters that templates may use.
fn equip(engine: &mut Tera, lang: Lang, words: &BTreeMap<String, String>) {
    engine.autoescape_on([".html", ".xml"]);
    measured::equip(engine);
    let units = words.get("figure_units").cloned().unwrap_or_default();
    let filling = units.clone();
    engine.register_filter("say", move |phrase: &Value, _: Kwargs, _: &State| say(phrase, lang, &units));
    engine.register_filter("with", move |phrase: &str, values: Kwargs, _: &State| with(phrase, &values, &filling));
    engine.register_filter("digits", digits);
    let months: Vec<String> =
        (1..=12).map(|month| words.get(&format!("month_{month}")).cloned().unwrap_or_default()).collect();
    let pattern = words.get("date").cloned().unwrap_or_default();
    engine.register_filter("date", move |iso: &str, _: Kwargs, _: &State| date(iso, &months, &pattern));
}

/// `{{ phrase | say }}`: the text, marked with its language where that is not the page's; words of the other language within
/// it, such as the letters of a code, are marked by themselves.
fn say(phrase: &Value, lang: Lang, units: &str) -> Result<Value, tera::Error> {
    if phrase.is_undefined() {
        return Err(tera::Error::message("`say` was given a field that does not exist"));
    }
    let text = phrase.get_from_path("text").and_then(Value::as_str);
    let text = together(text.or_else(|| phrase.as_str()).unwrap_or_default(), units);
    Ok(Value::safe_string(&match phrase.get_from_path("lang").and_then(Value::as_str) {
        Some(lang) => format!("<span lang=\"{lang}\">{}</span>", escaped(&text)),
        None => marked(&text, lang).unwrap_or_else(|| escaped(&text)),
    }))
}

/// A text of `lang` as HTML with its words of the other language marked, if it has any.
pub(crate) fn marked(text: &str, lang: Lang) -> Option<String> {
    let mut html = String::new();
    let mut done = 0;
    for place in foreign(text, lang) {
        let (before, own) = (escaped(&text[done..place.start]), escaped(&text[place.clone()]));
        html += &format!("{before}<span lang=\"{}\">{own}</span>", lang.other().tag());
        done = place.end;
    }
    (done > 0).then(|| html + &escaped(&text[done..]))
}

/// `{% filter digits %}…{% endfilter %}`: the text of a piece of HTML in Thai digits. Tags, character references and what
/// stands in `<code>` stay as they are.
fn digits(html: &Value, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&in_thai_digits(html.as_str().unwrap_or_default()))
}

fn in_thai_digits(html: &str) -> String {
    let mut out = String::with_capacity(html.len() * 9 / 8);
    let (mut closing, mut code) = (None, false);
    for (at, c) in html.char_indices() {
        match closing {
            Some(end) if c == end => closing = None,
            Some(_) => {}
            None if c == '<' => {
                closing = Some('>');
                code = html[at..].starts_with("<code") || code && !html[at..].starts_with("</code");
            }
            None if c == '&' => closing = Some(';'),
            None => {}
        }
        let text = closing.is_none() && !code;
        out.push(if text { thai_digit(c) } else { c });
    }
    out
}

/// `{{ t.years_of | with(year=2568) }}`: fills the places `{year}` of a phrase, each of them.
fn with(phrase: &str, values: &Kwargs, units: &str) -> Result<String, tera::Error> {
    if let Some(place) = places(phrase).find(|place| !values.iter().any(|(key, _)| key.as_str() == Some(*place))) {
        return Err(tera::Error::message(format!("`with` was given nothing for the place {{{place}}}")));
    }
    let fill = |text: String, (key, value): (_, &Value)| text.replace(&format!("{{{key}}}"), &value.to_string());
    Ok(together(&values.iter().fold(phrase.to_owned(), fill), units).into_owned())
}

/// `{{ page.updated | date }}`: a day in the words of the page, Buddhist in both languages.
fn date(iso: &str, months: &[String], pattern: &str) -> Value {
    let Ok(day) = Day::parse(iso) else { return Value::normal_string(iso) };
    let month = months.get(day.month() - 1).map_or("", String::as_str);
    Value::safe_string(&format!("<time datetime=\"{day}\">{}</time>", escaped(&day.filled(pattern, month))))
}

/// A text as it may stand in HTML, between tags and in the quotes of an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'&', b'<', b'>', bytes).or_else(|| memchr::memchr2(b'"', b'\'', bytes)).is_none() {
        return text.to_owned();
    }
    let mut html = Vec::with_capacity(text.len());
    // Writing to memory cannot fail, and escaping keeps UTF-8.
    let _ = tera::escape_html(text, &mut html);
    String::from_utf8(html).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::in_thai_digits;

    #[test]
    fn only_texts_get_thai_digits() {
        let html = "<a href=\"o12/\" title=\"3\">O12</a> 99.64 &#39;5&amp; <code>2568</code> 1";
        let thai = "<a href=\"o12/\" title=\"3\">O๑๒</a> ๙๙.๖๔ &#39;๕&amp; <code>2568</code> ๑";
        assert_eq!(in_thai_digits(html), thai);
    }
}

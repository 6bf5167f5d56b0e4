//! Templates that cannot run for ever or grow beyond all measure. The template library has no limit of its own, so each
//! loop of a template counts its steps, and each value that is set is looked at; both are calls that are written into the
//! text before it is compiled, and print nothing. What a page prints is bounded by whoever takes it (`Page`).
//!
//! Not bounded is what a single expression makes of values within these limits.

use std::cell::Cell;
use std::io;
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, Value};

use crate::base::limits::{PAGE, THEME_STEPS, THEME_VALUE};

const STEP: &str = "prongsai_step";
const KEPT: &str = "prongsai_kept";

thread_local! {
    /// Steps that are left to the page which this thread makes.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Gives an engine the two functions.
pub(super) fn equip(engine: &mut Tera) {
    engine.register_function(STEP, |_: Kwargs, _: &State| -> Result<Value, Error> {
        let left = LEFT.get().checked_sub(1);
        LEFT.set(left.ok_or_else(|| Error::message(format!("this loop goes on beyond {THEME_STEPS} steps")))?);
        Ok(Value::safe_string(""))
    });
    engine.register_function(KEPT, |values: Kwargs, _: &State| -> Result<Value, Error> {
        let size = |value: &Value| {
            let text = value.as_str().map(str::len);
            let list = value.as_array().map(<[Value]>::len).or_else(|| value.as_map().map(|map| map.len()));
            text.or(list.map(|length| length * 100)).unwrap_or(0)
        };
        match values.iter().all(|(_, value)| size(value) <= THEME_VALUE) {
            true => Ok(Value::safe_string("")),
            false => Err(Error::message(format!("this value grows beyond {THEME_VALUE} bytes"))),
        }
    });
}

/// What a page prints, up to its limit.
pub(super) struct Page(Vec<u8>);

impl Page {
    /// An empty page, with all its steps before it.
    pub(super) fn begin() -> Page {
        LEFT.set(THEME_STEPS);
        Page(Vec::new())
    }

    /// How many bytes it has so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn text(self) -> String {
        let mut text = String::from_utf8(self.0).unwrap_or_default();
        // The library leaves room to grow in every page; over thousands of pages that is a third of the memory.
        text.shrink_to_fit();
        text
    }
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > PAGE {
            return Err(io::Error::other(format!("this page has more than {} MB", PAGE >> 20)));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template with its calls.
pub(super) struct Measured {
    pub text: String,
    /// Where in it calls were written.
    calls: Vec<Range<usize>>,
}

impl Measured {
    pub(super) fn new(template: &str) -> Measured {
        let mut measured = Measured { text: String::with_capacity(template.len() * 5 / 4), calls: Vec::new() };
        let (mut rest, mut names) = (template, Vec::new());
        while let Some(start) = rest.find('{') {
            let (before, tag) = rest.split_at(start);
            measured.text.push_str(before);
            let length = length(tag);
            let (tag, after) = tag.split_at(length);
            measured.text.push_str(tag);
            rest = after;
            let Some(inside) = tag.strip_prefix("{%").and_then(|tag| tag.strip_suffix("%}")) else { continue };
            let inside = inside.trim_matches('-').trim();
            let mut words = inside.split_whitespace();
            let trims = tag.ends_with("-%}");
            match words.next() {
                Some("raw") => {
                    let end = rest.find("endraw").unwrap_or(rest.len());
                    measured.text.push_str(&rest[..end]);
                    rest = &rest[end..];
                }
                Some("for") => measured.call(&format!("{STEP}()"), trims),
                Some("set" | "set_global") => {
                    let name = inside.split(['=', '|']).next().unwrap_or_default().split_whitespace().nth(1);
                    let name = name.unwrap_or_default().to_owned();
                    match inside.contains('=') {
                        true => measured.call(&format!("{KEPT}(value={name})"), trims),
                        false => names.push(name),
                    }
                }
                Some("endset" | "endset_global") => {
                    if let Some(name) = names.pop() {
                        measured.call(&format!("{KEPT}(value={name})"), trims);
                    }
                }
                _ => {}
            }
        }
        measured.text.push_str(rest);
        measured
    }

    /// Writes a call after a tag, which takes away the space after it where the tag did.
    fn call(&mut self, call: &str, trims: bool) {
        let start = self.text.len();
        self.text.push_str(&format!("{{{{ {call} {}}}}}", if trims { "-" } else { "" }));
        self.calls.push(start..self.text.len());
    }

    /// The bytes of the template as it was written, from those of this text.
    pub(super) fn written(&self, bytes: Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let before = self.calls.iter().take_while(|call| call.start < at);
            at - before.map(|call| call.end.min(at) - call.start).sum::<usize>()
        };
        back(bytes.start)..back(bytes.end)
    }
}

/// The length of the tag, expression or comment that a text begins with; 1 for a lone bracket.
fn length(text: &str) -> usize {
    let (close, quotes) = match text.as_bytes().get(1) {
        Some(b'%') => ("%}", true),
        Some(b'{') => ("}}", true),
        Some(b'#') => ("#}", false),
        _ => return 1,
    };
    let mut quote = None;
    for (at, c) in text.char_indices().skip(2) {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if quotes && matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if text[at..].starts_with(close) => return at + 2,
            None => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tera::{Context, Tera};

    use super::{Measured, Page, THEME_VALUE, equip};

    /// Whether a template may keep each of these values.
    fn keeps(values: [Value; 2]) -> [bool; 2] {
        let mut engine = Tera::default();
        equip(&mut engine);
        engine.add_raw_template("a", "{{ prongsai_kept(value=a) }}").unwrap();
        values.map(|value| {
            let context = Context::from_serialize(&json!({"a": value})).unwrap();
            engine.render_to("a", &context, Page::begin()).is_ok()
        })
    }

    #[test]
    fn a_value_grows_so_far_and_no_further() {
        let most = THEME_VALUE / 100;
        let map = |size: usize| Value::Object((0..size).map(|key| (key.to_string(), json!(0))).collect());
        assert_eq!(keeps([THEME_VALUE, THEME_VALUE + 1].map(|size| json!("x".repeat(size)))), [true, false]);
        assert_eq!(keeps([most, most + 1].map(|size| json!(vec![0; size]))), [true, false]);
        assert_eq!(keeps([most, most + 1].map(map)), [true, false]);
        assert_eq!(keeps([json!(1e300), Value::Null]), [true, true]);
    }

    #[test]
    fn loops_and_values_are_measured() {
        for (template, measured) in [
            ("{% for a in b %}x{% endfor %}", "{% for a in b %}{{ prongsai_step() }}x{% endfor %}"),
            ("{%- for a in b -%} x{% endfor %}", "{%- for a in b -%}{{ prongsai_step() -}} x{% endfor %}"),
            ("{% set a = '%}' ~ b %}", "{% set a = '%}' ~ b %}{{ prongsai_kept(value=a) }}"),
            ("{% set a %}x{% endset %}", "{% set a %}x{% endset %}{{ prongsai_kept(value=a) }}"),
            ("{# {% for #}{% raw %}{% for a %}{% endraw %}{", "{# {% for #}{% raw %}{% for a %}{% endraw %}{"),
        ] {
            assert_eq!(Measured::new(template).text, measured);
        }
    }

    #[test]
    fn places_are_those_of_the_written_template() {
        let template = "{% for a in b %}{{ none }}{% endfor %}";
        let measured = Measured::new(template);
        let at = measured.text.find("none").unwrap();
        assert_eq!(&template[measured.written(at..at + 4)], "none");
    }
}

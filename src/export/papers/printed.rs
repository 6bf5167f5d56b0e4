//! A paper as a page to be printed from the preview, for whoever has no Word at hand. It says what the document says.

use std::fmt::Write;

use crate::export::papers::paper::{Block, Cell, Paper, Run, Style, Table};
use crate::export::papers::word::escaped;

/// The blocks of a paper as HTML, without the page around them.
pub(crate) fn html(paper: &Paper) -> String {
    let mut html = String::new();
    blocks(&paper.blocks, &mut html);
    html
}

fn blocks(own: &[Block], html: &mut String) {
    for block in own {
        match block {
            Block::Text(style, runs) => {
                let (element, class) = element(*style);
                let _ = write!(html, "<{element}{class}>{}</{element}>", runs.iter().map(run).collect::<String>());
            }
            Block::Table(own) => table(own, html),
            Block::NewPage => html.push_str("<hr class=\"new-page\">"),
        }
    }
}

fn element(style: Style) -> (&'static str, &'static str) {
    match style {
        Style::Name | Style::Heading(1) => ("h1", ""),
        Style::Heading(2) => ("h2", ""),
        Style::Heading(_) => ("h3", ""),
        Style::Sign => ("p", " class=\"sign\""),
        _ => ("p", ""),
    }
}

/// A stretch of text; a stop becomes a line to write on.
fn run(run: &Run) -> String {
    let text = escaped(&run.text).replace('\n', "<br>").replace('\t', "<span class=\"dots\"></span>");
    if run.bold { format!("<b>{text}</b>") } else { text }
}

fn table(own: &Table, html: &mut String) {
    let _ = write!(html, "<table><caption>{}</caption>", escaped(&own.caption));
    for (at, row) in own.rows.iter().enumerate() {
        let head = at < own.heads;
        html.push_str(if head { "<thead><tr>" } else { "<tr>" });
        row.iter().for_each(|own| cell(own, if head { "th" } else { "td" }, html));
        html.push_str(if head { "</tr></thead>" } else { "</tr>" });
    }
    html.push_str("</table>");
}

fn cell(own: &Cell, element: &str, html: &mut String) {
    let _ = write!(html, "<{element} colspan=\"{}\">", own.span.max(1));
    blocks(&own.blocks, html);
    let _ = write!(html, "</{element}>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn a_paper_is_printed_with_its_heads_spans_and_lines_to_write_on() {
        let across = Cell { span: 2, ..Cell::of(vec![Run::bold("ก < ข")]) };
        let head = vec![Cell::of(vec![Run::plain("ข้อ")]), Cell::of(vec![Run::plain("ส่ง")])];
        let table = Table { caption: "ค".into(), heads: 1, rows: vec![head, vec![across]] };
        let due = Block::Text(Style::Dots, vec![Run::plain("ภายใน \t")]);
        let blocks =
            vec![Block::Text(Style::Heading(1), vec![Run::plain("ก\nข")]), due, Block::NewPage, Block::Table(table)];
        let paper = Paper { title: "ก".into(), lang: Lang::Th, author: "ข".into(), blocks };
        assert_eq!(
            html(&paper),
            "<h1>ก<br>ข</h1><p>ภายใน <span class=\"dots\"></span></p><hr class=\"new-page\"><table><caption>ค</caption>\
             <thead><tr><th colspan=\"1\"><p>ข้อ</p></th><th colspan=\"1\"><p>ส่ง</p></th></tr></thead>\
             <tr><td colspan=\"2\"><p><b>ก &lt; ข</b></p></td></tr></table>"
        );
    }
}

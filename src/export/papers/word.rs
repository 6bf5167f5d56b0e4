//! The text of a paper as the format has it: paragraphs with their styles, tables whose heads repeat and whose rows
//! stay whole, but for those that are taller than a third of a page.

use std::fmt::Write;

use crate::base::lang::Lang;
use crate::export::papers::office::{Office, Picture};
use crate::export::papers::paper::{Block, Cell, Paper, Run, Style, Table};
use crate::export::papers::style::Names;
use crate::export::papers::widths::{PADDING, lines, widths};

/// The text, and the addresses that it links to.
pub(super) struct Body<'a> {
    pub xml: String,
    pub links: Vec<String>,
    names: &'a Names,
    /// The width between the margins, in twentieths of a point.
    width: usize,
    garuda: Option<&'a Picture>,
}

/// A row of more lines may be broken between its paragraphs, for else it would leave half a page empty.
const TALL: usize = 10;

impl<'a> Body<'a> {
    pub(super) fn of(paper: &Paper, names: &'a Names, office: &'a Office) -> Body<'a> {
        let width = office.page.width();
        let mut body = Body { xml: String::new(), links: Vec::new(), names, width, garuda: office.garuda.as_ref() };
        body.blocks(&paper.blocks, width, None);
        body
    }

    fn blocks(&mut self, blocks: &[Block], width: usize, align: Option<&str>) {
        let mut after_table = false;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                // A break of its own could be the only thing on a page.
                Block::Text(style, runs) => {
                    let anew = at > 0 && blocks[at - 1] == Block::NewPage;
                    self.paragraph(*style, runs, align, anew);
                }
                Block::NewPage => {}
                Block::Table(table) => {
                    // Two tables in a row would become one.
                    if after_table {
                        self.thin();
                    }
                    self.table(table, width);
                }
            }
            after_table = matches!(block, Block::Table(_));
        }
        if after_table {
            self.thin();
        }
    }

    /// A paragraph that is not seen: a cell and a page must not end with a table.
    fn thin(&mut self) {
        self.xml +=
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"60\" w:lineRule=\"exact\"/></w:pPr></w:p>";
    }

    fn paragraph(&mut self, style: Style, runs: &[Run], align: Option<&str>, on_new_page: bool) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.names.of(style));
        self.xml += if on_new_page { "<w:pageBreakBefore/>" } else { "" };
        let stops = |own: &[(&str, usize)]| {
            let stop =
                |(kind, at): &(&str, usize)| format!("<w:tab w:val=\"{kind}\" w:leader=\"dot\" w:pos=\"{at}\"/>");
            format!("<w:tabs>{}</w:tabs>", own.iter().map(stop).collect::<String>())
        };
        match style {
            // What stands on the left half ends where the right one begins.
            Style::Line if runs.iter().filter(|run| run.text.contains('\t')).count() > 1 => {
                self.xml += &stops(&[("left", self.width / 2), ("right", self.width)]);
            }
            Style::Line | Style::Dots => self.xml += &stops(&[("right", self.width)]),
            Style::Item(_) | Style::CellItem => {
                let (left, hanging) = match style {
                    Style::Item(deep) => (567 + usize::from(deep) * 567, 700),
                    _ => (400, 400),
                };
                let _ = write!(self.xml, "<w:tabs><w:tab w:val=\"left\" w:pos=\"{left}\"/></w:tabs>");
                // What a part is about does not stand alone at the end of a page.
                let marked = runs.first().is_some_and(|run| run.text.ends_with('\t'));
                let hanging = if marked { hanging } else { 0 };
                let _ = write!(self.xml, "<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>");
            }
            _ => self.xml.extend(align.map(|align| format!("<w:jc w:val=\"{align}\"/>"))),
        }
        self.xml += "</w:pPr>";
        if let (Style::Name, Some(garuda)) = (style, self.garuda) {
            self.xml += &picture(garuda);
        }
        runs.iter().for_each(|run| self.run(run, style == Style::Line));
        self.xml += "</w:p>";
    }

    /// A stretch of text; what is bold in the head of an official paper is larger.
    fn run(&mut self, run: &Run, head: bool) {
        if let Some(address) = &run.link {
            let at = self.links.iter().position(|own| own == address).unwrap_or_else(|| {
                self.links.push(address.clone());
                self.links.len() - 1
            });
            let _ = write!(self.xml, "<w:hyperlink r:id=\"link{at}\">");
        }
        let bold = match (run.bold, head) {
            (true, true) => "<w:b/><w:bCs/><w:sz w:val=\"40\"/><w:szCs w:val=\"40\"/>",
            (true, false) => "<w:b/><w:bCs/>",
            _ => "",
        };
        let lang = run.lang.map(|lang| if lang == Lang::Th { "th-TH" } else { "en-GB" });
        let lang = lang.map(|lang| format!("<w:lang w:val=\"{lang}\"/>")).unwrap_or_default();
        self.xml += "<w:r>";
        if !bold.is_empty() || !lang.is_empty() {
            let _ = write!(self.xml, "<w:rPr>{bold}{lang}</w:rPr>");
        }
        let mut rest = run.text.as_str();
        while let Some(at) = rest.find(['\t', '\n']) {
            self.text(&rest[..at]);
            self.xml += if rest[at..].starts_with('\t') { "<w:tab/>" } else { "<w:br/>" };
            rest = &rest[at + 1..];
        }
        self.text(rest);
        self.xml += "</w:r>";
        if run.link.is_some() {
            self.xml += "</w:hyperlink>";
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = write!(self.xml, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(text));
        }
    }

    fn table(&mut self, table: &Table, width: usize) {
        let widths = widths(table, width);
        self.xml += "<w:tbl><w:tblPr>";
        let _ = write!(self.xml, "<w:tblW w:w=\"{}\" w:type=\"dxa\"/>", widths.iter().sum::<usize>());
        let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>");
        let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat();
        let _ = write!(self.xml, "<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>");
        if !table.caption.is_empty() {
            let _ = write!(self.xml, "<w:tblCaption w:val=\"{}\"/>", escaped(&table.caption));
        }
        self.xml += "</w:tblPr><w:tblGrid>";
        self.xml.extend(widths.iter().map(|own| format!("<w:gridCol w:w=\"{own}\"/>")));
        self.xml += "</w:tblGrid>";
        for (row, at) in table.rows.iter().zip(0..) {
            let head = at < table.heads;
            self.xml += match head {
                true => "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
                false if lines(row, &widths) <= TALL => "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
                false => "<w:tr>",
            };
            let mut from = 0;
            for cell in row {
                let span = cell.span.clamp(1, widths.len().saturating_sub(from).max(1));
                let own = widths.iter().skip(from).take(span).sum();
                self.cell(cell, span, own, head);
                from += span;
            }
            self.xml += "</w:tr>";
        }
        self.xml += "</w:tbl>";
    }

    fn cell(&mut self, cell: &Cell, span: usize, width: usize, head: bool) {
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if span > 1 {
            let _ = write!(self.xml, "<w:gridSpan w:val=\"{span}\"/>");
        }
        if head {
            self.xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8E8E8\"/>";
        }
        self.xml += "</w:tcPr>";
        let before = self.xml.len();
        let align = if head { Some("center") } else { cell.figure.then_some("right") };
        self.blocks(&cell.blocks, width.saturating_sub(PADDING), align);
        if let Some(share) = cell.bar {
            self.bar(share, width.saturating_sub(PADDING));
        }
        if self.xml.len() == before {
            self.paragraph(Style::Cell, &[], None, false);
        }
        self.xml += "</w:tc>";
    }

    /// A table of two cells, of which the first is shaded.
    fn bar(&mut self, share: usize, width: usize) {
        let full = (width * share.min(10_000) / 10_000).clamp(20, width.saturating_sub(20).max(20));
        let cells = [(full, "595959"), (width.saturating_sub(full).max(20), "E8E8E8")];
        let _ =
            write!(self.xml, "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
        self.xml +=
            "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>";
        self.xml += "</w:tblPr><w:tblGrid>";
        self.xml.extend(cells.iter().map(|(own, _)| format!("<w:gridCol w:w=\"{own}\"/>")));
        self.xml += "</w:tblGrid><w:tr><w:trPr><w:trHeight w:val=\"120\" w:hRule=\"exact\"/></w:trPr>";
        for (own, colour) in cells {
            let _ = write!(
                self.xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{own}\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" \
                 w:fill=\"{colour}\"/></w:tcPr>"
            );
            self.thin();
            self.xml += "</w:tc>";
        }
        self.xml += "</w:tr></w:tbl>";
        self.thin();
    }
}

/// The garuda, a centimetre and a half high, at the left margin.
fn picture(own: &Picture) -> String {
    const HEIGHT: usize = 540_000;
    let width = HEIGHT * own.width.max(1) / own.height.max(1);
    format!(
        "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" \
         behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
         <wp:positionH relativeFrom=\"margin\"><wp:align>left</wp:align></wp:positionH>\
         <wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>0</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{width}\" cy=\"{HEIGHT}\"/><wp:wrapNone/><wp:docPr id=\"1\" name=\"garuda\" descr=\"ตราครุฑ\"/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
         <pic:cNvPr id=\"1\" name=\"garuda\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"garuda\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"{width}\" cy=\"{HEIGHT}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
}

/// A text as XML holds it; characters that XML has no place for are left out.
pub(super) fn escaped(text: &str) -> String {
    let sound = |c: &char| matches!(c, '\t' | '\n') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(sound).collect();
    quick_xml::escape::escape(text).into_owned()
}

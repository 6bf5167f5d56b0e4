//! A page's article to a paper: the same sentences, figures and tables, so that a paper cannot say what its page does not.
//! The elements and classes of the templates tell what a paragraph is; what is for the screen stays behind.

use crate::base::lang::Lang;
use crate::export::papers::html::{Element, Node, article};
use crate::export::papers::paper::{Block, Cell, Paper, Run, Style, Table};

/// The paper of a page; `at` is its address, from which its links are told. `None` if the page has no article.
pub(crate) fn paper(page: &str, at: &str, title: String, author: String, lang: Lang) -> Option<Paper> {
    let article = article(page)?;
    let mut writer =
        Writer { at, lang, deep: 0, cell: false, bold: false, sign: false, runs: Vec::new(), blocks: Vec::new() };
    writer.children(&article, Style::Body);
    writer.flush(Style::Body);
    Some(Paper { title, lang, author, blocks: writer.blocks }.in_own_digits())
}

/// What is read so far.
struct Writer<'a> {
    at: &'a str,
    lang: Lang,
    /// How many lists deep.
    deep: u8,
    cell: bool,
    /// Whether the row or the cell is written in bold.
    bold: bool,
    sign: bool,
    runs: Vec<Run>,
    blocks: Vec<Block>,
}

/// How a stretch of text is written, by the elements that it stands in.
#[derive(Clone, Default)]
struct Look {
    bold: bool,
    lang: Option<Lang>,
    link: Option<String>,
}

impl Writer<'_> {
    fn children(&mut self, element: &Element, style: Style) {
        let own = Look { lang: element.lang(), bold: self.bold, ..Look::default() };
        for node in &element.children {
            self.node(node, style, &own);
        }
    }

    fn node(&mut self, node: &Node, style: Style, look: &Look) {
        match node {
            // Between words that no space parts LibreOffice breaks a line anywhere, once one of them holds such a space.
            Node::Text(text) => self.say(&text.replace('\u{a0}', " "), look),
            Node::Element(element) if is_inline(element) => self.inline(element, style, look),
            Node::Element(element) => {
                self.flush(style);
                self.block(element, style);
            }
        }
    }

    fn inline(&mut self, element: &Element, style: Style, look: &Look) {
        if element.name == "br" {
            return self.say_raw("\n", look);
        }
        if element.attribute("aria-hidden").is_some() && !self.sign {
            return;
        }
        let bold = look.bold || matches!(element.name.as_str(), "b" | "strong");
        let link = element.attribute("href").and_then(|href| absolute(self.at, href));
        let own = Look { bold, lang: element.lang().or(look.lang), link: link.or_else(|| look.link.clone()) };
        let start = self.runs.len();
        element.children.iter().for_each(|node| self.node(node, style, &own));
        if element.name == "time" && self.cell {
            // In a narrow cell the year may stand on a line of its own.
            self.runs[start..].iter_mut().for_each(|run| run.text = run.text.replacen(' ', "\u{a0}", 1));
        }
    }

    fn block(&mut self, element: &Element, style: Style) {
        match element.name.as_str() {
            "svg" | "img" | "figure" | "script" | "style" | "nav" | "template" => {}
            "h1" => match element.all("span").into_iter().find(|own| own.has_class("memo-name")) {
                Some(name) => self.paragraph(name, Style::Name),
                None => self.paragraph(element, Style::Heading(1)),
            },
            name @ ("h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name.as_bytes()[1] - b'0';
                self.paragraph(element, if self.cell { Style::Cell } else { Style::Heading(level) });
            }
            "p" => self.paragraph(element, self.style_of(element, style)),
            "ul" | "ol" => self.list(element),
            "dl" => self.facts(element),
            "table" => self.table(element),
            _ if element.has_class("screen") => {}
            _ if element.has_class("memo-head") => self.head(element),
            _ if element.has_class("sign") => {
                self.sign = true;
                self.children(element, Style::Sign);
                self.flush(Style::Sign);
                self.sign = false;
            }
            _ => {
                self.children(element, style);
                self.flush(style);
            }
        }
    }

    fn style_of(&self, element: &Element, style: Style) -> Style {
        let class = |name| element.has_class(name);
        match style {
            Style::Sign if class("dots") => Style::Dots,
            Style::Sign if element.all("br").is_empty() => Style::Opinion,
            Style::Body if class("closing") => Style::Closing,
            Style::Body if class("hint") => Style::Hint,
            style => style,
        }
    }

    fn paragraph(&mut self, element: &Element, style: Style) {
        if element.has_class("screen") {
            return;
        }
        self.flush(style);
        if style == Style::Dots {
            self.runs.push(Run::plain("\t"));
        } else {
            self.children(element, style);
        }
        self.flush(style);
    }

    /// The lines of the head. What is not known yet stays open, to be written on the paper.
    fn head(&mut self, element: &Element) {
        for own in element.elements() {
            let lines: Vec<&Element> = match own.has_class("pair") {
                true => own.elements().collect(),
                false if own.name == "h1" => {
                    self.block(own, Style::Body);
                    continue;
                }
                false => vec![own],
            };
            for line in lines {
                if !self.runs.is_empty() {
                    self.runs.push(Run::plain("\t"));
                }
                let open = line.all("span").iter().any(|own| own.has_class("none"));
                let told =
                    line.children.iter().filter(|node| !open || matches!(node, Node::Element(own) if own.name == "b"));
                let start = self.runs.len();
                told.for_each(|node| self.node(node, Style::Line, &Look::default()));
                self.trim(start);
            }
            self.runs.push(Run::plain("\t"));
            self.flush(Style::Line);
        }
    }

    /// A list, each part with its number or its stroke before it.
    fn list(&mut self, element: &Element) {
        self.deep += 1;
        let style = if self.cell { Style::CellItem } else { Style::Item(self.deep) };
        let parts = element.elements().filter(|own| own.name == "li");
        for (part, number) in parts.zip(1..) {
            let before = self.blocks.len();
            self.children(part, style);
            self.flush(style);
            let mark = if element.name == "ol" { format!("{number})\t") } else { "–\t".to_owned() };
            match self.blocks.get_mut(before) {
                Some(Block::Text(_, runs)) => runs.insert(0, Run::plain(mark)),
                _ => self.blocks.insert(before, Block::Text(style, vec![Run::plain(mark)])),
            }
        }
        self.deep -= 1;
    }

    /// Names with what holds of them.
    fn facts(&mut self, element: &Element) {
        for fact in element.elements() {
            let before = self.blocks.len();
            let style = if self.cell { Style::Cell } else { Style::Body };
            fact.elements().filter(|own| own.name == "dd").for_each(|own| self.children(own, style));
            self.flush(style);
            let name = fact.elements().find(|own| own.name == "dt").map(Element::text).unwrap_or_default();
            let name = Run::bold(name + ": ");
            match self.blocks.get_mut(before) {
                Some(Block::Text(_, runs)) => runs.insert(0, name),
                _ => self.blocks.insert(before, Block::Text(style, vec![name])),
            }
        }
    }

    fn table(&mut self, element: &Element) {
        let caption = element.elements().find(|own| own.name == "caption").map(Element::text).unwrap_or_default();
        let heads: Vec<&Element> =
            element.elements().filter(|own| own.name == "thead").flat_map(|own| own.all("tr")).collect();
        let bodies = element.elements().filter(|own| own.name == "tbody").flat_map(|own| own.elements());
        let rows = heads.iter().copied().chain(bodies.filter(|own| own.name == "tr"));
        let heads = heads.len();
        let row = |(row, at): (&Element, usize)| {
            let bold = at < heads || row.has_class("sum");
            row.elements().map(|cell| self.cell(cell, bold)).collect()
        };
        let rows = rows.zip(0..).map(row).collect();
        self.blocks.push(Block::Table(Table { caption, heads, rows }));
    }

    fn cell(&mut self, element: &Element, bold: bool) -> Cell {
        let whole = std::mem::take(&mut self.blocks);
        let cell = std::mem::replace(&mut self.cell, true);
        self.bold = bold || element.attribute("scope") == Some("rowgroup");
        self.children(element, Style::Cell);
        self.flush(Style::Cell);
        (self.cell, self.bold) = (cell, false);
        let span = element.attribute("colspan").and_then(|own| own.parse().ok());
        let bar = element.all("svg").into_iter().find(|own| own.has_class("bar"));
        Cell {
            span: span.unwrap_or(1),
            figure: element.has_class("num"),
            bar: bar.and_then(|own| hundredths(own.elements().last()?.attribute("width")?)),
            blocks: std::mem::replace(&mut self.blocks, whole),
        }
    }

    fn say(&mut self, text: &str, look: &Look) {
        let mut said = String::with_capacity(text.len());
        for c in text.chars() {
            // A space that ends a line of the source is one, and two are one.
            match c.is_ascii_whitespace() {
                true if said.ends_with(' ') => {}
                true => said.push(' '),
                false => said.push(c),
            }
        }
        let spaced = self.runs.last().is_none_or(|last| last.text.ends_with([' ', '\n', '\t']));
        let said = if spaced { said.trim_start_matches(' ') } else { &said };
        self.say_raw(said, look);
    }

    fn say_raw(&mut self, text: &str, look: &Look) {
        let Look { bold, lang, link } = look.clone();
        if !text.is_empty() {
            let text = text.to_owned();
            self.runs.push(Run { text, bold, lang: lang.filter(|own| *own != self.lang), link });
        }
    }

    /// Takes the spaces away that end what was said.
    fn trim(&mut self, from: usize) {
        while self.runs.len() > from {
            let Some(last) = self.runs.last_mut() else { return };
            last.text.truncate(last.text.trim_end_matches([' ', '\n']).len());
            if !last.text.is_empty() {
                return;
            }
            self.runs.pop();
        }
    }

    fn flush(&mut self, style: Style) {
        self.trim(0);
        if !self.runs.is_empty() {
            let runs = std::mem::take(&mut self.runs);
            self.blocks.push(Block::Text(style, runs));
        }
    }
}

fn is_inline(element: &Element) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr",
    ];
    INLINE.contains(&element.name.as_str())
}

/// Per cents or pixels in hundredths: `98.96` is 9896.
fn hundredths(text: &str) -> Option<usize> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<2}");
    whole.parse::<usize>().ok()?.checked_mul(100)?.checked_add(part.get(..2)?.parse().ok()?)
}

/// Where a link of the page at `at` leads, as an address of the Web.
fn absolute(at: &str, href: &str) -> Option<String> {
    if href.starts_with('#') {
        return None;
    }
    let address = url::Url::parse(at).ok()?.join(href).ok()?;
    matches!(address.scheme(), "http" | "https").then(|| address.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(article: &str) -> Vec<Block> {
        let page = format!("<html><body><article class=\"memo\">{article}</article></body></html>");
        let at = "https://a.example/ita/2569/analysis/";
        paper(&page, at, "ก".to_owned(), "ข".to_owned(), Lang::Th).expect("it has an article").blocks
    }

    #[test]
    fn what_is_not_known_stays_open_in_the_head() {
        let head = "<div class=\"memo-head\"><div class=\"pair\"><p><b>ที่</b> <span class=\"none\">รอข้อมูล</span></p>\n\
            <p><b>วันที่</b> 5 มกราคม</p></div></div>";
        let texts: Vec<String> = match &blocks(head)[0] {
            Block::Text(Style::Line, runs) => runs.iter().map(|run| run.text.clone()).collect(),
            other => panic!("{other:?}"),
        };
        assert_eq!(texts, ["ที่", "\t", "วันที่", " ๕ มกราคม", "\t"]);
    }

    #[test]
    fn a_table_keeps_its_heads_figures_bars_and_lists() {
        let html = "<table><caption>ค</caption><thead><tr><th>ก</th></tr></thead><tbody><tr><td class=\"num\">98.96<svg \
            class=\"bar\"><rect class=\"rail\" width=\"100\"/><rect width=\"98.96\"/></svg></td></tr><tr><td><ol><li>a<br>b</li>\
            </ol></td></tr></tbody></table>";
        let Block::Table(table) = &blocks(html)[0] else { panic!("no table") };
        assert_eq!((table.heads, table.rows.len(), table.caption.as_str()), (1, 3, "ค"));
        assert_eq!((table.rows[1][0].figure, table.rows[1][0].bar), (true, Some(9896)));
        let Block::Text(Style::CellItem, runs) = &table.rows[2][0].blocks[0] else { panic!("no list") };
        assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), "๑)\ta\nb");
    }

    #[test]
    fn a_day_is_whole_in_a_cell_and_text_runs_on() {
        let day = "<time datetime=\"2026-03-31\">31 มีนาคม 2569</time>";
        let said = |block: &Block| match block {
            Block::Text(_, runs) => runs.iter().map(|run| run.text.as_str()).collect::<String>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(said(&blocks(&format!("<p>ได้ 15\u{a0}วัน ภายใน {day}</p>"))[0]), "ได้ ๑๕ วัน ภายใน ๓๑ มีนาคม ๒๕๖๙");
        let Block::Table(table) = &blocks(&format!("<table><tbody><tr><td>{day}</td></tr></tbody></table>"))[0] else {
            panic!("none")
        };
        assert_eq!(said(&table.rows[0][0].blocks[0]), "๓๑\u{a0}มีนาคม ๒๕๖๙");
    }

    #[test]
    fn links_lead_from_where_the_page_is_and_keep_their_digits() {
        let found = blocks(
            "<p><a href=\"../../2568/o8/\">https://a.example/8</a> ข้อ 8 &amp; 9 &lt;&#x0E01;&gt; <span aria-hidden=\"true\">x</span></p>",
        );
        let Block::Text(Style::Body, runs) = &found[0] else { panic!("no text") };
        assert_eq!(runs[0].link.as_deref(), Some("https://a.example/ita/2568/o8/"));
        let said: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(said, "https://a.example/8 ข้อ ๘ & ๙ <ก>");
    }
}

//! `itas.yaml`: the addresses of a year's last answer sheet, which `export itas` writes.

use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::ita::answered::{Answered, AnsweredItem};
use crate::parse::shape::Shape::{self, Code, Date, Line, List, Record};
use crate::parse::shape::needs;
use crate::parse::tree::Node;

pub(super) const ANSWERED: Shape = Record(&[
    needs("date", Date).means(both("วันที่ของใบตอบ", "the day of the sheet")),
    needs("items", List(&ITEM)).means(both("ข้อในใบตอบ", "the items of the sheet")),
]);

const ITEM: Shape = Record(&[
    needs("code", Code).means(both("รหัสข้อ", "the item's number")),
    needs("addresses", List(&Line))
        .means(both("ที่อยู่ที่ตอบ ที่อยู่หลักก่อน", "the addresses that were given, the main one first")),
]);

pub(super) fn answered(path: &RelPath, node: &Node) -> Answered {
    let item = |node: &Node| Some(AnsweredItem { code: node.line("code")?, addresses: node.lines("addresses") });
    let date = node.get("date").and_then(Node::as_day).map(|day| day.value);
    Answered { path: path.clone(), date, items: node.list("items").iter().filter_map(item).collect() }
}

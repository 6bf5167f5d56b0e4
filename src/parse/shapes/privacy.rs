//! `privacy.yaml`.

use crate::base::lang::both;
use crate::parse::shape::Shape::{self, Date, Line, List, Record, Text};
use crate::parse::shape::{may, needs};

pub(crate) const PRIVACY: Shape = Record(&[
    needs("key", Line).means(both(
        "ข้อความสุ่มของเว็บไซต์นี้ คำสั่ง prongsai allow สร้างให้",
        "random text of this site's own; the command `prongsai allow` makes it",
    )),
    may("allowed", List(&ALLOWANCE)).means(both(
        "เลขประจำตัวที่จงใจเผยแพร่ตามกฎหมาย",
        "personal numbers that are published knowingly, as the law asks",
    )),
    may("accepted", List(&ACCEPTANCE)).means(both(
        "สิ่งที่กันการอัปโหลดไว้ ซึ่งมีผู้ดูเองแล้วให้เผยแพร่ คำสั่ง prongsai upload เขียนให้",
        "what would keep the site from being uploaded, and a person has looked at; `prongsai upload` writes it",
    )),
]);

const ALLOWANCE: Shape = Record(&[
    needs("file", Line).means(both("ไฟล์ใน content ที่มีเลขนี้", "the file of the content that has the number")),
    needs("hash", Line).means(both("รหัสที่ prongsai ให้มาแทนเลข", "what prongsai gives in place of the number")),
    needs("reason", Text).means(both("เหตุผลและกฎหมายที่ให้เผยแพร่", "why, and by which law")),
    needs("by", Text).means(both("ผู้อนุญาต", "who allowed it")),
    needs("date", Date).means(both("วันที่อนุญาต", "when")),
]);

const ACCEPTANCE: Shape = Record(&[
    needs("file", Line).means(both("ไฟล์ใน content ที่ดูแล้ว", "the file of the content that was looked at")),
    needs("hash", Line)
        .means(both("รหัสของเนื้อไฟล์ที่ดู ไฟล์ที่แก้แล้วต้องดูใหม่", "that of its content: a file that changes is looked at again")),
    needs("rule", Line).means(both("กฎของ prongsai ที่กันไว้", "the rule that keeps it back")),
    needs("reason", Text).means(both("เหตุผลที่ให้เผยแพร่", "why it may be published")),
    needs("by", Text).means(both("ผู้ที่ดูแล้ว", "who looked at it")),
    needs("date", Date).means(both("วันที่ดู", "when")),
]);

//! `privacy.yaml`.

use crate::parse::shape::Shape::{self, Date, Line, List, Record, Text};
use crate::parse::shape::{may, needs};

pub(crate) const PRIVACY: Shape = Record(&[
    needs(
        "key",
        Line,
        "ข้อความสุ่มของเว็บไซต์นี้ คำสั่ง prongsai allow สร้างให้",
        "random text of this site's own; the command `prongsai allow` makes it",
    ),
    may(
        "allowed",
        List(&ALLOWANCE),
        "เลขประจำตัวที่จงใจเผยแพร่ตามกฎหมาย",
        "personal numbers that are published knowingly, as the law asks",
    ),
]);

const ALLOWANCE: Shape = Record(&[
    needs("file", Line, "ไฟล์ใน content ที่มีเลขนี้", "the file of the content that has the number"),
    needs("hash", Line, "รหัสที่ prongsai ให้มาแทนเลข", "what prongsai gives in place of the number"),
    needs("reason", Text, "เหตุผลและกฎหมายที่ให้เผยแพร่", "why, and by which law"),
    needs("by", Text, "ผู้อนุญาต", "who allowed it"),
    needs("date", Date, "วันที่อนุญาต", "when"),
]);

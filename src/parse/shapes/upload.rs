//! `upload.yaml`: where the site is uploaded to.

use crate::base::lang::both;
use crate::parse::shape::Shape::{self, Choice, Count, Id, Line, Record, Table};
use crate::parse::shape::{may, needs};

pub(crate) const UPLOAD: Shape = Record(&[may("targets", Table(&Id, &TARGET))
    .means(both("ปลายทางที่อัปโหลด แต่ละปลายทางมีชื่อ", "where the site is uploaded to; each target has a name"))]);

const TARGET: Shape = Record(&[
    needs("kind", Choice(&["ftp", "sftp", "s3", "folder", "zip"])).means(both("วิธีส่ง", "the way to send")),
    may("host", Line).means(both("ชื่อโฮสต์", "the host's name")),
    may("port", Count).means(both("พอร์ต ถ้าไม่ใช่พอร์ตปกติ", "the port, if it is not the usual one")),
    may("user", Line).means(both("ชื่อผู้ใช้ ไม่ใช่รหัสผ่าน", "the user's name, never the password")),
    may("folder", Line).means(both(
        "โฟลเดอร์ของเว็บ เช่น public_html หรือชื่อไฟล์ .zip",
        "the site's folder, as public_html, or the name of the .zip",
    )),
    may("insecure", Choice(&["plain-ftp"])).means(both(
        "ยอมส่งแบบไม่เข้ารหัส ใครดักฟังก็ได้รหัสผ่าน",
        "allows FTP without TLS, by which anybody on the way reads the password",
    )),
    may("tls_name", Line)
        .means(both("ชื่อในใบรับรองของโฮสต์ ถ้าต่างจาก host", "the name in the host's certificate, if it is another")),
    may("key", Line).means(both("ไฟล์กุญแจ SSH ในเครื่องนี้", "a private SSH key on this computer")),
    may("bucket", Line).means(both("ชื่อ bucket", "the bucket's name")),
    may("region", Line).means(both("ภูมิภาคของ bucket", "the bucket's region")),
    may("server", Choice(&["apache", "other"])).means(both("โปรแกรมที่ให้บริการเว็บ", "what serves the pages")),
    may("timeout", Count).means(both("รอโฮสต์ตอบกี่วินาที ปกติ 30", "how many seconds a host may be silent, 30 by default")),
]);
